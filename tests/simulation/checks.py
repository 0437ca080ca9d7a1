"""What must hold on every day of the simulated year, whatever was killed and whenever."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import func, select, update

from tests.helpers import FJORDBY, Installation
from tests.simulation import books, sums
from tests.simulation.days import ONE, day_of, instant
from tests.simulation.facts import OWN_LETTERS, Case, Clock, Letter, Way
from tests.simulation.model import Look
from tests.simulation.world import LOOKS, World
from tracker.models import Case as CaseRow
from tracker.models import metadata
from tracker.services.desk import Desk
from tracker.services.figures import Figure, figures
from tracker.services.inspecting import inspect_all
from tracker.services.reporting import Line, compliance, total
from tracker.services.standings import case_standing, deadline_views
from tracker.services.sweeping import sweep


def letters_in_order(cases: Iterable[Case], now: datetime) -> Iterator[str]:
    """Everybody is told of a date that passed, once about each date, and nobody needlessly."""
    for case in cases:
        yield from _told_of_what_passed(case, now)
        yield from _told_once(case)
        for letter in case.letters:
            for way in letter.ways:
                yield from _sent_in_time(case, letter, way)


def _told_of_what_passed(case: Case, now: datetime) -> Iterator[str]:
    if case.ending is not None:
        return
    for clock in case.governing():
        owed_later = clock.kind == "delivery" and clock.track == "acute" and case.open
        if case.stopped(clock) is not None or owed_later:
            continue
        for person in case.told_people:
            look = Look(case, clock, person, now)
            letter = look.current
            if look.late and not look.reason_missing and (not letter or letter.state == "draft"):
                yield f"{case.reference}: nobody told party {person} of {look.stake}"


def _told_once(case: Case) -> Iterator[str]:
    told = Counter(
        (letter.clock.promise, letter.clock.track == "acute", letter.person, letter.for_date)
        for letter in case.letters
        if letter.clock and letter.active and letter.kind not in OWN_LETTERS
    )
    for about, count in told.items():
        if count > 1:
            yield f"{case.reference}: {count} letters about {about}"
    for letter in case.letters:
        out = [way.channel for way in letter.ways if way.state in ("sent", "available")]
        if len(out) > 1:
            yield f"{case.reference}: one letter went by {out}"


def _sent_in_time(case: Case, letter: Letter, way: Way) -> Iterator[str]:
    """No letter after what it is about, unless a process that was killed already held it."""
    if way.sent_at is None or way.lease is not None:
        return
    again = way is not letter.ways[0]  # the same letter, on paper
    if letter.until is not None and letter.until <= day_of(way.sent_at) and not again:
        yield f"{case.reference}: sent on {way.sent_at} a promise for {letter.until}"
    over = _over(case, letter)
    if over is not None and way.sent_at > over:
        yield f"{case.reference}: {letter.kind} sent after it was over"


def _over(case: Case, letter: Letter) -> datetime | None:
    """When the decision that a letter is about was recorded."""
    if letter.clock is None or letter.clock.kind != "decision" or case.area.ends == "sent":
        return None
    decision = letter.clock.round.decision
    return decision.recorded_at if decision else None


def outbox_as_recorded(town: Installation, pages: dict[str, books.Page]) -> Iterator[str]:
    """What lies in the folder is what was recorded as sent: same messages, one file each, whole."""
    lying = books.outbox(town.outbox)
    ways = [way for page in pages.values() for entry in page.letters for way in entry.ways]
    sent = {way.message_uuid: way.pdf_sha256 for way in ways if way.dispatched_at}
    held = {way.message_uuid for way in ways if way.state == "claimed"}
    yield from (f"recorded, and not in the folder: {m}" for m in sent.keys() - lying.keys())
    yield from (f"never recorded: {m}" for m in lying.keys() - sent.keys() - held)
    yield from (f"other bytes: {m}" for m in sent.keys() & lying.keys() if sent[m] != lying[m])


def journals_whole(town: Installation, now: datetime) -> list[str]:
    """Every chain is unbroken, and all that is sealed opens."""
    return inspect_all(town.office, now=now).problems


def reports_add_up(town: Installation, cases: list[Case], now: datetime) -> Iterator[str]:
    """Standings, figures and lines are what the model counts, with their denominators."""
    stored = figures(town.office, FJORDBY, now=now)
    ours = list(sums.promises(cases, now))
    yield from _unlike("figure", map(_ours, ours), map(_stored, stored))
    lines = {_place(line): _line(line) for line in compliance(stored)}
    whole = {_place(line): _line(line) for line in total(stored)}
    yield from _lines_unlike(lines, ours, lambda p: (p.team, p.area, p.kind, p.track))
    yield from _lines_unlike(whole, ours, lambda p: ("", "", p.kind, p.track))
    with town.office.reading(now) as store:
        for case in cases:
            desk = Desk(store, town.office, store.find("0999", case.reference, lock=False))
            stands = case_standing(desk, deadline_views(desk))
            if stands != sums.case_standing(case, now):
                yield f"{case.reference} stands {stands}, not {sums.case_standing(case, now)}"


def _lines_unlike(
    lines: dict[tuple[str, ...], dict[str, object]], ours: list[sums.Promise], place: Any
) -> Iterator[str]:
    groups = groupby(sorted(ours, key=place), key=place)
    own = {key: sums.line(list(group)) for key, group in groups}
    for key in own.keys() | lines.keys():
        if own.get(key) != lines.get(key):
            yield f"line {key}: {lines.get(key)}, not {own.get(key)}"


def _unlike(what: str, ours: Iterable[Any], stored: Iterable[Any]) -> Iterator[str]:
    mine, theirs = Counter(ours), Counter(stored)
    yield from (f"{what} missing: {x}" for x in (mine - theirs).elements())
    yield from (f"{what} unasked: {x}" for x in (theirs - mine).elements())


def _ours(p: sums.Promise) -> tuple[Any, ...]:
    about = (p.reference, p.team, p.area, p.kind, p.track, p.started, p.due, p.met)
    return *about, p.standing, p.told, p.days_late, p.awaiting, p.sent_after_due, p.ended


def _stored(f: Figure) -> tuple[Any, ...]:
    about = (f.reference, f.team, f.area, f.kind, f.track, f.started_on, f.due_on, f.met_on)
    how = (str(f.standing), str(f.told) if f.told else None, f.days_late, f.awaiting)
    return *about, *how, f.sent_after_due, f.ended


def _place(line: Line) -> tuple[str, ...]:
    return line.team, line.area, line.kind, line.track


def _line(line: Line) -> dict[str, object]:
    return {
        "received": line.received,
        "open": line.open,
        "overdue": line.overdue,
        "overdue_untold": line.overdue_untold,
        "oldest_days": line.oldest_days,
        "ages": line.ages,
        "at_risk": line.at_risk,
        "in_time": (line.in_time.count, line.in_time.denominator),
        "late": line.late,
        "told_in_time": (line.told_in_time.count, line.told_in_time.denominator),
        "told_late": line.told_late,
        "not_told": line.not_told,
        "sent_after_due": line.sent_after_due,
        "mean_days": line.mean_days,
        "median_days": line.median_days,
        "without_deadline": line.without_deadline,
        "ended": line.ended,
    }


def row_counts(town: Installation) -> dict[str, int]:
    """How many rows every table holds."""
    with town.office.engine.connect() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }


def looking_again_changes_nothing(town: Installation, now: datetime) -> Iterator[str]:
    """Another sweep at the same instant finds nothing; even made to look, it makes nothing."""
    book = books.Books(town.office)
    before, rows, versions = _all_lines(book), row_counts(town), book.versions()
    sweep(town.office, now=now)
    if book.versions() != versions or row_counts(town) != rows:
        yield "a second sweep at the same instant wrote something"
    with town.office.engine.begin() as connection:
        connection.execute(update(CaseRow).values(attention_at=now))
    sweep(town.office, now=now)
    yield from _unlike("line", before, _all_lines(book))
    yield from _unlike("table", rows.items(), row_counts(town).items())


def _all_lines(book: books.Books) -> list[str]:
    pages = book.read(all_of_it=True)
    return [
        f"{page.reference} {name} {line}"
        for page in pages.values()
        for name, lines in books.written(page).items()
        for line in lines
    ]


def caught_up(quiet: World, troubled: World) -> Iterator[str]:
    """First letters of the same lives, without and with days on which no machine ran."""
    for reference, case in quiet.staff.cases.items():
        other = troubled.staff.cases[reference]
        if any(not x.automatic for c in (case, other) for x in c.letters if x.approved_at):
            continue  # people approve what lies before them: with other drafts, other letters
        early, late = _first_letters(case), _first_letters(other)
        for about in early.keys() | late.keys():
            sent, again = early.get(about), late.get(about)
            if sent is None:
                yield f"{reference}: told of {about} only because of downtime"
            elif again is None or again != sent:
                yield from _delayed(troubled, other, about, sent, again)


def _first_letters(case: Case) -> dict[tuple[Any, ...], datetime]:
    """When each party was first told about each promise."""
    found: dict[tuple[Any, ...], datetime] = {}
    for letter in case.letters:
        if letter.clock and letter.approved_at and letter.kind not in OWN_LETTERS:
            about = letter.clock.promise, letter.person
            found[about] = min(letter.approved_at, found.get(about, letter.approved_at))
    return found


def _delayed(
    troubled: World, case: Case, about: tuple[Any, ...], sent: datetime, again: datetime | None
) -> Iterator[str]:
    """A letter that fell into downtime came at its end, unless there was nothing to tell then."""
    windows = (w for w in troubled.chaos.downtime if w[0] <= day_of(sent) <= w[1])
    window = next(windows, None)
    if window is None:
        yield f"{case.reference}: {about} told at {again}, not {sent}, and the machine ran"
        return
    resumed = instant(window[1] + ONE, *LOOKS[0])
    clocks = [c for c in case.clocks if c.promise == about[0]]
    over = case.ended_on or any(_stopped_before(case, c, resumed) for c in clocks)
    if again is None and not over:
        yield f"{case.reference}: {about} never told"
    if again is not None and not sent < again <= resumed:
        yield f"{case.reference}: {about} told at {again}, not at {resumed}"


def _stopped_before(case: Case, clock: Clock, moment: datetime) -> bool:
    stop = case.stopped(clock)
    return (
        clock.gone
        or clock.lapsed_at is not None
        or (stop is not None and stop[0] <= day_of(moment))
    )
