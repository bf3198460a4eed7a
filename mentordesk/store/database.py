"""The one place that opens a desk's file: connection, transactions, and the announcement of changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.folders import make_own_folder
from mentordesk.language import _
from mentordesk.store import engine
from mentordesk.store.columns import instant_text
from mentordesk.store.engine import Busy
from mentordesk.store.migrations import check_is_ours, is_behind, migrate
from mentordesk.store.search_feed import fed_together
from mentordesk.store.searchable import register_functions
from mentordesk.store.seen import Seen
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk.store.undo import Step, UndoLog
from mentordesk.vault.keys import NO_KEYS, Keys

if TYPE_CHECKING:
    import sqlite_utils

    from mentordesk.store.write_log import Lost

__all__ = ["Busy", "Database", "Listener", "Row", "instant_text"]

FILE_NAME = "desk.db"
_CACHE_KB = 4000
"""Pages of the file a connection keeps in memory. Half of what SQLCipher takes: a desk of a hundred thousand meetings
answers as quickly, and the window at rest is as small as on a small one."""

Row = dict[str, Any]
Listener = Callable[[frozenset[Topic]], None]


class Database:
    """A desk's file. All of its methods belong to the thread that opened it."""

    def __init__(
        self, connection: engine.Connection, path: Path, clock: Clock, keys: Keys, *, keeps_undo: bool
    ) -> None:
        self._connection = connection
        self.keys = keys
        self.path = path
        self.clock = clock
        self._listeners: list[Listener] = []
        self._topics: set[Topic] = set()
        self._held_back: set[Topic] | None = None
        self.seen = Seen()
        """What forms that are being kept looked like when they were opened."""
        self._depth = 0
        self._act = ""
        self._seen_version = 0
        self.lost: Lost | None = None
        """What a broken log has cost, found when this file was opened."""
        self.undo_log = UndoLog(connection, enabled=keeps_undo, now=self.now_text)
        self._seen_version = self._version()

    @cached_property
    def tables(self) -> sqlite_utils.Database:
        """The tables as sqlite-utils has them, for looking after the file. What is read and written every day does without."""
        import sqlite_utils

        return sqlite_utils.Database(self._connection, execute_plugins=False)

    @cached_property
    def words_of_search(self) -> str:
        """The name of a table of the words in the search index, in their order: a row, `term`, for each place of each."""
        self._connection.execute(
            "CREATE VIRTUAL TABLE temp.words_of_search USING fts5vocab('main', 'search_index', 'instance')"
        )
        return "temp.words_of_search"

    @classmethod
    def open(
        cls, folder: Path, clock: Clock, keys: Keys = NO_KEYS, *, patience_ms: int = 2000, keeps_undo: bool = False
    ) -> Database:
        """Open the desk in `folder`, making or migrating it as needed; a new one is written with the present key.

        `patience_ms` is how long to wait for another program's lock: 0 for a window, which tries again by a timer.
        Raises Trouble when the file cannot be opened, is damaged, another program's, or of a newer MentorDesk;
        OtherKey when none of the keys fits, or the file is plain and should not be.
        """
        path = folder / FILE_NAME
        try:
            _make_private(folder, path)
            file = path.stat().st_ino
            lost = _lost_in_log(folder, keys)
            connection, key = engine.open_with(str(path), path, keys)
        except (OSError, engine.OperationalError) as error:
            raise Trouble(
                _("The desk at {place} cannot be opened. Check that the folder exists and is yours.").format(
                    place=folder
                )
            ) from error
        try:
            if key not in keys.all:
                raise engine.OtherKey(
                    _("The desk at {place} is not encrypted, and it should be. Nothing was written to it.").format(
                        place=folder
                    )
                )
            # Before anything is written: choosing a log is written into the file.
            check_is_ours(connection)
            if path.stat().st_ino != file:
                # A backup was put in its place while this start waited: a log must not be begun beside another file.
                connection.close()
                return cls.open(folder, clock, keys, patience_ms=patience_ms, keeps_undo=keeps_undo)
            if is_behind(connection):
                _back_up_first(folder, clock, keys)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            connection.execute("PRAGMA recursive_triggers = ON")
            register_functions(connection)
            migrate(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA busy_timeout = {int(patience_ms)}")
            others = tuple(other for other in keys.all if other != key)
            database = cls(connection, path, clock, Keys(key, others), keeps_undo=keeps_undo)
            database.lost = lost
            return database
        except engine.DatabaseError as error:
            connection.close()
            raise engine.world_failed(error, str(folder)) or error from error
        except Trouble:
            connection.close()
            raise

    def close(self) -> None:
        """Close the file; what sits in its log is moved into it."""
        self._listeners.clear()
        self._connection.close()

    def wait_for_lock(self, patience_ms: int) -> bool:
        """Wait until no other program writes, at most so long, and tell whether none does."""
        before = int(self.value("PRAGMA busy_timeout"))
        self._connection.execute(f"PRAGMA busy_timeout = {int(patience_ms)}")
        try:
            with self.change():
                return True
        except Busy:
            return False
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {before}")

    def now_text(self) -> str:
        """Return the present instant as it is stored."""
        return instant_text(self.clock.now())

    # --- reading ---------------------------------------------------------------------------------------------

    def rows(self, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> list[Row]:
        """Return every row of a query as a dict."""
        try:
            cursor = self._connection.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except engine.DatabaseError as error:
            raise engine.world_failed(error, str(self.path)) or error from error

    def value(self, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> Any:
        """Return the first column of the first row of a query; None where there is no row."""
        try:
            row = self._connection.execute(sql, parameters).fetchone()
        except engine.DatabaseError as error:
            raise engine.world_failed(error, str(self.path)) or error from error
        return row[0] if row else None

    # --- writing ---------------------------------------------------------------------------------------------

    @contextmanager
    def change(self, *topics: Topic, act: str = "") -> Iterator[None]:
        """Make a change: all of it or nothing, announced once after it is true. A change within a change joins it.

        `act` names what the person did, for “Undo: {act}”; the outermost one counts, and without one there is nothing
        to undo: the program did it by itself. Raises Busy, before anything happened, when another program holds the
        lock; Trouble when the disk fails.
        """
        if self._depth:
            self._topics.update(topics)
            with self._savepoint():
                yield
            return
        try:
            if act:
                self.undo_log.make_ready()
            self._connection.execute("BEGIN IMMEDIATE")
        except engine.OperationalError as error:
            raise engine.world_failed(error, str(self.path)) or error from error
        self._depth, self._act = 1, act
        self._topics = set(topics)
        try:
            with self.undo_log.recording(act, self._topics):
                yield
                self._connection.execute("COMMIT")
        except BaseException as error:
            if self._connection.in_transaction:
                # After a page whose seal is broken SQLCipher refuses this too; nothing was committed all the same.
                with suppress(engine.DatabaseError):
                    self._connection.execute("ROLLBACK")
            if isinstance(error, engine.DatabaseError) and (trouble := engine.world_failed(error, str(self.path))):
                raise trouble from error
            raise
        finally:
            self._depth, self._act = 0, ""
        self._announce(frozenset(self._topics))

    @property
    def is_act(self) -> bool:
        """Tell whether the open change is an act of the person."""
        return bool(self._act)

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows, which have the same columns, within the open change."""
        if not rows:
            return
        names = ", ".join(rows[0])
        places = ", ".join(f":{name}" for name in rows[0])
        self._connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)

    @contextmanager
    def found_at_the_end(self) -> Iterator[None]:
        """Let what is added in here enter the search index in one go at the end, within the open change.

        Worth it from some thousand rows on: rows that enter one by one make the index spill at each.
        """
        with fed_together(self._connection):
            yield

    def update(self, table: str, record_id: str, values: Row) -> None:
        """Set columns of one row within the open change."""
        assignments = ", ".join(f"{name} = :{name}" for name in values)
        self._connection.execute(f"UPDATE {table} SET {assignments} WHERE id = :_id", {**values, "_id": record_id})

    def undo(self, steps: int = 1) -> str:
        """Take back the last act of the person, or several, all or none, and return the name of the earliest.

        Raises Mistake when there are not so many.
        """
        return self._replay(self.undo_log.take_undo, steps)

    def redo(self) -> str:
        """Do again what was taken back last and return its name; raises Mistake when there is none."""
        return self._replay(self.undo_log.take_redo)

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        """Let a change within a change be all of it or nothing too: whoever made the outer one may go on without it."""
        self._depth += 1
        name = f"change_{self._depth}"
        self._connection.execute(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute(f"ROLLBACK TO {name}")
                self._connection.execute(f"RELEASE {name}")
            raise
        else:
            self._connection.execute(f"RELEASE {name}")
        finally:
            self._depth -= 1

    def _replay(self, take: Callable[[], Step], steps: int = 1) -> str:
        self.undo_log.make_ready()
        if steps > max(1, len(self.undo_log.acts())):
            raise Mistake(_("There is nothing to undo."))
        with self.undo_log.kept_if_it_fails(), self.change():
            taken = [take() for _step in range(steps)]
        self._announce(frozenset().union(*(step.topics for step in taken)))
        return taken[-1].act

    # --- announcing ------------------------------------------------------------------------------------------

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the topics of each change once it is true; call what is returned to stop."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def notice_foreign_changes(self) -> bool:
        """Announce everything if another program wrote to the desk since the last look, and tell whether one did."""
        version = self._version()
        if version == self._seen_version:
            return False
        self._seen_version = version
        self._announce(EVERYTHING)
        return True

    def _version(self) -> int:
        return int(self.value("PRAGMA data_version") or 0)

    @contextmanager
    def announced_together(self) -> Iterator[None]:
        """Announce several changes as one when the last is made: who shows what they changed reads it once."""
        if self._held_back is not None:
            yield
            return
        self._held_back = set()
        try:
            yield
        finally:
            topics, self._held_back = frozenset(self._held_back), None
            self._announce(topics)

    def _announce(self, topics: frozenset[Topic]) -> None:
        if self._held_back is not None:
            self._held_back |= topics
        elif topics:
            for listener in tuple(self._listeners):
                listener(topics)


def _back_up_first(folder: Path, clock: Clock, keys: Keys) -> None:
    """Back up a desk that an older program made, before it is changed; without a backup it is not."""
    from mentordesk.store import backups

    backups.write(folder, backups.Reason.MIGRATION, clock.now(), keys=keys)


def _lost_in_log(folder: Path, keys: Keys) -> Lost | None:
    """Look what a broken log has cost; only where a run that did not end in order, or one that still runs, has left one."""
    if not any((folder / f"{FILE_NAME}{end}").exists() for end in ("-wal", "-shm")):
        return None
    from mentordesk.store.write_log import lost_in_log

    return lost_in_log(folder, keys)


def _make_private(folder: Path, path: Path) -> None:
    make_own_folder(folder)
    if os.name == "posix" and not path.exists():
        # SQLite gives its log and index files the mode of the database file.
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
