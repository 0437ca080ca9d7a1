"""A small made-up pack for tests to change, and a way to write it to a folder."""

from pathlib import Path
from typing import Final

from rules.pack import Pack, load_pack

HOME: Final = """\
name   = "Prøve Kommune"
code   = "0999"
status = "unconfirmed"
source = "https://example.dk/frister"
"""

AREA: Final = """\
[[area]]
id       = "hjemmehjaelp"
title    = "Hjemmehjælp"
phrase   = "hjemmehjælp"
law      = ["serviceloven § 83"]
decision = { within = "4 uger" }
"""


def write_pack(folder: Path, *, home: str = HOME, slug: str = "proeve", **fields: str) -> Path:
    """Write a pack of one municipality; each keyword is a field of work and its text."""
    place = folder / slug
    place.mkdir(parents=True, exist_ok=True)
    (place / "municipality.toml").write_text(home, encoding="utf-8")
    for name, text in fields.items():
        (place / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def sample(folder: Path, area: str = AREA, home: str = HOME) -> Pack:
    """The made-up pack, loaded: its one field of work holds `area`."""
    return load_pack("proeve", folders=[write_pack(folder, home=home, omsorg=area)])
