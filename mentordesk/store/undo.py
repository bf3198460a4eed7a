"""Undo: temporary triggers write down the inverse of each change, one step per act of the person.

The technique is SQLite's own (https://sqlite.org/undoredo.html); the inverse of an insert is the trash, since nothing
is ever deleted. Steps live as long as the connection. What was typed into a note since an act is no part of the act: it
stays when the act is taken back; of other texts it stays among their earlier wordings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
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
    left: tuple[tuple[str, str], ...] = ()
    """The notes it changed, by id, with the text it left in them."""
    at: str = ""
    """When it was made, as an instant is stored."""


_WHERE = " WHERE id="
_ROWS_AT_ONCE = 200
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _folded(statements: Iterable[str]) -> Iterator[str]:
    """Yield the statements, those next to each other that set the same in several rows as one.

    Taking back an import of a thousand rows is mostly the compiling of statements whose triggers are long.
    """
    for change, alike in groupby(statements, lambda statement: statement.rpartition(_WHERE)[0]):
        ids = [statement.rpartition(_WHERE)[2] for statement in alike]
        for start in range(0, len(ids), _ROWS_AT_ONCE):
            some = ids[start : start + _ROWS_AT_ONCE]
            yield f"{change} WHERE id IN ({', '.join(some)})" if len(some) > 1 else f"{change}{_WHERE}{some[0]}"


def _quoted(cell: str) -> str:
    """Return SQL for a cell as a literal. What `quote` writes of a text ends at a zero byte, which a paste can hold."""
    return f"CASE WHEN instr({cell}, char(0)) THEN 'CAST(x'''||hex({cell})||''' AS TEXT)' ELSE quote({cell}) END"


def _speaks_of(step: Step, ids: AbstractSet[str]) -> bool:
    return any(one in ids for statement in step.inverse for one in _ID.findall(statement))


class UndoLog:
    """The acts of one connection that can be taken back, and those taken back that can be done again."""

    def __init__(self, connection: engine.Connection, *, enabled: bool, now: Callable[[], str] | None = None) -> None:
        """`now` says the present instant as it is stored; without it SQLite's own clock is asked."""
        self._connection = connection
        self._enabled = enabled
        self._now = now
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._is_ready = False
        self._purges = 0
        """How many purges there had been when the first act was watched."""

    def make_ready(self) -> None:
        """Install the triggers that watch, before the first act that is to be watched; outside of a transaction.

        They take 5 ms, and a desk that is only looked at does without.
        """
        if self._enabled and not self._is_ready:
            self._install()
            self._is_ready = True
            self._purges = self._purges_now()

    @property
    def next_undo(self) -> str:
        """The name of the act that would be taken back; empty when there is none."""
        return self._undo[-1].act if self._undo else ""

    @property
    def next_redo(self) -> str:
        """The name of the act that would be done again; empty when there is none."""
        return self._redo[-1].act if self._redo else ""

    def acts(self) -> tuple[str, ...]:
        """Return the names of the acts that can be taken back, the last first."""
        return tuple(step.act for step in reversed(self._undo))

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
            inverse, left = self._written()
        finally:
            self._rest()
        if inverse:
            self._undo = [*self._undo, Step(act, inverse, frozenset(topics), left, self._now_text())][-MOST_STEPS:]
            self._redo.clear()

    def last(self) -> Step | None:
        """Return the last step, to hand it to the log of another connection to the same desk."""
        return self._undo[-1] if self._undo else None

    def adopt(self, step: Step) -> None:
        """Count a step that another connection to the same desk wrote as the last one of this."""
        if self._enabled:
            self._undo = [*self._undo, step][-MOST_STEPS:]
            self._redo.clear()

    def forget(self, ids: AbstractSet[str]) -> None:
        """Let go of every act that has to do with records that are gone for good: nothing brings them back."""
        self._undo = [step for step in self._undo if not _speaks_of(step, ids)]
        self._redo = [step for step in self._redo if not _speaks_of(step, ids)]
        if self._is_ready:
            self._connection.execute("DELETE FROM temp.undo_log")
            self._purges = self._purges_now()

    @contextmanager
    def kept_if_it_fails(self) -> Iterator[None]:
        """Keep what can be undone and done again as it was when the change within, its commit included, fails."""
        undo, redo = [*self._undo], [*self._redo]
        try:
            yield
        except Mistake:
            # There was nothing to take back, or no longer is.
            raise
        except BaseException:
            self._undo, self._redo = undo, redo
            raise

    def take_undo(self) -> Step:
        """Take back the last act within the open transaction and return it; Mistake when there is none."""
        return self._replay(self._undo, self._redo, _("There is nothing to undo."))

    def take_redo(self) -> Step:
        """Do the last act again within the open transaction and return it; Mistake when there is none."""
        return self._replay(self._redo, self._undo, _("There is nothing to do again."))

    def _replay(self, source: list[Step], target: list[Step], nothing: str) -> Step:
        if self._purges_now() != self._purges:
            # Another program purged records meanwhile: which acts had to do with them, nobody here knows.
            self._undo.clear()
            self._redo.clear()
            self._purges = self._purges_now()
        if not source:
            raise Mistake(nothing)
        step = source[-1]
        from mentordesk.store.typed_since import keep_wordings, typed_since

        typed = {note_id: (left, now) for note_id, left in step.left if (now := self._text_of(note_id)) != left}
        elsewhere = typed_since(self._connection, step.inverse, step.at)
        now_text = self._now_text()
        self._watch()
        try:
            for statement in step.inverse:
                self._connection.execute(statement, {"now": now_text})
            for note_id, (left, now) in typed.items():
                self._keep_typed(note_id, left, now)
            inverse, left_texts = self._written()
        finally:
            self._rest()
        for note_id, (_left, now) in typed.items():
            self._keep_wording(note_id, now, now_text)
        keep_wordings(self._connection, elsewhere, now_text)
        source.pop()
        target.append(Step(step.act, inverse, step.topics, left_texts, now_text))
        return step

    def _text_of(self, note_id: str) -> str:
        found = self._connection.execute("SELECT text FROM note WHERE id = ?", [note_id]).fetchone()
        return str(found[0]) if found else ""

    def _keep_typed(self, note_id: str, left: str, typed: str) -> None:
        """Let a note whose text an act changed say, without the act, what was typed into it since."""
        from mentordesk.domain.markdown import tags_in
        from mentordesk.domain.merging import merge
        from mentordesk.domain.notes import name_of
        from mentordesk.store.columns import column_of

        text = merge(left, typed, self._text_of(note_id)).text
        self._connection.execute(
            "UPDATE note SET text = ?, name = ?, tags = ? WHERE id = ?",
            [text, name_of(text), column_of("tags", tags_in(text)), note_id],
        )

    def _keep_wording(self, note_id: str, text: str, now: str) -> None:
        """Keep what a note said before an act in it was taken back, unless it is kept already."""
        from mentordesk.domain.notes import WhyKept
        from mentordesk.domain.records import new_id

        known = self._connection.execute(
            "SELECT 1 FROM note_revision WHERE note_id = ? AND text = ? AND deleted_at IS NULL", [note_id, text]
        ).fetchone()
        if text and known is None and text != self._text_of(note_id):
            self._connection.execute(
                "INSERT INTO note_revision (id, note_id, text, why, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
                [new_id(), note_id, text, WhyKept.UNDONE.value, now, now],
            )

    def _now_text(self) -> str:
        if self._now is not None:
            return self._now()
        return str(self._connection.execute("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')").fetchone()[0])

    def _purges_now(self) -> int:
        found = self._connection.execute("SELECT value FROM main.desk_fact WHERE name = 'purges'").fetchone()
        return int(found[0]) if found else 0

    def _install(self) -> None:
        self._connection.execute("CREATE TEMP TABLE undo_log (step INTEGER PRIMARY KEY, statement TEXT NOT NULL)")
        self._connection.execute("CREATE TEMP TABLE undo_watch (is_on INTEGER NOT NULL)")
        self._connection.execute("INSERT INTO undo_watch VALUES (0)")
        self._connection.execute("CREATE TEMP TABLE undo_note (id TEXT PRIMARY KEY)")
        watching = "(SELECT is_on FROM temp.undo_watch)"
        for table in record_tables(self._connection):
            cells = "||".join(
                f"CASE WHEN OLD.{column} IS NOT NEW.{column} THEN ',{column}='||{_quoted(f'OLD.{column}')} ELSE '' END"
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
                # The day it goes there is the day of the undo: the trash keeps what it holds for some time from then on.
                f" INSERT INTO undo_log (statement) VALUES ('UPDATE {table} SET deleted_at=:now WHERE id='||quote(NEW.id)); END"
            )
        self._connection.execute(
            f"CREATE TEMP TRIGGER undo_note_text AFTER UPDATE OF text ON main.note WHEN {watching} BEGIN"
            " INSERT OR IGNORE INTO undo_note VALUES (NEW.id); END"
        )

    def _watch(self) -> None:
        self._connection.execute("DELETE FROM temp.undo_log")
        self._connection.execute("DELETE FROM temp.undo_note")
        self._connection.execute("UPDATE temp.undo_watch SET is_on = 1")

    def _written(self) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """Return the statements that take back what was seen, and the notes with the text they have now."""
        found = self._connection.execute("SELECT statement FROM temp.undo_log ORDER BY step DESC")
        inverse = tuple(_folded(statement for (statement,) in found))
        notes = self._connection.execute("SELECT id, text FROM main.note WHERE id IN (SELECT id FROM temp.undo_note)")
        return inverse, tuple((str(note_id), str(text)) for note_id, text in notes)

    def _rest(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("UPDATE temp.undo_watch SET is_on = 0")
