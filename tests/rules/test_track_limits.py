"""Which limit governs a clock: a case's clock, `due` and the public list ask the same function."""

from pathlib import Path
from typing import Final

import pytest

from rules.limit_text import limit_text
from rules.track_limits import TrackLimit, acute_limit, ordinary_limit, remanded_limit
from tests.packs.sample import AREA, sample

WEEKS: Final = 'decision = { within = "4 uger" }'
NONE: Final = 'decision = { within = "løbende" }'

#: The area's own limit, what it says of remanded cases, and the limit and cap that follow.
REMANDED: Final = {
    "nothing is said": (WEEKS, "", ("4 uger", None)),
    "the same, capped": (
        WEEKS,
        'remanded = { same = true, at_most = "2 uger" }\n',
        ("4 uger", "2 uger"),
    ),
    "a limit of its own": (WEEKS, 'remanded = { within = "1 uge" }\n', ("1 uge", None)),
    "no date of its own: the cap alone": (
        NONE,
        'remanded = { same = true, at_most = "2 uger" }\n',
        ("2 uger", None),
    ),
    "no date and no cap": (NONE, "", None),
}


def shown(found: TrackLimit | None) -> tuple[str, str | None] | None:
    """A limit and its cap in words."""
    if found is None:
        return None
    return limit_text(found.limit), limit_text(found.cap) if found.cap else None


@pytest.mark.parametrize(("own", "said", "expected"), REMANDED.values(), ids=REMANDED)
def test_what_a_remanded_case_has(
    tmp_path: Path, own: str, said: str, expected: tuple[str, str | None] | None
) -> None:
    (rule,) = sample(tmp_path, AREA.replace(WEEKS, own) + said).versions("hjemmehjaelp")
    assert shown(remanded_limit(rule)) == expected
    assert ordinary_limit(rule) is not None


ACUTE: Final = {
    "nothing is published: the day it became known": ("", ("straks", "straks")),
    "published": ('acute = { decision = "24 timer" }\n', ("24 timer", "straks")),
    "published without a date": (
        'acute = { decision = "hurtigst muligt", delivery = "1 uge" }\n',
        ("straks", "1 uge"),
    ),
}


@pytest.mark.parametrize(("said", "expected"), ACUTE.values(), ids=ACUTE)
def test_what_an_acute_case_has(tmp_path: Path, said: str, expected: tuple[str, str]) -> None:
    (rule,) = sample(tmp_path, AREA + said).versions("hjemmehjaelp")
    found = acute_limit(rule.acute), acute_limit(rule.acute, delivery=True)
    assert (limit_text(found[0].limit), limit_text(found[1].limit)) == expected
