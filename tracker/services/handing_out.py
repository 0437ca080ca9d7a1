"""Handing a whole case out: looked up with a purpose, journaled, and written in one piece."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from notifications.cleaning import cpr_number_in, one_line
from notifications.dossier import render_dossier
from rules.local_time import local_day
from tracker.codes import EventKind
from tracker.dossier.letters import stored_letters
from tracker.dossier.pages import pages_of
from tracker.dossier.view import Wishes, dossier_view
from tracker.errors import Refused
from tracker.office import Office
from tracker.services.desk import Desk


def hand_out(
    office: Office,
    municipality: str,
    reference: str,
    folder: Path,
    wishes: Wishes,
    *,
    now: datetime,
    actor: str,
) -> dict[str, Any]:
    """Write the dossier of a case into a new folder; answers what it holds.

    The look-up stands in the journal (law.md 8), and in the dossier itself. One transaction; the
    folder appears whole or not at all.
    """
    if not one_line(wishes.purpose):
        raise Refused("a dossier needs a purpose: say what it is for, it stays on file")
    if cpr_number_in(wishes.purpose):
        raise Refused("the purpose holds what looks like a CPR number: take it out")
    _check(folder)
    code = office.book.pack(municipality).municipality.code
    with _NewFolder(folder) as made:
        with office.writing(now, actor) as store:
            file = store.find(code, reference)
            store.record(
                file,
                EventKind.DOSSIER_MADE,
                purpose=one_line(wishes.purpose),
                with_notes=wishes.with_notes,
                with_cpr=wishes.with_cpr,
            )
            desk = Desk(store, office, file)
            view = dossier_view(desk, wishes)
            pdf = render_dossier(
                pages_of(view),
                title=f"Sag {reference}: forløb, frister, breve og journal",
                author=desk.municipality.name,
                footer=(desk.municipality.name, f"Sag {reference}"),
                made_on=local_day(now),
            )
            made.write(view, pdf, stored_letters(desk))
        made.keep()
    return view


def _check(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refused(f"{folder} is no folder: name a new one")
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"the folder {folder} is not empty: name a new one")
    if not folder.absolute().parent.is_dir():
        raise Refused(f"the folder {folder.absolute().parent} does not exist: make it first")


class _NewFolder:
    """A folder beside the one that is meant, readable by its owner alone; renamed when whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._made: Path | None = None

    def __enter__(self) -> "_NewFolder":
        try:
            self._made = Path(tempfile.mkdtemp(prefix=".dossier-", dir=self._folder.parent))
        except OSError as error:
            raise _unwritten(self._folder, error) from error
        return self

    def write(self, view: dict[str, Any], pdf: bytes, letters: Mapping[str, bytes]) -> None:
        """Write every file of the dossier."""
        assert self._made is not None  # noqa: S101 - entered
        text = json.dumps(view, ensure_ascii=False, indent=2)
        files = {"dossier.json": text.encode(), "dossier.pdf": pdf, **letters}
        try:
            for name, data in files.items():
                path = self._made / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(data)
        except OSError as error:
            raise _unwritten(self._folder, error) from error

    def keep(self) -> None:
        """Let the folder take its place."""
        assert self._made is not None  # noqa: S101 - entered
        try:
            os.replace(self._made, self._folder)
        except OSError as error:
            raise _unwritten(self._folder, error) from error
        self._made = None

    def __exit__(self, *_error: object) -> None:
        if self._made is not None:
            shutil.rmtree(self._made, ignore_errors=True)


def _unwritten(folder: Path, error: OSError) -> Refused:
    return Refused(f"the dossier cannot be written to {folder}: {error.strerror}")
