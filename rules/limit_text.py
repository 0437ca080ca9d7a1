"""A limit in the words of a pack: what `parse_limit` reads back as the same limit."""

from typing import Final

from rules.limit import LIMIT_WORDS, Limit, LimitKind
from rules.period import Period, Unit

#: One and several of each unit, as a pack writes them.
_UNITS: Final = {
    Unit.HOURS: ("time", "timer"),
    Unit.DAYS: ("dag", "dage"),
    Unit.WEEKS: ("uge", "uger"),
    Unit.MONTHS: ("måned", "måneder"),
    Unit.YEARS: ("år", "år"),
    Unit.HVERDAGE: ("hverdag", "hverdage"),
    Unit.ARBEJDSDAGE: ("arbejdsdag", "arbejdsdage"),
}
#: The first word that a pack may write for each kind without a length.
_WORDS: Final[dict[LimitKind, str]] = {kind: word for word, kind in reversed(LIMIT_WORDS.items())}


def limit_text(limit: Limit) -> str:
    """The limit as a pack writes it: "15 hverdage", "10-12 uger", "2½ måned", "straks"."""
    if limit.max is None:
        return _WORDS.get(limit.kind, str(limit.kind))
    low = f"{_number(limit.min)}-" if limit.min else ""
    one, several = _UNITS[limit.max.unit]
    return f"{low}{_number(limit.max)} {one if limit.max.number <= 1 else several}"


def _number(period: Period) -> str:
    return f"{period.amount or ''}{'½' if period.half else ''}"
