"""Backups as files: made by `VACUUM INTO` on a connection of their own, opened and counted before they get a name, rotated.

When they are made and what for is `workflows.back_up`; which are kept is `domain.rotation`.
"""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import IO, Protocol
from zoneinfo import ZoneInfo

from mentordesk.domain.rotation import kept
from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine
from mentordesk.vault.keys import NO_KEYS, Keys

FOLDER_NAME = "backups"
"""Where backups lie, in the folder of the desk they are of."""

DESK_FILE = "desk.db"
_STAMP = "%Y%m%dT%H%M%S"
_STEPS = 200_000
"""After how many steps of SQLite's machine somebody is asked whether a copy is still wanted: some milliseconds."""


class Reason(StrEnum):
    """What a backup was made for; part of its name."""

    DAILY = "daily"
    WISHED = "wished"
    MIGRATION = "migration"
    IMPORT = "import"
    RESTORE = "restore"
    REKEY = "rekey"
    SALVAGE = "salvage"
    MOVE = "move"


class Watcher(Protocol):
    """Who is told how far something is, and says whether it is still wanted."""

    @property
    def is_cancelled(self) -> bool: ...

    def report(self, fraction: float, words: str = "") -> None:
        """Hear how much is done, 0..1."""


class Unwatched:
    """Nobody looks, and it is wanted to the end."""

    is_cancelled = False

    def report(self, fraction: float, words: str = "") -> None:
        """Hear nothing."""


class Part:
    """Tells a watcher of a part of the way."""

    def __init__(self, watcher: Watcher, start: float, end: float) -> None:
        self._watcher, self._start, self._end = watcher, start, end

    @property
    def is_cancelled(self) -> bool:
        return self._watcher.is_cancelled

    def report(self, fraction: float, words: str = "") -> None:
        self._watcher.report(self._start + fraction * (self._end - self._start), words)


class Cancelled(Trouble):
    """Somebody did not want it any more; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(_("Stopped. Nothing was changed."))


@dataclass(frozen=True)
class Backup:
    """One backup: a desk's file that has been opened and counted."""

    path: Path
    made_at: datetime
    """Aware UTC."""
    reason: Reason

    @property
    def name(self) -> str:
        """Return the name of its file, by which backups sort in the order they were made."""
        return self.path.name


# --- which there are -----------------------------------------------------------------------------------------


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, newest first; what is named otherwise is nobody's business here."""
    try:
        found = [backup for path in folder.glob("desk-*.db") if (backup := _of_name(path)) is not None]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda backup: backup.name, reverse=True))


def backups_of(desk_folder: Path) -> tuple[Backup, ...]:
    """Return the backups in the folder of a desk, newest first."""
    return backups_in(desk_folder / FOLDER_NAME)


def _of_name(path: Path) -> Backup | None:
    match path.stem.split("-"):
        case ["desk", stamp, reason] if reason in set(Reason) and stamp.endswith("Z"):
            with suppress(ValueError):
                whole = datetime.strptime(stamp[:15], _STAMP).replace(tzinfo=UTC)
                return Backup(path, whole + timedelta(milliseconds=int(stamp[15:-1])), Reason(reason))
    return None


def _free_path(folder: Path, at: datetime, reason: Reason) -> tuple[Path, datetime]:
    while True:
        path = folder / f"desk-{at.astimezone(UTC).strftime(_STAMP)}{at.microsecond // 1000:03}Z-{reason}.db"
        if not any(folder.glob(f"{path.stem.rpartition('-')[0]}-*")):
            return path, at.replace(microsecond=at.microsecond // 1000 * 1000)
        at += timedelta(milliseconds=1)


# --- making one ----------------------------------------------------------------------------------------------


def write(
    desk_folder: Path, reason: Reason, now: datetime, watcher: Watcher | None = None, *, keys: Keys = NO_KEYS
) -> Backup:
    """Back a desk up and return the backup, verified; nothing is left of one that failed. It has the key of the desk.

    Raises Damaged where the desk cannot be read, Cancelled when it is not wanted any more, Trouble where the disk fails.
    """
    watcher = watcher or Unwatched()
    folder = desk_folder / FOLDER_NAME
    place = str(folder)
    try:
        make_private_folder(folder)
        _sweep(folder)
        # Two may be made in one process: that of the day is stopped for that of a move, and cleans up behind itself.
        coming = folder / f"coming-{os.getpid()}-{threading.get_ident()}.part"
        coming.unlink(missing_ok=True)
        make_private_file(coming)
        try:
            least, most = _copy(desk_folder / DESK_FILE, coming, watcher, keys)
            watcher.report(0.6)
            verify(coming, least, most, watcher, keys=keys)
            sync_file(coming)
            path, at = _free_path(folder, now, reason)
            coming.replace(path)
            sync_folder(folder)
        finally:
            for end in ("", "-journal"):
                with suppress(OSError):
                    Path(f"{coming}{end}").unlink(missing_ok=True)
    except engine.DatabaseError as error:
        if watcher.is_cancelled:
            raise Cancelled from error
        raise engine.world_failed(error, place) or error from error
    except OSError as error:
        raise file_failed(error, folder) from error
    watcher.report(1.0)
    return Backup(path, at, reason)


def _copy(desk: Path, coming: Path, watcher: Watcher, keys: Keys) -> tuple[dict[str, int], dict[str, int]]:
    """Copy the desk, and return how many rows each table had before and after: the copy is of a moment in between."""
    with closing(engine.open_file(desk, keys)) as connection:
        pages, size = (int(connection.execute(f"PRAGMA {what}").fetchone()[0]) for what in ("page_count", "page_size"))
        before = counts(connection)

        def is_unwanted() -> bool:
            watcher.report(min(0.55, 0.55 * coming.stat().st_size / max(1, pages * size)))
            return watcher.is_cancelled

        connection.set_progress_handler(is_unwanted, _STEPS)
        connection.execute("VACUUM INTO ?", (str(coming),))
        connection.set_progress_handler(None, 0)
        after = counts(connection)
    tables = before.keys() | after.keys()
    pairs = {table: (before.get(table, 0), after.get(table, 0)) for table in tables}
    return {table: min(pair) for table, pair in pairs.items()}, {table: max(pair) for table, pair in pairs.items()}


def counts(connection: engine.Connection) -> dict[str, int]:
    """Return how many rows each table has. The full-text index is checked by SQLite itself, not counted."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        " AND name NOT LIKE 'search!_index%' ESCAPE '!'"
    ).fetchall()
    return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in tables}


def verify(
    path: Path,
    least: dict[str, int] | None = None,
    most: dict[str, int] | None = None,
    watcher: Watcher | None = None,
    *,
    keys: Keys = NO_KEYS,
) -> dict[str, int]:
    """Open a backup, have SQLite check all of it, and count its rows; raises Damaged where it is not what it should be.

    With `least` and `most`, the rows of each table must be as many as the desk had while it was copied.
    """
    watcher = watcher or Unwatched()
    try:
        with closing(engine.open_file(path, keys, read_only=True)) as connection:
            connection.set_progress_handler(lambda: watcher.is_cancelled, _STEPS)
            # Each page of an encrypted file carries a seal; SQLite's own check sees what is inside only.
            seals = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            found = [*seals, *(row for row in connection.execute("PRAGMA integrity_check(1)") if row != ("ok",))]
            rows = counts(connection)
    except engine.DatabaseError as error:
        if watcher.is_cancelled:
            raise Cancelled from error
        raise engine.world_failed(error, str(path)) or error from error
    least, most = least or {}, most or least or {}
    wrong = [table for table, count in least.items() if not count <= rows.get(table, -1) <= most[table]]
    if found or wrong or not rows:
        raise engine.Damaged(_("The backup {name} is damaged. Use another one.").format(name=path.name))
    return rows


# --- a second folder, and making room ------------------------------------------------------------------------


def copy_to(backup: Backup, folder: Path) -> Backup:
    """Copy a backup into a second folder, compared after reading it back; raises Trouble where that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / backup.name
        if not target.exists():
            coming = folder / f"{backup.path.stem}.part"
            copy_private(backup.path, coming)
            if _seal(coming) != _seal(backup.path):
                coming.unlink(missing_ok=True)
                raise Trouble(_("What was written to {folder} is not what was read back.").format(folder=folder))
            coming.replace(target)
            sync_folder(folder)
        return Backup(target, backup.made_at, backup.reason)
    except OSError as error:
        with suppress(OSError):
            (folder / f"{backup.path.stem}.part").unlink(missing_ok=True)
        raise file_failed(error, folder) from error


def rotate(folder: Path, zone: ZoneInfo, now: datetime) -> tuple[str, ...]:
    """Delete the backups that are no longer kept and return their names; those of today stay until tomorrow."""
    days = {backup.name: backup.made_at.astimezone(zone).date() for backup in backups_in(folder)}
    today = now.astimezone(zone).date()
    keep = kept(days.items())
    gone = [name for name, day in days.items() if name not in keep and day < today]
    for name in gone:
        with suppress(OSError):  # one that is read just now on Windows goes tomorrow
            (folder / name).unlink(missing_ok=True)
    return tuple(gone)


def _sweep(folder: Path) -> None:
    """Delete what a run that was killed has left half written."""
    import psutil

    for path in folder.glob("coming-*.part"):
        writer = path.stem.removeprefix("coming-").partition("-")[0]
        if not (writer.isdecimal() and psutil.pid_exists(int(writer))):
            with suppress(OSError):
                path.unlink()
                path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


# --- files ---------------------------------------------------------------------------------------------------


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may look into."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        folder.chmod(0o700)


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner may read."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))


def copy_private(source: Path, target: Path) -> None:
    """Copy a file so that it outlives a power cut, and only its owner may read the copy."""
    with source.open("rb") as read:
        copy_opened(read, target)


def copy_opened(read: IO[bytes], target: Path) -> None:
    """Copy what an open file has, as `copy_private` does. Of a desk that is held, it is closed after the connection: see `engine.alone_at`."""
    make_private_file(target)
    with target.open("wb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
        written.flush()
        os.fsync(written.fileno())


def sync_file(path: Path) -> None:
    """Have the disk write a file down."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the disk write down which files a folder has; Windows does so by itself.

    Fails without a word: the file was renamed, and whoever looks finds it there.
    """
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def file_failed(error: OSError, folder: Path) -> Trouble:
    """Return the sentence for what a folder did not let one do."""
    import errno

    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return Trouble(_("The disk is full. Make some room; nothing that was saved is lost."))
    return Trouble(_("{folder} cannot be written to. Check that it is there and yours.").format(folder=folder))


def _seal(path: Path) -> bytes:
    import hashlib  # brings a library of 3 MB; most hours make no backup

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
