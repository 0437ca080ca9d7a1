"""What a published wording was found to say, with everything a reader must know about it."""

from dataclasses import dataclass

from rules.limit import Limit, LimitKind
from rules.period import Period


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something a reader must know about a reading, as a code and one plain line."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a wording says: a limit, what starts it where that is stated, and what is doubtful.

    `limit` is of kind `unreadable` where the words do not settle one limit; a warning says why.
    Nothing is converted: each length keeps the unit that was published.
    """

    text: str
    limit: Limit
    starts: str | None = None
    warnings: tuple[ReadingWarning, ...] = ()
    acute: Limit | None = None  # another limit in the same words, for acute need
    delivery: Limit | None = None  # another limit in the same words, for the help itself
    delivery_starts: str | None = None
    soft: Limit | None = None  # a promise beside the limit: hurtigst muligt, samme dag
    equivalent: Period | None = None  # the same limit again, in a second unit
    extension: Limit | None = None  # the longer limit that the words allow in some cases
    total: Limit | None = None  # an expected total time, for information only
    within: Limit | None = None  # a shorter limit for a step on the way (delfrist)
    repeat: Period | None = None  # how often the step comes again
    milestone: str | None = None  # what the limit ends with, where that is not the decision
    from_zero: bool = False  # a range from zero: its lower bound is no period
    statutory: bool = False  # the words say that the law sets the limit
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    parallel: tuple[str, ...] = ()  # steps that run beside the clock
    conditions: tuple[str, ...] = ()  # when, or for whom, the limit holds

    @property
    def refused(self) -> bool:
        """Whether the words settle no limit."""
        return self.limit.kind is LimitKind.UNREADABLE
