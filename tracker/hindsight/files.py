"""A case file as it stood at an earlier instant: what had been recorded then, and nothing since.

Rows say themselves when they came; what was changed in place is told by the journal. What cannot
be known again is the case's version counter, that a letter was in the dispatcher's hands, and the
channel that a letter was moved to when its first sending failed.
"""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlmodel import SQLModel

from tracker.casefile import CaseFile
from tracker.codes import BoardOutcome, EventKind, FollowUpKind
from tracker.hindsight.letters import LETTER_ENTRIES, Journal, put_back_letters
from tracker.models import Decision, Event, Party
from tracker.store import Store

Row = TypeVar("Row", bound=SQLModel)

#: The column that says when a row came to be known; other rows tell it by their id (UUIDv7).
_KNOWN_AT: Final = ("recorded_at", "registered_at", "created_at", "opened_at")

#: Instants at which a row was done with; one that lies ahead had not come yet.
_LATER: Final = ("superseded_at", "lapsed_at", "done_at", "withdrawn_at", "approved_at")

_TAKES_AWAY: Final = {BoardOutcome.CHANGED, BoardOutcome.ANNULLED}


def as_known(store: Store, file: CaseFile, instant: datetime) -> CaseFile:
    """A copy of the file as it stood; the file itself is left alone."""
    journal = [(event, values or {}) for event, values in store.journal_of(file)]
    then = CaseFile(_copy(file.case), _copy(file.application))
    for part in fields(CaseFile):
        if part.name not in {"case", "application"}:
            rows = [_copy(row) for row in getattr(file, part.name)]
            setattr(then, part.name, [row for row in rows if made_at(row) <= instant])
    look = _Look(store, file, then, journal, instant)
    look.unfinish()
    look.rounds()
    look.rules()
    look.case()
    look.decisions()
    look.grants()
    look.complaints()
    look.contacts()
    look.parties()
    put_back_letters(then, look.before(*LETTER_ENTRIES))
    return then


def _copy(row: Row) -> Row:
    """A row outside every session, so that nothing said about the past is ever written."""
    return type(row)(**row.model_dump())


def made_at(row: Any) -> datetime:
    """When a row was written: its own column, else the millisecond in its id."""
    for column in _KNOWN_AT:
        moment: datetime | None = getattr(row, column, None)
        if moment is not None:
            return moment
    identity: UUID = row.id
    return datetime.fromtimestamp((identity.int >> 80) / 1000, UTC)


@dataclass(frozen=True, slots=True)
class _Look:
    """One look back: `now` is the file of today, `then` the copy that is put right."""

    store: Store
    now: CaseFile
    then: CaseFile
    journal: Journal
    instant: datetime

    def before(self, *kinds: EventKind) -> Journal:
        """The entries of some kinds that stood in the journal then."""
        return [(e, v) for e, v in self.journal if e.kind in kinds and not self._later(e)]

    def since(self, *kinds: EventKind) -> Journal:
        """The entries of some kinds since, the newest first."""
        return [(e, v) for e, v in reversed(self.journal) if e.kind in kinds and self._later(e)]

    def _later(self, event: Event) -> bool:
        return event.recorded_at > self.instant

    def unfinish(self) -> None:
        """Take back every end that had not come."""
        for part in ("decisions", "grants", "deliveries", "complaints", "board_decisions"):
            self._forget(getattr(self.then, part))
        for part in ("deadlines", "follow_ups", "notices", "tasks"):
            self._forget(getattr(self.then, part))
        for row in self.then.deadlines:
            if row.superseded_at is None and row.lapsed_at is None:
                row.superseded_by, row.reason = None, None

    def _forget(self, rows: list[Any]) -> None:
        for row in rows:
            for column in _LATER:
                moment = getattr(row, column, None)
                if moment is not None and moment > self.instant:
                    setattr(row, column, None)

    def rounds(self) -> None:
        """The days the rounds began, before they were corrected, and the rules they then had."""
        moved = (EventKind.CORRECTED, EventKind.RECLASSIFIED)
        for event, values in self.since(*moved):
            if event.kind == EventKind.CORRECTED and values.get("fact") == "received":
                old = date.fromisoformat(values["old"])
                self.then.application.received_on = old
                self.then.application.received_at = None
                self._begin(event, old, 1)
            elif event.kind == EventKind.CORRECTED and "remand_received_on" in _changed(values):
                self._receive(
                    event, date.fromisoformat(_changed(values)["remand_received_on"]["old"])
                )
            elif event.kind == EventKind.RECLASSIFIED:
                self.then.case.area = values["old"]
                for column, change in values.get("changed", {}).items():
                    setattr(self.then.case, column, change["old"])
                self._begin(event, None)

    def _receive(self, event: Event, on: date) -> None:
        """Let the round that the board sent back, and the board's answer, have come another day."""
        self._begin(event, on)
        came = max(r.registered_at for r in self.now.rounds if r.registered_at < event.recorded_at)
        for answer in self.then.board_decisions:
            if answer.recorded_at == came:
                answer.received_on = on

    def _begin(self, event: Event, on: date | None, number: int | None = None) -> None:
        """Let a round begin on another day, under the rule that its date was counted by."""
        ran = [r for r in self.now.rounds if r.registered_at < event.recorded_at]
        place = (number or len(ran)) - 1
        if place >= len(self.then.rounds):
            return
        row = self.then.rounds[place]
        row.started_on, row.started_at = on or row.started_on, None
        row.rule_version = None

    def rules(self) -> None:
        """A round that began differently kept the rule that its date was counted by."""
        area = self.then.case.area
        for row in self.then.rounds:
            if row.rule_version is None:
                own = [d for d in self.then.running() if d.round_id == row.id]
                kept = [d for d in own if d.track == row.track and d.rule_area == area]
                row.rule_version = kept[-1].rule_version if kept else None

    def case(self) -> None:
        """Area, desk, acute need and ending."""
        case = self.then.case
        for event, values in self.since(
            EventKind.HANDED_OVER, EventKind.ACUTE_SET, EventKind.ACUTE_CLEARED, EventKind.CORRECTED
        ):
            if event.kind == EventKind.HANDED_OVER:
                case.team, case.caseworker = values["old"]["team"], values["old"]["caseworker"]
            elif event.kind == EventKind.ACUTE_SET:
                case.acute_from = None
            elif event.kind == EventKind.ACUTE_CLEARED:
                case.acute_from = datetime.fromisoformat(values["since"])
            elif "acute_from" in _changed(values):
                case.acute_from = datetime.fromisoformat(values["changed"]["acute_from"]["old"])
        case.ending, case.ended_on = None, None
        for event, values in self.before(EventKind.ENDED):
            if self.then.round.registered_at <= event.recorded_at:
                case.ending, case.ended_on = values.get("ending"), event.happened_on

    def decisions(self) -> None:
        """Which decisions had been sent, and which still held."""
        for _event, values in self.since(EventKind.DECISION_SENT):
            self._unsend(values.get("decision"))
        for decision in self.then.decisions:
            decision.annulled_on = self._annulled_on(decision)

    def _unsend(self, decision_id: str | None) -> None:
        for decision in self.then.decisions:
            if str(decision.id) == decision_id:
                decision.sent_on = None

    def _annulled_on(self, decision: Decision) -> date | None:
        """The day that the last of what took it away had then."""
        rounds, complaints = self.then.rounds, self.then.complaints
        found = [
            *(
                (r.registered_at, r.started_on)
                for r in rounds
                if r.annuls_id == decision.id and r.annuls_part_sealed is None
            ),
            *(
                (b.recorded_at, b.received_on)
                for b in self.then.board_decisions
                if b.decision_id == decision.id
                and b.part_sealed is None
                and b.outcome in _TAKES_AWAY
            ),
            *(
                (new.recorded_at, new.decided_on)
                for c in complaints
                if c.decision_id == decision.id
                for new in self.then.decisions
                if new.complaint_id == c.id
            ),
        ]
        return max(found)[1] if found else None

    def grants(self) -> None:
        """The grants of decisions that had not been corrected yet, their suppliers and ends."""
        known = {d.id for d in self.then.decisions}
        for grant in self.then.grants:
            while grant.decision_id not in known:
                grant.decision_id = self._corrected(grant.decision_id)
        for event, values in self.since(EventKind.SUPPLIER_CHANGED, EventKind.GRANT_ENDED):
            number = values.get("grant", 0)
            if not 1 <= number <= len(self.then.grants):
                continue
            grant = self.then.grants[number - 1]
            for asked in self.then.follow_ups:
                if str(asked.id) == values.get("request"):
                    asked.done_on = None
            if event.kind == EventKind.GRANT_ENDED:
                grant.ended_on = None
            else:
                self.store.seal(grant, "supplier_sealed", values["old"])

    def _corrected(self, decision_id: UUID) -> UUID:
        """The decision that a correction put this one in the place of."""
        new = next(d for d in self.now.decisions if d.id == decision_id)
        return next(
            d.id
            for d in self.now.decisions
            if d.superseded_at == new.recorded_at and d.round_id == new.round_id
        )

    def complaints(self) -> None:
        """What complaints and the board's answers had come to; they are answered in their order."""
        looked = len(self.before(EventKind.RECONSIDERED))
        for row in self.then.complaints[looked:]:
            row.outcome, row.reconsidered_on = None, None
        forwarded = {v.get("complaint") for _event, v in self.since(EventKind.FORWARDED)}
        for row in self.then.complaints:
            if str(row.id) in forwarded:
                row.forwarded_on = None
        carried_out = len(self.before(EventKind.EFFECTUATED))
        changed = [b for b in self.then.board_decisions if b.outcome == BoardOutcome.CHANGED]
        for board in changed[carried_out:]:
            board.effectuated_on = None

    def contacts(self) -> None:
        """Waits, reminders and hearings that had not been answered, and looks not yet held."""
        stops = self.before(EventKind.AWAITING, EventKind.AWAITING_ENDED)
        begun = [event for event, _values in stops if event.kind == EventKind.AWAITING]
        for wait, own in zip(self.then.waits, begun, strict=False):
            if not any(event.seq > own.seq for event, _values in stops):
                wait.until_on = None
        for rows, kind in (
            (self.then.reminders, EventKind.REMINDER_ANSWERED),
            (self.then.hearings, EventKind.HEARING_ANSWERED),
        ):
            last = max((e.recorded_at for e, _v in self.before(kind)), default=None)
            for row in rows:
                if last is None or row.recorded_at > last:
                    row.answered_on = None
        looked = [f for f in self.then.follow_ups if f.kind != FollowUpKind.SUPPLIER_CHANGE]
        done = [f for f in looked if f.done_on is not None]
        held = len(self.before(EventKind.FOLLOW_UP_DONE))
        for follow_up in sorted(done, key=lambda f: f.due_on)[held:]:
            follow_up.done_on = None

    def parties(self) -> None:
        """What was written about the parties before it changed."""
        for _event, values in self.since(EventKind.PARTY_CHANGED):
            number = values.get("party", 0)
            if not 1 <= number <= len(self.then.parties):
                continue
            party = self.then.parties[number - 1]
            for column, change in values["changed"].items():
                if column in {"name", "address", "phone"}:
                    self.store.seal(party, f"{column}_sealed", change["old"])
                else:
                    setattr(party, column, _plain(party, column, change["old"]))


def _changed(values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = values.get("changed", {})
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and text != "None" else None


def _plain(party: Party, column: str, old: str) -> Any:
    """An old value as the journal writes it, in the type of its column."""
    if old == "None":
        return None
    if isinstance(getattr(party, column), bool):
        return old == "True"
    return _day(old) if column.endswith("_on") or column == "represents_until" else old
