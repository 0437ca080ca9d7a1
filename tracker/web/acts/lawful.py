"""When an act is lawful: each answers None, or why it is not, in the words of the page."""

from collections.abc import Callable

from rules.notice_facts import TaskKind
from rules.terms import DeadlineKind
from tracker.services.counting import acute_left
from tracker.services.desk import Desk
from tracker.web.words import mark

CLOSED = mark("Sagen er lukket. Genåbn den først.")


def _running(desk: Desk) -> bool:
    return desk.file.case.ending is None


def anyhow(_desk: Desk) -> str | None:
    """Always lawful."""
    return None


def is_open(desk: Desk) -> str | None:
    """The case has not ended."""
    return None if _running(desk) else CLOSED


def undecided(desk: Desk) -> str | None:
    """The running round waits for its decision."""
    if not _running(desk):
        return CLOSED
    return None if desk.file.decision is None else mark("Sagen er allerede afgjort i denne runde.")


def unsent(desk: Desk) -> str | None:
    """Decided, and not recorded as sent."""
    decision = desk.file.held_decision
    if decision is None:
        return mark("Der er ingen afgørelse at sende.")
    return None if decision.sent_on is None else mark("Afgørelsen er registreret som sendt.")


def decided(desk: Desk) -> str | None:
    """There is a decision that holds."""
    if not _running(desk):
        return CLOSED
    return None if desk.file.standing_decision else mark("Der er ingen afgørelse i sagen.")


def held(desk: Desk) -> str | None:
    """A decision holds, of the running round or until that is decided of the one before."""
    if not _running(desk):
        return CLOSED
    return None if desk.file.held_decision else mark("Der er ingen afgørelse i sagen.")


def granted(desk: Desk) -> str | None:
    """Help is granted."""
    return None if desk.file.granted() else mark("Der er ikke bevilget hjælp i sagen.")


def deliverable(desk: Desk) -> str | None:
    """Granted help, or an acute need, waits for delivery."""
    if not _running(desk):
        return CLOSED
    waits = any(d.kind == DeadlineKind.DELIVERY for d in desk.file.running())
    undelivered = [g for g in desk.file.granted() if desk.file.delivered(g.id) is None]
    if waits or undelivered or desk.file.case.acute_from is not None:
        return None
    return mark("Der er ikke bevilget hjælp, som mangler at blive leveret.")


def complaint_open(desk: Desk) -> str | None:
    """A complaint waits for our second look."""
    if any(c.outcome is None and c.superseded_at is None for c in desk.file.complaints):
        return None
    return mark("Der er ingen klage, som mangler svar.")


def complaint_answered(desk: Desk) -> str | None:
    """A complaint that was not met waits to go on."""
    waits = (c for c in desk.file.complaints if c.forwarded_on is None and c.superseded_at is None)
    if any(c.outcome in ("upheld", "partly") for c in waits):
        return None
    return mark("Der er ingen klage, som skal sendes videre.")


def forwarded(desk: Desk) -> str | None:
    """There is a decision the board can have answered about."""
    return None if desk.file.decisions else mark("Ankestyrelsen kan ikke svare før en afgørelse.")


def task_open(kind: TaskKind) -> Callable[[Desk], str | None]:
    """A task of the kind is open."""

    def lawful(desk: Desk) -> str | None:
        found = any(t.kind == kind and t.done_at is None for t in desk.file.tasks)
        return None if found else mark("Der er ikke noget af den slags, som venter.")

    return lawful


def acute(desk: Desk) -> str | None:
    """The case is acute."""
    return None if desk.file.case.acute_from is not None else mark("Sagen er ikke akut.")


def clearable(desk: Desk) -> str | None:
    """The case is acute, or help that an earlier round granted still is."""
    return None if acute_left(desk.file) else acute(desk)


def not_acute(desk: Desk) -> str | None:
    """The case runs and is not acute."""
    if not _running(desk):
        return CLOSED
    return None if desk.file.case.acute_from is None else mark("Sagen er allerede akut.")


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
    """The running round came back from the board."""
    back = desk.file.round.remanded_on is not None or desk.file.round.start_event == "remand"
    return None if back else mark("Sagen er ikke hjemvist.")


def delivered(desk: Desk) -> str | None:
    """A delivery is recorded."""
    found = any(d.superseded_at is None for d in desk.file.deliveries)
    return None if found else mark("Der er ikke registreret en levering.")


def planned(desk: Desk) -> str | None:
    """A follow-up is planned."""
    if any(f.done_on is None for f in desk.file.follow_ups):
        return None
    return mark("Der er ikke planlagt en opfølgning.")


def reopenable(desk: Desk) -> str | None:
    """The case is decided or has ended, and new facts can open it."""
    if desk.file.decision is not None or not _running(desk):
        return None
    return mark("Sagen er ikke afgjort endnu.")


def closed(desk: Desk) -> str | None:
    """The case has ended otherwise than by a decision."""
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
