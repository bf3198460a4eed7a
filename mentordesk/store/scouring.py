"""After a purge: nothing of what is gone is left on the disk, in free pages, in the log, in drafts or in files of its own.

Each step may be taken again: a run that was killed is finished by the next one. What goes is decided by `store.purging`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.language import _
from mentordesk.store import engine
from mentordesk.store.backups import FOLDER_NAME as BACKUPS
from mentordesk.store.backups import (
    Unwatched,
    Watcher,
    file_failed,
    make_private_file,
    make_private_folder,
    sync_file,
    sync_folder,
)
from mentordesk.store.purging import UNFINISHED, unfinished_of

if TYPE_CHECKING:
    from mentordesk.store.database import Database
    from mentordesk.store.desk import Desk

LEFT_BY_KILLED = ("new-*.tmp",)
"""What a run that was killed while it kept a draft has left half written."""

_SLICE = 500
"""Pages of the index that are merged at once: a tenth of a second at most."""

GOING = "going.json"
"""Says beside the backups which of them are to go: a run that was killed is finished by it."""

_STEPS = 100_000
"""After how many steps of SQLite's machine it is told how far it is: some milliseconds."""


def is_unfinished(database: Database) -> bool:
    """Tell whether a purge was interrupted before the disk was clean, and the backups gone that were to go."""
    noted = database.value("SELECT count(*) FROM desk_fact WHERE name = ?", [UNFINISHED])
    return bool(noted) or _going(database).exists()


def scour(desk: Desk, watcher: Watcher | None = None) -> None:
    """Clean the disk after a purge; for a thread and a connection of its own. It stays noted as unfinished until `close_book`.

    Raises Busy while another program reads or writes the desk, Trouble where the disk fails.
    """
    watcher = watcher or Unwatched()
    database = desk.database
    connection: engine.Connection = database.tables.conn
    left = unfinished_of(connection)
    if left is None:
        return
    try:
        watcher.report(0.0, _("Drafts and files"))
        _discard_drafts(Drafts(desk.folder / FOLDER_NAME, desk.keys), desk.folder / FOLDER_NAME, left.ids, left.drafts)
        desk.attachments.purge_files(left.ids)
        watcher.report(0.15, _("The file of the desk"))
        connection.execute("PRAGMA secure_delete = ON")
        _merge_index(connection)
        _vacuum(connection, database.path, watcher)
        _empty_log(connection)
    except engine.DatabaseError as error:
        raise engine.world_failed(error, str(database.path)) or error from error
    except OSError as error:
        raise file_failed(error, desk.folder) from error
    watcher.report(1.0)


def close_book(database: Database) -> None:
    """Note that the file of the desk is clean. Which backups are to go is noted beside them from now on: none of them shall hold it."""
    connection: engine.Connection = database.tables.conn
    left = unfinished_of(connection)
    if left is None:
        return
    if left.backups:
        try:
            _write_going(_going(database), left.backups | {str(path) for path in going_backups(database)})
        except OSError as error:
            raise file_failed(error, _going(database).parent) from error
    connection.execute("PRAGMA secure_delete = ON")
    with database.change():
        connection.execute("DELETE FROM desk_fact WHERE name = ?", (UNFINISHED,))
    with suppress(engine.Busy, engine.DatabaseError):
        # Only what was left to do is in there: ids, not a word.
        _empty_log(connection)


def going_backups(database: Database) -> tuple[Path, ...]:
    """Return the backups that are to go once there is a new one."""
    try:
        return tuple(map(Path, json.loads(_going(database).read_text(encoding="utf-8"))))
    except (FileNotFoundError, ValueError):
        return ()


def wipe_backups(database: Database) -> None:
    """Write over the backups that are to go, and delete them; raises Trouble where one cannot be, which is tried again."""
    try:
        for path in going_backups(database):
            if path.is_dir():
                for file in path.iterdir():
                    wipe(file)
                path.rmdir()
            else:
                wipe(path)
        _going(database).unlink(missing_ok=True)
        sync_folder(_going(database).parent)
    except OSError as error:
        raise file_failed(error, _going(database).parent) from error


def _going(database: Database) -> Path:
    return database.path.parent / BACKUPS / GOING


def _write_going(path: Path, backups: Iterable[str]) -> None:
    coming = path.with_name(f"{path.name}.part")
    make_private_folder(path.parent)
    make_private_file(coming)
    coming.write_text(json.dumps(sorted(backups)), encoding="utf-8")
    sync_file(coming)
    coming.replace(path)
    sync_folder(path.parent)


def wipe(path: Path) -> None:
    """Write over a file and delete it; one that is not there is gone already. What a disk keeps of it by itself stays its own."""
    with suppress(FileNotFoundError):
        with path.open("rb+") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(b"\0" * min(left, 1 << 20))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        sync_folder(path.parent)


def _discard_drafts(drafts: Drafts, folder: Path, ids: Iterable[str], keys: frozenset[str]) -> None:
    gone = frozenset(ids)
    for draft in drafts.all():
        # A key says what the text belongs to: a kind, a record, or a record within another.
        if draft.key in keys or gone & set(draft.key.split("/")):
            for path in drafts.places_of(draft.key):
                wipe(path)
    for pattern in LEFT_BY_KILLED:
        for path in folder.glob(pattern):
            wipe(path)


def _merge_index(connection: engine.Connection) -> None:
    """Write the index of search anew as one segment, in slices between which others can write: what is gone is in none after that.

    https://sqlite.org/fts5.html#the_merge_command: a negative number begins with all there is; it is done when nothing changes.
    """
    pages, changes = -_SLICE, 2
    while changes > 1:
        before = connection.total_changes
        connection.execute("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)", (pages,))
        pages, changes = _SLICE, connection.total_changes - before


def _vacuum(connection: engine.Connection, path: Path, watcher: Watcher) -> None:
    """Write the file anew, without its free pages. What SQLite needs meanwhile it has in memory, never in a file of its own."""
    pages, size = (int(connection.execute(f"PRAGMA {what}").fetchone()[0]) for what in ("page_count", "page_size"))
    log = Path(f"{path}-wal")

    def go_on() -> bool:
        with suppress(OSError):
            watcher.report(min(0.9, 0.15 + 0.75 * log.stat().st_size / max(1, pages * size)), _("The file of the desk"))
        return False

    connection.set_progress_handler(go_on, _STEPS)
    try:
        connection.execute("VACUUM")
    finally:
        connection.set_progress_handler(None, 0)


def _empty_log(connection: engine.Connection) -> None:
    """Move the log into the file and make it empty; raises Busy while somebody reads what is in it."""
    is_busy, _in_log, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        raise engine.Busy(_("Another program is using this desk. Close it, or try again in a moment."))
