"""Reading what is still readable in a damaged file, row by row, and counting what is not.

SQLite's own recovery (https://sqlite.org/recovery.html) needs a table of raw pages that SQLCipher's build does not have. Here the
index of ids says which rows there were, and each row that cannot be read costs that row only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine
from mentordesk.store.backups import Cancelled, Watcher
from mentordesk.store.triggers import columns_of, put_right, record_tables
from mentordesk.vault.keys import Keys

_MOST_MISSES = 5_000
"""How many numbers in a row may lead to nothing before a table counts as read to its end."""

_HEADER = bytes.fromhex("53514c69746520666f726d61742033001000010100402020")
"""How every desk's file that is not encrypted begins: SQLite’s name, pages of 4,096 bytes, no log
(https://sqlite.org/fileformat2.html#the_database_header)."""

_PAGE = 4096

_AFTERWARDS = {"changed": ("row_id", "column_name", "table_name"), "desk_fact": ("name",)}
"""Tables that are no nouns, and worth saving all the same, with their keys."""


@dataclass(frozen=True)
class Saved:
    """How many rows of a table could be saved, and how many could not."""

    saved: int
    lost: int
    is_all_known: bool = True
    """False where even the list of rows is damaged, so that more may be lost than was counted."""


def mend_header(path: Path) -> None:
    """Write the beginning of a copied file anew where it is no longer that of a database; what follows is left alone."""
    with path.open("rb+") as file:
        if file.read(16) != _HEADER[:16] or not _is_plausible(file.read(8)):
            file.seek(0)
            file.write(_HEADER)
            file.seek(44)
            file.write((4).to_bytes(4, "big"))  # the format of the schema
            file.seek(56)
            file.write((1).to_bytes(4, "big"))  # UTF-8
        file.seek(28)
        pages = path.stat().st_size // _PAGE
        if int.from_bytes(file.read(4), "big") > pages and not Path(f"{path}-wal").exists():
            # Of a file that broke off SQLite would read nothing at all; told its length, it misses what is missing.
            file.seek(28)
            file.write(pages.to_bytes(4, "big"))


def _is_plausible(rest: bytes) -> bool:
    # Written in a log or not, both are ours.
    return rest[:2] == _HEADER[16:18] and set(rest[2:4]) <= {1, 2} and rest[4:] == _HEADER[20:24]


def wanted_tables(fresh: engine.Connection) -> dict[str, str]:
    """Return the tables that are worth saving, with the statements that make them, in the order in which a new desk does."""
    names = {*record_tables(fresh), *_AFTERWARDS}
    rows = fresh.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return {name: sql for name, sql in rows if name in names}


def lists_its_tables(path: Path, keys: Keys) -> bool:
    """Tell whether the list of tables of a copied file can be read. What its log holds is in the file afterwards, if it can be."""
    try:
        with closing(engine.open_file(path, keys)) as connection:
            connection.execute("PRAGMA user_version").fetchone()
            connection.execute("SELECT * FROM sqlite_master").fetchall()
    except (engine.DatabaseError, engine.OtherKey, UnicodeDecodeError):
        return False
    return True


class Damaged:
    """The file that is read. Close it when done.

    Of an encrypted file SQLCipher reads nothing more once a page was not what its seal says; a new connection does.
    """

    def __init__(self, connect: Callable[[], engine.Connection], *, is_encrypted: bool) -> None:
        self._connect, self._is_encrypted = connect, is_encrypted
        self.connection = self._connected()

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows up to where the file is damaged; there it raises DatabaseError, and what is asked next is read again."""
        try:
            yield from self.connection.execute(sql, values)
        except engine.DatabaseError:
            self._renew()
            raise

    def columns(self, table: str) -> Sequence[str]:
        """Return the columns of a table; none where even that cannot be read."""
        try:
            return tuple(columns_of(self.connection, table))
        except engine.DatabaseError:
            self._renew()
            return ()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _connected(self) -> engine.Connection:
        connection = self._connect()
        connection.execute("PRAGMA cell_size_check = ON")
        return connection

    def _renew(self) -> None:
        if self._is_encrypted:
            # The new one first: whoever closes a file last moves its log into it.
            before, self.connection = self.connection, self._connected()
            before.close()


def salvage_into(fresh: engine.Connection, damaged: Damaged, watcher: Watcher) -> dict[str, Saved]:
    """Copy every readable row of a damaged file into a new, empty desk, and return what became of each table.

    `fresh` is left with its triggers and index in order, and with no link that leads nowhere: a link to a row that was lost is
    taken out. Raises Cancelled.
    """
    fresh.execute("PRAGMA foreign_keys = OFF")
    fresh.execute("BEGIN IMMEDIATE")
    for (name,) in fresh.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        fresh.execute(f"DROP TRIGGER {name}")
    tables = record_tables(fresh)
    report = {}
    for place, table in enumerate(tables):
        report[table] = _table(fresh, damaged, table, watcher)
        watcher.report((place + 1) / (len(tables) + 1))
    for table in _AFTERWARDS:
        _from_both_ends(fresh, damaged, table)
    _take_out_broken_links(fresh)
    put_right(fresh)
    fresh.execute("COMMIT")
    fresh.execute("PRAGMA foreign_keys = ON")
    return report


def _table(fresh: engine.Connection, damaged: Damaged, table: str, watcher: Watcher) -> Saved:
    wanted = columns_of(fresh, table)
    columns = [column for column in damaged.columns(table) if column in wanted]
    if not columns:
        return Saved(0, 0, is_all_known=False)
    names = ", ".join(columns)
    into = f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
    saved = lost = 0
    numbers = _Numbers(damaged, table)
    for number in numbers:
        if saved % 256 == 0 and watcher.is_cancelled:
            raise Cancelled
        try:
            row = next(damaged.rows(f"SELECT {names} FROM {table} WHERE rowid = ?", (number,)), None)
            if row is None:
                lost += numbers.are_listed
                continue
            fresh.execute(into, row)
            saved += 1
        except (engine.DatabaseError, OverflowError, UnicodeDecodeError, ValueError):
            lost += 1
    return Saved(saved, lost, numbers.are_all_known)


def _from_both_ends(fresh: engine.Connection, damaged: Damaged, table: str) -> None:
    """Copy a table without numbers up to where it is damaged, and from its end back to there."""
    columns = ", ".join(columns_of(fresh, table))
    places = ", ".join("?" * len(columns_of(fresh, table)))
    for order in ("ASC", "DESC"):
        with suppress(engine.DatabaseError, ValueError):
            keyed = ", ".join(f"{column} {order}" for column in _AFTERWARDS[table])
            for row in damaged.rows(f"SELECT {columns} FROM {table} ORDER BY {keyed}"):
                fresh.execute(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({places})", row)
            return


class _Numbers:
    """The numbers of the rows of a table: from its index where that is sound, else from its rows, else one after the other."""

    def __init__(self, damaged: Damaged, table: str) -> None:
        self._damaged, self._table = damaged, table
        self.are_listed = True
        """Whether a number without a row is a row that was lost."""
        self.are_all_known = True

    def __iter__(self) -> Iterator[int]:
        listed, is_whole = self._by_index()
        if not is_whole:
            forward, is_whole = self._read(f"SELECT rowid FROM {self._table} NOT INDEXED ORDER BY rowid")
            listed = sorted({*listed, *forward})
        yield from listed
        if not is_whole:
            self.are_all_known = self.are_listed = False
            yield from self._guessed(set(listed))

    def _by_index(self) -> tuple[Sequence[int], bool]:
        return self._read(f"SELECT rowid FROM {self._table} INDEXED BY sqlite_autoindex_{self._table}_1 ORDER BY id")

    def _read(self, sql: str) -> tuple[list[int], bool]:
        found: list[int] = []
        try:
            found.extend(int(str(number)) for (number,) in self._damaged.rows(sql))
        except engine.DatabaseError:
            return found, False
        return found, True

    def _guessed(self, known: set[int]) -> Iterator[int]:
        misses, number = 0, 0
        while misses < _MOST_MISSES:
            number += 1
            if number in known:
                misses = 0
                continue
            with suppress(engine.DatabaseError):
                if next(self._damaged.rows(f"SELECT 1 FROM {self._table} WHERE rowid = ?", (number,)), None):
                    misses = 0
                    yield number
                    continue
            misses += 1


def _take_out_broken_links(fresh: engine.Connection) -> None:
    for table, rowid, _parent, link in fresh.execute("PRAGMA foreign_key_check").fetchall():
        column = next(row[3] for row in fresh.execute(f"PRAGMA foreign_key_list({table})") if row[0] == link)
        fresh.execute(f"UPDATE {table} SET {column} = NULL WHERE rowid = ?", (rowid,))
