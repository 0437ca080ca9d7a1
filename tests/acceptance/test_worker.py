"""The worker as a process: it looks once at start-up, runs by the clock, and stops when asked."""

import logging
import shutil
import signal
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from apscheduler.triggers.cron import CronTrigger
from sqlmodel import select

from notifications.channels.folder import FolderChannel
from rules.local_time import COPENHAGEN
from tests.acceptance.shell import ROOT, Shell, refused, said_until, worker
from tests.helpers import Installation
from tracker import clock
from tracker.models import Slot
from tracker.worker import HOURS, MINUTES, Worker

RUNS = "runs every"


def files(shell: Shell) -> list[Path]:
    return sorted(shell.folder.rglob("*.pdf"))


@dataclass(frozen=True, slots=True)
class Life:
    """What a worker said until its clock began, how many letters lay there, and how it ended."""

    began: str
    letters: int
    ended: str
    code: int


def lived(shell: Shell, *signals: signal.Signals) -> list[Life]:
    """Workers beside each other, one for each signal that stops it."""
    with ExitStack() as stack:
        all_of_them = [stack.enter_context(worker(shell)) for _ in signals]
        began = [said_until(process, RUNS) for process in all_of_them]
        letters = len(files(shell))
        for process, number in zip(all_of_them, signals, strict=True):
            process.send_signal(number)
        ended = [process.communicate(timeout=120)[1] for process in all_of_them]
        codes = [process.returncode for process in all_of_them]
    return [
        Life(said, letters, rest, code)
        for said, rest, code in zip(began, ended, codes, strict=True)
    ]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, lived_in: Path) -> list[Life]:
    """Two workers on one database in which a letter waits; one is stopped at the keyboard."""
    folder = tmp_path_factory.mktemp("workers")
    shutil.copytree(lived_in, folder, dirs_exist_ok=True)
    return lived(Shell(folder), signal.SIGTERM, signal.SIGINT)


def test_it_looks_once_at_start_up_before_its_clock_begins(both: list[Life]) -> None:
    assert all("swept" in life.began for life in both)
    assert {life.letters for life in both} == {1}


def test_two_workers_beside_each_other_send_each_letter_once(both: list[Life]) -> None:
    assert sorted("sent 1 letters" in life.began for life in both) == [False, True]


def test_asked_to_stop_it_stops_cleanly(both: list[Life]) -> None:
    assert [life.code for life in both] == [0, 0]
    assert all("stopped" in life.ended for life in both)


def test_nothing_goes_wrong_that_it_would_log(both: list[Life]) -> None:
    assert not [life for life in both for word in ("Traceback", "ERROR") if word in str(life)]


def test_what_it_logs_names_nobody(both: list[Life]) -> None:
    names = ("Åse", "Prøve", "Opdigtet Vej")
    assert not [name for life in both for name in names if name in life.began + life.ended]


def test_a_killed_worker_is_followed_by_one_that_finds_the_work_by_its_state(
    shell: Shell,
) -> None:
    with worker(shell) as process:
        said_until(process, RUNS)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=120)
    person = ("--name", "Bo Opdigtet", "--address", "Opdigtet Vej 1")
    shell("register", "--area", "bil", *person, "--received", "2024-03-05")
    with worker(shell) as process:
        assert "sent 1 letters" in said_until(process, RUNS)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=120)
    assert (process.returncode, len(files(shell))) == (0, 2)


def test_a_wrong_setting_stops_it_before_it_begins(shell: Shell) -> None:
    assert "not a setting" in refused(shell("worker", RETTIDIG_OUTBX="x"))


# The calendar's guard


@pytest.fixture
def wrong_calendar(tmp_path: Path) -> str:
    """Our packages once more, with a calendar in which one Christmas Day is a working day."""
    copy = tmp_path / "copy"
    for package in ("tracker", "rules", "notifications"):
        ignored = shutil.ignore_patterns("__pycache__", "vendor")
        shutil.copytree(ROOT / package, copy / package, ignore=ignored)
    fonts = Path("notifications") / "static" / "vendor"
    (copy / fonts).parent.mkdir(parents=True, exist_ok=True)
    (copy / fonts).symlink_to(ROOT / fonts)
    table = copy / "rules" / "data" / "public_holidays.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(line for line in lines if not line.startswith("2031-12-25")))
    return str(copy)


def test_a_calendar_that_is_wrong_is_named_and_letters_already_due_still_go(
    shell: Shell, wrong_calendar: str
) -> None:
    with worker(shell, PYTHONPATH=wrong_calendar) as process:
        heard = said_until(process, RUNS)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=120)
    assert "2031-12-25 is an ordinary day in the pinned table and Juledag in the" in heard
    assert "letters already due still go" in heard
    assert "sent 1 letters" in heard
    assert (process.returncode, len(files(shell))) == (0, 1)


def test_with_a_wrong_calendar_no_new_date_is_made(shell: Shell, wrong_calendar: str) -> None:
    before = shell.counts()
    person = ("--name", "Bo Opdigtet", "--address", "Opdigtet Vej 1", "--received", "2024-03-05")
    process = shell.start("register", "--area", "bil", *person, PYTHONPATH=wrong_calendar)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (1, "")
    (line,) = err.splitlines()
    assert "2031-12-25" in line
    assert shell.counts() == before


# The clock


@pytest.mark.parametrize(
    ("now", "then"),
    [
        pytest.param("2026-01-14 01:50", "2026-01-14 03:00", id="an ordinary night"),
        pytest.param("2026-03-29 01:50", "2026-03-29 03:00", id="the clocks go forward"),
        pytest.param("2026-10-25 01:50", "2026-10-25 03:00", id="the clocks go back"),
        pytest.param("2026-01-14 11:50", "2026-01-14 12:00", id="the hour letters go"),
    ],
)
def test_it_does_not_run_between_two_and_three_at_night(now: str, then: str) -> None:
    trigger = CronTrigger(hour=HOURS, minute=f"*/{MINUTES}", timezone=COPENHAGEN)
    moment = datetime.fromisoformat(now).replace(tzinfo=COPENHAGEN)
    found = trigger.get_next_fire_time(None, moment)
    assert found == datetime.fromisoformat(then).replace(tzinfo=COPENHAGEN)


@pytest.fixture
def two_workers(installation: Installation) -> list[Worker]:
    """Two workers of one installation, not started."""
    channel = FolderChannel(installation.outbox)
    workers = [Worker(installation.office, channel) for _ in range(2)]
    for number, one in enumerate(workers):
        one.holder = f"machine-{number}"
    return workers


def test_a_slot_that_one_worker_has_run_is_left_by_the_other(
    two_workers: list[Worker], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="rettidig.worker")
    for one in two_workers:
        one._tick("sweep")
    assert len([line for line in caplog.messages if line.startswith("swept")]) == 1


def test_a_slot_is_finished_when_its_work_is_done(two_workers: list[Worker]) -> None:
    two_workers[0]._tick("sweep")
    with two_workers[0].office.reading(clock.now()) as store:
        (slot,) = store.session.exec(select(Slot))
    assert (slot.job, slot.holder) == ("sweep", "machine-0")
    assert slot.finished_at is not None


def test_a_run_that_failed_leaves_its_slot_to_be_run_again(
    sqlite_installation: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    sqlite_installation.register("2024-03-05")
    one = Worker(sqlite_installation.office, FolderChannel(sqlite_installation.outbox))
    with sqlite_installation.office.engine.begin() as connection:
        connection.exec_driver_sql('ALTER TABLE "case" RENAME TO gone')
    one._tick("sweep")
    assert [line for line in caplog.messages if "the database is of another version" in line]
    with sqlite_installation.office.reading(clock.now()) as store:
        (slot,) = store.session.exec(select(Slot))
    assert slot.finished_at is None
