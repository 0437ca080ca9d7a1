"""Every code that can reach a case page has words, and every sentence of the journal reads well."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from notifications.causes import Cause
from notifications.kinds import LetterKind
from rules.notice_facts import NoticeState, TaskKind
from rules.standing import Standing
from rules.steps import StartEvent
from rules.terms import DeadlineKind, Reach, Track
from rules.told import Told
from tests.helpers import at
from tracker.codes import (
    BoardOutcome,
    ComplaintOutcome,
    DigitalPost,
    DispatchState,
    Ending,
    EventKind,
    Outcome,
    Role,
)
from tracker.models import Event
from tracker.services.copying import COPY
from tracker.web.badges import badge, badge_codes
from tracker.web.case import words as codes
from tracker.web.case.events import event_lines
from tracker.web.words import words

SERVICES = Path(__file__).parents[2] / "tracker" / "services"
DA, EN = words("da"), words("en")

TABLES: dict[str, tuple[dict[str, str], set[str]]] = {
    "deadline kinds": (codes.KINDS, set(DeadlineKind)),
    "what starts a clock": (codes.STARTS, set(StartEvent)),
    "outcomes": (codes.OUTCOMES, {*Outcome, *ComplaintOutcome, *BoardOutcome}),
    "endings": (codes.ENDINGS, set(Ending)),
    "roles": (codes.ROLES, set(Role)),
    "digital post": (codes.DIGITAL_POST, set(DigitalPost)),
    "causes": (codes.CAUSES, set(Cause)),
    "letters": (codes.LETTERS, {*LetterKind, COPY}),
    "states of a letter": (codes.STATES, {*NoticeState, *DispatchState}),
    "channels": (codes.CHANNELS, set(Reach)),
    "tasks": (codes.TASKS, set(TaskKind)),
    "why a date moved or ended": (codes.REASONS, set()),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_code_has_words(table: str) -> None:
    said, wanted = TABLES[table]
    assert {str(code) for code in wanted} <= set(said)


@pytest.mark.parametrize("table", TABLES)
def test_the_words_have_their_english(table: str) -> None:
    for danish in TABLES[table][0].values():
        assert danish in ("KLE", "Digital Post") or EN.text(danish) != danish, danish


def reasons() -> Iterator[str]:
    """Every reason that a recount or a lapse is called with."""
    for path in sorted(SERVICES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            if name in ("recount", "lapse", "_end", "_move"):
                given = [*node.args, *(k.value for k in node.keywords if k.arg == "reason")]
                yield from (
                    a.value
                    for a in given
                    if isinstance(a, ast.Constant) and isinstance(a.value, str)
                )


def test_every_reason_of_a_moved_date_has_words() -> None:
    found = set(reasons())
    assert "decided" in found
    assert "remanded" in found
    assert found - set(codes.REASONS) == set()


def test_every_standing_has_a_badge() -> None:
    for code in (*Standing, *Told, Track.ACUTE, Track.REMANDED):
        assert str(code) in badge_codes()
    for code in badge_codes():
        assert badge(code, DA).word
        assert badge(code, EN).word != badge(code, DA).word or code == "acute"


#: Values that stand in an entry of each kind; the rest need none.
VALUES: dict[str, dict[str, object]] = {
    "decided": {"outcome": "granted"},
    "reconsidered": {"outcome": "upheld"},
    "board-answered": {"outcome": "changed"},
    "deadline-set": {"kind": "decision", "due_on": "2026-04-02"},
    "deadline-moved": {"kind": "decision", "due_on": "2026-04-02", "old_due_on": "2026-04-01"},
    "deadline-ended": {"kind": "delivery", "reason": "grant-ended"},
    "awaiting": {"cause": "doctor"},
    "expected": {"expected_on": "2026-04-29"},
    "corrected": {"fact": "received", "why": "brevet lå i en anden kasse"},
    "reclassified": {"new": "pleje", "why": "forkert område"},
    "ended": {"ending": "moved"},
    "task-opened": {"task": "telephone"},
    **{
        kind: {"letter": "delay-notice"}
        for kind in (
            "notice-approved",
            "notice-withdrawn",
            "letter-sent",
            "letter-available",
            "letter-returned",
            "letter-failed",
        )
    },
}


def entry(kind: str) -> Event:
    """An entry of the journal, made by Mette."""
    return Event(
        municipality_code="0999",
        id=UUID(int=1),
        case_id=UUID(int=2),
        seq=1,
        kind=kind,
        happened_on=date(2026, 3, 5),
        recorded_at=at("2026-03-05"),
        actor="mette",
        payload_hash="",
        prev_hash="",
        hash="",
    )


def line(kind: str, values: dict[str, object] | None, language: str = "da") -> str:
    said = DA if language == "da" else EN
    found = event_lines(
        [(entry(kind), values)], {"mette": "Mette"}, said, {"pleje": "Personlig pleje"}
    )
    return found[0].text if found else ""


@pytest.mark.parametrize("kind", sorted(set(EventKind) - {"notice-drafted", "task-done"}))
def test_every_event_reads_as_a_sentence(kind: str) -> None:
    text = line(kind, VALUES.get(kind, {}))
    assert text != kind
    assert text[0].isupper()
    assert ".." not in text
    assert not re.search(r"\b[a-z]+-[a-z]+\b", text.replace("for-", "")), text
    assert line(kind, VALUES.get(kind, {}), "en") != text


def test_what_was_erased_says_so() -> None:
    assert line("registered", None) == "Indholdet er slettet."


def test_an_area_is_called_by_its_name() -> None:
    text = line("reclassified", {"new": "pleje", "why": ""})
    assert text == "Flyttet til et andet område: Personlig pleje."


def test_what_follows_by_itself_names_nobody() -> None:
    def who(kind: str, values: dict[str, object]) -> str:
        return event_lines([(entry(kind), values)], {"mette": "Mette"}, DA)[0].who

    assert who("decided", {"outcome": "refused"}) == "Mette"
    assert who("deadline-set", VALUES["deadline-set"]) == ""
    assert who("notice-approved", {"letter": "delay-notice", "automatic": True}) == ""
    assert who("notice-approved", {"letter": "delay-notice"}) == "Mette"
