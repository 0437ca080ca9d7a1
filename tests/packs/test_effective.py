"""What a rule inherits from its municipality, what it overrides, and what it warns about."""

import json
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from rules.counting import Counting, MonthEnd, Roll
from rules.limit import LimitKind
from rules.municipality import Acknowledgement, Fallback, Team, Window
from rules.period import Period, Unit
from rules.rule import Acute, Remanded, Rule
from rules.steps import StartEvent
from rules.terms import NoticeDuty
from tests.packs.sample import AREA, HOME, sample

FULL_HOME: Final = HOME + (
    """\
table           = "complete"
hverdag         = "mon-sat"
arbejdsdag      = "open-days"
month_end       = "sticky"
roll            = "statutory"
ends            = "sent"
remanded        = { same = true, at_most = "4 uger", published = "højst 4 uger" }
acute           = { decision = "straks", delivery = "samme dag" }
acknowledgement = { within = "7 dage", published = "inden 7 dage" }
notice          = { default_promise = "3 uger" }
postal_hverdage = 5
window          = { top = 42.5, left = 20 }
fallback        = { within = "12 uger", source = "https://example.dk/andre" }

[contact]
address      = ["Torvet 1", "9999 Prøveby"]
cvr          = "12345678"
phone        = "12 34 56 78"
hours        = "kl. 9–14"
duty_phone   = "12 34 56 79"
complaint_to = "Borgerrådgiveren, Torvet 1, 9999 Prøveby"
can_reply    = true

[[contact.team]]
id    = "omsorg"
name  = "Omsorgsteamet"
phone = "12 34 56 80"

[[closing_day]]
on         = 2026-05-15
why        = "fredag efter Kristi himmelfartsdag"
decided_by = "økonomiudvalget"
decided_on = 2025-11-12

[[closing_day]]
on  = 2026-05-16
why = "lørdag"
"""
)


def rule_of(folder: Path, area: str = AREA, home: str = HOME) -> Rule:
    """The one council rule of the made-up pack."""
    return sample(folder, area, home).rule_in_force("hjemmehjaelp", date(2026, 3, 5))


def test_a_bare_pack_has_the_defaults_of_the_law(tmp_path: Path) -> None:
    rule = rule_of(tmp_path)
    assert rule.counting == Counting()
    assert (rule.ends, rule.notice, rule.reason_mandatory) == (
        "decided",
        NoticeDuty.APPLICANT,
        False,
    )
    assert rule.remanded == Remanded(same=True)
    assert rule.acute == Acute()
    assert (rule.extension, rule.right, rule.statutory) == (None, None, False)
    assert rule.source == "https://example.dk/frister"
    assert rule.decision is not None
    assert rule.decision.start is StartEvent.RECEIPT


def test_an_area_inherits_what_its_municipality_says(tmp_path: Path) -> None:
    rule = rule_of(tmp_path, home=FULL_HOME)
    assert rule.counting == Counting(
        saturday=True, open_days=True, month_end=MonthEnd.STICKY, roll=Roll.STATUTORY
    )
    assert rule.ends == "sent"
    assert rule.remanded.at_most is not None
    assert rule.remanded.at_most.max == Period(4, Unit.WEEKS)
    assert rule.remanded.published == "højst 4 uger"
    assert rule.acute.delivery is not None
    assert rule.acute.delivery.kind is LimitKind.SAME_DAY


def test_an_area_overrides_what_its_municipality_says(tmp_path: Path) -> None:
    own = (
        'ends = "decided"\nhverdag = "mon-fri"\narbejdsdag = "working-days"\n'
        'month_end = "clamp"\nroll = "none"\nsource = "byrådet 24.2.2026, punkt 7"\n'
        'remanded = { within = "2 uger" }\nacute = { decision = "1 døgn" }\nteam = "omsorg"\n'
        'kle = "27.36.04"\ntotal_expected = "4 måneder"\n'
    )
    rule = rule_of(tmp_path, AREA + own, FULL_HOME)
    assert rule.counting == Counting()
    assert (rule.ends, rule.team, rule.kle) == ("decided", "omsorg", "27.36.04")
    assert rule.source == "byrådet 24.2.2026, punkt 7"
    assert (rule.remanded.same, rule.remanded.at_most) == (False, None)
    assert rule.acute.delivery is None, "an area's table replaces the municipality's as a whole"
    assert rule.total_expected is not None
    assert rule.total_expected.max == Period(4, Unit.MONTHS)


def test_limits_beside_the_two_clocks_start_with_what_their_names_say(tmp_path: Path) -> None:
    bare = rule_of(tmp_path / "bare")
    assert (bare.supplier_change, bare.reassessment, bare.child_from_age) == (None, None, None)
    assert not {"supplier_change", "reassessment", "child_from_age"} & set(json.loads(bare.content))
    own = (
        'supplier_change = { within = "2 hverdage", published = "maksimalt to hverdage" }\n'
        'reassessment = { within = "4 uger" }\nchild_from_age = 10\n'
    )
    rule = rule_of(tmp_path, AREA + own)
    assert rule.supplier_change is not None
    assert rule.supplier_change.limit.max == Period(2, Unit.HVERDAGE)
    assert rule.supplier_change.start is StartEvent.SUPPLIER_CHANGE
    assert rule.reassessment is not None
    assert rule.reassessment.start is StartEvent.NEED_CHANGED
    assert rule.child_from_age == 10


def test_two_lengths_of_a_change_of_supplier_are_warned_about(tmp_path: Path) -> None:
    own = 'supplier_change = { within = "14 hverdage", published = "14 hverdage (2 uger)" }\n'
    (warning,) = [w for w in rule_of(tmp_path, AREA + own).warnings if w.code == "two-units"]
    assert warning.text.startswith("the supplier change limit is published as")


def test_a_file_s_source_stands_between_the_area_s_and_the_municipality_s(tmp_path: Path) -> None:
    text = 'source = "https://example.dk/omsorg"\n\n' + AREA
    assert rule_of(tmp_path, text).source == "https://example.dk/omsorg"
    own = rule_of(tmp_path / "own", text + 'source = "https://example.dk/hjemmehjaelp"\n')
    assert own.source == "https://example.dk/hjemmehjaelp"


def test_the_municipality_as_the_other_packages_see_it(tmp_path: Path) -> None:
    home = sample(tmp_path, home=FULL_HOME).municipality
    contact = home.contact
    assert (home.name, home.code, home.slug) == ("Prøve Kommune", "0999", "proeve")
    assert contact.address_lines == ("Torvet 1", "9999 Prøveby")
    assert (contact.cvr, contact.duty_phone, contact.can_reply) == ("12345678", "12 34 56 79", True)
    assert contact.team("omsorg") == Team("omsorg", "Omsorgsteamet", "12 34 56 80")
    assert contact.team("visitation") is None
    assert home.default_promise == Period(3, Unit.WEEKS)
    assert (home.acknowledgement, home.postal_hverdage) == (True, 5)
    assert home.acknowledge.published == "inden 7 dage"
    assert home.window == Window(42.5, 20)
    assert isinstance(home.fallback, Fallback)
    assert home.fallback.limit.max == Period(12, Unit.WEEKS)
    assert not home.calendar.is_open(date(2026, 5, 15))


def test_what_is_not_said_is_absent_or_the_default(tmp_path: Path) -> None:
    home = sample(tmp_path).municipality
    assert (home.contact.phone, home.contact.can_reply, home.contact.teams) == (None, False, ())
    assert (home.default_promise, home.fallback, home.table) == (None, None, None)
    assert (home.acknowledge, home.postal_hverdage) == (Acknowledgement(), 6)
    assert home.window == Window()
    assert home.calendar.is_open(date(2026, 5, 15))


def test_acknowledgements_can_be_switched_off(tmp_path: Path) -> None:
    home = sample(tmp_path, home=HOME + "acknowledgement = { send = false }\n").municipality
    assert home.acknowledgement is False


def test_a_closing_day_on_a_day_off_is_allowed_with_a_warning(tmp_path: Path) -> None:
    (warning,) = [
        warning
        for warning in sample(tmp_path, home=FULL_HOME).warnings
        if warning.code == "closing-day-off"
    ]
    assert "2026-05-16" in warning.text


def test_a_confirmed_pack_does_not_warn(tmp_path: Path) -> None:
    pack = sample(tmp_path, home=HOME.replace("unconfirmed", "confirmed"))
    assert pack.warnings == ()
    assert pack.rule_in_force("hjemmehjaelp", date(2026, 3, 5)).warnings == ()


def test_a_delivery_with_its_own_start_needs_no_decision(tmp_path: Path) -> None:
    text = AREA.replace('decision = { within = "4 uger" }', "")
    text += 'delivery = { within = "7 dage", from = "discharge" }\n'
    rule = rule_of(tmp_path, text)
    assert rule.decision is None
    assert rule.delivery is not None
    assert rule.delivery.start is StartEvent.DISCHARGE


def test_a_service_without_a_paragraph_has_an_empty_law_text(tmp_path: Path) -> None:
    assert rule_of(tmp_path, AREA.replace('["serviceloven § 83"]', "[]")).law_text == ""


@pytest.mark.parametrize(
    ("laws", "text"),
    [
        ('["serviceloven § 83"]', "serviceloven § 83"),
        (
            '["aktivloven § 81", "integrationsloven § 35"]',
            "aktivloven § 81 og integrationsloven § 35",
        ),
        ('["a § 1", "b § 2", "c § 3"]', "a § 1, b § 2 og c § 3"),
    ],
)
def test_the_law_reads_inside_a_letter(tmp_path: Path, laws: str, text: str) -> None:
    assert rule_of(tmp_path, AREA.replace('["serviceloven § 83"]', laws)).law_text == text


FALLBACK: Final = (
    'fallback = { within = "12 uger", published = "op til 12 uger", source = "https://x.dk" }\n'
)


@pytest.mark.parametrize(
    ("within", "counts"),
    [
        pytest.param("ikke fastsat", "12 weeks", id="the list sets none"),
        pytest.param("4 uger", "4 weeks", id="the list sets one"),
        pytest.param("løbende", None, id="the list says that there is none"),
        pytest.param("ved henvendelse", None, id="no date follows from it"),
    ],
)
def test_the_fallback_counts_where_the_list_sets_no_limit(
    tmp_path: Path, within: str, counts: str | None
) -> None:
    area = AREA.replace("4 uger", within)
    (rule,) = sample(tmp_path / "with", area, HOME + FALLBACK).versions("hjemmehjaelp")
    assert rule.decision is not None
    assert (str(rule.decision.limit.max) if rule.decision.limit.max else None) == counts
    taken = within == "ikke fastsat"
    assert ("fallback" in {warning.code for warning in rule.warnings}) == taken
    assert ("no-limit" in {warning.code for warning in rule.warnings}) == (counts is None)
    assert rule.decision.published == ("op til 12 uger" if taken else None)
    (without,) = sample(tmp_path / "without", area).versions("hjemmehjaelp")
    assert (without.version != rule.version) == taken
