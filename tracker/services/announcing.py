"""What other systems are told about a case's dates: written beside the act that changed them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from sqlmodel import col, select

from notifications.webhooks import CloudEvent
from rules.local_time import COPENHAGEN
from rules.standing import Standing
from tracker.codes import DeadlineEvent, DispatchState
from tracker.ids import new_id
from tracker.models import Case, Deadline, DeadlineSummary, Subscription, User, WebhookDelivery
from tracker.policy import Act, Person, may
from tracker.services.desk import Desk
from tracker.services.memberships import current_memberships, person_of
from tracker.services.subscriptions import active_subscriptions
from tracker.services.summarising import Summary
from tracker.services.work_standing import clock_at
from tracker.store import Store

#: Names the two events that come with time: there is one of each for a date, however often
#: somebody looks.
_BY_TIME: Final = UUID("6f2f1bde-52e5-5a4c-9d0a-6a6f5c0b7a11")

#: What a standing that was reached is announced as.
REACHED: Final = {
    Standing.AT_RISK: DeadlineEvent.AT_RISK,
    Standing.OVERDUE: DeadlineEvent.OVERDUE,
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to one date."""

    id: UUID
    type: DeadlineEvent
    row: DeadlineSummary
    at: datetime
    previous: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Who is told, as far as its user may see."""

    row: Subscription
    person: Person

    def hears(self, case: Case, kind: DeadlineEvent) -> bool:
        """Whether it asked for such events, and may see the case."""
        return kind in self.row.event_types and may(
            self.person,
            Act.SEE_CASE,
            municipality=case.municipality_code,
            team=case.team,
            area=case.area,
            kle=case.kle,
        )


@dataclass(frozen=True, slots=True)
class Watch:
    """The dates of a case as subscribers know them, before an act changes them."""

    subscribers: list[Subscriber]
    before: dict[UUID, DeadlineSummary]


def subscribers_of(store: Store, code: str) -> list[Subscriber]:
    """Who is told in a municipality; one statement where nobody is."""
    rows = active_subscriptions(store, code)
    if not rows:
        return []
    ids = {row.user_id for row in rows}
    held = current_memberships(store, code, ids)
    users = store.session.exec(
        select(User).where(User.municipality_code == code, col(User.id).in_(ids), col(User.active))
    )
    people = {user.id: person_of(user, held[user.id]) for user in users}
    return [Subscriber(row, people[row.user_id]) for row in rows if row.user_id in people]


def watch(desk: Desk) -> Watch | None:
    """Remember the dates of a case before its rows are written anew; None where nobody listens."""
    store, case = desk.store, desk.file.case
    subscribers = subscribers_of(store, case.municipality_code)
    if not subscribers:
        return None
    query = select(DeadlineSummary).where(
        DeadlineSummary.municipality_code == case.municipality_code,
        DeadlineSummary.case_id == case.id,
    )
    before = {row.id: row for row in store.session.exec(query)}
    for row in before.values():
        store.session.expunge(row)  # the rows are about to be deleted under the session's feet
    return Watch(subscribers, before)


def announce(desk: Desk, seen: Watch | None, made: Summary) -> None:
    """Write what the act changed for everybody who listens, in its transaction."""
    if seen is None:
        return
    moved = {row.superseded_by: row for row in desk.file.deadlines if row.superseded_by}
    found = happenings(seen.before, made.deadlines, moved, desk.now)
    write(desk.store, desk.office.settings.public_url, desk.file.case, seen.subscribers, found)


def happenings(
    before: dict[UUID, DeadlineSummary],
    after: Sequence[DeadlineSummary],
    moved: dict[UUID, Deadline],
    now: datetime,
) -> Iterator[Happening]:
    """What an act did to the dates of a case. `moved` holds the earlier date of one that moved.

    A date that was met and runs again, a decision undone say, is set again.
    """
    for row in after:
        old = before.get(row.id)
        met = row.met_on is not None and (old is None or old.met_on != row.met_on)
        if old is None and not row.lapsed:
            previous = moved.get(row.id)
            kind = DeadlineEvent.MOVED if previous else DeadlineEvent.SET
            yield Happening(new_id(now), kind, row, now, previous)
        elif old is not None and old.met_on is not None and row.met_on is None:
            yield Happening(new_id(now), DeadlineEvent.SET, row, now)
        if met:
            yield Happening(new_id(now), DeadlineEvent.MET, row, now)
        elif old is None and (reached := REACHED.get(clock_at(row, now).standing)):
            yield by_time(row, reached, now)


def by_time(row: DeadlineSummary, kind: DeadlineEvent, at: datetime) -> Happening:
    """An event that comes with time, always under the same id."""
    return Happening(uuid5(_BY_TIME, f"{row.id} {kind}"), kind, row, at)


def write(
    store: Store,
    public_url: str | None,
    case: Case,
    subscribers: Sequence[Subscriber],
    found: Iterable[Happening],
) -> int:
    """Put events into the outbox, once for each subscriber; answers how many were new."""
    new = 0
    for event in found:
        body = cloud_event(case, event, public_url or "", store.now).body()
        for subscriber in subscribers:
            if subscriber.hears(case, event.type):
                new += _queue(store, subscriber.row, case, event, body)
    return new


def _queue(
    store: Store, subscription: Subscription, case: Case, event: Happening, body: bytes
) -> bool:
    row = WebhookDelivery(
        municipality_code=case.municipality_code,
        id=store.new_id(),
        subscription_id=subscription.id,
        case_id=case.id,
        event_id=event.id,
        event_type=event.type,
        occurred_at=event.at,
        payload_sealed=b"",
        state=DispatchState.QUEUED,
        next_attempt_at=store.now,
    )
    store.seal(row, "payload_sealed", body)
    return store.add_once(row)


def cloud_event(case: Case, event: Happening, base: str, now: datetime) -> CloudEvent:
    """An event with nothing personal in it: the case is named by its number alone."""
    row = event.row
    said: dict[str, Any] = {
        "case": case.reference,
        "version": case.version,
        "area": case.area,
        "kind": row.kind,
        "track": row.track,
        "round": row.round_number,
        "starts_on": row.starts_on.isoformat(),
        "due_on": row.due_on.isoformat(),
        "due_at": row.due_at.astimezone(COPENHAGEN).isoformat() if row.due_at else None,
        "act_by": row.act_by.isoformat(),
        "met_on": row.met_on.isoformat() if row.met_on else None,
        "standing": clock_at(row, now).standing,
        "links": {"case": f"{base}/api/v1/cases/{case.reference}"},
    }
    if event.previous is not None:
        old = event.previous
        said["previous"] = {"due_on": old.due_on.isoformat(), "act_by": old.act_by.isoformat()}
    source = f"{base}/api/v1/municipalities/{case.municipality_code}"
    return CloudEvent(event.id, source, event.type, case.reference, event.at, said)
