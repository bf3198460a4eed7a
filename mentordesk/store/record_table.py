"""One table of records as dataclasses: how a noun's fields become columns and back, and the acts every noun has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Generic, TypeVar, get_origin, get_type_hints

import msgspec

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.database import Database, Row, instant_text
from mentordesk.store.topics import Topic

R = TypeVar("R", bound=Record)

_IDS_AT_ONCE = 500
"""SQLite takes a bounded number of parameters in one statement."""


class RecordTable(Generic[R]):
    """Reads and writes the records of one table. Records in the trash are found by id only."""

    def __init__(self, database: Database, kind: type[R], name: str, topic: Topic) -> None:
        self.database = database
        self.kind = kind
        self.name = name
        self.topic = topic
        hints = get_type_hints(kind)
        self._columns = tuple(field.name for field in fields(kind))
        self._json = frozenset(
            name for name, hint in hints.items() if get_origin(hint) is tuple or _holds_dataclass(hint)
        )
        self._text = frozenset(name for name, hint in hints.items() if hint is str)

    # --- reading ---------------------------------------------------------------------------------------------

    def get(self, record_id: str) -> R:
        """Return the record, from the trash too; raises Mistake when there is none."""
        found = self.find(record_id)
        if found is None:
            raise Mistake(_("This is no longer on the desk."))
        return found

    def find(self, record_id: str) -> R | None:
        """Return the record, from the trash too, if there is one."""
        rows = self.database.rows(f"SELECT * FROM {self.name} WHERE id = ?", [record_id])
        return self.from_row(rows[0]) if rows else None

    def many(self, record_ids: Iterable[str]) -> dict[str, R]:
        """Return the records of these ids, from the trash too, by id; ids of nothing are passed over."""
        found: dict[str, R] = {}
        wanted = list(dict.fromkeys(record_ids))
        for start in range(0, len(wanted), _IDS_AT_ONCE):
            ids = wanted[start : start + _IDS_AT_ONCE]
            sql = f"SELECT * FROM {self.name} WHERE id IN ({', '.join('?' * len(ids))})"
            found |= {row["id"]: self.from_row(row) for row in self.database.rows(sql, ids)}
        return found

    def where(
        self, condition: str = "1", parameters: Sequence[object] = (), *, order: str = "id", limit: int | None = None
    ) -> tuple[R, ...]:
        """Return the records that fit a condition in SQL, those in the trash left out."""
        sql = f"SELECT * FROM {self.name} WHERE deleted_at IS NULL AND ({condition}) ORDER BY {order}"
        if limit is not None:
            sql += f" LIMIT {int(limit)}"
        return tuple(self.from_row(row) for row in self.database.rows(sql, parameters))

    def first(self, condition: str = "1", parameters: Sequence[object] = (), *, order: str = "id") -> R | None:
        """Return the first record that fits a condition, if any does."""
        found = self.where(condition, parameters, order=order, limit=1)
        return found[0] if found else None

    def count(self, condition: str = "1", parameters: Sequence[object] = ()) -> int:
        """Return how many records fit a condition, those in the trash left out."""
        sql = f"SELECT count(*) FROM {self.name} WHERE deleted_at IS NULL AND ({condition})"
        return int(self.database.value(sql, parameters))

    # --- writing ---------------------------------------------------------------------------------------------

    def add(self, record: R, *, act: str = "") -> R:
        """Add a record and return it as kept; raises Mistake for one that may not be."""
        row = self.to_row(_stamped(self.checked(record), self.database.clock.now()))
        with self.database.change(self.topic, act=act):
            self.database.tables.table(self.name).insert(row)
        return self.from_row(row)

    def add_all(self, records: Iterable[R], *, act: str = "") -> tuple[R, ...]:
        """Add many records in one change and return them as kept; raises Mistake, and adds none, if one may not be."""
        now = self.database.clock.now()
        rows = [self.to_row(_stamped(self.checked(record), now)) for record in records]
        with self.database.change(self.topic, act=act):
            self.database.tables.table(self.name).insert_all(rows, batch_size=200)
        return tuple(map(self.from_row, rows))

    def save(self, record: R, *, act: str = "") -> R:
        """Write the fields in which `record` differs from what is on the desk, and return it as kept.

        Raises Mistake when it is not there, or may not be kept so.
        """
        return self._write(self.checked(record), act)

    def remove(self, record_id: str, *, act: str = "") -> None:
        """Put a record into the trash; removing it twice changes nothing."""
        with self.database.change(self.topic, act=act):
            record = self.get(record_id)
            if record.deleted_at is None:
                # Not checked: what breaks a rule must not be kept out of the trash.
                self._write(replace(record, deleted_at=self.database.clock.now()))

    def restore(self, record_id: str, *, act: str = "") -> R:
        """Take a record out of the trash."""
        with self.database.change(self.topic, act=act):
            return self._write(replace(self.get(record_id), deleted_at=None))

    def checked(self, record: R) -> R:
        """Return a record as it may be kept; stores whose noun has rules raise Mistake for what breaks them."""
        return record

    # --- rows ------------------------------------------------------------------------------------------------

    def to_row(self, record: R) -> Row:
        """Return a record as its row."""
        return {name: _column(name, getattr(record, name)) for name in self._columns}

    def from_row(self, row: Row) -> R:
        """Return a row as its record; columns the record does not know are passed over."""
        values: dict[str, Any] = {}
        for name in self._columns:
            value = row[name]
            if name in self._json and value is not None:
                value = json.loads(value)
            elif value is None and name in self._text:
                value = ""
            values[name] = value
        return msgspec.convert(values, self.kind, strict=False)

    def _write(self, record: R, act: str = "") -> R:
        after = self.to_row(record)
        with self.database.change(self.topic, act=act):
            before = self.to_row(self.get(record.id))
            differing = {
                name: value
                for name, value in after.items()
                if value != before[name] and name not in {"created_at", "updated_at"}
            }
            if differing:
                differing["updated_at"] = self.database.now_text()
                self.database.tables.table(self.name).update(record.id, differing)
        return self.from_row({**before, **differing})


def _stamped(record: R, now: datetime) -> R:
    return replace(record, created_at=record.created_at or now, updated_at=record.updated_at or now)


def _column(name: str, value: Any) -> Any:
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


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(item) for name, item in asdict(value).items()}
    return instant_text(value) if isinstance(value, datetime) else value


def _holds_dataclass(hint: Any) -> bool:
    return is_dataclass(hint) or any(is_dataclass(part) for part in getattr(hint, "__args__", ()))
