"""The language of the told stories: a day, an act through the command line, what must then be true.

Every act ends in `rettidig … --json`, and what a story claims afterwards is read from that answer.
"""

import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any, NamedTuple, Self

from rules.local_time import COPENHAGEN


class Answer(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str


#: Runs command lines, one after the other, as if it were a moment.
Driver = Callable[[datetime, Sequence[str]], Answer]

_CLERK = "--digital-post registered --address 'Opdigtet Vej 1' --address '0000 Fjordby'"

#: A letter that somebody withdrew was never there for the reader.
_WITHDRAWN = frozenset({"cancelled", "superseded"})


@dataclass
class Story:
    """One case in a year of its life; `case` is what the last command said of it."""

    drive: Driver
    outbox: Path
    now: datetime = datetime(2026, 1, 1, 9, tzinfo=COPENHAGEN)
    reference: str = ""
    seen: dict[str, Any] | None = None
    said: Answer = field(default_factory=lambda: Answer(0, "", ""))
    confirmed: dict[Path, int] = field(default_factory=dict)

    # What people do

    def on(self, day: str, hour: int = 9) -> Self:
        """It is that day, in the morning unless an hour is given."""
        self.now = datetime.combine(datetime.fromisoformat(day), time(hour), COPENHAGEN)
        return self

    def applies(self, *areas: str, who: str = "", received: str = "", more: str = "") -> Self:
        """Somebody applies, by Digital Post unless `who` says otherwise."""
        named = who or f"--name 'Åse Prøve-Testesen' {_CLERK}"
        wanted = " ".join(f"--area {area}" for area in areas)
        came = received or self.now.date().isoformat()
        self._run(f"register {wanted} {named} --received {came} {more} --json")
        self.reference = json.loads(self._last_line())["cases"][0]["reference"]
        return self.looks()

    def does(self, *acts: str) -> Self:
        """The caseworker acts on the case, by the commands as they are typed; all are taken."""
        self._run(" + ".join(self._typed(act) for act in acts))
        self.seen = json.loads(self._last_line())
        return self

    def looks(self) -> Self:
        """Somebody looks at the case, as it is now."""
        self.seen = None
        return self

    @property
    def case(self) -> dict[str, Any]:
        """The case; looked up when nobody has looked since it may have changed."""
        if self.seen is None:
            self.does("show")
        assert self.seen is not None
        return self.seen

    def post(self, hour: int = 12) -> Self:
        """A day's post: what must exist is made, letters leave, and their arrival is confirmed."""
        self.now = self.now.replace(hour=hour)
        self._run(f"sweep + dispatch + {self._typed('show')}")
        arrived = self._unconfirmed()
        if arrived:
            confirmed = " + ".join(f"dispatch --confirm {folder}" for folder in arrived)
            self._run(f"{confirmed} + {self._typed('show')}")
        self.seen = json.loads(self._last_line())
        return self

    def refuses(self, act: str, *words: str) -> Self:
        """The act is refused in one plain line that holds the words, and leaves nothing behind."""
        before = self.case["version"], self.case["events"]
        self.said = self.drive(self.now, shlex.split(self._typed(act)))
        assert (self.said.code, self.said.out) == (1, ""), self.said
        (line,) = self.said.err.splitlines()
        assert not [word for word in words if word not in line], line
        self.looks()
        assert (self.case["version"], self.case["events"]) == before
        return self

    def about(self, reference: str) -> Self:
        """The story turns to another case."""
        self.reference = reference
        return self.looks()

    # What must then be true

    def is_due(self, day: str, kind: str = "decision", **more: object) -> Self:
        """There is one such deadline (by its track, round, standing, told …), due on the day."""
        wanted: Mapping[str, object] = {"kind": kind, **more}
        found = [d for d in self.case["deadlines"] if wanted.items() <= d.items()]
        assert [d["due_on"] for d in found] == [day], self.case["deadlines"]
        return self

    def stands(self, standing: str, told: str | None = None) -> Self:
        """The case stands so, and its applicant was told so (None: nothing was to be told)."""
        assert (self.case["standing"], self.case["told"]) == (standing, told)
        return self

    def asks_for(self, *tasks: str) -> Self:
        """These are the open tasks of the case, and no other."""
        waiting = [task["kind"] for task in self.case["tasks"] if task["done_at"] is None]
        assert sorted(waiting) == sorted(tasks), waiting
        return self

    def has_written(self, *letters: str) -> Self:
        """These letters stand, the oldest first: sent, or on their way."""
        standing = [le for le in self.case["letters"] if le["state"] not in _WITHDRAWN]
        assert tuple(le["kind"] for le in standing) == letters, self.case["letters"]
        return self

    def has_sent(self, *letters: tuple[str, str]) -> Self:
        """These letters (recipient, kind) have left the house, and no other."""
        files = [json.loads(path.read_bytes()) for path in self.outbox.rglob("*.json")]
        left = [(file["recipient"], file["kind"]) for file in files]
        assert sorted(left) == sorted(letters)
        return self

    def has_on_file(self, event: str, **values: object) -> Self:
        """The journal's last entry of a kind holds the values."""
        entries = [e for e in self.case["events"] if e["kind"] == event]
        assert entries, f"nothing of {event}"
        assert values.items() <= entries[-1]["values"].items(), entries[-1]
        return self

    def shows(self, part: str, *rows: Mapping[str, object]) -> Self:
        """A part of the case (rounds, grants, parties …) holds these rows, with these values."""
        found = self.case[part]
        assert len(found) == len(rows), found
        for row, wanted in zip(found, rows, strict=True):
            assert wanted.items() <= row.items(), (wanted, row)
        return self

    def _typed(self, act: str) -> str:
        command, _, rest = act.partition(" ")
        return f"{command} {self.reference} {rest} --json"

    def _run(self, line: str) -> None:
        self.said = self.drive(self.now, shlex.split(line))
        assert self.said.code == 0, self.said.err

    def _last_line(self) -> str:
        return self.said.out.splitlines()[-1]

    def _unconfirmed(self) -> list[Path]:
        manifests = sorted(self.outbox.rglob("manifest.csv"))
        new = [m for m in manifests if self.confirmed.get(m) != m.stat().st_size]
        self.confirmed |= {m: m.stat().st_size for m in new}
        return new
