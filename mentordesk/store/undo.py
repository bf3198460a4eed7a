"""Undo: temporary triggers write down the inverse of each change, one step per act of the person.

The technique is SQLite's own (https://sqlite.org/undoredo.html); the inverse of an insert is the trash, since nothing
is ever deleted. Steps live as long as the connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from itertools import groupby

from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine
from mentordesk.store.topics import Topic
from mentordesk.store.triggers import columns_of, record_tables

MOST_STEPS = 200


@dataclass(frozen=True)
class Step:
    """One act and the statements that take it back, in the order to run them."""

    act: str
    inverse: tuple[str, ...]
    topics: frozenset[Topic]
    """What it was about: what takes it back is about the same."""


_WHERE = " WHERE id="
_ROWS_AT_ONCE = 200


def _folded(statements: Iterable[str]) -> Iterator[str]:
    """Yield the statements, those next to each other that set the same in several rows as one.

    Taking back an import of a thousand rows is mostly the compiling of statements whose triggers are long.
    """
    for change, alike in groupby(statements, lambda statement: statement.rpartition(_WHERE)[0]):
        ids = [statement.rpartition(_WHERE)[2] for statement in alike]
        for start in range(0, len(ids), _ROWS_AT_ONCE):
            some = ids[start : start + _ROWS_AT_ONCE]
            yield f"{change} WHERE id IN ({', '.join(some)})" if len(some) > 1 else f"{change}{_WHERE}{some[0]}"


class UndoLog:
    """The acts of one connection that can be taken back, and those taken back that can be done again."""

    def __init__(self, connection: engine.Connection, *, enabled: bool) -> None:
        self._connection = connection
        self._enabled = enabled
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._is_ready = False

    def make_ready(self) -> None:
        """Install the triggers that watch, before the first act that is to be watched; outside of a transaction.

        They take 5 ms, and a desk that is only looked at does without.
        """
        if self._enabled and not self._is_ready:
            self._install()
            self._is_ready = True

    @property
    def next_undo(self) -> str:
        """The name of the act that would be taken back; empty when there is none."""
        return self._undo[-1].act if self._undo else ""

    @property
    def next_redo(self) -> str:
        """The name of the act that would be done again; empty when there is none."""
        return self._redo[-1].act if self._redo else ""

    @contextmanager
    def recording(self, act: str, topics: AbstractSet[Topic]) -> Iterator[None]:
        """Keep what happens within as one step called `act`; nothing is kept when it fails or has no name.

        `topics` is looked at when it is over: changes within may add to it.
        """
        if not (self._enabled and act):
            yield
            return
        self._watch()
        try:
            yield
            inverse = self._written()
        finally:
            self._rest()
        if inverse:
            self._undo = [*self._undo, Step(act, inverse, frozenset(topics))][-MOST_STEPS:]
            self._redo.clear()

    def last(self) -> Step | None:
        """Return the last step, to hand it to the log of another connection to the same desk."""
        return self._undo[-1] if self._undo else None

    def adopt(self, step: Step) -> None:
        """Count a step that another connection to the same desk wrote as the last one of this."""
        if self._enabled:
            self._undo = [*self._undo, step][-MOST_STEPS:]
            self._redo.clear()

    def take_undo(self) -> Step:
        """Take back the last act within the open transaction and return it; Mistake when there is none."""
        return self._replay(self._undo, self._redo, _("There is nothing to undo."))

    def take_redo(self) -> Step:
        """Do the last act again within the open transaction and return it; Mistake when there is none."""
        return self._replay(self._redo, self._undo, _("There is nothing to do again."))

    def _replay(self, source: list[Step], target: list[Step], nothing: str) -> Step:
        if not source:
            raise Mistake(nothing)
        step = source[-1]
        self._watch()
        try:
            for statement in step.inverse:
                self._connection.execute(statement)
            inverse = self._written()
        finally:
            self._rest()
        source.pop()
        target.append(Step(step.act, inverse, step.topics))
        return step

    def _install(self) -> None:
        self._connection.execute("CREATE TEMP TABLE undo_log (step INTEGER PRIMARY KEY, statement TEXT NOT NULL)")
        self._connection.execute("CREATE TEMP TABLE undo_watch (is_on INTEGER NOT NULL)")
        self._connection.execute("INSERT INTO undo_watch VALUES (0)")
        watching = "(SELECT is_on FROM temp.undo_watch)"
        for table in record_tables(self._connection):
            cells = "||".join(
                f"CASE WHEN OLD.{column} IS NOT NEW.{column} THEN ',{column}='||quote(OLD.{column}) ELSE '' END"
                for column in columns_of(self._connection, table)
                if column not in {"id", "updated_at"}
            )
            self._connection.execute(
                f"CREATE TEMP TRIGGER undo_{table}_update AFTER UPDATE ON main.{table} WHEN {watching} BEGIN"
                f" INSERT INTO undo_log (statement) VALUES ('UPDATE {table} SET updated_at='||quote(OLD.updated_at)||"
                f"{cells}||' WHERE id='||quote(OLD.id)); END"
            )
            self._connection.execute(
                f"CREATE TEMP TRIGGER undo_{table}_insert AFTER INSERT ON main.{table} WHEN {watching} BEGIN"
                f" INSERT INTO undo_log (statement) VALUES ('UPDATE {table} SET deleted_at='"
                "||quote(coalesce(NEW.created_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')))||' WHERE id='||quote(NEW.id)); END"
            )

    def _watch(self) -> None:
        self._connection.execute("DELETE FROM temp.undo_log")
        self._connection.execute("UPDATE temp.undo_watch SET is_on = 1")

    def _written(self) -> tuple[str, ...]:
        found = self._connection.execute("SELECT statement FROM temp.undo_log ORDER BY step DESC")
        return tuple(_folded(statement for (statement,) in found))

    def _rest(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("UPDATE temp.undo_watch SET is_on = 0")
