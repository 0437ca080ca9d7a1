"""A published Danish wording, read into a limit, or refused with the reason."""

from collections.abc import Iterator
from typing import Final

from rules.limit import COMPUTABLE, Limit, LimitKind
from rules.period import Period, PeriodError, Unit
from rules.reading import Reading, ReadingWarning
from rules.wording_forms import Draft, draft_of, limit_of
from rules.wording_marks import Mark, NotRead, marks_of
from rules.wording_starts import UNLAWFUL

__all__ = ["Reading", "ReadingWarning", "read_wording"]


def read_wording(text: str) -> Reading:
    """Read one published wording, whole: every word and number of it must be explained.

    Never raises, whatever the text. What settles no single limit is of kind `unreadable`, with a
    warning that says why; an empty cell, a dash and "xx uger" are `unset`, never zero. The upper
    bound of a range is the limit. A half of a unit that has none ("1½ uge") is refused, and no
    unit is ever turned into another; a døgn is 24 hours.
    """
    try:
        return _read(text)
    except (NotRead, PeriodError) as error:
        code = error.code if isinstance(error, NotRead) else "length"
        warning = ReadingWarning(code, str(error))
        return Reading(text, Limit(LimitKind.UNREADABLE), None, (warning,))


def _read(text: str) -> Reading:
    draft = draft_of(marks_of(text))
    return Reading(
        text,
        limit_of(draft.parts["limit"]),
        draft.starts("limit"),
        tuple(_warnings(draft)),
        acute=_limit(draft, "acute"),
        delivery=_limit(draft, "delivery"),
        delivery_starts=draft.starts("delivery"),
        soft=_limit(draft, "soft"),
        equivalent=_length(draft, "equivalent"),
        extension=_limit(draft, "extension"),
        total=_limit(draft, "total"),
        within=_limit(draft, "within"),
        repeat=_length(draft, "repeat"),
        milestone=_milestone(draft),
        from_zero=draft.parts["limit"].from_zero,
        statutory=bool(draft.said("statutory")),
        includes=_texts(draft, "includes"),
        excludes=_texts(draft, "excludes"),
        parallel=_texts(draft, "parallel"),
        conditions=_texts(draft, "conditions"),
    )


def _limit(draft: Draft, part: str) -> Limit | None:
    mark = draft.parts.get(part)
    return None if mark is None else limit_of(mark)


def _length(draft: Draft, part: str) -> Period | None:
    mark = draft.parts.get(part)
    return None if mark is None else mark.high


def _milestone(draft: Draft) -> str | None:
    if "milestone" in draft.parts:
        return "delivery"
    return next((mark.value for mark in draft.said("milestone")), None)


def _texts(draft: Draft, role: str) -> tuple[str, ...]:
    return tuple(mark.text for mark in draft.said(role))


def _warnings(draft: Draft) -> Iterator[ReadingWarning]:
    main = draft.parts["limit"]
    limit = limit_of(main)
    yield from _about_the_limit(draft, main, limit)
    yield from _about_the_words(draft)


def _about_the_limit(draft: Draft, main: Mark, limit: Limit) -> Iterator[ReadingWarning]:
    if limit.kind not in COMPUTABLE:
        yield ReadingWarning("no-limit", f"no date follows from a limit of kind {limit.kind}")
    if limit.is_range or main.from_zero:
        yield ReadingWarning("range", f"{main.text} is a range: its upper bound counts")
    if main.role == "ordinal":
        yield ReadingWarning("ordinal", f"{main.text} names days in order, not a length")
    if soft := draft.parts.get("soft"):
        yield ReadingWarning("soft-promise", f"{soft.text} binds nobody: {main.text} counts")
    if (same := draft.parts.get("equivalent")) and _disagree(main, same):
        yield ReadingWarning(
            "two-units", f"{main.text} and {same.text} are not the same length: {main.text} counts"
        )


#: What one of a unit is in days, or in working days; no other two units are comparable.
_EXACT: Final = (
    {Unit.DAYS: 1, Unit.WEEKS: 7},
    {Unit.HVERDAGE: 1, Unit.ARBEJDSDAGE: 1, Unit.WEEKS: 5},
    {Unit.MONTHS: 1, Unit.YEARS: 12},
    {Unit.HOURS: 1, Unit.DAYS: 24},
)


def _disagree(one: Mark, other: Mark) -> bool:
    if one.high is None or other.high is None:
        return False
    for table in _EXACT:
        if one.high.unit in table and other.high.unit in table:
            mine = one.high.number * table[one.high.unit]
            return mine != other.high.number * table[other.high.unit]
    return True


#: What is said beside the limit and makes it doubtful; each with the words found.
_DOUBTS: Final = {
    "approximate": ("not-a-maximum", '"{}" makes the length a typical or hoped-for one'),
    "not-before": ("not-before", 'it may come later: "{}"'),
    "conditions": ("condition", 'it holds only "{}"'),
    "starts": (
        "unlawful-start",
        '"{}": a limit under retssikkerhedsloven § 3 runs from receipt all the same',
    ),
    "milestone": ("not-the-decision", 'it does not end with the decision: "{}"'),
}


def _about_the_words(draft: Draft) -> Iterator[ReadingWarning]:
    for role, (code, text) in _DOUBTS.items():
        for mark in draft.said(role):
            if role != "starts" or mark.value in UNLAWFUL:
                yield ReadingWarning(code, text.format(mark.text))
    if "milestone" in draft.parts:
        yield ReadingWarning("not-the-decision", "it ends with the delivery, not the decision")
    if longer := draft.parts.get("extension"):
        when = "".join(f", {mark.text}" for mark in draft.said("conditions", "extension"))
        yield ReadingWarning("extension", f"it can be extended to {longer.text}{when}")
