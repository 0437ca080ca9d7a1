"""A rule's version changes when its effective content changes, and only then."""

import hashlib
import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from rules.pack import NoRuleInForce, PackError
from rules.rule import Rule
from tests.packs.sample import AREA, HOME, sample

FULL: Final = AREA + (
    'delivery = { within = "2 uger", published = "To uger" }\n'
    'acute = { decision = "straks" }\n'
    "in_force_from = 2026-03-01\n"
)
ON: Final = date(2026, 3, 5)


def rule_of(folder: Path, area: str = FULL, home: str = HOME) -> Rule:
    """The one council rule of the made-up pack."""
    return sample(folder, area, home).rule_in_force("hjemmehjaelp", ON)


SAME: Final = {
    "a comment": FULL + "# adopted in the spring\n",
    "another order of keys": "[[area]]\n" + "\n".join(reversed(FULL.splitlines()[1:])) + "\n",
    "another spelling of the same limit": FULL.replace('"4 uger"', '"4  UGER"'),
    "a table written out": FULL.replace('acute = { decision = "straks" }\n', "")
    + '[area.acute]\ndecision = "straks"\n',
    "a default written out": FULL.replace(
        "law  ", 'ends = "decided"\nroll = "none"\nmonth_end = "clamp"\nlaw  '
    ),
    "windows line endings": FULL.replace("\n", "\r\n"),
    "a title of the file": 'title = "Omsorg"\n' + FULL,
    "letters composed differently": unicodedata.normalize("NFD", FULL),
}


@pytest.mark.parametrize("area", SAME.values(), ids=SAME)
def test_the_version_stays(tmp_path: Path, area: str) -> None:
    assert rule_of(tmp_path / "b", area).version == rule_of(tmp_path / "a").version


CHANGED: Final = {
    "id stays, title": ('"Hjemmehjælp"', '"Hjemmepleje"'),
    "phrase": ('"hjemmehjælp"', '"hjemmepleje"'),
    "law": ("§ 83", "§ 84"),
    "length": ('"4 uger"', '"5 uger"'),
    "unit": ('"4 uger"', '"28 dage"'),
    "range with the same end": ('"4 uger"', '"2-4 uger"'),
    "published words": ('"To uger"', '"Senest to uger"'),
    "start": ('{ within = "4 uger" }', '{ within = "4 uger", from = "contact" }'),
    "acute": ('{ decision = "straks" }', '{ decision = "1 døgn" }'),
    "in force from": ("2026-03-01", "2026-03-02"),
    "one more key": ("[[area]]\n", '[[area]]\nsource = "byrådet, punkt 7"\n'),
}


@pytest.mark.parametrize(("old", "new"), CHANGED.values(), ids=CHANGED)
def test_the_version_changes_with_the_area(tmp_path: Path, old: str, new: str) -> None:
    assert old in FULL
    changed = rule_of(tmp_path / "b", FULL.replace(old, new))
    assert changed.version != rule_of(tmp_path / "a").version


INHERITED: Final = {
    "hverdag": 'hverdag = "mon-sat"\n',
    "arbejdsdag": 'arbejdsdag = "open-days"\n',
    "month end": 'month_end = "sticky"\n',
    "roll": 'roll = "next-working-day"\n',
    "ends": 'ends = "sent"\n',
    "remanded": 'remanded = { same = true, at_most = "4 uger" }\n',
}
NOT_INHERITED: Final = {
    "contact": '[contact]\nphone = "12 34 56 78"\n',
    "closing day": '[[closing_day]]\non = 2026-05-15\nwhy = "lukket"\n',
    "promise": 'notice = { default_promise = "3 uger" }\n',
    "quality standard": 'standard = "s"\n[[quality_standard]]\nid = "s"\ntitle = "S"\n'
    'state = "draft"\n',
    "acute, which the area overrides": 'acute = { decision = "straks", delivery = "straks" }\n',
}


@pytest.mark.parametrize("line", INHERITED.values(), ids=INHERITED)
def test_the_version_changes_with_what_is_inherited(tmp_path: Path, line: str) -> None:
    changed = rule_of(tmp_path / "b", home=HOME + line)
    assert changed.version != rule_of(tmp_path / "a").version


@pytest.mark.parametrize("line", NOT_INHERITED.values(), ids=NOT_INHERITED)
def test_the_version_stays_when_the_rule_is_not_touched(tmp_path: Path, line: str) -> None:
    assert rule_of(tmp_path / "b", home=HOME + line).version == rule_of(tmp_path / "a").version


def test_the_version_is_the_hash_of_the_content(tmp_path: Path) -> None:
    rule = rule_of(tmp_path)
    assert rule.version == hashlib.sha256(rule.content.encode()).hexdigest()
    assert json.loads(rule.content)["decision"] == {
        "limit": {"kind": "duration", "max": "4 weeks"},
        "start": "receipt",
    }


def test_the_canonical_form_is_not_changed_by_accident(tmp_path: Path) -> None:
    """Stored cases carry versions: another form would give every unchanged rule a new one."""
    assert rule_of(tmp_path).content == (
        '{"acute":{"decision":"immediate"},"area":"hjemmehjaelp","counting":{"month_end":"clamp",'
        '"roll":"none"},"decision":{"limit":{"kind":"duration","max":"4 weeks"},"start":"receipt"},'
        '"delivery":{"limit":{"kind":"duration","max":"2 weeks"},"published":"To uger","start":'
        '"decision"},"ends":"decided","in_force_from":"2026-03-01","law":["serviceloven § 83"],'
        '"municipality_code":"0999","notice":"applicant","phrase":"hjemmehjælp","remanded":'
        '{"same":true},"source":"https://example.dk/frister","status":"unconfirmed","title":'
        '"Hjemmehjælp"}'
    )


def version(first: str | None, last: str | None) -> str:
    """One entry of the same area with its first and last day."""
    days = {"in_force_from": first, "in_force_until": last}
    return AREA + "".join(f"{key} = {day}\n" for key, day in days.items() if day)


def test_every_overlap_is_told_at_once(tmp_path: Path) -> None:
    """Also with a version that lies inside another, and not only with the one just before."""
    texts = [
        version("2026-01-01", "2026-12-31"),
        version("2026-02-01", "2026-02-28"),
        version("2026-06-01", None),
        version("2030-01-01", None),
    ]
    with pytest.raises(PackError) as caught:
        sample(tmp_path, "".join(texts))
    found = [
        re.findall(r"in force on (\S+): .* in_force_until = (\S+)$", str(p))
        for p in caught.value.problems
    ]
    assert found == [
        [("2026-02-01", "2026-01-31")],
        [("2026-06-01", "2026-05-31")],
        [("2030-01-01", "2029-12-31")],
    ]


def test_versions_may_leave_a_gap(tmp_path: Path) -> None:
    pack = sample(tmp_path, version(None, "2026-01-31") + version("2026-03-01", None))
    with pytest.raises(NoRuleInForce, match="until 2026-01-31 and from 2026-03-01 on"):
        pack.rule_in_force("hjemmehjaelp", date(2026, 2, 15))
    days = (date(2026, 1, 31), date(2026, 3, 1))
    assert [pack.rule_in_force("hjemmehjaelp", day).force_text() for day in days] == [
        "until 2026-01-31",
        "from 2026-03-01 on",
    ]
