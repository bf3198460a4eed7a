"""How the fields of a record become columns and come back: text, numbers, dates as ISO text, everything nested as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Read = Callable[[Any], Any]
"""Makes a field's value of what its column holds."""


def instant_text(instant: datetime) -> str:
    """Return an aware instant as it is stored: UTC with milliseconds, so that text sorts as time does."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}Z"


def column_of(name: str, value: Any) -> Any:
    """Return what the column `name` holds for a field's value."""
    if isinstance(value, str):
        # A link that leads nowhere is no link: the column is empty, which foreign keys allow.
        return None if not value and name.endswith("_id") else str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return instant_text(value) if value.tzinfo else value.isoformat(timespec="seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple) or (is_dataclass(value) and not isinstance(value, type)):
        return json.dumps(_plain(value), ensure_ascii=False)
    return value


@cache
def readings(kind: Any) -> dict[str, Read | None]:
    """Return for each field of `kind`, a dataclass, how it is read from its column; None where the column is the value."""
    hints = get_type_hints(kind)
    return {field.name: _from_column(hints[field.name]) for field in fields(kind)}


def _from_column(hint: Any) -> Read | None:
    if hint is str:
        return _text
    wanted, may_be_none = _without_none(hint)
    read = _from_json(wanted)
    if read is None:
        return None
    if get_origin(wanted) is tuple or is_dataclass(wanted):
        return _Nested(read)
    return _Optional(read) if may_be_none else read


def _from_json(hint: Any) -> Read | None:
    """Return how a value is read that JSON, or a column of SQLite, has as text, number or list."""
    wanted, may_be_none = _without_none(hint)
    if may_be_none:
        read = _from_json(wanted)
        return read and _Optional(read)
    if get_origin(wanted) is tuple:
        each, *_more = get_args(wanted)
        return _Several(_from_json(each))
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _Dataclass(wanted)
    if wanted in {datetime, date, time}:
        return wanted.fromisoformat  # type: ignore[no-any-return] # the set does not tell mypy which types it holds
    if wanted in {int, str}:
        return None
    # SQLite has truth as 0 and 1, and may give a whole number where a fraction was kept.
    return wanted  # type: ignore[no-any-return] # bool, float or an enumeration: each is made by calling it


class _Optional:
    def __init__(self, read: Read) -> None:
        self._read = read

    def __call__(self, value: Any) -> Any:
        return None if value is None else self._read(value)


class _Nested:
    def __init__(self, read: Read) -> None:
        self._read = read

    def __call__(self, text: str | None) -> Any:
        return None if text is None else self._read(json.loads(text))


class _Several:
    def __init__(self, read: Read | None) -> None:
        self._read = read

    def __call__(self, values: list[Any]) -> tuple[Any, ...]:
        return tuple(values) if self._read is None else tuple(map(self._read, values))


class _Dataclass:
    def __init__(self, kind: type[Any]) -> None:
        self._kind = kind
        hints = get_type_hints(kind)
        self._reads = {field.name: _from_json(hints[field.name]) for field in fields(kind)}

    def __call__(self, values: dict[str, Any]) -> Any:
        # What is not known was written by a newer program; what is missing was not, and is as it is by itself.
        known = {
            name: read(values[name]) if read else values[name] for name, read in self._reads.items() if name in values
        }
        return self._kind(**known)


def _text(value: str | None) -> str:
    return "" if value is None else value


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in {Union, UnionType}:
        return hint, False
    (wanted,) = (part for part in get_args(hint) if part is not NoneType)
    return wanted, True


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(item) for name, item in asdict(value).items()}
    return instant_text(value) if isinstance(value, datetime) else value
