"""When an act is lawful: each answers None, or why it is not, in the words of the page.

Whether it is comes from the use cases (`next_acts.can`), so that nothing is offered which they
refuse; the pages only find the words for why it is not.
"""

from collections.abc import Callable
from typing import Final

from rules.notice_facts import TaskKind
from rules.terms import Track
from tracker.casefile import CaseFile
from tracker.codes import Ending, FollowUpKind
from tracker.services.desk import Desk
from tracker.services.granted import going
from tracker.services.next_acts import can, reassessable, unanswered
from tracker.services.next_acts import disputable as somebody_can_complain
from tracker.web.acts.page import Lawful
from tracker.web.words import mark

CLOSED: Final = mark("Sagen er lukket. Genåbn den først.")
_NONE_MADE: Final = mark("Der er ingen afgørelse i sagen.")
_NO_HELP: Final = mark("Der er ikke bevilget hjælp i sagen.")
_NOTHING_OWED: Final = mark("Sagen er afgjort, og der mangler ingen hjælp.")
_UNSENT: Final = mark("Afgørelsen er ikke sendt. Registrér først, at den er sendt.")
_UNANSWERED: Final = mark("Der er en klage, som mangler svar. Registrér genvurderingen først.")


def _running(desk: Desk) -> bool:
    return desk.file.case.ending is None


def anyhow(_desk: Desk) -> str | None:
    """Always lawful."""
    return None


def is_open(desk: Desk) -> str | None:
    """The case has not ended."""
    return None if _running(desk) else CLOSED


def _act(name: str, otherwise: Callable[[CaseFile], str], *, ended: bool = False) -> Lawful:
    """Lawful where the use case takes the act; else why, and first of all where the case has ended,
    unless the act is also for those that `ended`."""

    def lawful(desk: Desk) -> str | None:
        if can(desk.file, name):
            return None
        return otherwise(desk.file) if ended or _running(desk) else CLOSED

    return lawful


def _why_unsent(file: CaseFile) -> str:
    if file.held_decision is None:
        return mark("Der er ingen afgørelse at sende.")
    return mark("Afgørelsen er registreret som sendt.")


def _why_not_acute(file: CaseFile) -> str:
    return _NOTHING_OWED if file.case.acute_from is None else mark("Sagen er allerede akut.")


def _why_not_cleared(file: CaseFile) -> str:
    return mark("Sagen er ikke akut.") if file.case.acute_from is None else _DECIDED


def _why_not_disputed(file: CaseFile) -> str:
    return _NONE_MADE if file.held_decision is None else _UNANSWERED


def _why_not_reopened(file: CaseFile) -> str:
    if unanswered(file):
        return _UNANSWERED
    return mark("Sagen er ikke afgjort endnu.") if file.decision is None else _UNSENT


def _why_not_amended(file: CaseFile) -> str:
    if file.decision is None:
        return _NONE_MADE
    return mark("Der er klaget, eller Ankestyrelsen har svaret. Så bliver afgørelsen stående.")


_DECIDED: Final = mark("Sagen er allerede afgjort i denne runde.")

undecided = _act("decide", lambda _file: _DECIDED)
unsent = _act("sent", _why_unsent)
deliverable = _act(
    "deliver", lambda _file: mark("Der er ikke bevilget hjælp, som mangler at blive leveret.")
)
not_acute = _act("acute", _why_not_acute)
clearable = _act("acute --clear", _why_not_cleared)
complaint_open = _act(
    "complain --reconsidered",
    lambda _file: mark("Der er ingen klage, som mangler svar."),
    ended=True,
)
complaint_answered = _act(
    "forward", lambda _file: mark("Der er ingen klage, som skal sendes videre."), ended=True
)
answerable = _act("board", lambda _file: mark("Ankestyrelsen kan ikke svare før en afgørelse."))
annullable = _act(
    "remand",
    lambda _file: mark("Der er ingen afgørelse, som Ankestyrelsen kan sende tilbage."),
    ended=True,
)
unfinished = _act(
    "board --effectuated",
    lambda _file: mark("Der er ingen ændret afgørelse, som mangler at blive gennemført."),
    ended=True,
)
closable = _act("close", lambda _file: _NOTHING_OWED)
reopenable = _act("reopen", _why_not_reopened, ended=True)
amendable = _act("correct --outcome", _why_not_amended, ended=True)


def disputable(desk: Desk) -> str | None:
    """Somebody can complain of what holds."""
    if not _running(desk):
        return CLOSED
    return None if somebody_can_complain(desk.file) else _why_not_disputed(desk.file)


def looked_at_again(desk: Desk) -> str | None:
    """Help runs whose need can have changed."""
    if not _running(desk):
        return CLOSED
    if not going(desk.file):
        return _NO_HELP
    return None if reassessable(desk.file) else _why_not_reopened(desk.file)


def granted(desk: Desk) -> str | None:
    """Help is granted that nobody has given up."""
    if not _running(desk):
        return CLOSED
    return None if going(desk.file) else _NO_HELP


def supplier_settled(desk: Desk) -> str | None:
    """Help is granted for which nobody has asked for another supplier yet."""
    asked = {
        f.grant_id
        for f in desk.file.follow_ups
        if f.kind == FollowUpKind.SUPPLIER_CHANGE and f.done_on is None and f.superseded_at is None
    }
    if granted(desk) or any(grant.id not in asked for grant in going(desk.file)):
        return granted(desk)
    return mark("Der er allerede bedt om en ny leverandør.")


def task_open(kind: TaskKind) -> Lawful:
    """A task of the kind is open."""

    def lawful(desk: Desk) -> str | None:
        found = any(t.kind == kind and t.done_at is None for t in desk.file.tasks)
        return None if found else mark("Der er ikke noget af den slags, som venter.")

    return lawful


def acute(desk: Desk) -> str | None:
    """The case is acute."""
    return None if desk.file.case.acute_from is not None else mark("Sagen er ikke akut.")


def waiting(desk: Desk) -> str | None:
    """The case waits for something."""
    return None if desk.file.waiting(desk.today) else mark("Sagen venter ikke på noget.")


def heard(desk: Desk) -> str | None:
    """A hearing waits for its answer."""
    if any(h.answered_on is None for h in desk.file.hearings):
        return None
    return mark("Der er ingen høring, som mangler svar.")


def reminded(desk: Desk) -> str | None:
    """A reminder waits for its answer."""
    if any(r.answered_on is None for r in desk.file.reminders):
        return None
    return mark("Ansøger har ikke spurgt til sagen.")


def remanded(desk: Desk) -> str | None:
    """The running round came back from the board, here: not before the case was registered."""
    back = desk.file.round.track == Track.REMANDED and desk.file.round.number > 1
    return None if back else mark("Sagen er ikke hjemvist.")


def delivered(desk: Desk) -> str | None:
    """A delivery is recorded."""
    found = any(d.superseded_at is None for d in desk.file.deliveries)
    return None if found else mark("Der er ikke registreret en levering.")


def planned(desk: Desk) -> str | None:
    """A follow-up is planned."""
    looks = [f for f in desk.file.follow_ups if f.kind != FollowUpKind.SUPPLIER_CHANGE]
    if any(f.done_on is None for f in looks):
        return None
    return mark("Der er ikke planlagt en opfølgning.")


def wrongly_closed(desk: Desk) -> str | None:
    """The case has ended otherwise than by a decision, and does not live on in another."""
    if desk.file.case.ending == Ending.JOINED:
        return mark("Sagen fortsætter i den sag, den er lagt sammen med.")
    return mark("Sagen er ikke lukket.") if _running(desk) else None


def complained(desk: Desk) -> str | None:
    """A complaint is recorded."""
    found = any(c.superseded_at is None for c in desk.file.complaints)
    return None if found else mark("Der er ingen klage i sagen.")


def reconsidered(desk: Desk) -> str | None:
    """A complaint has been answered."""
    found = any(c.outcome for c in desk.file.complaints if c.superseded_at is None)
    return complained(desk) or (None if found else mark("Klagen er ikke besvaret."))


def passed_on(desk: Desk) -> str | None:
    """A complaint has gone on to the appeals board."""
    found = any(c.forwarded_on for c in desk.file.complaints if c.superseded_at is None)
    return complained(desk) or (None if found else mark("Klagen er ikke sendt videre."))
