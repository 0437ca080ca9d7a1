"""What each published wording is warned about, and what it is not."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.limit import Limit, LimitKind
from rules.period import Period, Unit
from rules.rule import ClockRule
from rules.rule_warnings import clock_warnings
from rules.steps import StartEvent
from rules.wording_starts import STARTS, UNLAWFUL
from tests.packs.sample import AREA, HOME, sample

CONFIRMED = HOME.replace("unconfirmed", "confirmed")


def codes(folder: Path, within: str, published: str, start: str = "receipt") -> list[str]:
    """The codes of the warnings that a decision limit gives."""
    clock = f'{{ within = "{within}", published = "{published}", from = "{start}" }}'
    pack = sample(folder, AREA.replace('{ within = "4 uger" }', clock), CONFIRMED)
    return [warning.code for warning in pack.versions("hjemmehjaelp")[0].warnings]


@pytest.mark.parametrize(
    ("within", "published", "expected"),
    [
        ("4 uger", "Senest 4 uger", []),
        ("4 uger", "inden for 4 uger efter, at vi har modtaget ansøgningen", []),
        ("10-12 uger", "10 - 12 uger inkl. ventetid", ["range"]),
        ("0-4 uger", "0 - 4 uger", []),
        ("løbende", "Løbende", ["no-limit"]),
        ("ved henvendelse", "Ved henvendelse (ingen sagsbehandlingstid)", ["no-limit"]),
        ("hurtigst muligt", "Hurtigst muligt", ["no-limit"]),
        ("ingen", "Ingen", ["no-limit"]),
        ("ikke fastsat", "xx uger", ["no-limit"]),
        ("straks", "Straks", []),
        ("4 uger", "4 uger fra sagen er oplyst", ["unlawful-start"]),
        ("4 uger", "4 uger fra fuldt oplyst ansøgning", ["unlawful-start"]),
        ("4 uger", "4 uger fra sagen er fuldt belyst", ["unlawful-start"]),
        ("4 uger", "4 uger efter modtagelse af al relevant dokumentation", ["unlawful-start"]),
        ("4 uger", "4 uger, når alle oplysninger foreligger", ["unlawful-start"]),
        ("4 uger", "4 uger, når alle nødvendige oplysninger er modtaget", ["unlawful-start"]),
        ("10 arbejdsdage", "fra der foreligger lægelig dokumentation", ["unlawful-start"]),
        ("4 uger", "4 uger fra modtagelse af fyldestgørende ansøgning", ["unlawful-start"]),
        ("8 uger", "8 uger efter modtagelse af dokumentation", ["unlawful-start"]),
        ("4 uger", "4 uger fra modtagelse af lægelige oplysninger", ["unlawful-start"]),
        ("4 uger", "4 uger fra komplet ansøgning", ["unlawful-start"]),
        ("4 uger", "4 uger efter modtagelse af nødvendig dokumentation", ["unlawful-start"]),
        ("4 uger", "4 uger efter modtagelse af lægelig dokumentation", ["unlawful-start"]),
        ("4 uger", "4 uger fra sagen er tilstrækkeligt oplyst", ["unlawful-start"]),
        ("4 uger", "4 uger efter modtagelse af alle dokumenter", ["unlawful-start"]),
        ("4 uger", "flerbet 4 uger fra komplet ansøgning", ["unlawful-start"]),
        ("4 uger", "4 uger efter modtagelse af ansøgning", []),
        ("4 uger", "4 uger, sideløbende med børnefaglig undersøgelse", []),
        ("3 uger", "Hurtigst muligt og senest indenfor 3 uger", ["soft-promise"]),
        ("8 uger", "typisk otte uger", ["soft-promise"]),
        ("4 uger", "i gennemsnit inden for 4 uger", ["soft-promise"]),
        ("6 måneder", "forventes at være på 6 måneder", ["soft-promise"]),
        ("4 uger", "ca. 4 uger", ["soft-promise"]),
        ("4 uger", "4 uger inkl. målgruppeafklaring", []),
        ("14 hverdage", "14 hverdage (2 uger)", ["two-units"]),
        ("7 hverdage", "7 hverdage (1 uge)", ["two-units"]),
        ("14 dage", "14 dage (2 uger)", []),
        ("10 hverdage", "10 hverdage (2 uger)", []),
        ("12 måneder", "12 måneder (1 år)", []),
        ("1 måned", "1 måned (30 dage)", ["two-units"]),
        ("2 uger", "2 uger (se nedenfor)", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_wording(tmp_path: Path, within: str, published: str, expected: list[str]) -> None:
    assert codes(tmp_path, within, published) == expected


def test_the_help_may_not_wait_for_papers_either(tmp_path: Path) -> None:
    said = "4 uger, levering senest 2 uger efter komplet ansøgning"
    assert codes(tmp_path, "4 uger", said) == ["unlawful-start"]


@pytest.mark.parametrize("event", sorted(UNLAWFUL))
@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_unlawful_start_that_the_reader_knows_is_warned_about(
    event: str, data: st.DataObject
) -> None:
    (pattern,) = (entry.pattern for entry in STARTS if entry.value == event)
    phrase = data.draw(st.from_regex(pattern, fullmatch=True))
    weeks = Limit(LimitKind.DURATION, max=Period(4, Unit.WEEKS))
    for published in (f"4 uger {phrase}", f"4 flerbede uger {phrase}"):
        clock = ClockRule(weeks, published, StartEvent.RECEIPT)
        found = {warning.code for warning in clock_warnings("decision", clock, statutory=False)}
        assert "unlawful-start" in found


def test_each_warning_about_a_limit_names_its_clock(tmp_path: Path) -> None:
    limits = (
        '"2-4 uger" }\ndelivery = { within = "løbende" }\n'
        'supplier_change = { within = "14 hverdage", published = "14 hverdage (2 uger)"'
    )
    found = sample(tmp_path, AREA.replace('"4 uger"', limits)).versions("hjemmehjaelp")[0].warnings
    assert [(warning.code, warning.clock) for warning in found] == [
        ("range", "decision"),
        ("no-limit", "delivery"),
        ("two-units", "supplier change"),
        ("unconfirmed", None),
    ]


def test_a_council_limit_with_another_start_is_warned_about(tmp_path: Path) -> None:
    assert codes(tmp_path, "4 uger", "4 uger", start="contact") == ["other-start"]


def test_each_warning_is_one_plain_line(tmp_path: Path) -> None:
    text = AREA.replace('"4 uger"', '"2-4 uger", published = "ca. 4 uger fra fuldt oplyst"')
    found = sample(tmp_path, text).versions("hjemmehjaelp")[0].warnings
    assert [warning.code for warning in found] == [
        "range",
        "soft-promise",
        "unlawful-start",
        "unconfirmed",
    ]
    for warning in found:
        assert "\n" not in warning.text
        assert warning.text[0].islower()


@pytest.mark.parametrize("what", ["decision", "delivery", "supplier_change", "reassessment"])
def test_what_somebody_has_settled_is_no_warning_and_no_new_version(
    tmp_path: Path, what: str
) -> None:
    said = 'within = "14 hverdage", published = "14 hverdage (2 uger)"'
    chosen = f'{said}, settled = {{ limit = "14 hverdage", by = "N.N.", on = 2026-03-02 }}'
    plain = AREA.replace('decision = { within = "4 uger" }', "")
    rest = "" if what == "decision" else 'decision = { within = "4 uger" }\n'
    texts = [f"{plain}{rest}{what} = {{ {words} }}\n" for words in (said, chosen)]
    packs = [sample(tmp_path / str(number), text) for number, text in enumerate(texts)]
    before, after = (pack.versions("hjemmehjaelp")[0] for pack in packs)
    assert [warning.code for warning in before.warnings] == ["two-units", "unconfirmed"]
    assert [warning.code for warning in after.warnings] == ["unconfirmed"]
    assert before.version == after.version
