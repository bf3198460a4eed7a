"""The SQLite engine under the desk: SQLCipher's build, standing in for pysqlite3 so that sqlite-utils uses it too.

Two SQLite builds on one file in one process lose each other's locks, so nothing else imports a SQLite module.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock

import sqlcipher3
import sqlcipher3.dbapi2

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.vault.keys import NO_KEYS, Key, Keys

# sqlite-utils looks for pysqlite3 first; giving it this build makes the errors it catches the ones raised here.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

DatabaseError = sqlcipher3.dbapi2.DatabaseError
OperationalError = sqlcipher3.dbapi2.OperationalError
IntegrityError = sqlcipher3.dbapi2.IntegrityError
Connection = sqlcipher3.dbapi2.Connection


class Counted(Connection):
    """A connection that is counted while it is open, by the file it is open on."""

    file: tuple[int, int] | None = None

    def close(self) -> None:
        """Close it."""
        super().close()
        self._leave()

    def __del__(self) -> None:
        # One that nobody closed is closed by being forgotten.
        self._leave()

    def _leave(self) -> None:
        with _at_files:
            if self.file is not None:
                _open_here[self.file] -= 1
                self.file = None


_at_files = RLock()
_open_here: dict[tuple[int, int], int] = defaultdict(int)
"""How many connections of this process are open on a file, by its device and number."""


@contextmanager
def alone_at(path: Path) -> Iterator[bool]:
    """Tell whether no connection of this process is open on a file, and keep it so.

    Only then may the file, or the index of its log, be opened otherwise than by SQLite: closing it lets go of every lock
    that this process has on it, and another program could then write where it must not
    (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    """
    with _at_files:
        yield not _open_here.get(_number(path))


def _number(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def connect(
    asked: str,
    *,
    path: Path | None = None,
    uri: bool = False,
    isolation_level: None = None,
    check_same_thread: bool = True,
    factory: type[Connection] = Counted,
) -> Connection:
    """Connect to a file, which is counted as open here. `path` is where it is, if `asked` is a URI. Raises OperationalError."""
    with _at_files:
        connection: Connection = sqlcipher3.dbapi2.connect(
            asked, uri=uri, isolation_level=isolation_level, check_same_thread=check_same_thread, factory=factory
        )
        if isinstance(connection, Counted):
            connection.file = _number(path or Path(asked))
            _open_here[connection.file] += 1
    return connection


class Busy(Trouble):
    """Another program is writing to the desk; raised before anything happened, so trying again is safe."""


class Damaged(Trouble):
    """The file of a desk cannot be read as one: only a backup helps, or saving what is still readable."""


class OtherKey(Damaged):
    """None of the keys opens the file: it has another one, or is damaged at its very beginning."""


_PLAIN = b"SQLite format 3\0"
"""How a file that is not encrypted begins: https://sqlite.org/fileformat.html#the_database_header."""


def is_plain(path: Path) -> bool:
    """Tell whether a file is not encrypted; one without content is neither yet, and counts as not. Raises OSError."""
    with alone_at(path) as is_alone:
        if is_alone:
            with path.open("rb") as file:
                return file.read(len(_PLAIN)) == _PLAIN
        # It is open here, so it can be read: SQLite says whether that takes a key.
        with closing(connect(_immutable(path), path=path, uri=True, check_same_thread=False)) as connection:
            connection.execute("PRAGMA cipher_log_level = NONE")
            try:
                connection.execute("PRAGMA user_version").fetchone()
            except DatabaseError:
                return False
            return path.stat().st_size > 0


def open_file(path: Path, keys: Keys = NO_KEYS, *, read_only: bool = False) -> Connection:
    """Open a file beside the connection of the desk: a backup, or the desk itself for a copy.

    `read_only` is for files that nobody writes: they are left byte for byte, and no log is looked for. Raises
    DatabaseError, and OtherKey where none of the keys opens it.
    """
    asked = _immutable(path) if read_only else f"{path.absolute().as_uri()}?mode=rw"
    return open_with(asked, path, keys, uri=True, check_same_thread=False)[0]


def open_with(
    asked: str, path: Path, keys: Keys, *, uri: bool = False, check_same_thread: bool = True
) -> tuple[Connection, Key | None]:
    """Open the file at `path` by the name `asked`, and return the connection with the key that fits it.

    A file without content takes the present key. Raises DatabaseError, OtherKey, OSError.
    """
    for key in _candidates(path, keys):
        connection = connect(asked, path=path, uri=uri, check_same_thread=check_same_thread)
        # First: a key that does not fit would be told on the standard error stream.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("PRAGMA busy_timeout = 2000")
        if key is None:
            return connection, None
        try:
            connection.execute(key_statement("PRAGMA key =", key))
            # Reads the first page and its seal, and no more: further damage is told by whoever meets it.
            connection.execute("PRAGMA user_version").fetchone()
            return connection, key
        except DatabaseError as error:
            connection.close()
            if "not a database" not in str(error):
                raise
    raise OtherKey(_("The file at {place} is damaged, or was encrypted with another key.").format(place=path))


def _immutable(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def _candidates(path: Path, keys: Keys) -> tuple[Key | None, ...]:
    """Return the keys that may open a file."""
    if not path.exists() or not path.stat().st_size:
        return (keys.now,)
    if is_plain(path):
        return (None,)
    # A file whose beginning is damaged, of a desk without a key, is what SQLite says of it.
    return tuple(key for key in keys.all if key is not None) or (None,)


def key_statement(words: str, key: Key | None) -> str:
    """Return the SQL that hands a key over behind `words`; no statement with a key takes parameters.

    https://www.zetetic.net/sqlcipher/sqlcipher-api/#key: as raw data, so nothing is derived from it. No key is `''`.
    """
    return f"{words} ''" if key is None else f"{words} \"x'{key.hex}'\""


def world_failed(error: Exception, where: str) -> Trouble | None:
    """Return the sentence for a failure of the world around the desk at `where`; None for a bug of ours.

    SQLite's own words are matched because this build carries no error codes for them
    (https://sqlite.org/rescode.html lists the meanings).
    """
    words = str(error)
    if "locked" in words:
        return Busy(_("Another program is using this desk. Close it, or try again in a moment."))
    if "full" in words:
        return Trouble(_("The disk is full. Make some room; nothing that was saved is lost."))
    if "readonly" in words or "read-only" in words:
        return Trouble(
            _("The desk at {place} cannot be written to. Check the permissions of that folder.").format(place=where)
        )
    if "unable to open" in words:
        return Trouble(
            _("The desk at {place} cannot be opened. Check that the folder exists and is yours.").format(place=where)
        )
    if "disk I/O" in words:
        return Trouble(
            _("The disk did not do what it was asked at {place}. Check it; nothing that was saved is lost.").format(
                place=where
            )
        )
    # What a virtual table is made of, such as the index of search, lies in pages too.
    if "not a database" in words or "malformed" in words or "constructor failed" in words:
        return Damaged(_("The file at {place} is damaged or is no desk. Take it from a backup.").format(place=where))
    return None
