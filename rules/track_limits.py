"""Which limit of a rule governs a clock: ordinary, acute or remanded.

The clock of a case, `rettidig due` and the public list all ask here, so that what is published is
what is counted.
"""

from typing import Final, NamedTuple

from rules.limit import Limit, LimitKind
from rules.rule import Acute, Rule
from rules.steps import StartEvent

#: Where a municipality has published no acute limit: due the day the need became known (design
#: §2.6).
AT_ONCE: Final = Limit(LimitKind.IMMEDIATE)


class TrackLimit(NamedTuple):
    """A limit that counts, what starts it, and a cap that compares dates where there is one."""

    limit: Limit
    start: StartEvent
    cap: Limit | None = None


def remanded_limit(rule: Rule) -> TrackLimit | None:
    """The limit of a case that came back: the area's own again or one of its own, capped.

    Where the area's own gives no date, the cap alone is the limit. None where nothing does.
    """
    own = rule.decision.limit if rule.decision and rule.remanded.same else None
    limit, cap = rule.remanded.within or own, rule.remanded.at_most
    if limit is None or not limit.computable:
        limit, cap = cap, None
    return TrackLimit(limit, StartEvent.REMAND, cap) if limit else None


def acute_limit(acute: Acute, *, delivery: bool = False) -> TrackLimit:
    """The limit when help is needed at once, for the decision or for the help itself."""
    limit = acute.delivery if delivery else acute.decision
    return TrackLimit(limit if limit and limit.computable else AT_ONCE, StartEvent.ACUTE)


def ordinary_limit(rule: Rule) -> TrackLimit | None:
    """The limit for the decision; None where the rule has only one for the help."""
    return TrackLimit(rule.decision.limit, rule.decision.start) if rule.decision else None


def help_limit(rule: Rule) -> TrackLimit | None:
    """The limit for the help to have reached the citizen; None where there is none."""
    return TrackLimit(rule.delivery.limit, rule.delivery.start) if rule.delivery else None
