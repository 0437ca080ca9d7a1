"""The test's side of the machine: looks run here, or in a child process that is killed."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from notifications.channels.folder import FolderChannel
from tests.helpers import Installation
from tests.simulation.driver import Fuse, FusedChannel, fuse_statements, unfuse_statements
from tracker.services.dispatching import dispatch
from tracker.services.sweeping import count_waiting, sweep

ROOT = Path(__file__).resolve().parents[2]


class Killed(BaseException):
    """Stands for a kill inside this process: nobody may catch it."""


def _killed() -> None:
    raise Killed


class Nursery:
    """A process that has everything loaded and forks a child for each look."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.simulation.driver"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, orders: list[dict[str, Any]]) -> list[int]:
        """Run looks at once; answers how each ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(orders) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the nursery died"
        ends: list[int] = json.loads(answer)
        return ends

    def close(self) -> None:
        """Let it end by itself."""
        self._process.communicate()


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery for the length of a test."""
    made = Nursery()
    try:
        yield made
    finally:
        made.close()


@dataclass
class Machine:
    """Runs the looks of one town."""

    town: Installation
    nursery: Nursery
    kills: dict[str, int] = field(default_factory=dict)

    def cases_wait(self, now: datetime) -> bool:
        """Whether a sweep would find anything."""
        return count_waiting(self.town.office, now=now) > 0

    def look(self, now: datetime) -> None:
        """One whole look in this process; a second one at the same instant finds nothing."""
        self._one_look(now)
        assert sweep(self.town.office, now=now).looked_at == 0

    def _one_look(self, now: datetime) -> None:
        swept = sweep(self.town.office, now=now)
        sent = dispatch(self.town.office, FolderChannel(self.town.outbox), now=now)
        assert not swept.failed + sent.failed, swept.failed + sent.failed

    def look_in_child(self, now: datetime, *, twice: bool = False) -> None:
        """One whole look by another process, or by two at the same time."""
        orders = [self._order(now, holder=f"child-{n}") for n in range(1 + twice)]
        assert self.nursery.run(orders) == [0] * len(orders)
        self._settle()

    def killed_here(self, now: datetime, fuse: str, count: int) -> bool:
        """A look in this process that ends at a fuse; False when it was done before."""
        office = self.town.office
        fuses = {name: Fuse(None, _killed) for name in ("case", "letter", "before", "after")}
        lit = Fuse(count, _killed)
        fuses[fuse] = lit
        channel = FusedChannel(FolderChannel(self.town.outbox), fuses["before"], fuses["after"])
        if fuse == "statement":
            fuse_statements(office.engine, lit)
        try:
            sweep(office, now=now, progress=fuses["case"])
            dispatch(office, channel, now=now, progress=fuses["letter"])
        except Killed:
            self._count(f"here, {fuse}")
            return True
        finally:
            if fuse == "statement":
                unfuse_statements(office.engine, lit)
        return False

    def killed_in_child(
        self,
        now: datetime,
        *,
        fuse: str | None = None,
        count: int = 1,
        seconds: float | None = None,
        jobs: tuple[str, ...] = ("sweep", "dispatch"),
    ) -> bool:
        """A look by a process that gets SIGKILL at a fuse, or after so many seconds."""
        order = self._order(now, holder="doomed")
        order |= {"fuses": {fuse: count} if fuse else {}, "seconds": seconds, "jobs": jobs}
        [end] = self.nursery.run([order])
        assert end in (0, -9), end
        self._settle()
        if end:
            self._count(f"child, {fuse or 'any moment'}")
        return end != 0

    def _order(self, now: datetime, *, holder: str) -> dict[str, Any]:
        return {
            "settings": json.loads(self.town.office.settings.model_dump_json()),
            "now": now.isoformat(),
            "jobs": ["sweep", "dispatch"],
            "fuses": {},
            "holder": holder,
        }

    def _count(self, what: str) -> None:
        self.kills[what] = self.kills.get(what, 0) + 1

    def _settle(self) -> None:
        """PostgreSQL may take a moment to notice that a client is gone, and to let go its locks."""
        engine = self.town.office.engine
        if engine.dialect.name != "postgresql":
            return
        others = text(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        engine.dispose()
        for _ in range(500):
            with engine.connect() as connection:
                if connection.execute(others).scalar_one() == 0:
                    return
            time.sleep(0.01)
        raise AssertionError("a killed client still holds its connection")
