"""Putting another file in the place of a desk: at once, with nobody else at it, and its log out of the way before."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from mentordesk.language import _
from mentordesk.store import engine
from mentordesk.store.backups import DESK_FILE, FOLDER_NAME, copy_private, file_failed, make_private_folder, sync_folder
from mentordesk.vault.keys import NO_KEYS, Keys

COMING = "desk.coming"
"""What is about to become the desk, until it is whole. One that a killed run has left is written over."""

_LOGS = ("-wal", "-shm", "-journal")

T = TypeVar("T")


def replace_desk(
    desk_folder: Path,
    write: Callable[[Path], None],
    before: Callable[[], T],
    keys: Keys = NO_KEYS,
    *,
    at_last: Callable[[], None] | None = None,
    is_sound: bool = False,
) -> T:
    """Make the file that `write` writes the desk of a folder, and return what `before` returned, which keeps the present desk.

    `at_last` is called right before the rename, when nobody else can open the desk any more. `is_sound` says that the
    present file need not be kept to the byte: then it is known at once whether anybody else has it open.

    The desk must be closed here. Until the one rename the desk is the old one, after it the new one; a process killed
    in between leaves nothing in between. Raises Busy while another program has the desk open, or wrote to it after
    `before`; Damaged where the present file is none SQLite can read.
    """
    desk, coming = desk_folder / DESK_FILE, desk_folder / COMING
    try:
        with closing(engine.open_file(desk, keys)) as held:
            if is_sound:
                # Refused while anybody else has it open: known before it is backed up and written in vain, perhaps again and again.
                held.execute("PRAGMA journal_mode = DELETE")
                held.execute("PRAGMA journal_mode = WAL")
            seen = _version(held)
            kept = before()
            # A journal that a killed run has left must not be played into what is written now.
            _clear(coming)
            write(coming)
            # Moves the log into the file and takes it away; refused while anybody else has the desk open.
            held.execute("PRAGMA journal_mode = DELETE")
            held.execute("BEGIN EXCLUSIVE")
            if _version(held) != seen:
                raise engine.Busy(_("Another program is using this desk. Close it, or try again in a moment."))
            if at_last is not None:
                at_last()
            if os.name != "posix":
                held.close()  # Windows renames nothing over a file that is open
            coming.replace(desk)
            sync_folder(desk_folder)
            return kept
    except engine.DatabaseError as error:
        raise engine.world_failed(error, str(desk_folder)) or error from error
    except OSError as error:
        raise file_failed(error, desk_folder) from error
    finally:
        _clear(coming)


def replace_damaged(desk_folder: Path, write: Callable[[Path], None], now: datetime) -> Path:
    """Make the file that `write` writes the desk in place of one that cannot be read, and return where that one was kept."""
    desk, coming = desk_folder / DESK_FILE, desk_folder / COMING
    try:
        aside = set_aside(desk_folder, now)
        _clear(coming)
        write(coming)
        # First the logs: one that met the new file would be read into it. What they held has been set aside.
        for end in _LOGS:
            Path(f"{desk}{end}").unlink(missing_ok=True)
        coming.replace(desk)
        sync_folder(desk_folder)
    except OSError as error:
        raise file_failed(error, desk_folder) from error
    finally:
        _clear(coming)
    return aside


def set_aside(desk_folder: Path, now: datetime) -> Path:
    """Copy the file of a desk with its logs as they are, and return the folder they are in."""
    aside = desk_folder / FOLDER_NAME / f"damaged-{now.strftime('%Y%m%dT%H%M%SZ')}"
    make_private_folder(aside)
    for end in ("", "-wal", "-journal"):
        part = Path(f"{desk_folder / DESK_FILE}{end}")
        if part.exists():
            copy_private(part, aside / part.name)
    sync_folder(aside)
    return aside


def _clear(coming: Path) -> None:
    for end in ("", "-journal"):
        with suppress(OSError):
            Path(f"{coming}{end}").unlink(missing_ok=True)


def _version(connection: engine.Connection) -> int:
    # Reading a row first makes the connection look at the file; the number alone may be an old one.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
