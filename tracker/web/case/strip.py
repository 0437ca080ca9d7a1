"""The act strip of a case: one sentence, the next lawful act, and the way out."""

from dataclasses import dataclass
from typing import NamedTuple

from notifications.formats import long_date, short_date
from rules.standing import Standing
from rules.terms import DeadlineKind, Track
from tracker.services.desk import TOLD_BY_LETTER, Desk
from tracker.services.standings import DeadlineView, case_standing
from tracker.web.addresses import act_address
from tracker.web.badges import Badge, badge
from tracker.web.case import words as codes
from tracker.web.nearness import nearness, with_holiday
from tracker.web.notice.subject import Subject, slug_of, subject_of
from tracker.web.words import Words


class Way(NamedTuple):
    """A button: its words, where it leads, and the key that presses it."""

    words: str
    address: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands first on an open case."""

    badge: Badge
    head: str
    near: str
    more: str
    ways: tuple[Way, ...]


def strip(desk: Desk, views: list[DeadlineView], words: Words) -> Strip | None:
    """The strip of a case; None for a closed one."""
    if desk.file.case.ending is not None:
        return None
    running = [v for v in views if v.met_on is None and v.deadline.lapsed_at is None]
    first = min(running, key=lambda v: (v.deadline.act_by, v.deadline.due_on), default=None)
    stands = case_standing(desk, views)
    if stands is Standing.NOT_SENT:
        return _unsent(desk, words)
    if first is not None:
        return _due(desk, first, stands, words)
    if stands is Standing.WITHOUT_DEADLINE:
        return _undated(desk, words)
    text = words.say("Der er ikke noget at gøre i sagen nu.")
    return Strip(badge(stands, words), text, "", "", ())


def case_badge(desk: Desk, views: list[DeadlineView], words: Words) -> Badge:
    """One badge for the whole case: the worst of its clocks, acute before all."""
    running = [v for v in views if v.met_on is None and v.deadline.lapsed_at is None]
    return _badge(desk, running, case_standing(desk, views), words)


def _badge(desk: Desk, running: list[DeadlineView], stands: Standing, words: Words) -> Badge:
    if any(v.deadline.track == Track.ACUTE for v in running):
        return badge("acute", words)
    if stands is Standing.ENDED:
        plain = badge("ended", words)
        how = codes.said(codes.ENDINGS, desk.file.case.ending, words)
        return Badge(plain.look, plain.icon, f"{plain.word}: {how}")
    if stands is Standing.OVERDUE and not _somebody_must_act(desk):
        return badge("overdue-told", words)
    due_today = any(v.deadline.act_by == desk.today for v in running)
    return badge("due-today" if due_today and stands is not Standing.OVERDUE else stands, words)


def _somebody_must_act(desk: Desk) -> bool:
    return any(task.done_at is None for task in desk.file.tasks)


def _unsent(desk: Desk, words: Words) -> Strip:
    decision = desk.file.decision
    on = short_date(decision.decided_on) if decision else ""
    way = Way(
        words.say("Registrér, at den er sendt"),
        act_address(desk.file.case.reference, "afgoerelse-sendt"),
        "a",
    )
    return Strip(
        badge("not-sent", words),
        words.say("Afgjort %(day)s, men ikke sendt", day=on),
        "",
        "",
        (way,),
    )


def _due(desk: Desk, view: DeadlineView, stands: Standing, words: Words) -> Strip:
    row, reference = view.deadline, desk.file.case.reference
    name = codes.said(codes.KINDS, row.kind, words)
    if desk.file.round.number > 1 and row.kind == DeadlineKind.DECISION:
        name = words.say("Ny afgørelse")
    head = words.say(
        "%(what)s senest %(day)s", what=name, day=with_holiday(row.due_on, desk.calendar, words)
    )
    near = nearness(row.act_by, desk.today, desk.calendar, words)
    sentences = []
    if row.act_by != row.due_on and row.due_on >= desk.today:
        day = long_date(row.act_by, words.language)
        sentences.append(words.say("Seneste arbejdsdag er %(day)s.", day=day))
    about = subject_of(desk, slug_of(row)) if row.kind in TOLD_BY_LETTER else None
    if about is not None and (said := _told(about, stands, words)):
        sentences.append(said)
    return Strip(
        _badge(desk, [view], stands, words),
        head,
        near,
        " ".join(sentences),
        _ways(desk, view, reference, words, tells=about is not None),
    )


def _told(about: Subject, stands: Standing, words: Words) -> str:
    """What those who must be told know, once it matters."""
    stake, today = about.stake, about.desk.today
    day = long_date(stake, words.language)
    if stake > about.deadline.due_on:
        if stake < today:
            return words.say("Vi lovede %(day)s. Ansøger skal have ny besked.", day=day)
        return words.say("Ansøger har fået besked: %(day)s.", day=day)
    if about.settled:
        return words.say("Der er godkendt en besked om forsinkelsen.")
    if stands is Standing.OVERDUE:
        return words.say("Ansøger har ikke fået besked.")
    if stands is Standing.AT_RISK:
        return words.say("Ansøger skal have besked, hvis vi ikke når det.")
    return ""


def _ways(
    desk: Desk, view: DeadlineView, reference: str, words: Words, *, tells: bool
) -> tuple[Way, ...]:
    """The next lawful act and the way out, which is there where a letter can tell of the date."""
    found = _acts(desk, view, reference, words)
    if not tells:
        return found
    address = f"{act_address(reference, 'besked')}?frist={slug_of(view.deadline)}"
    return (*found, Way(words.say("Vi når det ikke – skriv besked"), address, "b"))


def _acts(desk: Desk, view: DeadlineView, reference: str, words: Words) -> tuple[Way, ...]:
    match DeadlineKind(view.deadline.kind):
        case DeadlineKind.DECISION:
            return (
                Way(words.say("Registrér afgørelse"), act_address(reference, "afgoerelse"), "a"),
            )
        case DeadlineKind.DELIVERY:
            return (Way(words.say("Registrér levering"), act_address(reference, "levering"), "l"),)
        case DeadlineKind.RECONSIDERATION:
            return (
                Way(
                    words.say("Registrér genvurdering"), act_address(reference, "genvurdering"), "a"
                ),
            )
        case DeadlineKind.FORWARDING:
            return (
                Way(words.say("Send klagen videre"), act_address(reference, "videresend"), "a"),
            )
        case _:
            return ()


def _undated(desk: Desk, words: Words) -> Strip:
    reference = desk.file.case.reference
    return Strip(
        badge("without-deadline", words),
        words.say("Der er ingen frist, der kan regnes ud"),
        "",
        words.say("Sagen tæller ikke med som i tide, før den er afgjort."),
        (Way(words.say("Registrér afgørelse"), act_address(reference, "afgoerelse"), "a"),),
    )
