"""Move a desk into the platform's own folder, out of one that another program synchronises; the old place says where it went."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from pathlib import Path

from mentordesk.clock import Clock
from mentordesk.drafts import FOLDER_NAME as DRAFTS
from mentordesk.folders import MOVED_NOTE
from mentordesk.language import _
from mentordesk.store import backups, engine
from mentordesk.store.backups import DESK_FILE, FOLDER_NAME, Cancelled, Reason, Unwatched, Watcher
from mentordesk.vault.key_file import FILE_NAME as KEY_FILE
from mentordesk.vault.keys import NO_KEYS, Keys

_BELONGS = (FOLDER_NAME, DRAFTS, "attachments")
"""What belongs to a desk beside its file."""

_MOVED_FROM = "moved-from.txt"
"""In the new folder until the old one is cleared: where that is."""


def move_desk(
    desk_folder: Path, into: Path, clock: Clock, watcher: Watcher | None = None, *, keys: Keys = NO_KEYS
) -> Path:
    """Move the closed desk into a new folder in `into`, and return that. For a thread of its own.

    All of it is copied and the copy checked; then a note in the old folder is written, and from that moment the new one is the desk.
    What lies in the old folder and is not the desk's stays. Raises Busy while another program has the desk open, Cancelled, Trouble.
    """
    watcher = watcher or Unwatched()
    desk = desk_folder / DESK_FILE
    coming = into / _coming_name(desk_folder)
    try:
        target = _free_folder(into)
        shutil.rmtree(coming, ignore_errors=True)
        backups.write(desk_folder, Reason.MOVE, clock.now(), watcher, keys=keys)
        with engine.alone_at(desk) as is_alone:
            if not is_alone:
                # Work of our own on the desk has not heard yet that it is to stop.
                raise engine.Busy(_("Another program is using this desk. Close it, or try again in a moment."))
        with desk.open("rb") as read, closing(engine.open_file(desk, keys)) as held:
            # Takes the log away; refused while anybody else has the desk open.
            held.execute("PRAGMA journal_mode = DELETE")
            held.execute("BEGIN EXCLUSIVE")
            rows = backups.counts(held)
            backups.make_private_folder(coming)
            backups.copy_opened(read, coming / DESK_FILE)
            if (desk_folder / KEY_FILE).exists():
                backups.copy_private(desk_folder / KEY_FILE, coming / KEY_FILE)
            for name in _BELONGS:
                _copy_folder(desk_folder / name, coming / name, watcher)
            backups.verify(coming / DESK_FILE, rows, watcher=watcher, keys=keys)
            _write_path(coming / _MOVED_FROM, desk_folder)
            coming.rename(target)
            backups.sync_folder(into)
            note = desk_folder / f"{MOVED_NOTE}.new"
            try:
                _write_path(note, target)
                note.replace(desk_folder / MOVED_NOTE)
            except OSError:
                # Nothing leads there: the desk is where it was.
                shutil.rmtree(target, ignore_errors=True)
                raise
            finally:
                with suppress(OSError):
                    note.unlink(missing_ok=True)
            backups.sync_folder(desk_folder)
    except engine.DatabaseError as error:
        raise engine.world_failed(error, str(desk_folder)) or error from error
    except OSError as error:
        raise backups.file_failed(error, into) from error
    finally:
        shutil.rmtree(coming, ignore_errors=True)
    finish_move(target, into)
    return target


def finish_move(desk_folder: Path, into: Path) -> None:
    """Finish what a move that was cut off has left; call it when a desk is open, on a thread. Fails without a word.

    The old folder of this desk is cleared of it; a copy in `into` that nothing leads to, and that nobody has opened, goes.
    """
    old = _read_path(desk_folder / _MOVED_FROM)
    # A copy that is opened is a desk of its own from then on, whatever became of the other.
    if old is not None and (not _is_same(_read_path(old / MOVED_NOTE), desk_folder) or _clear(old)):
        with suppress(OSError):
            (desk_folder / _MOVED_FROM).unlink(missing_ok=True)
    shutil.rmtree(into / _coming_name(desk_folder), ignore_errors=True)
    with suppress(OSError):
        for copy in into.glob("desk*"):
            leads_here = _is_same(_read_path(desk_folder / MOVED_NOTE), copy)
            if _is_same(_read_path(copy / _MOVED_FROM), desk_folder) and not leads_here:
                shutil.rmtree(copy, ignore_errors=True)


def _coming_name(desk_folder: Path) -> str:
    """Return what a copy is called until it is whole: by the desk it is of, so that its next start finds half of one."""
    from _blake2 import blake2b  # hashlib brings OpenSSL

    return f"desk-{blake2b(str(desk_folder.resolve()).encode(), digest_size=6).hexdigest()}.coming"


def _clear(old: Path) -> bool:
    """Take the desk away from where it was; say whether all of it is gone."""
    files = [*(Path(f"{old / DESK_FILE}{end}") for end in ("", "-wal", "-shm", "-journal")), old / KEY_FILE]
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    for name in _BELONGS:
        shutil.rmtree(old / name, ignore_errors=True)
    return not any(path.exists() for path in (*files, *(old / name for name in _BELONGS)))


def _is_same(path: Path | None, other: Path) -> bool:
    return path is not None and path.resolve() == other.resolve()


def _write_path(note: Path, path: Path) -> None:
    backups.make_private_file(note)
    note.write_text(f"{path}\n", encoding="utf-8")
    backups.sync_file(note)


def _read_path(note: Path) -> Path | None:
    try:
        path = Path(note.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return None
    return path if path.is_absolute() else None


def moved_words(program: str) -> str:
    """Warn of a desk in a folder that a program synchronises."""
    return _("This desk lies in a folder that {program} synchronises, which can harm its file.").format(program=program)


def _free_folder(into: Path) -> Path:
    number, folder = 1, into / "desk"
    while folder.exists() and any(folder.iterdir()):
        number += 1
        folder = into / f"desk-{number}"
    if folder.exists():
        folder.rmdir()
    into.mkdir(parents=True, exist_ok=True)
    return folder


def _copy_folder(source: Path, target: Path, watcher: Watcher) -> None:
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        if watcher.is_cancelled:
            raise Cancelled
        place = target / path.relative_to(source)
        if path.is_dir():
            backups.make_private_folder(place)
        else:
            backups.make_private_folder(place.parent)
            backups.copy_private(path, place)
