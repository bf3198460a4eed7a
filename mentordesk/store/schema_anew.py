"""Reading a file whose list of tables is damaged: the tables are found by their pages, and listed anew in a copy.

SQLite finds a table by the number of its first page, which the list says. Here a file of the same length is made whose list names
each page as a table of its own, and the damaged file's pages are laid into it: what then reads as rows of the old list says where
the tables are, and what was on its lost part is told by the rows themselves. No page of the damaged file is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine
from mentordesk.store.backups import Cancelled, Watcher, make_private_file
from mentordesk.vault.keys import Key

_PAGE, _SALT = 4096, 16
_BLOB = 1 << 26
"""Bytes of one blob of those that make a file long."""
_MOST = 20_000_000
"""After a page whose seal is wrong the whole list is read again: how many entries in all may be."""
_SAMPLE = 50
"""Rows that are looked at to tell whose they are."""
_WIDEST = 60
"""More columns than any table has."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Row = Sequence[object]
Fits = Callable[[str, Row], bool]
"""Tells whether a row may be one of a table."""


@dataclass(frozen=True)
class Listed:
    """One entry of the list of tables: a table, or the index of its ids."""

    kind: str
    name: str
    table: str
    page: int
    sql: str | None


@dataclass(frozen=True)
class Remade:
    """A copy whose list of tables is whole again, as far as they were found."""

    path: Path
    told_by_rows: frozenset[str]
    """Tables that were on the lost part of the list: more of their rows may be missing than can be counted."""


def remake(
    damaged: Path, work: Path, key: Key | None, wanted: Mapping[str, str], fits: Fits, watcher: Watcher
) -> Remade | None:
    """Make a copy of a file in `work` whose list has the `wanted` tables; None where none of them is found.

    Those are given with the statements that make them, in the order in which a new desk does. Raises DatabaseError where the disk
    fails, Cancelled, OSError.
    """
    with closing(_Probed(damaged, work / "probed.db", key)) as probed:
        if not probed.is_worth_it():
            return None
        listed, beginnings = _found(probed, wanted, watcher)
        tables = {one.name: one.page for one in listed.values() if one.kind == "table"}
        missing = [name for name in wanted if name not in tables]
        told = _told_by_rows(probed, tables, missing, beginnings, list(wanted), fits) if missing else {}
    if not tables and not told:
        return None
    named = (Listed("table", name, name, page, wanted[name]) for name, page in told.items())
    path = work / "remade.db"
    _lay(damaged, path, key, (*listed.values(), *named))
    return Remade(path, frozenset(missing))


def _found(probed: _Probed, wanted: Mapping[str, str], watcher: Watcher) -> tuple[dict[str, Listed], dict[int, str]]:
    """Return what is readable of the list, and the first id of each page that begins a table, or a part of one."""
    probed.list_anew((page, 5) for page in range(2, probed.pages + 1) if page not in probed.broken)
    listed: dict[str, Listed] = {}
    beginnings: dict[int, str] = {}
    for page in range(2, probed.pages + 1):
        if page % 512 == 0:
            watcher.report(page / probed.pages)
            if watcher.is_cancelled:
                raise Cancelled
        rows = probed.read(f"SELECT * FROM p{page} LIMIT 1") if page not in probed.broken else []
        if rows and _entry(rows[0]) is not None:
            for entry in map(_entry, probed.read(f"SELECT * FROM p{page}")):
                if entry is not None and entry.table in wanted and 1 < entry.page <= probed.pages:
                    listed.setdefault(entry.name, entry)
        elif rows and isinstance(rows[0][0], str) and _ID.fullmatch(rows[0][0]):
            beginnings[page] = rows[0][0]
    # An index whose table is not listed would be one of nothing.
    return {name: one for name, one in listed.items() if one.table in listed}, beginnings


def _entry(row: Row) -> Listed | None:
    kind, name, table, page, sql = row
    if kind not in {"table", "index", "trigger", "view"} or not (isinstance(name, str) and isinstance(table, str)):
        return None
    is_index = kind == "index" and name == f"sqlite_autoindex_{table}_1"
    if isinstance(page, int) and (is_index or (kind == "table" and isinstance(sql, str))):
        return Listed(str(kind), name, table, page, None if is_index else str(sql))
    return Listed(str(kind), name, table="", page=0, sql=None)


def _told_by_rows(
    probed: _Probed,
    tables: Mapping[str, int],
    missing: Sequence[str],
    beginnings: Mapping[int, str],
    order: Sequence[str],
    fits: Fits,
) -> dict[str, int]:
    """Return where tables begin that nothing lists: by pages whose rows are in no listed table, and are those of one noun alone."""
    known = {row[0] for page in tables.values() for row in probed.read(f"SELECT c0 FROM p{page}")}
    left = [page for page, first in beginnings.items() if first not in known]
    probed.list_anew((page, _WIDEST) for page in left)
    counts, nouns = {}, {}
    for page in left:
        sample = probed.read(f"SELECT * FROM p{page} LIMIT {_SAMPLE}")
        nouns[page] = [name for name in missing if sample and all(fits(name, row) for row in sample)]
        counts[page] = len(probed.read(f"SELECT c0 FROM p{page}"))
    told: dict[str, int] = {}
    # The first page of a table leads to all others, so none has more rows. Who is sure of itself goes first; of the others each must
    # stand in the order in which tables are made, which neither time nor VACUUM changes.
    for page in sorted(left, key=lambda page: (len(nouns[page]), -counts[page])):
        here = {**tables, **told}
        standing = [name for name in nouns[page] if len(nouns[page]) == 1 or _stands(name, page, here, order)]
        if len(standing) == 1 and standing[0] not in told:
            told[standing[0]] = page
    return told


def _stands(name: str, page: int, here: Mapping[str, int], order: Sequence[str]) -> bool:
    if name in here:
        return False
    place = order.index(name)
    return all((here[other] < page) == (order.index(other) < place) for other in here)


class _Probed:
    """A copy in which pages are tables. Of an encrypted one SQLCipher reads no more after a page whose seal is wrong; a new connection does."""

    def __init__(self, damaged: Path, path: Path, key: Key | None) -> None:
        self._damaged, self._path, self._key = damaged, path, key
        self.pages = damaged.stat().st_size // _PAGE
        self._connection: engine.Connection | None = None
        self.broken: frozenset[int] = frozenset()
        """Pages of an encrypted file whose seals are wrong."""

    def close(self) -> None:
        """Let go of the copy."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._path.unlink(missing_ok=True)

    def is_worth_it(self) -> bool:
        """See which seals are wrong. Where most are, the key is another or the salt is lost, and looking at each page would take for ever."""
        self.list_anew(())
        words = [str(row[0]) for row in self.read("PRAGMA cipher_integrity_check")]
        self.broken = frozenset(int(number) for line in words if (number := line.rpartition(" ")[2]).isdecimal())
        return len(self.broken) * 2 < self.pages and len(self.broken) * self.pages < _MOST

    def list_anew(self, pages: Iterable[tuple[int, int]]) -> None:
        """Have these pages be tables, p2 and so on, each of so many columns, c0 and so on."""
        self.close()
        named = ((f"p{page}", page, ", ".join(f"c{number}" for number in range(width))) for page, width in pages)
        tables = (Listed("table", name, name, page, f"CREATE TABLE {name}({columns})") for name, page, columns in named)
        _lay(self._damaged, self._path, self._key, tables)
        self._connection = _connected(self._path, self._key)

    def read(self, sql: str) -> list[Row]:
        """Return the rows up to where the file is damaged."""
        rows: list[Row] = []
        if self._connection is None:
            return rows
        try:
            rows.extend(self._connection.execute(sql))
        except (engine.DatabaseError, UnicodeDecodeError):
            if self._key is not None and self._connection.execute("PRAGMA cipher_status").fetchone() == ("0",):
                self._connection.close()
                self._connection = _connected(self._path, self._key)
        return rows


def _lay(damaged: Path, path: Path, key: Key | None, listed: Iterable[Listed]) -> None:
    """Write a file that lists tables at pages of the damaged one, and lay those into it; the list itself lies behind them."""
    pages = damaged.stat().st_size // _PAGE
    with damaged.open("rb") as source:
        salt = source.read(_SALT)
        make_private_file(path)
        with closing(_connected(path, key, salt)) as connection:
            for words in ("journal_mode = OFF", "synchronous = OFF", "writable_schema = ON"):
                connection.execute(f"PRAGMA {words}")
            connection.execute("BEGIN")
            connection.execute("CREATE TABLE filler(x)")
            for size in _sizes(pages * _PAGE):
                connection.execute("INSERT INTO filler VALUES (zeroblob(?))", (size,))
            connection.execute("DELETE FROM sqlite_master")
            rows = ((one.kind, one.name, one.table, one.page, one.sql) for one in listed)
            connection.executemany("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", rows)
            connection.execute("COMMIT")
        with path.open("rb+") as target:
            source.seek(_PAGE)
            target.seek(_PAGE)
            for _page in range(1, pages):
                target.write(source.read(_PAGE))


def _sizes(whole: int) -> Iterator[int]:
    while whole > 0:
        yield min(whole, _BLOB)
        whole -= _BLOB


def _connected(path: Path, key: Key | None, salt: bytes = b"") -> engine.Connection:
    """Connect to one of our copies. A new one with the salt of another file seals its pages as that one's are."""
    connection = engine.connect(str(path), isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        # https://www.zetetic.net/sqlcipher/sqlcipher-api/#key: the raw key, and behind it the salt.
        connection.execute(f"PRAGMA key = \"x'{key.hex}{salt.hex()}'\"")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection
