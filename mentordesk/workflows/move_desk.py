"""Move a desk into the platform's own folder, out of one that another program synchronises; the old place says where it went."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from mentordesk.clock import Clock
from mentordesk.drafts import FOLDER_NAME as DRAFTS
from mentordesk.folders import MOVED_NOTE
from mentordesk.language import _
from mentordesk.store import backups, engine
from mentordesk.store.backups import DESK_FILE, FOLDER_NAME, Cancelled, Reason, Unwatched, Watcher
from mentordesk.vault.keys import NO_KEYS, Keys

_BELONGS = (FOLDER_NAME, DRAFTS, "attachments")
"""What belongs to a desk beside its file."""


def move_desk(
    desk_folder: Path, into: Path, clock: Clock, watcher: Watcher | None = None, *, keys: Keys = NO_KEYS
) -> Path:
    """Move the closed desk into a new folder in `into`, and return that. For a thread of its own.

    All of it is copied and the copy checked; then a note in the old folder is written, and from that moment the new one is the desk.
    What lies in the old folder and is not the desk's stays. Raises Busy while another program has the desk open, Cancelled, Trouble.
    """
    watcher = watcher or Unwatched()
    desk = desk_folder / DESK_FILE
    target = _free_folder(into)
    coming = target.with_name(f"{target.name}.coming")
    try:
        shutil.rmtree(coming, ignore_errors=True)
        backups.write(desk_folder, Reason.MOVE, clock.now(), watcher, keys=keys)
        with closing(engine.open_file(desk, keys)) as held:
            # Takes the log away; refused while anybody else has the desk open.
            held.execute("PRAGMA journal_mode = DELETE")
            held.execute("BEGIN EXCLUSIVE")
            rows = backups.counts(held)
            backups.make_private_folder(coming)
            backups.copy_private(desk, coming / DESK_FILE)
            for name in _BELONGS:
                _copy_folder(desk_folder / name, coming / name, watcher)
            backups.verify(coming / DESK_FILE, rows, watcher=watcher, keys=keys)
            coming.rename(target)
            backups.sync_folder(into)
            note = desk_folder / f"{MOVED_NOTE}.new"
            backups.make_private_file(note)
            note.write_text(f"{target}\n", encoding="utf-8")
            backups.sync_file(note)
            note.replace(desk_folder / MOVED_NOTE)
            backups.sync_folder(desk_folder)
    except engine.DatabaseError as error:
        raise engine.world_failed(error, str(desk_folder)) or error from error
    except OSError as error:
        raise backups.file_failed(error, into) from error
    finally:
        shutil.rmtree(coming, ignore_errors=True)
    desk.unlink(missing_ok=True)
    for name in _BELONGS:
        shutil.rmtree(desk_folder / name, ignore_errors=True)
    return target


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
