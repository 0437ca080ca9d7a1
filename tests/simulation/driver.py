"""The machine as a process that can be killed: forked ready-loaded, it opens the town and runs a
look.

Orders come as lines of JSON on stdin: a list of looks to run at once, each in a process of its
own. The answer is a line with what became of each: 0, or the signal that ended it, negative.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from notifications.channels import Channel, Outgoing
from notifications.channels.folder import FolderChannel
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


def main() -> None:
    """Serve until stdin ends."""
    for text in sys.stdin:
        orders: list[dict[str, Any]] = json.loads(text)
        start = time.monotonic()
        children = [(_fork(order), order.get("seconds")) for order in orders]
        ends = [_wait(pid, None if s is None else start + s) for pid, s in children]
        sys.stdout.write(json.dumps(ends) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    os.chdir(Path(__file__).parent)  # nothing may lie in a relative place
    main()
