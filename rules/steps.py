"""The reasons of a date, as codes and values that become sentences, JSON and letters."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from rules.limit import LimitKind
from rules.period import Unit


class StartEvent(StrEnum):
    """What starts a clock; the day it happens is day zero."""

    RECEIPT = "receipt"
    REMAND = "remand"
    DECISION = "decision"
    CONTACT = "contact"
    DISCHARGE = "discharge"
    AWARENESS = "awareness"
    FORMALLY_STARTED = "formally-started"
    WAITING_LIST = "waiting-list"
    COMPLAINT = "complaint"
    ACUTE = "acute"
    SUPPLIER_CHANGE = "supplier-change-asked"
    NEED_CHANGED = "need-changed"


class Step(NamedTuple):
    """One reason for a date: a code and its values, worded by `notifications.explain`."""

    code: str
    values: dict[str, Any]


_DATES: Final = frozenset({"on", "from", "due_on"})
_INSTANTS: Final = frozenset({"at"})


def steps_to_json(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Reasons as plain JSON values, dates and instants in ISO 8601."""
    return [{"code": step.code, **{k: _plain(v) for k, v in step.values.items()}} for step in steps]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, StrEnum) else value


def steps_from_json(data: Sequence[dict[str, Any]]) -> tuple[Step, ...]:
    """The inverse of `steps_to_json`."""
    return tuple(
        Step(item["code"], {k: _typed(k, v) for k, v in item.items() if k != "code"})
        for item in data
    )


def _typed(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key in _DATES:
        return date.fromisoformat(value)
    if key in _INSTANTS:
        return datetime.fromisoformat(value)
    if key == "skipped":
        return tuple(date.fromisoformat(day) for day in value)
    return {"unit": Unit, "event": StartEvent, "word": LimitKind}.get(key, lambda same: same)(value)
