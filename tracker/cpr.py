"""CPR numbers: read, checked for form alone, and never rejected on modulus 11 (given up in
2007)."""

import re
from datetime import date
from typing import Any, Final

from tracker.errors import Refused
from tracker.sealing import Sealer

_FORM: Final = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})-?([0-9]{4})")

#: What stands where a number is not shown.
MASKED: Final = "******-****"

#: What looks like a number wherever it was typed; an identity of a letter does not.
_TYPED: Final = re.compile(r"(?<![0-9A-Za-z-])[0-9]{6}[- ]?[0-9]{4}(?![0-9A-Za-z-])")

#: Replacement numbers (erstatningspersonnumre) carry the day plus 60.
_REPLACEMENT: Final = 60


def read_cpr(text: str) -> str:
    """The ten digits of a CPR number, an ordinary or a replacement one; raises `Refused`."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise Refused("a CPR number has ten digits, DDMMYY-NNNN: check the number")
    day, month, year, serial = (int(part) for part in match.groups())
    if day > _REPLACEMENT:
        day -= _REPLACEMENT
    try:
        date(_full_year(year, serial // 1000), month, day)
    except ValueError as error:
        raise Refused(
            "the first six digits of the CPR number are not a date: check the number"
        ) from error
    return "".join(match.groups())


def born_on(cpr: str) -> date:
    """The date of birth in the ten digits of a number that was read."""
    day, month, year, seventh = int(cpr[:2]), int(cpr[2:4]), int(cpr[4:6]), int(cpr[6])
    return date(_full_year(year, seventh), month, day - _REPLACEMENT if day > _REPLACEMENT else day)


def cpr_index(cpr: str, sealer: Sealer) -> bytes:
    """What a person with that number is found by; it tells nobody the number."""
    return sealer.index(f"cpr:{cpr}")


def masked(value: Any) -> Any:
    """The same values with every CPR number masked, wherever it was typed."""
    if isinstance(value, dict):
        return {key: masked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [masked(item) for item in value]
    return _TYPED.sub(MASKED, value) if isinstance(value, str) else value


def _full_year(year: int, seventh: int) -> int:
    """The year of birth by the seventh digit (cpr.dk)."""
    if seventh <= 3:
        return 1900 + year
    if seventh in {4, 9}:
        return 2000 + year if year <= 36 else 1900 + year
    return 2000 + year if year <= 57 else 1800 + year
