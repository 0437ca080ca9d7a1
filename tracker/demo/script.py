"""The words that a life is written in: who applies for what, and what happens on which day."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from notifications.causes import Cause
from tracker.codes import DigitalPost, Ending, Form, Outcome


class Anchor(StrEnum):
    """What the day of a step is counted from."""

    START = "start"  # the day the application was registered
    DUE = "due"  # the decision date of the running round
    HELP = "help"  # the delivery date of help that is still owed
    PROMISE = "promise"  # the end of the last promise
    LAST = "last"  # the step before


@dataclass(frozen=True, slots=True)
class When:
    """So many open days after an anchor (before it, when negative), at an hour of the morning."""

    anchor: Anchor
    days: int = 0
    hour: int = 9


@dataclass(frozen=True, slots=True)
class Acute:
    """The case becomes acute, or is so no longer."""

    why: str
    clear: bool = False


@dataclass(frozen=True, slots=True)
class Await:
    """The case waits for something that we asked for that day."""

    cause: Cause


@dataclass(frozen=True, slots=True)
class Arrived:
    """What the case waited for has come."""


@dataclass(frozen=True, slots=True)
class Expect:
    """The caseworker says when: so many open days after the date at stake, or a time frame.

    With `approve` the letter leaves at once, with the reason's words; `help` is about delivery.
    """

    days: int = 0
    time_frame: str | None = None
    cause: Cause | None = None
    reason: str | None = None
    approve: bool = False
    help: bool = False


@dataclass(frozen=True, slots=True)
class Decide:
    """A decision, sent the same day or not; grants are "service / supplier"."""

    outcome: Outcome
    grants: tuple[str, ...] = ()
    sent: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """The decision leaves the house."""


@dataclass(frozen=True, slots=True)
class Deliver:
    """Help reaches the citizen."""

    grant: int | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Remand:
    """The appeals board's decision to send the case back has come."""

    help_resumed: bool = False


@dataclass(frozen=True, slots=True)
class Correct:
    """The application came so many open days earlier than was written down."""

    days: int
    why: str


@dataclass(frozen=True, slots=True)
class Close:
    """The case ends otherwise than by a decision."""

    ending: Ending
    why: str


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody has telephoned, if there was a task to."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """The last letter came back."""


Act = (
    Acute
    | Await
    | Arrived
    | Expect
    | Decide
    | Sent
    | Deliver
    | Remand
    | Correct
    | Close
    | Called
    | CameBack
)


@dataclass(frozen=True, slots=True)
class Step:
    """One act on one case of an application (1 is its first)."""

    when: When
    act: Act
    case: int = 1


@dataclass(frozen=True, slots=True)
class Earlier:
    """The first round lay elsewhere: so many open days ago it was decided."""

    decided: int
    help_resumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One application: registered so many open days before the end, `late` after it came."""

    shows: str
    areas: tuple[str, ...]
    start: int
    late: int = 0
    steps: tuple[Step, ...] = ()
    municipality: str = "aarhus"
    form: Form = Form.DIGITAL
    digital_post: DigitalPost = DigitalPost.REGISTERED
    language: str = "da"
    representative: bool = False
    acute: str | None = None
    earlier: Earlier | None = None
    story: bool = False


def _counter(anchor: Anchor) -> Callable[..., When]:
    def when(days: int = 0, hour: int = 9) -> When:
        return When(anchor, days, hour)

    return when


on_start = _counter(Anchor.START)
on_due = _counter(Anchor.DUE)
on_help = _counter(Anchor.HELP)
on_promise = _counter(Anchor.PROMISE)
then = _counter(Anchor.LAST)
