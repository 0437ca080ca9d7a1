"""One whole look at a case: delay notices, the case's own letters, tasks, and when to look
again."""

from datetime import timedelta

from sqlmodel import col, select

from notifications.letter_data import LetterData
from rules.case_letters import CaseFacts, CaseLetter, LetterDue, ToldDate, case_letters
from rules.notice_facts import NoticeState
from rules.terms import DeadlineKind, NoticeDuty, Track, local, passed
from tracker.casefile import CaseFile, promise_of
from tracker.codes import LinkKind
from tracker.models import Case, Deadline, Notice, Party
from tracker.office import Office
from tracker.services import letter_facts, noticing
from tracker.services.announcing import announce, watch
from tracker.services.copying import COPY, original_of
from tracker.services.desk import Desk
from tracker.services.summarising import summarise
from tracker.services.watching import (
    weigh_follow_ups,
    weigh_own_limits,
    weigh_party_days,
    weigh_unsent_decision,
    weigh_without_deadline,
)
from tracker.services.weighing import Look, finish, weigh_delays
from tracker.store import Store

_CASE_LETTERS = frozenset(CaseLetter)

#: Those that tell the date of the decision.
_DATED_LETTERS = _CASE_LETTERS - {CaseLetter.ACUTE_CONFIRMATION}


def weigh(store: Store, office: Office, file: CaseFile) -> None:
    """Carry out the table of notices on a case, in the caller's transaction.

    A second look at the same facts finds nothing to do.
    """
    desk, look = Desk(store, office, file), Look()
    if not desk.open:
        _withdraw_case_letters(desk)
    _withdraw_unowed(desk)
    weigh_delays(desk, look)
    if desk.open and _writes(desk):
        siblings = _siblings(desk)
        for party in desk.recipients():
            _weigh_case_letters(desk, look, party, siblings)
    weigh_without_deadline(desk, look, desk.rule)
    weigh_unsent_decision(desk, look, desk.rule)
    weigh_party_days(desk, look)
    weigh_follow_ups(desk, look)
    weigh_own_limits(desk, look)
    finish(desk, look)
    seen = watch(desk)
    announce(desk, seen, summarise(desk))


def _withdraw_case_letters(desk: Desk) -> None:
    """Letters about where the case stands lapse when it is decided or ended first."""
    why = "the case has ended" if desk.file.case.ending else "decided in the meantime"
    for notice in desk.file.notices:
        if notice.kind in _CASE_LETTERS and noticing.unsent(desk, notice):
            noticing.withdraw(desk, notice, NoticeState.CANCELLED, why)


def _withdraw_unowed(desk: Desk) -> None:
    """What has not left goes to nobody who died or left, or is not told of the date in the area
    where the case lies now, nor about a date that nothing calls for: a grant given up, a decision
    undone."""
    told = {
        promise_of(d): {p.id for p in desk.concerned(d, gone=True)} for d in desk.file.running()
    }
    promises = {d.id: promise_of(d) for d in desk.file.deadlines}
    gone = {p.id: p for p in desk.file.parties if desk.file.gone(p, desk.today)}
    for notice in desk.file.notices:
        if not noticing.unsent(desk, notice):
            continue
        about = promises[notice.deadline_id] if notice.deadline_id else None
        if (party := gone.get(notice.party_id)) is not None:
            why = "the party has died" if party.died_on else "the party is no longer told"
            noticing.withdraw(desk, notice, NoticeState.CANCELLED, why)
        elif notice.kind == COPY:
            _withdraw_copy(desk, notice)
        elif notice.kind not in _CASE_LETTERS and (about is None or about not in told):
            why = "the date is no longer called for"
            noticing.withdraw(desk, notice, NoticeState.CANCELLED, why)
        elif about and notice.kind not in _CASE_LETTERS and notice.party_id not in told[about]:
            why = "the party is not told of this date"
            noticing.withdraw(desk, notice, NoticeState.CANCELLED, why)


def _withdraw_copy(desk: Desk, copy: Notice) -> None:
    """No copy goes of a letter that was withdrawn (the dispatcher held both), nor to a party who
    gets the letter itself by now, or wishes none any more."""
    party = next(p for p in desk.file.parties if p.id == copy.party_id)
    own = desk.file.addressee(party, desk.today).id == party.id
    original = original_of(desk, copy)
    if original.state not in noticing.ACTIVE:
        why = "what it copies was withdrawn"
        noticing.withdraw(desk, copy, NoticeState(original.state), why)
    elif not party.gets_copy:
        noticing.withdraw(desk, copy, NoticeState.CANCELLED, "the party wishes no copy")
    elif own and noticing.unsent(desk, original):
        noticing.withdraw(desk, copy, NoticeState.CANCELLED, "the party gets the letter itself")


def _writes(desk: Desk) -> bool:
    """Whether the case has letters of its own: somebody has applied."""
    rule = desk.rule
    silent = rule is not None and rule.notice is not NoticeDuty.APPLICANT
    return not silent and not desk.file.reassesses(desk.file.round)


def _weigh_case_letters(desk: Desk, look: Look, party: Party, siblings: list[CaseFile]) -> None:
    if party.anonymous:
        return
    _supersede_moved(desk, party)
    letters = _standing_letters(desk, party, siblings)
    facts = _facts(desk, look, party, siblings, letters)
    due, again = case_letters(facts, now=desk.now, calendar=desk.calendar, settings=desk.settings)
    look.again(again)
    for letter in due:
        if not _send(desk, party, letter, siblings, letters):
            look.again(local(desk.today + timedelta(days=1), desk.settings.day_begins))


def _supersede_moved(desk: Desk, party: Party) -> None:
    """Row 2: a letter that has not left and tells a date that moved is made anew."""
    deadline = desk.decision_deadline()
    for notice in desk.file.notices:
        tells = notice.kind in _DATED_LETTERS and notice.deadline_id is not None
        same = deadline is not None and notice.for_date == deadline.due_on
        if tells and not same and notice.party_id == party.id and noticing.unsent(desk, notice):
            noticing.withdraw(desk, notice, NoticeState.SUPERSEDED, "the date moved")


def _facts(
    desk: Desk,
    look: Look,
    party: Party,
    siblings: list[CaseFile],
    letters: list[tuple[Notice, ToldDate]],
) -> CaseFacts:
    deadline, acute = desk.decision_deadline(), desk.acute_deadline()
    clock = desk.clock(acute) if acute else None
    return CaseFacts(
        registered_at=desk.file.round.registered_at,
        open=desk.open,
        acknowledge=desk.municipality.acknowledgement and not _help_alone(desk),
        first_of_application=siblings[0].case.id == desk.file.case.id or _split_off(desk.file),
        remanded=desk.file.round.track == Track.REMANDED,
        due_on=deadline.due_on if deadline else None,
        acute_on=acute.due_on if acute else None,
        acute_passed=clock is not None and passed(clock.due_on, clock, desk.now),
        delay_told=party.id in look.delay_told,
        letters=tuple(told for _notice, told in letters),
    )


def _help_alone(desk: Desk) -> bool:
    """Whether the law sets a date for the help and none for a decision: the acknowledgement, which
    tells of the decision's date, would say that there is none."""
    return desk.rule is not None and desk.rule.decision is None


def _split_off(file: CaseFile) -> bool:
    """A case that was made later has an acknowledgement of its own."""
    return any(link.kind == LinkKind.SPLIT_FROM for link in file.links)


def _siblings(desk: Desk) -> list[CaseFile]:
    """The cases of the same application, this one included, by case number."""
    case = desk.file.case
    query = (
        select(Case)
        .where(
            Case.municipality_code == case.municipality_code,
            Case.application_id == case.application_id,
        )
        .order_by(col(Case.reference))
    )
    cases = desk.store.session.exec(query).all()
    if len(cases) == 1:
        return [desk.file]
    files = desk.store.files(cases)
    return [desk.file if file.case.id == case.id else file for file in files]


def _standing_letters(
    desk: Desk, party: Party, siblings: list[CaseFile]
) -> list[tuple[Notice, ToldDate]]:
    """The case's own letters that a party has or will have in this round, oldest first."""
    found = [
        (notice, ToldDate(CaseLetter(notice.kind), notice.for_date if notice.deadline_id else None))
        for notice in desk.file.notices
        if notice.party_id == party.id
        and notice.kind in _CASE_LETTERS
        and notice.state == NoticeState.APPROVED
        and notice.created_at >= desk.file.round.registered_at
    ]
    first = siblings[0].case.id == desk.file.case.id or _split_off(desk.file)
    if not first and desk.file.round.number == 1:
        found = [*_told_by_first(desk, siblings[0]), *found]
    return found


def _told_by_first(desk: Desk, first: CaseFile) -> list[tuple[Notice, ToldDate]]:
    """The acknowledgement of the application's first case, which lists this one's date too."""
    for notice in first.notices:
        if notice.kind == CaseLetter.ACKNOWLEDGEMENT and notice.state == NoticeState.APPROVED:
            said = LetterData.model_validate_json(desk.store.open(notice, "data_sealed") or "{}")
            reference = desk.file.case.reference
            date = next((c.due_on for c in said.cases if c.reference == reference), None)
            return [(notice, ToldDate(CaseLetter.ACKNOWLEDGEMENT, date))]
    return []


def _send(
    desk: Desk,
    party: Party,
    letter: LetterDue,
    siblings: list[CaseFile],
    letters: list[tuple[Notice, ToldDate]],
) -> bool:
    """Approve a letter; False when it cannot be written, and must be tried again tomorrow."""
    deadline = _about(desk, letter)
    about_id = deadline.id if deadline else desk.file.case.id
    notice = noticing.active(desk, about_id, party, letter.for_date)
    if notice is None or notice.kind != letter.letter:
        notice = noticing.draft(desk, party, letter.letter, letter.for_date, deadline)
    match letter.letter:
        case CaseLetter.ACKNOWLEDGEMENT:
            desks = [Desk(desk.store, desk.office, file) for file in siblings]
            if _split_off(desk.file):
                desks = [desk]
            open_ones = [(d, d.decision_deadline()) for d in desks if d.open]
            data = letter_facts.acknowledgement(desk, party, open_ones)
        case CaseLetter.ACUTE_CONFIRMATION:
            data = letter_facts.acute(desk, party)
        case CaseLetter.REMAND_RECEIPT:
            data = letter_facts.remand(desk)
        case CaseLetter.CORRECTED_DEADLINE:
            told_notice, told = letters[-1]
            assert told.date is not None  # noqa: S101 - only a told date can have moved
            data = letter_facts.corrected(desk, party, told_notice, told.date)
    return noticing.approve(desk, notice, party, promised_until=None, data=data)


def _about(desk: Desk, letter: LetterDue) -> Deadline | None:
    if letter.letter is CaseLetter.ACUTE_CONFIRMATION:
        return desk.acute_deadline(DeadlineKind.DECISION)
    return desk.decision_deadline()
