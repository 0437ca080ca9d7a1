"""The folder of letters, written to by several processes at once."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from notifications.channels import Outgoing
from notifications.channels.folder import MANIFEST, FolderChannel, messages_in
from notifications.errors import ChannelError

ROOT = Path(__file__).parents[2]
DAY = date(2026, 3, 5)

#: A process that writes its own letters and ends a run after each.
WRITER = """
import sys
from pathlib import Path
from tests.storage.test_folder import LETTERS, a_letter
from notifications.channels.folder import FolderChannel

channel, mine = FolderChannel(Path(sys.argv[1])), int(sys.argv[2])
sys.stdin.read()  # all of them begin together
for number in range(LETTERS):
    channel.send(a_letter(mine * LETTERS + number))
    channel.finish()
"""
WRITERS = 4
LETTERS = 40


def a_letter(number: int) -> Outgoing:
    pdf = f"letter {number}".encode()
    return Outgoing(
        message_uuid=UUID(int=number),
        channel="paper",
        municipality_code="0999",
        reference=f"2026-{number:04}",
        kind="acknowledgement",
        subject="Vi har modtaget din ansøgning",
        recipient="Åse Prøve-Testesen",
        cpr=None,
        letter_on=DAY,
        pdf=pdf,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
    )


def folder_of(root: Path) -> Path:
    return root / DAY.isoformat() / "paper"


def parts(folder: Path) -> list[Path]:
    return sorted(folder.glob(".*"))


def test_several_workers_end_their_runs_in_one_folder_and_every_letter_is_listed(
    tmp_path: Path,
) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(number)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.close()
        writer.stdin = None
    assert [writer.communicate(timeout=120)[1] for writer in writers] == [b""] * WRITERS
    listed = messages_in(folder_of(tmp_path))
    assert sorted(listed, key=int) == [UUID(int=n) for n in range(WRITERS * LETTERS)]
    assert parts(folder_of(tmp_path)) == []


def test_what_a_killed_process_left_half_written_is_cleared_away(tmp_path: Path) -> None:
    channel = FolderChannel(tmp_path)
    folder = folder_of(tmp_path)
    folder.mkdir(parents=True)
    left, begun = folder / ".a.pdf.old-1-1.part", folder / ".b.pdf.other-2-2.part"
    for path in (left, begun):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    channel.send(a_letter(1))
    channel.finish()
    assert parts(folder) == [begun]


def test_a_manifest_that_cannot_be_read_is_written_anew(tmp_path: Path) -> None:
    channel = FolderChannel(tmp_path)
    channel.send(a_letter(1))
    (folder_of(tmp_path) / MANIFEST).write_text("not;a;manifest\n1;2;3\n")
    FolderChannel(tmp_path).finish()
    assert messages_in(folder_of(tmp_path)) == [UUID(int=1)]


def test_a_manifest_of_letters_that_were_taken_away_stays_as_it_is(tmp_path: Path) -> None:
    channel = FolderChannel(tmp_path)
    channel.send(a_letter(1))
    channel.finish()
    for path in folder_of(tmp_path).glob("2026-*"):
        path.unlink()
    FolderChannel(tmp_path).finish()
    assert messages_in(folder_of(tmp_path)) == [UUID(int=1)]


def test_a_manifest_that_cannot_be_written_is_one_plain_line(tmp_path: Path) -> None:
    channel = FolderChannel(tmp_path)
    channel.send(a_letter(1))
    (folder_of(tmp_path) / MANIFEST).mkdir()
    with pytest.raises(ChannelError, match="the manifest cannot be written") as refused:
        channel.finish()
    assert "\n" not in str(refused.value)
