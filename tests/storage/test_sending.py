"""Letters on their way out: killed, blocked, tried again, and in the folder once all the same."""

import os
import shutil
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from notifications.retry import PAUSES
from tests.helpers import Installation, at
from tracker.models import Dispatch
from tracker.services.dispatching import LEASE

MORNING = at("2026-03-05", 10)
ROOT = Path(__file__).parents[2]

#: A dispatcher whose power is cut when its first letter has been written and not yet recorded.
KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from notifications.channels.folder import FolderChannel
from tracker.office import open_office
from tracker.services.dispatching import dispatch
from tracker.settings import read_settings

class PowerCut(FolderChannel):
    def send(self, letter):
        super().send(letter)
        os.kill(os.getpid(), signal.SIGKILL)

office, _ = open_office(read_settings(os.environ))
dispatch(office, PowerCut(Path(sys.argv[1])), now=datetime.fromisoformat(sys.argv[2]))
"""


def ways(installation: Installation) -> list[Dispatch]:
    with installation.office.reading(MORNING) as store:
        return list(store.session.exec(select(Dispatch)))


def killed_dispatcher(installation: Installation) -> int:
    """Run the dispatcher above; answers how it ended."""
    given = installation.office.settings
    environ = {
        "PYTHONPATH": str(ROOT),
        "RETTIDIG_DATABASE_URL": installation.office.engine.url.render_as_string(
            hide_password=False
        ),
        "RETTIDIG_KEY_FILE": str(given.key_file),
        "RETTIDIG_PACKS": str(given.packs),
    }
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(installation.outbox), MORNING.isoformat()],
        env=environ,
        check=False,
        capture_output=True,
        timeout=60,
    )
    return done.returncode


def test_killed_between_sending_and_recording_the_letter_goes_again_as_the_same_message(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    before = ways(installation)[0].message_uuid
    assert killed_dispatcher(installation) == -signal.SIGKILL
    (pdf,) = installation.files()
    first = pdf.read_bytes()
    assert ways(installation)[0].state == "claimed"
    inside = MORNING + LEASE - timedelta(seconds=1)
    assert installation.dispatch(inside).sent == 0
    assert installation.dispatch(MORNING + LEASE + timedelta(seconds=1)).sent == 1
    (pdf,) = installation.files()
    assert pdf.read_bytes() == first
    (way,) = ways(installation)
    assert (way.message_uuid, way.state, way.attempts) == (before, "sent", 2)
    letters = installation.show(reference, MORNING)["letters"]
    assert [letter["kind"] for letter in letters] == ["acknowledgement"]


def test_a_letter_that_a_killed_run_left_unlisted_is_listed_by_the_next(
    sqlite_installation: Installation,
) -> None:
    sqlite_installation.register("2026-03-05")
    killed_dispatcher(sqlite_installation)
    assert sqlite_installation.files("manifest.csv") == []
    sqlite_installation.dispatch(MORNING + timedelta(minutes=1))  # its lease is still running
    (manifest,) = sqlite_installation.files("manifest.csv")
    assert len(manifest.read_bytes().splitlines()) == 2


def test_what_was_rendered_is_kept_and_sent_as_it_is(installation: Installation) -> None:
    installation.register("2026-03-05")
    installation.outbox.write_text("in the way")
    installation.dispatch(MORNING)
    rendered = ways(installation)[0].pdf_sha256
    installation.outbox.unlink()
    installation.dispatch(MORNING + PAUSES[0])
    assert ways(installation)[0].pdf_sha256 == rendered
    assert len(installation.files()) == 1


# Obstacles


def test_an_outbox_that_is_no_folder_is_one_plain_line_and_the_letter_waits(
    installation: Installation,
) -> None:
    installation.register("2026-03-05")
    installation.outbox.write_text("in the way")
    done = installation.dispatch(MORNING)
    assert done.sent == 0
    (line,) = done.failed
    assert "cannot be written" in line
    assert "\n" not in line
    (way,) = ways(installation)
    assert (way.state, way.attempts) == ("queued", 1)
    assert way.next_attempt_at == MORNING + PAUSES[0]


def test_when_the_obstacle_is_gone_the_letter_goes(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.outbox.write_text("in the way")
    installation.dispatch(MORNING)
    installation.outbox.unlink()
    assert installation.dispatch(MORNING + PAUSES[0] - timedelta(seconds=1)).sent == 0
    assert installation.dispatch(MORNING + PAUSES[0]).sent == 1
    letters = installation.show(reference, MORNING)["letters"]
    assert [letter["state"] for letter in letters] == ["sent"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_leaves_nothing_half_written(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    (way,) = ways(installation)
    folder = installation.outbox / "2026-03-05" / way.channel
    folder.mkdir(parents=True)
    name = f".{reference}-acknowledgement-{way.message_uuid.hex[-8:]}.pdf.part"
    (folder / name).symlink_to("/dev/full")
    (line,) = installation.dispatch(MORNING).failed
    assert "No space left on device" in line
    assert list(folder.iterdir()) == []
    assert installation.dispatch(MORNING + PAUSES[0]).sent == 1
    assert len(installation.files()) == 1


def test_after_the_last_attempt_a_person_is_asked(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.outbox.write_text("in the way")
    now = MORNING
    for pause in (*PAUSES, timedelta()):
        assert len(sqlite_installation.dispatch(now).failed) == 1
        now += pause
    assert ways(sqlite_installation)[0].state == "failed"
    assert "letter-failed" in sqlite_installation.tasks(reference, now)
    assert sqlite_installation.dispatch(now + timedelta(days=1)).failed == []


def test_a_letter_that_was_given_up_does_not_count_as_told(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.live(reference, at("2026-03-05"))
    shutil.rmtree(sqlite_installation.outbox)
    sqlite_installation.outbox.write_text("in the way")
    sqlite_installation.sweep(at("2026-03-31", 12))
    now = at("2026-03-31", 12)
    for pause in (*PAUSES, timedelta()):
        sqlite_installation.dispatch(now)
        now += pause
    assert sqlite_installation.show(reference, at("2026-04-03"))["told"] == "not-told"


def test_one_blocked_letter_does_not_stop_the_others(installation: Installation) -> None:
    for _ in range(3):
        installation.register("2026-03-05")
    blocked = ways(installation)[1]
    folder = installation.outbox / "2026-03-05" / blocked.channel
    folder.mkdir(parents=True)
    name = f".2026-0002-acknowledgement-{blocked.message_uuid.hex[-8:]}.pdf.part"
    os.mkdir(folder / name)
    done = installation.dispatch(MORNING)
    assert (done.sent, len(done.failed)) == (2, 1)
    assert "2026-0002" in done.failed[0]
