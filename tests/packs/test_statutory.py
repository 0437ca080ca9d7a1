"""The rules set by law: each start, notice, reason, roll and extension (law.md 1.4)."""

from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from rules.calendar import Calendar
from rules.counting import Roll
from rules.deadline import due_date
from rules.limit import LimitKind
from rules.pack import load_pack
from rules.period import Period, Unit, parse_period
from rules.rule import Rule
from rules.steps import StartEvent
from rules.terms import NoticeDuty
from tests.packs.sample import HOME, sample

LAW: Final = {rule.area: rule for rule in load_pack("aarhus").rules if rule.statutory}


class Expected(NamedTuple):
    """What the law says about one area."""

    area: str
    clock: str
    length: str
    start: StartEvent
    notice: NoticeDuty
    reason: bool = False


TOLD: Final = NoticeDuty.APPLICANT
NOBODY: Final = NoticeDuty.NONE
GDPR: Final = [
    f"lov.gdpr-{right}"
    for right in (
        "begraensning",
        "berigtigelse",
        "dataportabilitet",
        "indsigelse",
        "indsigt",
        "sletning",
    )
]
TABLE: Final = [
    Expected(
        "lov.boernefaglig-undersoegelse", "decision", "4 måneder", StartEvent.AWARENESS, NOBODY
    ),
    Expected("lov.underretning-vurdering", "decision", "24 timer", StartEvent.RECEIPT, NOBODY),
    Expected(
        "lov.underretning-kvittering",
        "decision",
        "6 hverdage",
        StartEvent.RECEIPT,
        NoticeDuty.REPORTER,
    ),
    Expected(
        "lov.genoptraening-efter-udskrivning", "delivery", "7 dage", StartEvent.DISCHARGE, TOLD
    ),
    Expected("lov.stofmisbrugsbehandling", "delivery", "14 dage", StartEvent.CONTACT, TOLD),
    Expected("lov.alkoholbehandling", "delivery", "14 dage", StartEvent.CONTACT, TOLD),
    Expected("lov.plejebolig", "delivery", "2 måneder", StartEvent.WAITING_LIST, TOLD),
    Expected("lov.foertidspension", "decision", "3 måneder", StartEvent.FORMALLY_STARTED, TOLD),
    Expected("lov.foertidspension-paabegyndelse", "decision", "3 uger", StartEvent.RECEIPT, TOLD),
    Expected(
        "lov.aktindsigt-offentlighedsloven",
        "decision",
        "7 arbejdsdage",
        StartEvent.RECEIPT,
        TOLD,
        reason=True,
    ),
    Expected(
        "lov.aktindsigt-forvaltningsloven",
        "decision",
        "7 arbejdsdage",
        StartEvent.RECEIPT,
        TOLD,
        reason=True,
    ),
    Expected("lov.aktindsigt-klage", "decision", "7 arbejdsdage", StartEvent.COMPLAINT, NOBODY),
    Expected("lov.genvurdering", "decision", "4 uger", StartEvent.COMPLAINT, TOLD),
    *(
        Expected(area, "decision", "1 måned", StartEvent.RECEIPT, TOLD, reason=True)
        for area in GDPR
    ),
]


@pytest.mark.parametrize("expected", TABLE, ids=lambda expected: expected.area)
def test_each_statutory_clock_is_as_law_md_has_it(expected: Expected) -> None:
    rule = LAW[expected.area]
    clock = rule.decision if expected.clock == "decision" else rule.delivery
    assert clock is not None
    assert (clock.limit.max, clock.start) == (parse_period(expected.length), expected.start)
    assert (rule.notice, rule.reason_mandatory) == (expected.notice, expected.reason)


def test_the_table_holds_every_statutory_area() -> None:
    assert set(LAW) == {expected.area for expected in TABLE} | {"lov.seniorpension"}


@pytest.mark.parametrize("rule", LAW.values(), ids=lambda rule: rule.area)
def test_statutory_rules_inherit_nothing_from_a_council(rule: Rule) -> None:
    assert rule.area.startswith("lov.")
    assert (rule.statutory, rule.status) == (True, "statute")
    assert not rule.counting.open_days
    assert not rule.counting.saturday
    assert (rule.acute.decision, rule.acute.delivery) == (None, None)
    assert rule.source
    assert rule.law
    assert rule.phrase[0].islower()


def test_only_the_gdpr_may_be_extended_and_rolls() -> None:
    extended = {area for area, rule in LAW.items() if rule.extension is not None}
    rolling = {area for area, rule in LAW.items() if rule.counting.roll is not Roll.NONE}
    assert extended == rolling == set(GDPR)
    for area in GDPR:
        assert LAW[area].extension == Period(2, Unit.MONTHS)
        assert LAW[area].counting.roll is Roll.NEXT_WORKING_DAY


def test_a_request_for_personal_data_ends_on_a_working_day() -> None:
    """Received Wed 25 February 2026: one month is Wed 25 March; from Sat 28 it rolls to Mon 30."""
    rule = LAW["lov.gdpr-indsigt"]
    assert rule.decision is not None
    for received, due in (
        (date(2026, 2, 25), date(2026, 3, 25)),
        (date(2026, 2, 28), date(2026, 3, 30)),
    ):
        counted = due_date(
            received, rule.decision.limit, calendar=Calendar(), counting=rule.counting
        )
        assert counted.due_on == due


def test_retraining_after_discharge_tells_of_the_free_choice() -> None:
    assert LAW["lov.genoptraening-efter-udskrivning"].right == "free-choice"
    assert [rule.area for rule in LAW.values() if rule.right] == [
        "lov.genoptraening-efter-udskrivning"
    ]


def test_who_may_stay_anonymous() -> None:
    assert {rule.area for rule in LAW.values() if rule.anonymous_allowed} == {
        "lov.alkoholbehandling",
        "lov.underretning-kvittering",
        "lov.underretning-vurdering",
    }


def test_senior_pension_is_another_authority_s_decision() -> None:
    clock = LAW["lov.seniorpension"].decision
    assert clock is not None
    assert clock.limit.kind is LimitKind.DELEGATED


def test_what_is_not_verified_says_so() -> None:
    unverified = {
        rule.area for rule in LAW.values() for found in rule.warnings if found.code == "unverified"
    }
    assert unverified == {"lov.underretning-kvittering"}


def test_a_statutory_rule_is_the_same_version_in_every_municipality(tmp_path: Path) -> None:
    council = 'arbejdsdag = "open-days"\nhverdag = "mon-sat"\nroll = "next-working-day"\n'
    elsewhere = {rule.area: rule for rule in sample(tmp_path, home=HOME + council).rules}
    for area, rule in LAW.items():
        assert elsewhere[area].version == rule.version
        assert elsewhere[area].counting == rule.counting
        assert elsewhere[area].municipality_code == "0999"
