"""Back a desk up: when it is due, before what is large, and into a second folder that must never stand in the way."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from mentordesk.clock import Clock
from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store import backups, engine
from mentordesk.store.attachment_copies import keep_copies, let_go_of_copies, renew_copies
from mentordesk.store.attachment_files import FOLDER_NAME as ATTACHMENTS
from mentordesk.store.attachment_files import AttachmentFiles, names_in
from mentordesk.store.backups import Backup, Reason, Unwatched, Watcher
from mentordesk.vault.keys import NO_KEYS, Keys
from mentordesk.workflows.desk.open_desk import key_file_for_backups


@dataclass(frozen=True)
class BackedUp:
    """A backup that was made and verified, and what went wrong with its copy in the second folder, if anything."""

    backup: Backup
    second_trouble: str = ""


def is_due(desk_folder: Path, clock: Clock) -> bool:
    """Tell whether no backup was made today, by the calendar of this computer."""
    zone = clock.zone()
    today = clock.now().astimezone(zone).date()
    return all(one.made_at.astimezone(zone).date() != today for one in backups.backups_of(desk_folder))


def back_up(
    desk_folder: Path,
    clock: Clock,
    reason: Reason,
    *,
    keys: Keys = NO_KEYS,
    second_folder: str = "",
    watcher: Watcher | None = None,
) -> BackedUp:
    """Back a desk up, copy the backup to the second folder if one is chosen, and let go of old ones.

    For a thread of its own. Raises what `store.backups.write` raises; the second folder never makes it fail.
    """
    watcher = watcher or Unwatched()
    backup = backups.write(desk_folder, reason, clock.now(), watcher, keys=keys)
    key_file_for_backups(desk_folder)
    backups.rotate(backup.path.parent, clock.zone(), clock.now())
    keep_attachments(desk_folder, backup.path.parent, keys, watcher)
    second_trouble = _copy_to_second(desk_folder, backup, clock, second_folder, keys) if second_folder else ""
    return BackedUp(backup, second_trouble)


def second_place(backup: Path, second_folder: str, keys: Keys = NO_KEYS) -> Path:
    """Return where the backups of this desk lie in a second folder, which several desks may share."""
    with closing(engine.open_file(backup, keys, read_only=True)) as connection:
        row = connection.execute("SELECT id FROM profile ORDER BY id LIMIT 1").fetchone()
    return Path(second_folder).expanduser() / f"MentorDesk-{row[0][-8:] if row else 'desk'}"


def _copy_to_second(desk_folder: Path, backup: Backup, clock: Clock, second_folder: str, keys: Keys) -> str:
    try:
        if not Path(second_folder).expanduser().is_dir():
            # Made by nobody: a disk that is not plugged in would otherwise become a folder on this one.
            return _("The second folder for backups, {folder}, is not there.").format(folder=second_folder)
        place = second_place(backup.path, second_folder, keys)
        backups.copy_to(backup, place)
        key_file_for_backups(desk_folder, place)
        backups.rotate(place, clock.zone(), clock.now())
        keep_attachments(desk_folder, place, keys)
    except Trouble as trouble:
        return _("The second folder for backups could not be used. {why}").format(why=trouble.sentence)
    return ""


def keep_attachments(desk_folder: Path, place: Path, keys: Keys, watcher: Watcher | None = None) -> None:
    """See to it that what the backups in `place` need of attachments lies beside them, and no more. Raises Cancelled, Trouble."""
    keep_copies(desk_folder, place, watcher)
    AttachmentFiles(place, keys).seal_anew(watcher)
    renew_copies(desk_folder, place, keys, watcher)
    let_go_of_copies(place, names_in(desk_folder / ATTACHMENTS), keys)


def reason_words(reason: Reason) -> str:
    """Say what a backup was made for."""
    return {
        Reason.DAILY: _("daily"),
        Reason.WISHED: _("made by you"),
        Reason.MIGRATION: _("before an update"),
        Reason.IMPORT: _("before an import"),
        Reason.RESTORE: _("before a restore"),
        Reason.REKEY: _("before a new key"),
        Reason.SALVAGE: _("saved from a damaged file"),
        Reason.MOVE: _("before a move"),
    }[reason]
