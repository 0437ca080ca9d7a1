"""Which warnings `rettidig due` prints: those of the limit that was asked for."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from tests.packs.sample import AREA, sample
from tracker.cli.rule_due import by_pack

WEEKS: Final = 'decision = { within = "4 uger" }'
TWO_UNITS: Final = 'within = "14 hverdage", published = "14 hverdage (2 uger)"'
SUPPLIER: Final = f"supplier_change = {{ {TWO_UNITS} }}"
CAP: Final = 'remanded = { same = true, at_most = "2 uger" }'

#: The limits, the track asked for, and what the warnings are about besides the whole rule.
ASKED: Final = {
    "the decision's own": (f"decision = {{ {TWO_UNITS} }}", "", ["decision"]),
    "not another supplier's": (f"{WEEKS}\n{SUPPLIER}", "", []),
    "not the help's": (f"{WEEKS}\ndelivery = {{ {TWO_UNITS} }}", "", []),
    "the help's, where nothing is decided": (
        f'delivery = {{ {TWO_UNITS}, from = "discharge" }}',
        "",
        ["delivery"],
    ),
    "acute has a limit of its own": (f"decision = {{ {TWO_UNITS} }}", "acute", []),
    "remanded, the same again": (f"decision = {{ {TWO_UNITS} }}", "remanded", ["decision"]),
    "remanded, with a limit of its own": (
        f'decision = {{ {TWO_UNITS} }}\nremanded = {{ within = "1 uge" }}',
        "remanded",
        [],
    ),
    "remanded, the cap alone": (f'decision = {{ within = "løbende" }}\n{CAP}', "remanded", []),
}


@pytest.mark.parametrize(("limits", "track", "expected"), ASKED.values(), ids=ASKED)
def test_only_the_warnings_of_the_asked_limit_are_told(
    tmp_path: Path, limits: str, track: str, expected: list[str]
) -> None:
    pack = sample(tmp_path, AREA.replace(WEEKS, limits))
    acute, remanded = track == "acute", track == "remanded"
    _, about = by_pack(pack, "hjemmehjaelp", date(2026, 3, 5), acute=acute, remanded=remanded)
    *own, whole = about["warnings"]
    assert whole == "the municipality has not confirmed this limit"
    assert [text.removeprefix("the ").split(" limit")[0] for text in own] == expected
