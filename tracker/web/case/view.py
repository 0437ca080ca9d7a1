"""The page of a case put together: everything the template draws, in its order."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from notifications.formats import local_date, short_date
from rules.terms import DeadlineKind, Track
from tracker.codes import Role
from tracker.models import Deadline, Event, Party
from tracker.services.desk import Desk
from tracker.services.standings import DeadlineView, deadline_views
from tracker.web.badges import Badge, badge
from tracker.web.case import words as codes
from tracker.web.case.events import EventLine, event_lines
from tracker.web.case.overruled import Overruled, Past, past_of
from tracker.web.case.rows import (
    DeadlineRow,
    GrantRow,
    LetterRow,
    Why,
    day_and_time,
    deadline_rows,
    grant_rows,
    letter_rows,
    whys,
)
from tracker.web.case.story import story
from tracker.web.case.strip import Strip, case_badge, strip
from tracker.web.case.timeline import Course, Promise, Timeline, sentence, timeline
from tracker.web.words import Words

Entries = list[tuple[Event, dict[str, Any] | None]]


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One person of the case, and who gets the letters."""

    number: int
    role: str
    name: str
    post: str
    told: str
    has_cpr: bool
    left: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something a person must do."""

    kind: str
    words: str
    for_date: date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about the case, with the values that it had before."""

    name: str
    value: str
    old: tuple[Overruled, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as its page shows it."""

    reference: str
    version: int
    applicant: str
    title: str
    law: str
    badge: Badge
    tracks: tuple[Badge, ...]
    unconfirmed: bool
    strip: Strip | None
    tasks: tuple[TaskRow, ...]
    timeline: Timeline | None
    sentences: tuple[str, ...]
    deadlines: list[DeadlineRow]
    whys: list[Why]
    grants: list[GrantRow]
    letters: list[LetterRow]
    events: list[EventLine]
    parties: list[PartyRow]
    facts: list[Fact]
    story: list[str]


def view_case(
    desk: Desk, entries: Entries, names: dict[str, str], words: Words, *, all_rounds: bool = False
) -> CaseView:
    """The case as it stands now; `names` says who has which login."""
    case, file = desk.file.case, desk.file
    past = past_of(file, entries, words)
    views = deadline_views(desk)
    courses = [course_of(desk, view, words) for view in views]
    drawn = timeline(courses, desk.today, desk.calendar, words, all_lanes=all_rounds)
    applicant = desk.store.open(file.parties[0], "name_sealed") if file.parties else ""
    return CaseView(
        reference=case.reference,
        version=case.version,
        applicant=applicant or words.say("uden navn"),
        title=desk.rule.title if desk.rule else case.area,
        law=desk.rule.law_text if desk.rule else "",
        badge=case_badge(desk, views, words),
        tracks=_tracks(desk, words),
        unconfirmed=desk.rule is not None and desk.rule.status == "unconfirmed",
        strip=strip(desk, views, words),
        tasks=tuple(_tasks(desk, words)),
        timeline=drawn,
        sentences=() if drawn else tuple(sentence(c, desk.today, words) for c in courses),
        deadlines=deadline_rows(desk, views, past, words),
        whys=whys(desk, views, words),
        grants=grant_rows(desk, views, words),
        letters=letter_rows(desk, words),
        events=event_lines(entries, names, words, titles_of(desk)),
        parties=[
            _party(desk, party, number, words) for number, party in enumerate(file.parties, 1)
        ],
        facts=_facts(desk, names, past, words),
        story=story(desk, words),
    )


def titles_of(desk: Desk) -> dict[str, str]:
    """The names of the municipality's areas."""
    pack = desk.office.book.of(desk.file.case.municipality_code)
    return {rule.area: rule.title for rule in pack.rules}


def _tracks(desk: Desk, words: Words) -> tuple[Badge, ...]:
    round_ = desk.file.round
    if round_.track != Track.REMANDED:
        return ()
    plain = badge("remanded", words)
    return (Badge(plain.look, plain.icon, f"{plain.word} {short_date(round_.started_on)}"),)


def _tasks(desk: Desk, words: Words) -> list[TaskRow]:
    return [
        TaskRow(task.kind, codes.said(codes.TASKS, task.kind, words), task.for_date)
        for task in desk.file.tasks
        if task.done_at is None
    ]


def course_of(desk: Desk, view: DeadlineView, words: Words) -> Course:
    """One deadline as a lane of the drawing."""
    row, file = view.deadline, desk.file
    round_ = view.round
    under = words.say("runde %(number)s", number=round_.number) if len(file.rounds) > 1 else ""
    track = {Track.REMANDED: words.say("hjemvist"), Track.ACUTE: words.say("akut")}
    said = [text for text in (under, track.get(Track(row.track), "")) if text]
    return Course(
        name=codes.said(codes.KINDS, row.kind, words),
        under=", ".join(said),
        start=row.starts_on,
        due=row.due_on,
        act_by=row.act_by,
        done=view.met_on,
        outcome=_outcome(desk, row, words),
        promises=tuple(_promises(desk, row)),
        stopped=_stopped(desk, row) if view.met_on is None else None,
    )


def _outcome(desk: Desk, row: Deadline, words: Words) -> str:
    if row.kind == DeadlineKind.DECISION:
        decision = desk.file.decision_of(row.round_id)
        return codes.said(codes.OUTCOMES, decision.outcome, words) if decision else ""
    return words.say("leveret") if row.kind == DeadlineKind.DELIVERY else words.say("gjort")


def _promises(desk: Desk, row: Deadline) -> list[Promise]:
    return [
        Promise(local_date(way.available_at), notice.promised_until)
        for notice in desk.file.notices_about(row)
        for way in desk.file.dispatches_of(notice)
        if way.available_at is not None and notice.promised_until is not None
    ]


def _stopped(desk: Desk, row: Deadline) -> date | None:
    if row.lapsed_at is not None:
        return local_date(row.lapsed_at)
    return desk.file.case.ended_on


def _party(desk: Desk, party: Party, number: int, words: Words) -> PartyRow:
    file, today = desk.file, desk.today
    to = file.addressee(party, today)
    if file.gone(party, today):
        told = words.say("får ikke besked")
    elif party.role == Role.REPRESENTATIVE:
        told = words.say("får breve for den, der repræsenteres")
    elif to is not party:
        told = words.say("breve går til repræsentanten")
    else:
        told = words.say("får besked")
    return PartyRow(
        number=number,
        role=codes.said(codes.ROLES, party.role, words),
        name=desk.store.open(party, "name_sealed") or words.say("uden navn"),
        post=", ".join(
            (
                codes.said(codes.DIGITAL_POST, party.digital_post, words),
                codes.said(codes.LANGUAGES, party.language, words),
            )
        ),
        told=told,
        has_cpr=party.cpr_sealed is not None,
        left=_left(party, words),
    )


def _left(party: Party, words: Words) -> str:
    if party.died_on is not None:
        return words.say("død %(day)s", day=short_date(party.died_on))
    if party.until_on is not None:
        return words.say("part til %(day)s", day=short_date(party.until_on))
    if party.represents_until is not None:
        return words.say("fuldmagt til %(day)s", day=short_date(party.represents_until))
    return ""


def _facts(desk: Desk, names: dict[str, str], past: Past, words: Words) -> list[Fact]:
    case, sent = desk.file.case, desk.file.application
    waiting = desk.file.waiting(desk.today)
    none, first = words.say("ingen"), desk.file.rounds[0]
    received = _moment(sent.received_on, sent.received_at, words)
    facts = [
        Fact(words.say("Sagsbehandler"), names.get(case.caseworker or "", case.caseworker or none)),
        Fact(words.say("Team"), _team(desk) or none),
        Fact(words.say("Modtaget"), received, past.of("received", first.id)),
        Fact(
            words.say("Journaliseret"), short_date(sent.journaled_on) if sent.journaled_on else none
        ),
        Fact(words.say("Oprettet"), day_and_time(sent.registered_at, words)),
        Fact(words.say("Afventer"), none if waiting is None else _waiting(waiting, words)),
    ]
    if case.kle:
        facts.append(Fact(words.say("KLE"), case.kle))
    if case.foreign_case_id:
        facts.append(Fact(words.say("Fagsystemets nummer"), case.foreign_case_id))
    return facts


def _team(desk: Desk) -> str | None:
    team = desk.file.case.team
    named = {t.id: t.name for t in desk.municipality.contact.teams}
    return named.get(team, team) if team else None


def _moment(on: date, at: datetime | None, words: Words) -> str:
    return day_and_time(at, words) if at else short_date(on)


def _waiting(waiting: Any, words: Words) -> str:
    cause = codes.said(codes.CAUSES, waiting.cause, words)
    since = short_date(waiting.since_on)
    return words.say("%(what)s, siden %(day)s", what=cause, day=since)
