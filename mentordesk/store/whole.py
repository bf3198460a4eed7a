"""The whole desk, table by table and as its rows lie on disk: for taking it along and bringing it back. What of two rows counts
is decided by workflows; files are written and read by `exchange`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property

from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine
from mentordesk.store.database import Database, Row
from mentordesk.store.migrations import VERSION
from mentordesk.store.topics import Topic
from mentordesk.store.triggers import record_tables

SCHEMA_VERSION = VERSION
"""The schema that rows taken from a desk of this program have."""

_ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Column:
    """One column of a table of records."""

    name: str
    kind: str
    """TEXT, INTEGER or REAL; nothing else comes in, the tables are STRICT."""
    is_needed: bool
    """Whether it cannot be empty."""
    leads_to: str = ""
    """The table whose records it points at."""


@dataclass(frozen=True)
class Table:
    """The table of a noun."""

    name: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """Return the column of that name, if there is one."""
        return next((column for column in self.columns if column.name == name), None)


class Whole:
    """Reads and writes rows of all nouns alike."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table of a noun; what a table points at comes before it, so that search knows whom a row is about."""
        found = {name: self._table(name) for name in record_tables(self._connection)}
        ordered: dict[str, Table] = {}

        def put(name: str) -> None:
            if name not in ordered:
                for column in found[name].columns:
                    if column.leads_to and column.leads_to != name:
                        put(column.leads_to)
                ordered[name] = found[name]

        for name in found:
            put(name)
        return tuple(ordered.values())

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Read one state of the desk throughout, whatever others write meanwhile; nobody has to wait for it."""
        self._connection.execute("BEGIN")
        try:
            yield
        except engine.DatabaseError as error:
            raise engine.world_failed(error, str(self._database.path)) or error from error
        finally:
            # After a page whose seal is broken SQLCipher refuses every statement; there is nothing to end that was begun.
            with suppress(engine.DatabaseError):
                self._connection.execute("COMMIT")

    def count(self, table: str) -> int:
        """Return how many records a table has, those in the trash included."""
        return int(self._database.value(f"SELECT count(*) FROM {table}"))

    def rows(self, table: str, *, with_trash: bool = True) -> Iterator[Row]:
        """Yield the rows of a table by id."""
        which = "" if with_trash else " WHERE deleted_at IS NULL"
        cursor = self._connection.execute(f"SELECT * FROM {table}{which} ORDER BY id")
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))

    def present(self, table: str, ids: Sequence[str]) -> dict[str, Row]:
        """Return the rows of these ids, by id."""
        found: dict[str, Row] = {}
        for start in range(0, len(ids), _ROWS_AT_ONCE):
            some = ids[start : start + _ROWS_AT_ONCE]
            sql = f"SELECT * FROM {table} WHERE id IN ({', '.join('?' * len(some))})"
            found |= {row["id"]: row for row in self._database.rows(sql, some)}
        return found

    @contextmanager
    def bringing(self, act: str) -> Iterator[None]:
        """Bring rows in as one act, all or none; raises Mistake where a link of theirs would lead nowhere."""
        try:
            with self._database.change(*Topic, act=act):
                yield
        except engine.IntegrityError as error:
            raise Mistake(
                _("Something in it points at what is not there. Nothing was changed; export it again."), field="path"
            ) from error

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows as they are, within `bringing`; columns left out are empty."""
        # Rows of an older desk may have fewer columns, and one statement takes rows of one kind.
        kinds: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            kinds.setdefault(tuple(row), []).append(row)
        for alike in kinds.values():
            self._database.insert(table, alike)

    def put(self, table: str, record_id: str, values: Row) -> None:
        """Set columns of a row as they are, within `bringing`."""
        self._database.update(table, record_id, values)

    def throw_away(self, table: str, record_id: str) -> None:
        """Put a row into the trash, within `bringing`."""
        now = self._database.now_text()
        self._database.update(table, record_id, {"deleted_at": now, "updated_at": now})

    @property
    def _connection(self) -> engine.Connection:
        connection: engine.Connection = self._database.tables.conn
        return connection

    def _table(self, name: str) -> Table:
        leads = {row["from"]: row["table"] for row in self._database.rows(f"PRAGMA foreign_key_list({name})")}
        return Table(
            name,
            tuple(
                Column(row["name"], row["type"], bool(row["notnull"]), leads.get(row["name"], ""))
                for row in self._database.rows(f"PRAGMA table_info({name})")
            ),
        )
