"""Quality standards: only adopted ones count, and the catalogue says how far a revision is."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from rules.findings import findings, revision_line
from rules.quality_standard import (
    Progress,
    QualityStandard,
    StandardState,
    newest,
    progress,
    standard_in_force,
)
from tests.packs.sample import AREA, HOME, sample

ON: Final = date(2026, 6, 1)
DRAFT, HEARING, ADOPTED = StandardState.DRAFT, StandardState.IN_HEARING, StandardState.ADOPTED


def standard(adopted: str | None = None, **more: Any) -> QualityStandard:
    """A revision: adopted on a day, or under way."""
    given: dict[str, Any] = {"id": "pleje", "title": "Pleje", "state": DRAFT}
    if adopted:
        day = date.fromisoformat(adopted)
        given |= {"state": ADOPTED, "adopted_by": "byrådet", "adopted_on": day}
    return QualityStandard(**{**given, **more})


REVIEWS: Final = {
    "a year after the adoption": (standard("2025-06-01"), date(2026, 6, 1)),
    "after a leap day": (standard("2024-02-29"), date(2025, 2, 28)),
    "sooner where planned": (
        standard("2025-06-01", next_review=date(2026, 1, 1)),
        date(2026, 1, 1),
    ),
    "never later than a year": (
        standard("2025-06-01", next_review=date(2027, 1, 1)),
        date(2026, 6, 1),
    ),
    "a draft has none": (standard(), None),
}


@pytest.mark.parametrize(("found", "day"), REVIEWS.values(), ids=REVIEWS)
def test_when_it_must_be_looked_at_again(found: QualityStandard, day: date | None) -> None:
    assert found.review_by == day


def test_it_is_overdue_the_day_after_and_not_on_the_day() -> None:
    found = standard("2025-06-01")
    assert not found.overdue_on(date(2026, 6, 1))
    assert found.overdue_on(date(2026, 6, 2))


def test_only_an_adopted_revision_holds_and_the_newest_of_those() -> None:
    old, new = standard("2025-03-01"), standard("2026-03-01", in_force_from=date(2026, 5, 1))
    every = [new, standard(), old]
    assert standard_in_force(every, "pleje", date(2025, 2, 28)) is None
    assert standard_in_force(every, "pleje", date(2026, 4, 30)) == old
    assert standard_in_force(every, "pleje", date(2026, 5, 1)) == new
    assert standard_in_force(every, None, ON) is None
    assert newest(every, "pleje").state is DRAFT


def test_the_catalogue_says_how_far_the_revision_has_come() -> None:
    done = [standard("2026-03-01", id=f"a{n}") for n in range(13)]
    late = [standard("2025-03-01", id=f"b{n}") for n in range(4)]
    hearing = [standard(id=f"c{n}", state=HEARING) for n in range(5)]
    draft = [
        s for n in range(8) for s in (standard("2025-03-01", id=f"d{n}"), standard(id=f"d{n}"))
    ]
    found = progress([*done, *late, *hearing, *draft], ON)
    assert found == Progress(adopted=13, in_hearing=5, draft=8, overdue=4)
    assert found.total == 30


STANDARD: Final = """
[[quality_standard]]
id         = "pleje"
title      = "Pleje"
state      = "adopted"
adopted_by = "byrådet"
adopted_on = 2025-03-01

[[quality_standard]]
id    = "pleje"
title = "Pleje"
state = "in-hearing"
"""

NAMED: Final = {
    "by the area": (HOME + STANDARD, AREA + 'standard = "pleje"\n'),
    "by its file": (HOME + STANDARD, 'standard = "pleje"\n' + AREA),
    "by the municipality": (HOME + 'standard = "pleje"\n' + STANDARD, AREA),
    "in the file of the area": (HOME, 'standard = "pleje"\n' + STANDARD + AREA),
    "the area's before its file's": (
        HOME + STANDARD,
        'standard = "andet"\n[[quality_standard]]\nid = "andet"\ntitle = "A"\nstate = "draft"\n'
        + AREA
        + 'standard = "pleje"\n',
    ),
}


@pytest.mark.parametrize(("home", "area"), NAMED.values(), ids=NAMED)
def test_who_names_a_standard(tmp_path: Path, home: str, area: str) -> None:
    (rule,) = sample(tmp_path, area, home).versions("hjemmehjaelp")
    assert rule.standard == "pleje"


def test_what_is_overdue_and_what_was_never_adopted_is_found(tmp_path: Path) -> None:
    area = AREA + 'standard = "pleje"\n' + AREA.replace('"hjemmehjaelp"', '"mad"')
    draft = '[[quality_standard]]\nid = "mad"\ntitle = "Mad"\nstate = "draft"\n'
    pack = sample(tmp_path, area + 'standard = "mad"\n', HOME + STANDARD + draft)
    found = {(one.code, one.about): one.text for one in findings(pack, ON)}
    assert found[("standard-overdue", "pleje")] == (
        "adopted on 2025-03-01, to be looked at again by 2026-03-01; "
        "a revision is under way (in-hearing)"
    )
    assert ("standard-not-adopted", "mad") in found
    assert ("standard-overdue", "pleje") not in {
        (one.code, one.about) for one in findings(pack, date(2026, 3, 1))
    }
    assert revision_line(pack, ON) == "0 of 2 quality standards adopted, 1 in hearing, 1 draft"


def test_a_pack_without_standards_says_nothing_about_them(tmp_path: Path) -> None:
    assert revision_line(sample(tmp_path), ON) is None
