"""A limit in the words of a pack: what `parse_limit` reads back as the same limit."""

from typing import Final

from rules.limit import LIMIT_WORDS, Limit, LimitKind
from rules.period import UNIT_NAMES, Period

#: The first word that a pack may write for each kind without a length.
_WORDS: Final[dict[LimitKind, str]] = {kind: word for word, kind in reversed(LIMIT_WORDS.items())}


def limit_text(limit: Limit) -> str:
    """The limit as a pack writes it: "15 hverdage", "10-12 uger", "2½ måned", "straks".

    A pack has no words for a range in two units; its upper bound is the limit, and is told alone.
    """
    if limit.max is None:
        return _WORDS.get(limit.kind, str(limit.kind))
    one, several = UNIT_NAMES[limit.max.unit]
    if limit.min is not None and limit.min.unit is limit.max.unit:
        return f"{_number(limit.min)}-{_number(limit.max)} {several}"
    return f"{_number(limit.max)} {one if limit.max.number <= 1 else several}"


def _number(period: Period) -> str:
    return f"{period.amount or ''}{'½' if period.half else ''}"
