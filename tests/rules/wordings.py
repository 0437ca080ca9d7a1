"""What the tests of published wordings share: readings in short words."""

from rules.limit import Limit
from rules.period import Period
from rules.wording import read_wording


def length(period: Period | None) -> str:
    """A length in short: "2.5 months", or nothing."""
    return "" if period is None else f"{period.number} {period.unit}"


def words(limit: Limit) -> str:
    """A limit in short: "10 weeks..12 weeks", "immediate"."""
    if limit.max is None:
        return str(limit.kind)
    return "..".join(text for text in (length(limit.min), length(limit.max)) if text)


def codes(text: str) -> set[str]:
    """The codes of everything that a reader of the wording must know."""
    return {warning.code for warning in read_wording(text).warnings}
