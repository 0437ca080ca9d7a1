"""The kinds of value a pack file may hold, each checked when it is read."""

import re
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, PlainValidator

from rules.calendar import FIRST_DAY, LAST_DAY
from rules.errors import RulesError
from rules.limit import Limit, parse_limit
from rules.period import Period, parse_period
from rules.slugs import SLUG, as_slug

_AREA: Final = re.compile(rf"{SLUG.pattern}(?:\.{SLUG.pattern})*")
_CODE: Final = re.compile(r"[0-9]{4}")
_CVR: Final = re.compile(r"[0-9]{8}")
_KLE: Final = re.compile(r"[0-9]{2}(?:\.[0-9]{2}){0,2}(?: [A-ZÆØÅ][0-9]{2})?")

#: Longer than any heading or source; what is longer was pasted by mistake.
LONGEST_LINE: Final = 500


def _line(value: str) -> str:
    if not value.strip():
        raise ValueError("the text is empty: write it, or leave the key out")
    if value != value.strip():
        raise ValueError(f'"{value.strip()}" has a space before or after it: remove the space')
    if not value.isprintable():
        raise ValueError(
            "the text holds a line break or another sign that cannot be seen: write one plain line"
        )
    if len(value) > LONGEST_LINE:
        raise ValueError(f"the text has {len(value)} characters: write at most {LONGEST_LINE}")
    return value


def _phrase(value: str) -> str:
    first = _line(value).split()[0]
    if value[-1] in ".,:;?!":
        raise ValueError(f'"{value}" stands inside a sentence: leave out the last "{value[-1]}"')
    if first[0].isupper() and not (len(first) > 1 and first.isupper()):
        small = value[0].lower() + value[1:]
        raise ValueError(f'"{value}" stands inside a sentence: begin it small, "{small}"')
    return value


def _area(value: str) -> str:
    if not _AREA.fullmatch(value):
        parts = [as_slug(part) for part in value.split(".")]
        near = ".".join(part for part in parts if part) or "praktisk-hjaelp.rengoering"
        raise ValueError(
            f'"{value}" is not an id: use a–z, 0–9, hyphens and dots '
            f'(æ, ø, å as ae, oe, aa), such as "{near}"'
        )
    return value


def _code(value: str) -> str:
    if not _CODE.fullmatch(value):
        raise ValueError(f'"{value}" is not a municipality code: write its four digits, "0751"')
    return value


def _cvr(value: str) -> str:
    if not _CVR.fullmatch(value):
        raise ValueError(f'"{value}" is not a CVR number: write its eight digits without spaces')
    return value


def _kle(value: str) -> str:
    if not _KLE.fullmatch(value):
        raise ValueError(f'"{value}" is not a KLE number: write "27.36.04", "27.36" or "27"')
    return value


def _day(value: date) -> date:
    if not FIRST_DAY <= value <= LAST_DAY:
        raise ValueError(
            f"{value} lies outside {FIRST_DAY.year}–{LAST_DAY.year}, the years that can be "
            "counted: correct the year, or leave the key out"
        )
    return value


def _limit(value: object) -> Limit:
    try:
        return parse_limit(_text(value))
    except RulesError as error:
        raise ValueError(str(error)) from error


def _period(value: object) -> Period:
    try:
        return parse_period(_text(value))
    except RulesError as error:
        raise ValueError(str(error)) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value} is not text: put it in quotation marks")
    return value


Line = Annotated[str, AfterValidator(_line)]
Phrase = Annotated[str, AfterValidator(_phrase)]
AreaId = Annotated[str, AfterValidator(_area)]
Code = Annotated[str, AfterValidator(_code)]
Cvr = Annotated[str, AfterValidator(_cvr)]
Kle = Annotated[str, AfterValidator(_kle)]
Day = Annotated[date, AfterValidator(_day)]
LimitText = Annotated[Limit, PlainValidator(_limit)]
PeriodText = Annotated[Period, PlainValidator(_period)]
