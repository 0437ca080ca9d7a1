"""Registering an application: what is kept, which dates it gets, and what is refused."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import col, func, select

from rules.errors import RulesError
from rules.pack import UnknownArea
from tests.helpers import FJORDBY, Installation, aase, at, deadline_of
from tracker.codes import DigitalPost, Form, Role
from tracker.errors import NotFound, Refused
from tracker.models import Application, Case, Event
from tracker.services.parties import NewParty
from tracker.services.registering import (
    AcuteNeed,
    EarlierRound,
    NewApplication,
    Registered,
    register,
)
from tracker.views import registered_view

NOON = at("2026-03-09", 12)


def rows(installation: Installation) -> list[int]:
    """How many applications, cases and events there are."""
    with installation.office.reading(NOON) as store:
        return [
            store.session.exec(select(func.count()).select_from(table)).one()
            for table in (Application, Case, Event)
        ]


def application(**changes: Any) -> NewApplication:
    given: dict[str, Any] = {
        "municipality": FJORDBY,
        "areas": ("rengoering",),
        "received": date(2026, 3, 5),
        "parties": (aase(),),
    }
    return NewApplication(**{**given, **changes})


def made(installation: Installation, now: datetime = NOON, **changes: Any) -> Registered:
    return register(installation.office, application(**changes), now=now, actor="mk")


# What is kept


def test_received_journaled_and_registered_are_three_facts(installation: Installation) -> None:
    reference = installation.register("2026-03-05", journaled_on=date(2026, 3, 6), now=NOON)
    case = installation.show(reference, NOON)
    assert case["received_on"] == "2026-03-05"
    assert case["journaled_on"] == "2026-03-06"
    assert case["registered_at"].startswith("2026-03-09T12:00:00")


def test_the_clock_starts_at_receipt_though_it_was_registered_later(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-08", now=at("2026-03-09"))  # W-56
    case = sqlite_installation.show(reference, at("2026-03-09"))
    assert deadline_of(case)["due_on"] == "2026-04-05"


def test_an_hour_of_receipt_belongs_to_its_danish_day(sqlite_installation: Installation) -> None:
    late = datetime(2026, 3, 7, 22, 50, tzinfo=UTC)  # 23.50 in Denmark
    done = made(sqlite_installation, received=late)
    case = sqlite_installation.show(done.references[0], NOON)
    assert case["received_on"] == "2026-03-07"


def test_a_limit_in_hours_is_counted_from_the_hour(sqlite_installation: Installation) -> None:
    done = made(
        sqlite_installation,
        now=at("2026-04-02", 17),
        areas=("krisehjaelp",),
        received=at("2026-04-02", 16, 30),  # W-50: Maundy Thursday
    )
    case = sqlite_installation.show(done.references[0], at("2026-04-02", 17))
    assert deadline_of(case)["due_at"] == "2026-04-03T16:30:00+02:00"


def test_a_limit_in_hours_asks_for_the_hour(installation: Installation) -> None:
    with pytest.raises(RulesError, match="give the time of day too"):
        made(installation, areas=("krisehjaelp",))
    assert rows(installation) == [0, 0, 0]


def test_an_oral_application_needs_only_area_and_name(sqlite_installation: Installation) -> None:
    done = made(sqlite_installation, form=Form.ORAL, parties=(NewParty(name="Bo Opdigtet"),))
    (case,) = registered_view(sqlite_installation.office, done, now=NOON)["cases"]
    assert deadline_of(case)["due_on"] == "2026-04-02"
    shown = sqlite_installation.show(done.references[0], NOON)
    assert shown["events"][0]["values"]["form"] == "oral"


def test_a_case_number_counts_on_within_the_year_it_is_registered(
    installation: Installation,
) -> None:
    references = [installation.register("2026-03-05") for _ in range(3)]
    assert references == ["2026-0001", "2026-0002", "2026-0003"]
    assert installation.register("2026-12-30", now=at("2027-01-04")) == "2027-0001"


def test_the_rule_and_the_text_of_its_file_are_kept(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    rule = deadline_of(installation.show(reference, NOON))["rule"]
    pack = installation.office.book.pack(FJORDBY)
    assert rule["version"] == pack.rule_in_force("rengoering", date(2026, 3, 5)).version
    assert rule["published"] == "4 uger"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param("2026-02-28", "2026-04-25", id="W-66: the old 8 weeks, last day in force"),
        pytest.param("2026-03-01", "2026-03-29", id="W-66: the new 4 weeks, first day in force"),
    ],
)
def test_the_version_in_force_on_the_day_of_receipt_governs(
    sqlite_installation: Installation, received: str, due: str
) -> None:
    reference = sqlite_installation.register(received, "boligindretning", now=NOON)
    assert deadline_of(sqlite_installation.show(reference, NOON))["due_on"] == due


# Several areas


@pytest.fixture
def two_areas(installation: Installation) -> tuple[Installation, list[str]]:
    done = made(installation, areas=("rengoering", "bil"), received=date(2026, 3, 9))
    return installation, done.references


def test_several_areas_are_one_application_with_a_case_each(
    two_areas: tuple[Installation, list[str]],
) -> None:
    installation, references = two_areas
    assert rows(installation)[:2] == [1, 2]
    dates = [deadline_of(installation.show(ref, NOON))["due_on"] for ref in references]
    assert dates == ["2026-04-06", "2026-06-01"]


def test_several_areas_get_one_acknowledgement_that_lists_all_dates(
    two_areas: tuple[Installation, list[str]],
) -> None:
    installation, references = two_areas
    assert [installation.kinds(ref, NOON) for ref in references] == [["acknowledgement"], []]
    (letter,) = installation.texts(references[0], "acknowledgement")
    assert "Rengøring (serviceloven § 83)" in letter
    assert "6. april 2026" in letter
    assert "Støtte til bil (serviceloven § 114)" in letter
    assert "1. juni 2026" in letter


def test_sweeping_several_areas_again_makes_no_second_acknowledgement(
    two_areas: tuple[Installation, list[str]],
) -> None:
    installation, references = two_areas
    for ref in references:
        installation.live(ref, at("2026-03-10"))
    assert [path.name[:25] for path in installation.files()] == ["2026-0001-acknowledgement"]


# Acute and remanded at registration


def test_an_acute_application_is_due_the_day_it_came_and_keeps_its_ordinary_date(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-09", acute=AcuteNeed("er faldet"), now=NOON)
    case = installation.show(reference, NOON)
    acute = [d for d in case["deadlines"] if d["track"] == "acute"]
    assert {d["kind"]: d["due_on"] for d in acute} == {
        "decision": "2026-03-09",
        "delivery": "2026-03-09",
    }
    assert deadline_of(case, track="ordinary")["due_on"] == "2026-04-06"


def test_an_acute_application_is_confirmed_as_acute_and_not_acknowledged(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-09", acute=AcuteNeed("er faldet"), now=NOON)
    kinds = sqlite_installation.kinds(reference, NOON)
    assert "acute-confirmation" in kinds
    assert "acknowledgement" not in kinds


def test_a_need_known_on_a_saturday_night_is_due_that_night(
    sqlite_installation: Installation,
) -> None:
    need = AcuteNeed("er faldet", since=at("2026-01-10", 22, 15))  # W-54
    reference = sqlite_installation.register("2026-01-10", acute=need, now=at("2026-01-10", 22, 30))
    case = sqlite_installation.show(reference, at("2026-01-10", 22, 30))
    assert deadline_of(case, track="acute")["due_on"] == "2026-01-10"


def test_a_remand_whose_first_round_lies_elsewhere_is_counted_from_our_receipt(
    installation: Installation,
) -> None:
    earlier = EarlierRound(
        remanded_on=date(2025, 11, 12), earlier_decided_on=date(2025, 5, 1), help_resumed=True
    )
    reference = installation.register("2025-11-19", "bil", remanded=earlier)  # W-59: cap 4 weeks
    case = installation.show(reference, at("2025-11-19"))
    assert deadline_of(case, track="remanded")["due_on"] == "2025-12-17"
    assert case["rounds"][0]["remanded_on"] == "2025-11-12"


def test_a_remand_from_elsewhere_gets_the_remand_letter_on_the_next_open_day(
    sqlite_installation: Installation,
) -> None:
    earlier = EarlierRound(earlier_decided_on=date(2025, 5, 1), help_resumed=True)
    reference = sqlite_installation.register("2025-11-21", "bil", remanded=earlier)  # a Friday
    sqlite_installation.live(reference, at("2025-11-22"))
    assert sqlite_installation.kinds(reference, at("2025-11-22")) == []
    sqlite_installation.live(reference, at("2025-11-24", 6))
    assert sqlite_installation.kinds(reference, at("2025-11-24")) == ["remand-receipt"]
    (letter,) = sqlite_installation.texts(reference, "remand-receipt")
    assert "1. maj 2025" in letter


# Without a deadline


def test_a_known_area_without_a_rule_that_day_is_filed_and_the_days_are_named(
    installation: Installation,
) -> None:
    done = made(installation, areas=("ledsagelse",), received=date(2024, 5, 1))
    (case,) = registered_view(installation.office, done, now=NOON)["cases"]
    assert case["deadlines"] == []
    assert case["without"] == [
        "no rule was in force on 2024-05-01; there is one from 2024-06-01 on"
    ]
    assert installation.show(done.references[0], NOON)["standing"] == "without-deadline"


def test_words_without_a_computable_limit_give_no_date(sqlite_installation: Installation) -> None:
    done = made(sqlite_installation, areas=("loebende",))
    (case,) = registered_view(sqlite_installation.office, done, now=NOON)["cases"]
    assert case["deadlines"] == []
    assert case["without"] == ['the published words "Løbende" set no date']


def test_a_case_without_a_deadline_is_a_task_after_four_weeks(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", "loebende")
    sqlite_installation.sweep(at("2026-04-01"))
    assert sqlite_installation.tasks(reference, at("2026-04-01")) == []
    sqlite_installation.sweep(at("2026-04-02", 10))
    assert sqlite_installation.tasks(reference, at("2026-04-02", 10)) == ["without-deadline"]


def test_the_task_of_a_case_without_a_deadline_comes_again_a_week_after_it_was_done(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", "loebende")
    sqlite_installation.sweep(at("2026-04-02", 10))
    sqlite_installation.done(reference, "without-deadline", now=at("2026-04-03"))
    sqlite_installation.sweep(at("2026-04-09"))
    assert sqlite_installation.tasks(reference, at("2026-04-09")) == []
    sqlite_installation.sweep(at("2026-04-10", 10))
    assert sqlite_installation.tasks(reference, at("2026-04-10", 10)) == ["without-deadline"]


# Whom it concerns


def test_a_representative_gets_the_letter_instead_with_a_line_that_says_so(
    sqlite_installation: Installation,
) -> None:
    helper = NewParty(
        name="Rita Opdigtet",
        role=Role.REPRESENTATIVE,
        address=("Opdigtet Vej 2", "0000 Fjordby"),
        digital_post=DigitalPost.REGISTERED,
    )
    reference = sqlite_installation.register("2026-03-05", parties=(aase(), helper))
    case = sqlite_installation.live(reference, at("2026-03-05"))
    assert [party["gets_letters"] for party in case["parties"]] == [False, True]
    (letter,) = sqlite_installation.texts(reference, "acknowledgement")
    assert "Du får dette brev som repræsentant for Åse Prøve-Testesen" in letter
    (metadata,) = sqlite_installation.files("*.json")
    assert json.loads(metadata.read_bytes())["recipient"] == "Rita Opdigtet"


def test_a_representative_whose_power_has_ended_gets_no_letter(
    sqlite_installation: Installation,
) -> None:
    helper = NewParty(name="Rita Opdigtet", role=Role.REPRESENTATIVE, until=date(2026, 3, 4))
    reference = sqlite_installation.register("2026-03-05", parties=(aase(), helper))
    (letter,) = sqlite_installation.texts(reference, "acknowledgement")
    assert "repræsentant" not in letter


def test_every_party_who_must_be_told_gets_a_letter(sqlite_installation: Installation) -> None:
    other = aase(name="Ib Opdigtet", role=Role.CUSTODY_HOLDER)
    reference = sqlite_installation.register("2026-03-05", parties=(aase(), other))
    assert len(sqlite_installation.texts(reference, "acknowledgement")) == 2


def test_nobody_writes_to_the_anonymous(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register(
        "2026-03-05", "lov.alkoholbehandling", parties=(NewParty(anonymous=True),)
    )
    case = sqlite_installation.live(reference, at("2026-06-01"))
    assert case["letters"] == []
    assert case["standing"] == "overdue"


def test_who_reported_a_worry_is_telephoned_and_gets_no_letter_to_an_applicant(
    sqlite_installation: Installation,
) -> None:
    reporter = aase(name="Nabo Opdigtet", role=Role.REPORTER)
    reference = sqlite_installation.register(
        "2026-03-09", "lov.underretning-kvittering", parties=(reporter,)
    )
    case = sqlite_installation.live(reference, at("2026-03-16", 13))
    assert case["letters"] == []
    assert "telephone" in sqlite_installation.tasks(reference, at("2026-03-16", 13))


def test_a_letter_is_in_the_language_of_the_party(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", parties=(aase(language="en"),))
    (letter,) = sqlite_installation.texts(reference, "acknowledgement")
    assert "We have received your application" in letter


# What is refused: one plain line, and nothing is written


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"areas": ("rumfart",)}, "rumfart", id="an area the pack does not know"),
        pytest.param({"areas": ("pleje", "pleje")}, "named twice", id="the same area twice"),
        pytest.param({"areas": ()}, "at least one area", id="no area"),
        pytest.param({"municipality": "atlantis"}, "atlantis", id="no such municipality"),
        pytest.param({"received": date(2026, 3, 10)}, "future", id="received tomorrow"),
        pytest.param(
            {"received": at("2026-03-09", 13)}, "has not come yet", id="received later today"
        ),
        pytest.param(
            {"received": date(1998, 1, 5)}, "first day the calendar knows", id="before the calendar"
        ),
        pytest.param(
            {"journaled_on": date(2026, 3, 4)}, "journaling", id="journaled before received"
        ),
        pytest.param({"journaled_on": date(2026, 3, 10)}, "journaling", id="journaled tomorrow"),
        pytest.param({"parties": ()}, "applicant", id="nobody applied"),
        pytest.param({"parties": (NewParty(name=" "),)}, "name is missing", id="no name"),
        pytest.param(
            {"parties": (aase(name="Bo\x07 Opdigtet"),)}, "U+0007", id="a control character"
        ),
        pytest.param({"team": "h\x1bjaelp"}, "U+001B", id="a control character in the team"),
        pytest.param({"caseworker": "\u202emk"}, "U+202E", id="a caseworker that turns around"),
        pytest.param(
            {"parties": (aase(name="Bo\u202eOpdigtet"),)}, "U+202E", id="a turned direction"
        ),
        pytest.param(
            {"parties": (aase(address=[f"linje {n}" for n in range(9)]),)},
            "an envelope shows",
            id="an address that no window shows",
        ),
        pytest.param({"parties": (aase(cpr="123"),)}, "CPR", id="half a CPR number"),
        pytest.param({"parties": (aase(cpr="3113801234"),)}, "CPR", id="a CPR number of no day"),
        pytest.param(
            {"parties": (aase(language="xx"),)}, "language", id="a language no letter has"
        ),
        pytest.param({"acute": AcuteNeed(" ")}, "reason", id="acute without a reason"),
        pytest.param(
            {"acute": AcuteNeed("er faldet", since=at("2026-03-10"))},
            "future",
            id="acute from tomorrow",
        ),
        pytest.param(
            {"remanded": EarlierRound(earlier_decided_on=date(2026, 3, 6))},
            "before",
            id="remanded before it was decided",
        ),
        pytest.param(
            {"remanded": EarlierRound(remanded_on=date(2026, 3, 6))},
            "the receipt of the remand cannot be 2026-03-05, before 2026-03-06, the board's own",
            id="received before the board sent it back",
        ),
        pytest.param(
            {"remanded": EarlierRound(remanded_on=date(2030, 1, 1))},
            "before 2030-01-01, the board's own date",
            id="sent back by the board in years to come",
        ),
    ],
)
def test_an_impossible_application_is_refused_and_nothing_is_written(
    sqlite_installation: Installation, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises((Refused, RulesError, NotFound), match=said.replace("+", r"\+")) as refusal:
        made(sqlite_installation, **changes)
    assert "\n" not in str(refusal.value)
    assert rows(sqlite_installation) == [0, 0, 0]


def test_an_unknown_area_beside_a_known_one_leaves_nothing_behind(
    installation: Installation,
) -> None:
    with pytest.raises(UnknownArea):
        made(installation, areas=("rengoering", "rumfart"))
    assert rows(installation) == [0, 0, 0]


def test_a_name_with_markup_is_a_name(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", parties=(aase(name="Bo #show *x*"),))
    sqlite_installation.live(reference, at("2026-03-05"))
    assert sqlite_installation.show(reference, NOON)["parties"][0]["name"] == "Bo #show *x*"
    assert len(sqlite_installation.files()) == 1


def test_a_cpr_number_is_found_again_without_being_stored_in_the_open(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05", parties=(aase(cpr="010170-0000"),))
    with installation.office.reading(NOON) as store:
        party = store.find("0999", reference, lock=False).parties[0]
        assert party.cpr_index == store.sealer.index("cpr:0101700000")
        assert store.open(party, "cpr_sealed") == "0101700000"


def test_the_first_look_at_a_case_is_set_when_it_is_registered(installation: Installation) -> None:
    installation.register("2026-03-05")
    with installation.office.reading(NOON) as store:
        attention = store.session.exec(select(col(Case.attention_at))).one()
    assert attention == at("2026-03-24", 6)  # the draft day: five open days before 31 March
