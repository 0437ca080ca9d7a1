"""A process that has lived through a small case: what is forked from it knows the SQL already.

A command compiles each statement before it is first asked, which takes longer than all else it
does. Imported by the fork server alone; the case lies in a folder that is gone afterwards. No
letter is drawn: that starts threads, and what is forked from a process with threads may hang.
"""

import contextlib
import io
import os
import tempfile
from datetime import datetime
from typing import Final

from tests.acceptance.at_time import run_at
from tests.compiled import share_compiled_statements
from tests.helpers import FJORDBY, PACKS

_LIFE: Final = """
register --area rengoering --received 2026-03-05 --name Prøve --address Opdigtet
sweep + show 2026-0001 --json + show 2026-0001 --proof
decide 2026-0001 granted --on 2026-03-05 --grant rengøring
sent 2026-0001 --on 2026-03-05
deliver 2026-0001 --on 2026-03-05
complain 2026-0001 --on 2026-03-05
worklist
"""


def _live(folder: str) -> None:
    os.environ.update(
        RETTIDIG_DATABASE_URL=f"sqlite:///{folder}/rettidig.db",
        RETTIDIG_KEY_FILE=f"{folder}/rettidig.key",
        RETTIDIG_OUTBOX=f"{folder}/outbox",
        RETTIDIG_PACKS=str(PACKS),
        RETTIDIG_MUNICIPALITY=FJORDBY,
        RETTIDIG_USER="mk",
    )
    for words in _LIFE.strip().splitlines():
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run_at(datetime(2026, 3, 5, 10), words.split())
        assert code == 0, f"{words}: {said.getvalue()}"


def _warm() -> None:
    environ = dict(os.environ)
    share_compiled_statements()
    try:
        with tempfile.TemporaryDirectory() as folder:
            _live(folder)
    finally:
        os.environ.clear()
        os.environ.update(environ)


_warm()
