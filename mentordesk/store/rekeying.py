"""Writing a desk's file once more with another key, or with none: a file of its own, checked before anybody relies on it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from mentordesk.store import engine
from mentordesk.store.backups import (
    Cancelled,
    Watcher,
    copy_private,
    counts,
    make_private_file,
    sync_file,
    verify,
)
from mentordesk.vault.keys import Key, Keys

_STEPS = 200_000
"""After how many steps of SQLite's machine somebody is asked whether it is still wanted: some milliseconds."""


def write_with(key: Key | None, source: Path, target: Path, keys: Keys, watcher: Watcher, *, is_live: bool) -> None:
    """Write the desk in `source`, which one of `keys` opens, to `target` with `key`, and check what was written.

    `is_live` says that somebody may be writing to the source: its log counts too. Raises DatabaseError, OtherKey,
    Damaged, Cancelled, OSError; the source is never changed.
    """
    asked = f"{source.absolute().as_uri()}?mode={'rw' if is_live else 'ro&immutable=1'}"
    connection, present = engine.open_with(asked, source, keys, uri=True, check_same_thread=False)
    with closing(connection):
        if present == key and not is_live:
            copy_private(source, target)
        else:
            _export(connection, key, target, watcher)
    if watcher.is_cancelled:
        raise Cancelled
    watcher.report(1.0)


def _export(connection: engine.Connection, key: Key | None, target: Path, watcher: Watcher) -> None:
    """Copy everything in one moment, as VACUUM does: https://www.zetetic.net/sqlcipher/sqlcipher-api/#sqlcipher_export."""
    make_private_file(target)
    connection.execute(engine.key_statement(f"ATTACH DATABASE {_quoted(target)} AS written KEY", key))
    connection.set_progress_handler(lambda: watcher.is_cancelled, _STEPS)
    connection.execute("BEGIN")
    rows = counts(connection)
    try:
        connection.execute("SELECT sqlcipher_export('written')").fetchone()
        for what in ("application_id", "user_version"):
            (number,) = connection.execute(f"PRAGMA main.{what}").fetchone()
            connection.execute(f"PRAGMA written.{what} = {number}")
        connection.execute("COMMIT")
    except engine.DatabaseError as error:
        if watcher.is_cancelled:
            raise Cancelled from error
        raise
    connection.set_progress_handler(None, 0)
    connection.execute("DETACH DATABASE written")
    watcher.report(0.6)
    verify(target, rows, watcher=watcher, keys=Keys(key))
    sync_file(target)


def _quoted(path: Path) -> str:
    return "'" + str(path.absolute()).replace("'", "''") + "'"
