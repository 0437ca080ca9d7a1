"""`rettidig rules read`: published wordings as limits, one JSON object a line."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any, Final

import typer

from rules.limit import Limit
from rules.period import Period
from rules.wording import Reading, read_wording
from tracker.errors import Refused

#: Some readers end a line at these; JSON lets them stand as they are.
_LINE_ENDS: Final = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
#: Told where the words say something beside the limit, and left out where they do not.
_LIMITS: Final = ("acute", "delivery", "soft", "extension", "total", "within")
_LENGTHS: Final = ("equivalent", "repeat")
_REST: Final = (
    "delivery_starts", "milestone", "statutory", "includes", "excludes", "parallel", "conditions",
)  # fmt: skip


def read(
    wording: Annotated[
        list[str] | None,
        typer.Argument(help='Published words, such as "Senest 15 hverdage"; else lines of stdin.'),
    ] = None,
) -> None:
    """Read published wordings into limits, or say why one cannot be read; one JSON object each."""
    if not wording and sys.stdin.isatty():
        raise Refused('give a wording, such as "Senest 15 hverdage", or lines on stdin')
    for text in wording or _lines():
        line = json.dumps(reading_to_json(read_wording(text)), ensure_ascii=False)
        print(line.translate(_LINE_ENDS))


def _lines() -> Iterator[str]:
    """The lines of stdin; an empty one is an empty cell. Bytes that are no UTF-8 read as such."""
    for number, line in enumerate(sys.stdin.buffer):
        text = line.decode("utf-8", "backslashreplace").rstrip("\r\n")
        yield text.removeprefix("\ufeff") if number == 0 else text


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """A reading as plain JSON values; a range from zero has a `min` of zero."""
    limit = _limit(reading.limit)
    if reading.from_zero and limit["max"]:
        limit["min"] = {**limit["max"], "amount": 0}
    told = {
        **{name: _limit(value) for name in _LIMITS if (value := getattr(reading, name))},
        **{name: _period(value) for name in _LENGTHS if (value := getattr(reading, name))},
        **{name: value for name in _REST if (value := getattr(reading, name))},
    }
    return {
        "text": reading.text.encode("utf-8", "backslashreplace").decode(),
        "limit": limit,
        "starts": reading.starts,
        "warnings": [asdict(warning) for warning in reading.warnings],
        **told,
    }


def _limit(limit: Limit) -> dict[str, Any]:
    return {"kind": str(limit.kind), "max": _period(limit.max), "min": _period(limit.min)}


def _period(period: Period | None) -> dict[str, Any] | None:
    return None if period is None else {"amount": period.number, "unit": str(period.unit)}
