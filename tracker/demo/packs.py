"""The demonstration's own packs: the published rules, with a contact and teams that are invented.

The packs that come along hold no telephone numbers, because the municipalities' pages gave none.
"""

from pathlib import Path
from typing import Final

from rules.pack import load_pack, pack_slugs

#: Which team looks after an area, by the beginning of its id; the first that fits.
TEAMS: Final = (
    ("praktisk-hjaelp", "hjemmehjaelp", "Team Hjemmehjælp"),
    ("pleje", "hjemmehjaelp", "Team Hjemmehjælp"),
    ("madservice", "hjemmehjaelp", "Team Hjemmehjælp"),
    ("personlig-hjaelp", "hjemmehjaelp", "Team Hjemmehjælp"),
    ("sygepleje", "sundhed", "Team Sundhed"),
    ("genoptraening", "sundhed", "Team Sundhed"),
    ("vedligeholdelsestraening", "sundhed", "Team Sundhed"),
    ("lov.genoptraening", "sundhed", "Team Sundhed"),
    ("lov.", "jura", "Team Jura"),
    ("boern", "familie", "Team Familie"),
    ("dagtilbud", "familie", "Team Familie"),
    ("", "ydelse", "Team Ydelse"),
)

_INVENTED: Final = """
# INVENTED by `rettidig demo`, so that its letters have all their parts: none of this is the
# municipality's own, and the numbers lead nowhere.

[notice]
default_promise = "3 uger"

[contact]
address      = ["Opdigtet Torv 1", "0000 Prøveby"]
cvr          = "00000000"
phone        = "00 00 00 01"
hours        = "mandag til fredag kl. 9–14"
duty_phone   = "00 00 00 02"
complaint_to = "Borgerrådgiveren, Opdigtet Torv 1, 0000 Prøveby"
can_reply    = true
"""

_TEAM: Final = """
[[contact.team]]
id    = "{id}"
name  = "{name}"
phone = "00 00 00 {number}"
"""


def team_of(area: str) -> str:
    """The team that looks after an area."""
    return next(team for start, team, _name in TEAMS if area.startswith(start))


def write_packs(folder: Path) -> None:
    """Write a copy of every pack that came along, with the invented contact added."""
    for slug in pack_slugs():
        for name, text in load_pack(slug).files.items():
            path = folder / name
            if path.parent.name != slug:
                continue  # set by law: part of every pack, never copied
            path.parent.mkdir(parents=True, exist_ok=True)
            added = _invented() if path.name == "municipality.toml" else ""
            path.write_text(text + added, encoding="utf-8")


def _invented() -> str:
    teams = dict.fromkeys((team, name) for _start, team, name in TEAMS)
    entries = [
        _TEAM.format(id=team, name=name, number=number)
        for number, (team, name) in enumerate(teams, start=11)
    ]
    return _INVENTED + "".join(entries)
