"""Cuts a published wording into marks, every character accounted for, or says what is not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from rules.errors import RulesError
from rules.period import Period, PeriodError, quoted
from rules.wording_clauses import CLAUSES
from rules.wording_lexicon import AT_MOST, BEFORE, LEXICON, Entry
from rules.wording_starts import STARTS
from rules.wording_words import LONGEST_TEXT, NUMBER, UNIT, about_days, cleaned, period_of


class NotRead(RulesError):
    """A wording that does not settle one limit; `code` says which kind of reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase of the wording: the letter of the forms that it is, or what it says beside them."""

    letter: str
    role: str
    text: str
    value: str = ""
    high: Period | None = None
    low: Period | None = None
    from_zero: bool = False


#: Where a phrase may end: not inside a word, nor before the second part of one ("straks-sag").
_END: Final = r"(?:(?<=\.)|(?![^\W_]|-[^\W\d_]))"
_PHRASES: Final = tuple(
    (entry, re.compile(rf"(?:{entry.pattern}){_END}")) for entry in (*LEXICON, *STARTS, *CLAUSES)
)
#: Units that a half of one is not written with.
_SEVERAL: Final = frozenset({"måneder", "maaneder", "mdr", "mdr.", "timer", "months", "hours"})
_CAP: Final = rf"(?:(?:{AT_MOST}|{BEFORE}) )?"
_LENGTH: Final = re.compile(rf"(?P<high>{NUMBER}) ?(?P<unit>{UNIT}){_END}")
_RANGE: Final = re.compile(
    rf"(?:(?P<head>mellem|fra) )?(?P<low>{NUMBER})(?: ?(?P<low_unit>{UNIT}))?"
    rf"(?P<sep> ?- ?| til | og ){_CAP}(?P<high>{NUMBER}) ?(?P<unit>{UNIT}){_END}"
)
_ORDINALS: Final = re.compile(
    rf"(?P<low>[0-9]{{1,3}})\.(?: til | ?- ?)(?P<high>[0-9]{{1,3}})\. ?(?P<unit>{UNIT}){_END}"
)
_REPEAT: Final = re.compile(
    r"(?:og )?(?:herefter|derefter|efterfølgende|så) hver(?:t)? "
    rf"(?:(?P<number>{NUMBER})\.? )?(?P<unit>{UNIT}){_END}"
)
#: A paragraph takes every number behind it, and may not run into the number of a limit: a table
#: that lost its borders makes "§ 83" and "5 hverdage" into "§ 835 hverdage".
_SECTION: Final = re.compile(
    r"(?:(?:for|efter|jf\.?|vedr\.?|i henhold til|iht\.?) )?§(?: ?§)? ?"
    r"(?>[0-9]+(?: ?[a-z](?![a-zæøå]))?"
    r"(?:(?: ?- ?| og |, ?| til | samt )(?:§(?: ?§)? ?)?[0-9]+(?: ?[a-z](?![a-zæøå]))?"
    r"|,? ?(?:stk|nr|litra|pkt)\.? ?[0-9a-z]+(?![a-zæøå])\.?)*)"
    rf"(?! ?[-,/]? ?[0-9½])(?!\. ?[0-9])(?! ?-? ?{UNIT}){_END}(?P<dots> ?(?:\.\.+|…))?"
)
_PUNCTUATION: Final = re.compile(r"(?<!\.)\.(?![.0-9])|,(?![0-9])|[:;•]|(?<= )-(?= )")
_WORD: Final = re.compile(r"[^\W\d_][^\s,.;:()]*")
_DIGITS: Final = re.compile(r"[0-9½]\S*")
_BRACKETS: Final = frozenset("()")


def marks_of(text: str) -> list[Mark]:
    """The marks of a wording, in order. Raises `NotRead` at the first thing not explained."""
    if len(text) > LONGEST_TEXT:
        raise NotRead("too-long", f"{len(text)} characters are more than one limit: give one cell")
    words = cleaned(text)
    if not words or words == "-":
        return [Mark("K", "kind", words, "unset")]
    _check_whole(words)
    return list(_scan(words))


def _check_whole(words: str) -> None:
    if "[" in words or "]" in words:
        raise NotRead("cut", "words were left out where the square brackets stand")
    if words[-1] in ",:;-/(+&" or words[0] in ",:;-/)+&" or words.count("(") != words.count(")"):
        raise NotRead("cut", f"{quoted(words)} is cut off: it begins or ends in the middle")


def _scan(words: str) -> Iterator[Mark]:
    at = 0
    while at < len(words):
        if words[at] == " ":
            at += 1
            continue
        mark = _mark_at(words, at)
        at += len(mark.text)
        if mark.letter or mark.role:
            yield mark


def _mark_at(words: str, at: int) -> Mark:
    if words[at] in _BRACKETS:
        return Mark(words[at], "", words[at])
    if found := _PUNCTUATION.match(words, at):
        return Mark("", "", found[0])
    inside = at > 0 and words[at - 1].isalnum() and words[at].isalnum()
    candidates = [] if inside else [m for m in _candidates(words, at) if m is not None]
    if not candidates:
        _refuse(words, at)
    return max(candidates, key=lambda mark: len(mark.text))


def _candidates(words: str, at: int) -> Iterator[Mark | None]:
    """Every reading of what stands here; on equal length the first one counts."""
    if found := _SECTION.match(words, at):
        yield Mark("", "section", found[0])
    yield _length(words, at)
    if found := _REPEAT.match(words, at):
        yield Mark("R", "", found[0], high=_period(found["number"] or "1", found["unit"]))
    for entry, pattern in _PHRASES:
        if found := pattern.match(words, at):
            yield Mark(entry.mark, entry.role, found[0], _value(entry, found[0]))


def _value(entry: Entry, text: str) -> str:
    return entry.value or text


def _length(words: str, at: int) -> Mark | None:
    for pattern in (_ORDINALS, _RANGE):
        found = pattern.match(words, at)
        if found and _fits(found):
            return _range(found)
    if found := _LENGTH.match(words, at):
        return Mark("L", "", found[0], high=_period(found["high"], found["unit"]))
    return None


def _fits(found: re.Match[str]) -> bool:
    """Whether the word between two numbers makes a range: "mellem 4 og 6", "fra 4 til 6"."""
    parts = found.groupdict()
    head, sep = parts.get("head"), parts.get("sep") or "-"
    return (head == "mellem" or sep != " og ") and not (head == "mellem" and sep == " til ")


def _range(found: re.Match[str]) -> Mark:
    parts = found.groupdict()
    high = _period(parts["high"], parts["unit"])
    low = _bound(parts["low"], parts.get("low_unit") or parts["unit"])
    if low is not None and (high is None or about_days(low) >= about_days(high)):
        raise NotRead("range", f"{quoted(found[0])} does not run from the shorter to the longer")
    role = "ordinal" if found.re is _ORDINALS else ""
    return Mark("L", role, found[0], high=high, low=low, from_zero=low is None)


def _period(number: str, unit: str) -> Period:
    if number == "1/2" and unit in _SEVERAL:
        raise NotRead("unknown-number", f'"1/2 {unit}" may be a half, or one to two')
    period = _bound(number, unit)
    if period is None:
        raise NotRead("zero", f'"{number} {unit}" is no time at all')
    return period


def _bound(number: str, unit: str) -> Period | None:
    try:
        return period_of(number, unit)
    except PeriodError as error:
        raise NotRead("length", str(error)) from error


def _refuse(words: str, at: int) -> NoReturn:
    if found := _DIGITS.match(words, at):
        raise NotRead("unknown-number", f"the number {quoted(found[0])} is not explained")
    if words[at] == "§":
        raise NotRead("paragraph", f"{quoted(words[at:])}: paragraph and limit run into each other")
    found = _WORD.match(words, at)
    what = found[0] if found else words[at]
    shown = quoted(what) if what.isprintable() else f"the character U+{ord(what[0]):04X}"
    raise NotRead("unknown-word", f"{shown} is not known, and could change the limit")
