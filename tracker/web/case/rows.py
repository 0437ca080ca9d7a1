"""The tables of a case page: deadlines, grants, letters and what is known about the people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from notifications.explain import explain
from notifications.formats import clock, local_date, period_phrase, short_date
from rules.period import Period, Unit
from rules.steps import Step, steps_from_json
from rules.terms import DeadlineKind, Track
from tracker.casefile import CaseFile
from tracker.models import Deadline, Dispatch, Notice
from tracker.services.copying import COPY, original_of
from tracker.services.desk import Desk
from tracker.services.standings import DeadlineView
from tracker.web.badges import Badge, badge
from tracker.web.case import words as codes
from tracker.web.case.overruled import Overruled, Past
from tracker.web.words import Words

#: Which corrected fact met a date of a kind.
_MET: Final = {DeadlineKind.DECISION: "decided", DeadlineKind.DELIVERY: "delivered"}


@dataclass(frozen=True, slots=True)
class OldDate:
    """A date that was moved, and what moved it."""

    on: date
    why: str


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One deadline as it stands, with the dates it had before."""

    name: str
    track: Badge | None
    starts_on: date
    starts_old: tuple[Overruled, ...]
    from_words: str
    length: str
    due_on: date
    due_at: datetime | None
    act_by: date
    old: tuple[OldDate, ...]
    met_on: date | None
    met_words: str
    met_old: tuple[Overruled, ...]
    standing: Badge
    told: Badge | None


@dataclass(frozen=True, slots=True)
class Why:
    """How one date was worked out, in the sentences that the letter has."""

    due_on: date
    name: str
    sentences: list[str]
    published: str | None
    source: str | None
    area: str


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One granted service."""

    number: int
    service: str
    supplier: str
    from_on: date | None
    until_on: date | None
    wished_on: date | None
    ended_on: date | None
    due_on: date | None
    delivered_on: date | None
    standing: Badge | None


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter, and where it is on its way."""

    title: str
    to: str
    channel: str
    state: str
    sent_at: datetime | None
    arrived_at: datetime | None
    promised: date | None
    notice: str
    draft: bool
    as_sent: bool


def deadline_rows(
    desk: Desk, views: list[DeadlineView], past: Past, words: Words
) -> list[DeadlineRow]:
    """Every deadline of the case, the newest round first."""
    return [_deadline_row(desk, view, past, words) for view in reversed(views)]


def _deadline_row(desk: Desk, view: DeadlineView, past: Past, words: Words) -> DeadlineRow:
    row = view.deadline
    return DeadlineRow(
        name=course_name(desk.file, row, words),
        track=badge(row.track, words) if row.track in (Track.REMANDED, Track.ACUTE) else None,
        starts_on=row.starts_on,
        starts_old=_starts_old(row, past),
        from_words=codes.said(codes.STARTS, row.start_event, words),
        length=length(steps_from_json(row.steps), words),
        due_on=row.due_on,
        due_at=row.due_at,
        act_by=row.act_by,
        old=tuple(_old(desk.file, row, words)),
        met_on=view.met_on,
        met_words=_met_words(desk.file, row, words) if view.met_on else "",
        met_old=past.of(_MET.get(DeadlineKind(row.kind), ""), row.round_id),
        standing=standing_badge(view, words),
        told=badge(view.told, words) if view.told else None,
    )


def _starts_old(row: Deadline, past: Past) -> tuple[Overruled, ...]:
    if row.kind != DeadlineKind.DECISION or row.track == Track.ACUTE:
        return ()
    return past.of("started" if row.track == Track.REMANDED else "received", row.round_id)


def standing_badge(view: DeadlineView, words: Words) -> Badge:
    """The badge of one deadline; help that came late has its own word."""
    code = str(view.standing)
    if code == "breached" and view.met_on is None:
        return badge("overdue-told", words)
    if code == "breached" and view.deadline.kind == DeadlineKind.DELIVERY:
        code = "breached-delivery"
    return badge(code, words)


def course_name(file: CaseFile, row: Deadline, words: Words) -> str:
    """ "Afgørelse, runde 2"; the round is left out where there is only one."""
    name = codes.said(codes.KINDS, row.kind, words)
    if len(file.rounds) == 1:
        return name
    number = file.round_of(row.round_id).number
    return words.say("%(name)s, runde %(number)s", name=name, number=number)


def length(steps: tuple[Step, ...], words: Words) -> str:
    """How long the limit is: "4 uger", "samme dag"; empty where no step says."""
    for step in steps:
        values = step.values
        if step.code == "length":
            period = Period(values["amount"], Unit(values["unit"]), values.get("half", False))
            return period_phrase(period, words.language)
        if step.code == "hours":
            return words.count("%(num)s time", "%(num)s timer", values["amount"])
        if step.code == "same-day":
            return words.say("samme dag")
        if step.code == "next-working-day":
            return words.say("næste arbejdsdag")
    return ""


def _old(file: CaseFile, row: Deadline, words: Words) -> Iterator[OldDate]:
    by_successor = {d.superseded_by: d for d in file.deadlines if d.superseded_by is not None}
    before = by_successor.get(row.id)
    while before is not None:
        if before.due_on != row.due_on:
            yield OldDate(before.due_on, codes.said(codes.REASONS, before.reason, words))
        before = by_successor.get(before.id)


def _met_words(file: CaseFile, row: Deadline, words: Words) -> str:
    if row.kind == DeadlineKind.DECISION:
        decision = file.decision_of(row.round_id)
        return codes.said(codes.OUTCOMES, decision.outcome, words) if decision else ""
    if row.kind == DeadlineKind.RECONSIDERATION:
        complaint = next((c for c in file.complaints if c.id == row.complaint_id), None)
        return codes.said(codes.OUTCOMES, complaint.outcome, words) if complaint else ""
    return words.say("leveret") if row.kind == DeadlineKind.DELIVERY else words.say("gjort")


def whys(desk: Desk, views: list[DeadlineView], words: Words) -> list[Why]:
    """How each running date was worked out; of a closed case, how the last one was."""
    running = [v for v in views if v.met_on is None and v.deadline.lapsed_at is None]
    running.sort(key=lambda v: (v.deadline.act_by, v.deadline.due_on))
    return [_why(desk, view.deadline, words) for view in (running or views[-1:])]


def _why(desk: Desk, row: Deadline, words: Words) -> Why:
    rule = desk.rule_of(row)
    return Why(
        due_on=row.due_on,
        name=course_name(desk.file, row, words),
        sentences=explain(steps_from_json(row.steps), words.language, letter=False),
        published=row.published,
        source=rule.source if rule and rule.source.startswith("http") else None,
        area=row.rule_area,
    )


def grant_rows(desk: Desk, views: list[DeadlineView], words: Words) -> list[GrantRow]:
    """The services that hold now, numbered as the acts number them."""
    by_grant = {v.deadline.grant_id: v for v in views if v.deadline.grant_id is not None}
    rows = []
    for number, grant in enumerate(desk.file.granted(), 1):
        view, delivery = by_grant.get(grant.id), desk.file.delivered(grant.id)
        rows.append(
            GrantRow(
                number=number,
                service=desk.store.open(grant, "service_sealed") or "",
                supplier=desk.store.open(grant, "supplier_sealed") or "",
                from_on=grant.from_on,
                until_on=grant.until_on,
                wished_on=grant.wished_on,
                ended_on=grant.ended_on,
                due_on=view.deadline.due_on if view else None,
                delivered_on=delivery.delivered_on if delivery else None,
                standing=standing_badge(view, words) if view else None,
            )
        )
    return rows


def letter_rows(desk: Desk, words: Words) -> list[LetterRow]:
    """Every letter that stands or was sent, the newest first."""
    rows = [
        _letter_row(desk, notice, words)
        for notice in reversed(desk.file.notices)
        if notice.withdrawn_at is None or desk.file.dispatches_of(notice)
    ]
    return [row for row in rows if row is not None]


def _letter_row(desk: Desk, notice: Notice, words: Words) -> LetterRow:
    ways = desk.file.dispatches_of(notice)
    last: Dispatch | None = ways[-1] if ways else None
    party = next(p for p in desk.file.parties if p.id == notice.party_id)
    to = party if notice.kind == COPY else desk.file.addressee(party, desk.today)
    state = last.state if last and notice.state == "approved" else notice.state
    return LetterRow(
        title=_title(desk, notice, words),
        to=desk.store.open(to, "name_sealed") or codes.said(codes.ROLES, to.role, words),
        channel=codes.said(codes.CHANNELS, last.channel, words) if last else "",
        state=codes.said(codes.STATES, state, words),
        sent_at=min((w.dispatched_at for w in ways if w.dispatched_at), default=None),
        arrived_at=last.available_at if last else None,
        promised=notice.promised_until,
        notice=str(notice.id),
        draft=notice.state == "draft",
        as_sent=any(w.pdf_sealed is not None for w in ways),
    )


def _title(desk: Desk, notice: Notice, words: Words) -> str:
    """A letter by its heading, a copy by that of its letter."""
    if notice.kind != COPY:
        return codes.said(codes.LETTERS, notice.kind, words)
    kind = original_of(desk, notice).kind
    return words.say("Kopi: %(letter)s", letter=codes.said(codes.LETTERS, kind, words))


def day_and_time(moment: datetime, words: Words) -> str:
    """ "5.3.2026 kl. 8.14"."""
    return f"{short_date(local_date(moment))} {clock(moment, words.language)}"
