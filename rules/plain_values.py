"""Our frozen values as plain JSON and back, by the types of their fields: never by pickle."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Reader = Callable[[Any], Any]


class NotPlain(ValueError):
    """What was read back is not of the type that was written."""


def to_plain(value: Any) -> Any:
    """A value as JSON can hold it: dataclasses as lists of their fields, days as text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return [to_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return [[to_plain(key), to_plain(item)] for key, item in value.items()]
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    raise TypeError(f"a {type(value).__name__} cannot be kept as plain values")


def from_plain(model: Callable[..., Value], plain: Any) -> Value:
    """The value of that type; raises `NotPlain`, or `ValueError` for a word that is none."""
    value: Value = _reader(model)(plain)
    return value


@cache
def _reader(kind: Any) -> Reader:
    """What reads one type back, put together once per type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is UnionType or NoneType in arguments:
        return _optional(next(one for one in arguments if one is not NoneType))
    if origin is tuple:
        return _items(arguments[0])
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(*arguments)
    if kind is date:
        return _day
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _word(kind)
    if isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
        return _record(kind)
    return _plain(kind)


def _plain(kind: Any) -> Reader:
    wanted = (int, float) if kind is float else kind

    def read(plain: Any) -> Any:
        if not isinstance(plain, wanted):
            raise NotPlain(f"{type(plain).__name__} where {kind.__name__} was written")
        return plain

    return read


def _word(kind: type[StrEnum]) -> Reader:
    words = {str(member): member for member in kind}

    def read(plain: Any) -> Any:
        try:
            return words[plain]
        except (KeyError, TypeError) as error:
            raise NotPlain(f"no {kind.__name__}") from error

    return read


def _day(plain: Any) -> date:
    return date.fromisoformat(_list_or_text(plain, str))


def _list_or_text(plain: Any, wanted: type) -> Any:
    if not isinstance(plain, wanted):
        raise NotPlain(f"{type(plain).__name__} where {wanted.__name__} was written")
    return plain


def _optional(kind: Any) -> Reader:
    inner = _reader(kind)
    return lambda plain: None if plain is None else inner(plain)


def _items(kind: Any) -> Reader:
    inner = _reader(kind)
    return lambda plain: tuple(map(inner, _list_or_text(plain, list)))


def _mapping(key: Any, item: Any) -> Reader:
    keys, items = _reader(key), _reader(item)
    return lambda plain: {keys(k): items(v) for k, v in _list_or_text(plain, list)}


def _record(kind: Any) -> Reader:
    """A dataclass or a named tuple, field by field in the order they were written."""
    hints = get_type_hints(kind)
    names = getattr(kind, "_fields", None) or [field.name for field in fields(kind)]
    readers = [_reader(hints[name]) for name in names]

    def read(plain: Any) -> Any:
        if not isinstance(plain, list) or len(plain) != len(readers):
            raise NotPlain(f"not the fields of {kind.__name__}")
        values = [inner(one) for inner, one in zip(readers, plain, strict=True)]
        return kind(**dict(zip(names, values, strict=True)))

    return read
