"""Several people and processes at once: the database decides, and nothing that happened is lost."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from notifications.causes import Cause
from rules.notice_facts import NoticeState
from tests.helpers import Installation, at
from tracker import journal
from tracker.codes import Outcome
from tracker.errors import Refused
from tracker.models import Event, Notice
from tracker.office import open_office

Answer = TypeVar("Answer")

NOW = at("2026-03-24", 8)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def colleagues(installation: Installation) -> Iterator[list[Installation]]:
    """The same installation opened four times over, as by four processes."""
    opened = [open_office(installation.office.settings)[0] for _ in range(4)]
    yield [Installation(office, installation.outbox) for office in opened]
    for office in opened:
        office.engine.dispose()


def at_once(
    colleagues: Sequence[Installation], act: Callable[[Installation, int], Answer]
) -> list[Answer | Exception]:
    """What each colleague's act answers when all begin at the same moment."""
    start = Barrier(len(colleagues))

    def one(number: int) -> Answer | Exception:
        start.wait()
        try:
            return act(colleagues[number], number)
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(colleagues)) as pool:
        return list(pool.map(one, range(len(colleagues))))


def events_of(installation: Installation, reference: str) -> list[Event]:
    with installation.office.reading(NOW) as store:
        case = store.find("0999", reference, lock=False).case
        query = select(Event).where(Event.case_id == case.id).order_by(col(Event.seq))
        return list(store.session.exec(query))


def test_case_numbers_are_unique_though_all_register_at_once(
    colleagues: list[Installation],
) -> None:
    def three(me: Installation, _number: int) -> list[str]:
        return [me.register("2026-03-05") for _ in range(3)]

    answers = at_once(colleagues, three)
    given = sorted(ref for answer in answers if isinstance(answer, list) for ref in answer)
    assert given == [f"2026-{number:04d}" for number in range(1, 13)]


def test_of_two_decisions_at_once_the_second_sees_the_first(
    colleagues: list[Installation],
) -> None:
    reference = colleagues[0].register("2026-03-05")
    outcomes = (Outcome.GRANTED, Outcome.REFUSED, Outcome.PARTLY, Outcome.REFUSED)
    answers = at_once(
        colleagues, lambda me, number: me.decide(reference, "2026-03-20", outcomes[number])
    )
    assert answers.count(None) == 1
    refusals = [answer for answer in answers if answer is not None]
    assert {type(refusal) for refusal in refusals} == {Refused}
    assert all("was decided on 2026-03-20" in str(refusal) for refusal in refusals)


def test_no_entry_of_the_journal_is_lost_when_all_write_into_one_case(
    colleagues: list[Installation],
) -> None:
    reference = colleagues[0].register("2026-03-05")
    causes = list(Cause)

    def wait_twice(me: Installation, number: int) -> None:
        for half in (0, 1):
            me.await_(reference, causes[2 * number + half], "2026-03-10")

    assert at_once(colleagues, wait_twice) == [None] * 4
    events = events_of(colleagues[0], reference)
    assert sum(event.kind == "awaiting" for event in events) == 8
    assert journal.broken_at(events) is None


def test_corrections_through_different_cases_of_an_application_never_wait_in_a_circle(
    colleagues: list[Installation],
) -> None:
    first = colleagues[0].register("2026-03-05", "rengoering", "bil", "pleje")
    year, number = first.split("-")
    cases = [f"{year}-{int(number) + n:04d}" for n in range(3)]

    def correct(me: Installation, colleague: int) -> None:
        for turn in range(4):
            case, day = cases[(turn + colleague) % 3], f"2026-03-{1 + 4 * turn + colleague % 2:02d}"
            with suppress(Refused):  # what another has just corrected it to
                me.correct(case, day, "stemplet forkert", now=at("2026-03-20"))

    assert at_once(colleagues, correct) == [None] * 4
    received = {colleagues[0].show(case, NOW)["received_on"] for case in cases}
    assert len(received) == 1


def test_every_act_counts_the_version_of_its_case_on(colleagues: list[Installation]) -> None:
    reference = colleagues[0].register("2026-03-05")
    before = colleagues[0].show(reference, NOW)["version"]
    at_once(colleagues, lambda me, _number: me.await_(reference, Cause.DOCTOR, "2026-03-10"))
    assert colleagues[0].show(reference, NOW)["version"] == before + 4


def test_a_sweep_shared_by_all_looks_at_each_case_once(colleagues: list[Installation]) -> None:
    references = [colleagues[0].register("2026-03-05") for _ in range(8)]
    answers = at_once(colleagues, lambda me, _number: me.sweep(NOW))
    swept = [answer for answer in answers if not isinstance(answer, Exception)]
    assert len(swept) == 4
    assert sum(done.looked_at for done in swept) == 8
    for reference in references:
        letters = [le["kind"] for le in colleagues[0].show(reference, NOW)["letters"]]
        assert letters.count("delay-notice") == 1


def test_a_dispatch_shared_by_all_sends_each_letter_once(colleagues: list[Installation]) -> None:
    for _ in range(6):
        colleagues[0].register("2026-03-05")
    answers = at_once(colleagues, lambda me, _number: me.dispatch(at("2026-03-05", 10)))
    sent = [answer.sent for answer in answers if not isinstance(answer, Exception)]
    assert (len(sent), sum(sent)) == (4, 6)
    assert len(colleagues[0].files()) == 6
    (manifest,) = colleagues[0].files("manifest.csv")
    assert len(manifest.read_bytes().splitlines()) == 7


def test_the_database_refuses_a_second_notice_about_the_same(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.sweep(NOW)
    with installation.office.reading(NOW) as store:
        file = store.find("0999", reference, lock=False)
        (notice,) = [n for n in file.notices if n.kind == "delay-notice"]
        again = notice.model_dump()
    with (
        pytest.raises(IntegrityError, match=r"uq_notice_once|UNIQUE constraint failed"),
        installation.office.writing(NOW) as store,
    ):
        store.add(Notice(**{**again, "id": store.new_id()}))


def test_a_withdrawn_notice_makes_room_for_another(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.sweep(NOW)
    with installation.office.writing(NOW) as store:
        file = store.find("0999", reference)
        (notice,) = [n for n in file.notices if n.kind == "delay-notice"]
        notice.state = NoticeState.CANCELLED
        store.session.flush()
        again = Notice(**{**notice.model_dump(), "id": store.new_id(), "state": "draft"})
        store.add(again)


def command(installation: Installation, *arguments: str) -> "subprocess.Popen[str]":
    """A process of our own command on the installation."""
    given = installation.office.settings
    url = installation.office.engine.url.render_as_string(hide_password=False)
    environ = {
        "PYTHONPATH": str(ROOT),
        "RETTIDIG_DATABASE_URL": url,
        "RETTIDIG_KEY_FILE": str(given.key_file),
        "RETTIDIG_PACKS": str(given.packs),
        "RETTIDIG_OUTBOX": str(given.outbox),
        "RETTIDIG_MUNICIPALITY": "fjordby",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tracker.cli.main", *arguments],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(processes: Sequence["subprocess.Popen[str]"]) -> list[tuple[int, str, str]]:
    ended = [(process, *process.communicate(timeout=120)) for process in processes]
    return [(process.returncode, out, err) for process, out, err in ended]


def test_two_processes_share_one_sweep(installation: Installation) -> None:
    references = [installation.register("2026-03-05") for _ in range(6)]
    arguments = ("sweep", "--on", "2026-03-24", "--json")
    answers = finished([command(installation, *arguments) for _ in range(2)])
    assert [code for code, _out, _err in answers] == [0, 0]
    now: datetime = at("2026-03-24", 17)
    for reference in references:
        letters = [le["kind"] for le in installation.show(reference, now)["letters"]]
        assert letters.count("delay-notice") == 1
