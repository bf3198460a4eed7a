"""One table of records as dataclasses: how a noun's fields become columns and back, and the acts every noun has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.columns import Read, column_of, readings
from mentordesk.store.database import Database, Row
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

    @cached_property
    def _readings(self) -> dict[str, Read | None]:
        kind: Any = self.kind
        return readings(kind)

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
            self.database.insert(self.name, [row])
        return self.from_row(row)

    def add_all(self, records: Iterable[R], *, act: str = "") -> tuple[R, ...]:
        """Add many records in one change and return them as kept; raises Mistake, and adds none, if one may not be."""
        with self.database.change(self.topic, act=act):
            return tuple(map(self.from_row, self.put_in(records)))

    def put_in(self, records: Iterable[R]) -> list[Row]:
        """Add records within the open change and return their rows; raises Mistake, and adds none, if one may not be."""
        now = self.database.clock.now()
        rows = [self.to_row(_stamped(self.checked(record), now)) for record in records]
        self.database.insert(self.name, rows)
        return rows

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
        return {name: column_of(name, getattr(record, name)) for name in self._readings}

    def from_row(self, row: Row) -> R:
        """Return a row as its record; columns the record does not know are passed over."""
        return self.kind(**{name: read(row[name]) if read else row[name] for name, read in self._readings.items()})

    def _write(self, record: R, act: str = "") -> R:
        after = self.to_row(record)
        with self.database.change(self.topic, act=act):
            before = self.to_row(self.get(record.id))
            after = self.database.seen.spared(self.name, record.id, before, after)
            differing = {
                name: value
                for name, value in after.items()
                if value != before[name] and name not in {"created_at", "updated_at"}
            }
            if differing:
                self._keep_wordings(record.id, before, differing)
                differing["updated_at"] = self.database.now_text()
                self.database.update(self.name, record.id, differing)
        return self.from_row({**before, **differing})

    def _keep_wordings(self, record_id: str, before: Row, differing: Row) -> None:
        # Loaded with the first record that is changed: a start changes none.
        from mentordesk.store.wordings import keep_before

        keep_before(self.database, self.name, record_id, before, differing)


def _stamped(record: R, now: datetime) -> R:
    if record.created_at and record.updated_at:
        return record
    return replace(record, created_at=record.created_at or now, updated_at=record.updated_at or now)
