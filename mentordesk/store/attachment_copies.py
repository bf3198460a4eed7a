"""Copies of attachments beside backups: each is made once, since none ever changes, and goes when no backup speaks of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from mentordesk.folders import only_for_me
from mentordesk.store import engine
from mentordesk.store.attachment_files import COMING, FOLDER_NAME, AttachmentFiles, coming_beside, files_in, names_in
from mentordesk.store.backups import (
    Cancelled,
    Unwatched,
    Watcher,
    backups_in,
    file_failed,
    make_private_folder,
    sync_folder,
)
from mentordesk.vault.keys import NO_KEYS, Keys


def keep_copies(
    source: Path, target: Path, watcher: Watcher | None = None, *, only: frozenset[str] | None = None
) -> int:
    """See to it that `target` has each attachment that `source` has, or those among `only`; return how many it had not.

    Both hold a folder of attachments: desks, or places of backups. On one disk a copy is a second name of the same file,
    which takes no room. Raises Cancelled, Trouble where the disk fails.
    """
    watcher = watcher or Unwatched()
    there = target / FOLDER_NAME
    missing = names_in(source / FOLDER_NAME) - names_in(there)
    if only is not None:
        missing &= only
    try:
        if missing:
            make_private_folder(there)
        for name in sorted(missing):
            if watcher.is_cancelled:
                raise Cancelled
            _copy_whole(source / FOLDER_NAME / name, there / name)
        if missing:
            sync_folder(there)
    except OSError as error:
        raise file_failed(error, there) from error
    return len(missing)


def shared_copies(source: Path, target: Path) -> frozenset[str]:
    """Return the attachments whose copy beside `target` is a second name of the file that `source` has."""
    shared = set()
    for name in names_in(source / FOLDER_NAME) & names_in(target / FOLDER_NAME):
        with suppress(OSError):  # gone meanwhile
            if (source / FOLDER_NAME / name).samefile(target / FOLDER_NAME / name):
                shared.add(name)
    return frozenset(shared)


def share_again(source: Path, target: Path, name: str) -> None:
    """Make a copy the same file again, after that of `source` was written anew. Raises Trouble where the disk fails."""
    try:
        _copy_whole(source / FOLDER_NAME / name, target / FOLDER_NAME / name)
    except OSError as error:
        raise file_failed(error, target / FOLDER_NAME) from error


def renew_copies(source: Path, target: Path, keys: Keys, watcher: Watcher | None = None) -> int:
    """Copy once more what `target` has and no key opens any more, as after the encryption was taken away; return how many.

    Only what is to the byte what a backup there says, so that no good copy gives way to one that is damaged.
    Raises Cancelled, Trouble where the disk fails.
    """
    here, there = AttachmentFiles(source, keys), AttachmentFiles(target, keys)
    closed = [name for name in names_in(target / FOLDER_NAME) & names_in(source / FOLDER_NAME) if not there.opens(name)]
    said = _said_of(target, keys) if closed else {}
    renewed = 0
    for name in sorted(said.keys() & set(closed)):
        if here.is_whole(name, *said[name], watcher):
            share_again(source, target, name)
            renewed += 1
    return renewed


def _said_of(place: Path, keys: Keys) -> dict[str, tuple[int, str]]:
    """Return the size and the SHA-256 of each attachment that a backup in `place` speaks of, as far as they open."""
    said: dict[str, tuple[int, str]] = {}
    for backup in backups_in(place):
        with suppress(engine.DatabaseError, engine.Damaged, OSError):
            said = _said_in(backup.path, keys) | said
    return said


def _said_in(path: Path, keys: Keys) -> dict[str, tuple[int, str]]:
    with closing(engine.open_file(path, keys, read_only=True)) as connection:
        rows = connection.execute("SELECT id, size, sha256 FROM attachment")
        return {name: (size, sha256) for name, size, sha256 in rows}


def let_go_of_copies(place: Path, living: Iterable[str], keys: Keys = NO_KEYS) -> int:
    """Take away the copies beside the backups in `place` that no backup there speaks of; return how many.

    Those of `living`, which the desk still has, stay: the next backup would need them. So do all where one of the backups
    does not open. Fails without a word.
    """
    copies = files_in(place / FOLDER_NAME)
    unsure = {path.name for path in copies} - frozenset(living)
    gone = 0
    if unsure:
        try:
            for backup in backups_in(place):
                unsure -= ids_in(backup.path, keys)
        except (engine.DatabaseError, engine.Damaged, OSError):
            return 0
    for path in copies:
        if path.name in unsure and not _is_being_made(path):
            with suppress(OSError):
                path.unlink()
                gone += 1
    return gone


def _is_being_made(path: Path) -> bool:
    """Tell whether a run that lives is just making a copy."""
    import psutil

    writer = path.name.removesuffix(COMING).rpartition("-")[2]
    return path.suffix == COMING and writer.isdecimal() and psutil.pid_exists(int(writer))


def ids_in(path: Path, keys: Keys = NO_KEYS) -> frozenset[str]:
    """Return the ids of the attachments that a backup speaks of, those in its trash too. Raises DatabaseError, Damaged."""
    with closing(engine.open_file(path, keys, read_only=True)) as connection:
        if not connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'attachment'").fetchone()[0]:
            return frozenset()
        return frozenset(name for (name,) in connection.execute("SELECT id FROM attachment"))


def _copy_whole(source: Path, target: Path) -> None:
    coming = coming_beside(target)
    try:
        coming.unlink(missing_ok=True)
        _copy(source, coming)
        coming.replace(target)
    finally:
        with suppress(OSError):
            coming.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    with suppress(OSError):
        os.link(source, target)
        return
    # Another disk, or one that knows no second names.
    with source.open("rb") as read, open(target, "xb", opener=only_for_me) as written:
        shutil.copyfileobj(read, written, 1 << 20)
        written.flush()
        os.fsync(written.fileno())
