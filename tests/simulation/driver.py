"""The machine as a process that can be killed: forked ready-loaded, it opens the town and runs a
look.

Orders come as lines of JSON on stdin: a list of looks to run at once, each in a process of its
own. The answer is a line with what became of each: 0, or the signal that ended it, negative. A look
that nobody means to kill, and that is alone, has its sweep run by this process: what it compiles
of SQL is then known to all that are forked later. Letters are drawn in children alone: drawing
starts threads, and what is forked from a process with threads may hang.
"""

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from notifications.channels import Channel, Outgoing
from notifications.channels.folder import FolderChannel
from tests.compiled import share_compiled_statements
from tracker.office import open_office
from tracker.services.dispatching import dispatch
from tracker.services.sweeping import sweep
from tracker.settings import Settings


class Fuse:
    """Goes off the n-th time it is asked; never, without a number."""

    def __init__(self, count: int | None, burn: Callable[[], None]) -> None:
        self.left = count
        self.burn = burn

    def __call__(self, *_about: Any) -> None:
        if self.left is None:
            return
        self.left -= 1
        if self.left <= 0:
            self.burn()


class FusedChannel:
    """The folder of letters, with a fuse on either side of handing one over."""

    def __init__(self, inner: Channel, before: Fuse, after: Fuse) -> None:
        self.inner, self.before, self.after = inner, before, after

    def send(self, letter: Outgoing) -> None:
        """Hand a letter over."""
        self.before()
        self.inner.send(letter)
        self.after()

    def finish(self) -> None:
        """End a run."""
        self.inner.finish()


def fuse_statements(engine: Engine, fuse: Fuse) -> None:
    """Burn before the n-th statement or commit that reaches the database."""
    event.listen(engine, "before_cursor_execute", fuse)
    event.listen(engine, "commit", fuse)


def unfuse_statements(engine: Engine, fuse: Fuse) -> None:
    """Take it out again."""
    event.remove(engine, "before_cursor_execute", fuse)
    event.remove(engine, "commit", fuse)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


def run_look(order: dict[str, Any]) -> None:
    """One sweep and one dispatch, or one of them, with the fuses that the order asks for."""
    settings = Settings(**{k: v for k, v in order["settings"].items() if v is not None})
    office, _warnings = open_office(settings)
    now = datetime.fromisoformat(order["now"])
    fuses = {name: Fuse(order["fuses"].get(name), _die) for name in FUSES}
    fuse_statements(office.engine, fuses["statement"])
    if "sweep" in order["jobs"]:
        done = sweep(office, now=now, progress=fuses["case"])
        assert not done.failed, done.failed
    if "dispatch" in order["jobs"]:
        channel = FusedChannel(FolderChannel(settings.outbox), fuses["before"], fuses["after"])
        sent = dispatch(office, channel, now=now, holder=order["holder"], progress=fuses["letter"])
        assert not sent.failed, sent.failed
    office.engine.dispose()


#: Where a run can be made to die: after the n-th case or letter, around handing one over, or before
#: the n-th statement.
FUSES = ("case", "letter", "before", "after", "statement")


def _fork(order: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        run_look(order)
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def _wait(pid: int, until: float | None) -> int:
    """What became of a child; killed when its time is up."""
    while until is not None:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= until:
            os.kill(pid, signal.SIGKILL)
            until = None
        else:
            time.sleep(0.002)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _sweep_here(order: dict[str, Any]) -> list[int]:
    """One whole look, its sweep in this process."""
    try:
        run_look({**order, "jobs": ["sweep"]})
    except Exception:
        traceback.print_exc()
        return [1]
    return _look_in_children([{**order, "jobs": ["dispatch"]}])


def _look_in_children(orders: list[dict[str, Any]]) -> list[int]:
    start = time.monotonic()
    children = [(_fork(order), order.get("seconds")) for order in orders]
    return [_wait(pid, None if s is None else start + s) for pid, s in children]


def main() -> None:
    """Serve until stdin ends."""
    share_compiled_statements()
    for text in sys.stdin:
        orders: list[dict[str, Any]] = json.loads(text)
        safe = len(orders) == 1 and not orders[0]["fuses"] and orders[0].get("seconds") is None
        ends = _sweep_here(orders[0]) if safe else _look_in_children(orders)
        sys.stdout.write(json.dumps(ends) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    os.chdir(Path(__file__).parent)  # nothing may lie in a relative place
    main()
