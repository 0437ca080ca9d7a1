"""The forms of published deadlines: which marks, in which order, settle one limit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from rules.limit import Limit, LimitKind
from rules.period import Unit, quoted
from rules.wording_marks import Mark, NotRead
from rules.wording_words import about_days

#: Letters: L length, l the same in brackets, K a word such as straks, C senest/inden, M max,
#: A in acute need, E otherwise, N and, O or, Q that is, X can be extended to, T in all,
#: R again every, B on the way, V delivery. A group's name is the part that its limit plays.
_CAP: Final = "[CM]*"
_ONE: Final = rf"{_CAP}(?P<limit>L)M?"
_EITHER: Final = rf"{_CAP}(?P<limit>[KL])"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        _ONE,
        r"[CM]?(?P<limit>K)",
        rf"{_ONE}Q?(?P<equivalent>l)",
        rf"{_ONE}Q(?P<equivalent>L)",
        r"(?P<soft>K)[NO]?[CM]+(?P<limit>L)M?",
        rf"(?:A{_CAP}(?P<acute>[KL])|{_CAP}(?P<acute_first>[KL])A)[NO]?E{_EITHER}",
        rf"{_ONE}[NO]?(?:A{_CAP}(?P<acute>[KL])|(?P<acute_last>K)A)",
        rf"E{_ONE}N?A{_CAP}(?P<acute>[KL])",
        rf"{_ONE}N?X(?P<extension>L)",
        rf"{_ONE}N?T{_CAP}(?P<total>L)",
        rf"{_ONE}N?B{_CAP}(?P<within>L)",
        rf"{_ONE}N?(?P<repeat>R)",
        rf"{_ONE}N?V{_CAP}(?P<delivery>[KL])",
        rf"(?P<milestone>V){_ONE}",
    )
)
#: Letters that open a clause of their own.
_OPENING: Final = frozenset("AEXTBV")
#: What is said of these parts is said of the limit.
_SAME: Final = frozenset({"equivalent", "milestone", "soft"})
_SOFT: Final = frozenset(
    {LimitKind.IMMEDIATE, LimitKind.SAME_DAY, LimitKind.DAY_TO_DAY, LimitKind.AS_SOON_AS_POSSIBLE}
)
_DAYS: Final = _SOFT - {LimitKind.AS_SOON_AS_POSSIBLE}
#: Of each two parts the first is the shorter one, or the words are not understood.
_ORDER: Final = (
    ("acute", "limit"),
    ("within", "limit"),
    ("limit", "extension"),
    ("limit", "total"),
)
#: Further apart than this, two lengths are two limits and not one in two units.
_FURTHEST: Final = 1.5


@dataclass(frozen=True, slots=True)
class Draft:
    """The marks of a wording, each with the part that it plays."""

    parts: dict[str, Mark]
    beside: list[tuple[Mark, str]] = field(default_factory=list)  # what follows which part

    def said(self, role: str, part: str = "limit") -> tuple[Mark, ...]:
        """The marks that say this about a part."""
        return tuple(mark for mark, owner in self.beside if (mark.role, owner) == (role, part))

    def starts(self, part: str) -> str | None:
        """What starts the clock of a part. Raises `NotRead` where two different things do."""
        found = {m.value for m, owner in self.beside if m.role == "starts" and owner == part}
        if len(found) > 1:
            raise NotRead("several-starts", f"counted from several things: {', '.join(found)}")
        return next(iter(found), None)


def draft_of(marks: Sequence[Mark]) -> Draft:
    """The parts that the marks play. Raises `NotRead` where they settle no single limit."""
    pillars = _without_brackets([mark for mark in marks if mark.letter])
    letters = "".join(letter for letter, _mark in pillars)
    _check_clauses(marks)
    for form in _FORMS:
        if found := form.fullmatch(letters):
            names = {i: n.split("_")[0] for n in found.groupdict() if (i := found.start(n)) >= 0}
            parts = {name: pillars[i][1] for i, name in names.items()}
            _check(parts, letters)
            return Draft(parts, _beside(marks, {id(pillars[i][1]): n for i, n in names.items()}))
    raise _no_form(letters, [mark.value for _letter, mark in pillars])


def _check_clauses(marks: Sequence[Mark]) -> None:
    """A length behind "inkl. ventetid" could be the waiting time's own; years can be an age."""
    for mark, coming in pairwise(marks):
        if mark.role == "conditions" and coming.high and coming.high.unit is Unit.YEARS:
            raise NotRead("several-limits", f"{coming.text} could be an age")
    for mark in marks:
        if mark.letter in ("L", "K"):
            return
        if mark.role in ("includes", "excludes", "parallel"):
            raise NotRead("order", f"{quoted(mark.text)} stands before the limit that it is about")


def _without_brackets(marks: list[Mark]) -> list[tuple[str, Mark]]:
    """Letters with their marks; a length alone in brackets becomes a small l."""
    shape = "".join(mark.letter for mark in marks)
    alone = {found.start("length") for found in re.finditer(r"\(Q?(?P<length>L)\)", shape)}
    return [
        ("l" if i in alone else mark.letter, mark)
        for i, mark in enumerate(marks)
        if mark.letter not in "()"
    ]


def _beside(marks: Sequence[Mark], names: dict[int, str]) -> list[tuple[Mark, str]]:
    """What stands beside the limits, each with its part: the one before it in the same clause.

    What stands first, or behind a word that opens a clause ("levering"), is said of the next one.
    """
    coming = [names[id(mark)] for mark in marks if id(mark) in names]
    owner, beside = coming[0], []
    for mark in marks:
        if id(mark) in names:
            owner = coming.pop(0)
        elif mark.letter in _OPENING and coming:
            owner = coming[0]
        if mark.role:
            beside.append((mark, "limit" if owner in _SAME else owner))
    return beside


def _check(parts: dict[str, Mark], letters: str) -> None:
    soft = parts.get("soft")
    if soft is not None and LimitKind(soft.value) not in _SOFT:
        raise NotRead("several-limits", f"{soft.text} and a length: which of the two counts?")
    word = parts["limit"]
    if letters[0] in "CM" and word.letter == "K" and LimitKind(word.value) not in _DAYS:
        raise NotRead("unreadable", f"{word.text} is no day that something can be due by")
    for shorter, longer in _ORDER:
        _check_order(parts.get(shorter), parts.get(longer))
    if acute := parts.get("acute"):
        _check_acute(acute, word)
    same = parts.get("equivalent")
    if same is not None and not _could_be_same(word, same):
        raise NotRead("several-limits", f"{word.text} and {same.text} are two limits")


def _check_acute(acute: Mark, limit: Mark) -> None:
    """Acute need waits neither without a limit nor longer than what can wait."""
    if acute.letter == "K" and LimitKind(acute.value) not in _DAYS:
        raise NotRead("several-limits", f"{acute.text} is no limit for acute need")
    if acute.letter == "L" and limit.letter == "K" and LimitKind(limit.value) in _DAYS:
        raise NotRead("several-limits", f"{acute.text} should be shorter than {limit.text}")


def _check_order(shorter: Mark | None, longer: Mark | None) -> None:
    if shorter is None or longer is None or shorter.high is None or longer.high is None:
        return
    if about_days(shorter.high) >= about_days(longer.high):
        raise NotRead("several-limits", f"{shorter.text} should be shorter than {longer.text}")


def _could_be_same(one: Mark, other: Mark) -> bool:
    assert one.high is not None  # noqa: S101 - L marks have a length
    assert other.high is not None  # noqa: S101
    if one.low or other.low:
        return False
    if one.high.unit is other.high.unit:
        return one.high == other.high
    longer, shorter = sorted((about_days(one.high), about_days(other.high)), reverse=True)
    return longer / shorter <= _FURTHEST


def _no_form(letters: str, values: list[str]) -> NotRead:
    if LimitKind.UNSET in values:
        return NotRead("cut", "a part of it is left open")
    limits = sum(letter in "KLl" for letter in letters)
    if limits > 1:
        return NotRead("several-limits", f"{limits} limits in one cell, and no word tells which")
    if not limits:
        return NotRead("no-number", "neither a length of time nor a word that stands for one")
    if "A" in letters:
        return NotRead("acute-only", "only acute need has a limit here")
    return NotRead("cut", "it begins or ends in the middle of a limit")


def limit_of(mark: Mark) -> Limit:
    """The limit that a length or a word is."""
    if mark.high is None:
        return Limit(LimitKind(mark.value))
    return Limit(LimitKind.DURATION, max=mark.high, min=mark.low)
