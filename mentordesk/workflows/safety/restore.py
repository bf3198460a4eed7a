"""Put a backup in the place of the desk: the present desk is backed up first, and a kill at any moment leaves one of the two."""

from __future__ import annotations

from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from mentordesk.clock import Clock
from mentordesk.errors import Trouble
from mentordesk.light_dataclass import dataclass
from mentordesk.store import backups, engine, swapping
from mentordesk.store.attachment_copies import ids_in, keep_copies
from mentordesk.store.backups import Backup, Part, Reason, Unwatched, Watcher
from mentordesk.store.migrations import check_is_ours
from mentordesk.store.rekeying import write_with
from mentordesk.vault.keys import NO_KEYS, Keys
from mentordesk.workflows.desk.seal_beside import seal_beside
from mentordesk.workflows.safety.desk_contents import Contents, contents


@dataclass(frozen=True)
class Restored:
    """What was done: the desk as it was is in `before`, or, where it could not be read, as files in `aside`."""

    before: Backup | None
    aside: Path | None = None


@dataclass(frozen=True)
class GoodBackup:
    """A backup that was opened and checked just now, and what it holds."""

    backup: Backup
    contents: Contents


def restore(
    desk_folder: Path, source: Path, clock: Clock, watcher: Watcher | None = None, *, keys: Keys = NO_KEYS
) -> Restored:
    """Make a backup the desk, with the present key whatever the backup has. The desk must be closed here; for a thread of its own.

    Raises Damaged for a backup that is, Trouble for one of a newer program, Busy while another program has the desk
    open, Cancelled: in each case the desk is as it was.
    """
    watcher = watcher or Unwatched()
    check_usable(source, watcher, keys=keys)
    watcher.report(0.3)

    def write(target: Path) -> None:
        write_with(keys.now, source, target, keys, watcher, is_live=False)

    # What only the present desk speaks of has no row in the other one, and is swept away in time.
    keep_copies(desk_folder, desk_folder / backups.FOLDER_NAME, watcher)
    try:
        restored = swapping.replace_desk(
            desk_folder, write, partial(_keep_present, desk_folder, clock, watcher, keys), keys
        )
    except engine.Damaged:
        # The present desk is: it is kept as it lies there, for whoever may still read something in it.
        restored = Restored(None, swapping.replace_damaged(desk_folder, write, clock.now()))
    with suppress(Trouble):
        # The desk is the other one by now; what is missing still says so where it is shown, and in a check.
        bring_attachments(desk_folder, source, keys)
        # A key that only the backup had is forgotten after this.
        seal_beside(desk_folder, keys)
    return restored


def bring_attachments(desk_folder: Path, source: Path, keys: Keys = NO_KEYS) -> int:
    """Bring back the files that a backup speaks of and the desk has not, and return how many. Raises Trouble."""
    wanted = ids_in(source, keys)
    places = (source.parent, desk_folder / backups.FOLDER_NAME)
    return sum(keep_copies(place, desk_folder, only=wanted) for place in places)


def _keep_present(desk_folder: Path, clock: Clock, watcher: Watcher, keys: Keys) -> Restored:
    part = Part(watcher, 0.3, 0.9)
    return Restored(backups.write(desk_folder, Reason.RESTORE, clock.now(), part, keys=keys))


def check_usable(source: Path, watcher: Watcher | None = None, *, keys: Keys = NO_KEYS) -> None:
    """Raise Trouble for a file that cannot become the desk: damaged, another program's, or of a newer program."""
    backups.verify(source, watcher=watcher, keys=keys)
    with closing(engine.open_file(source, keys, read_only=True)) as connection:
        check_is_ours(connection)


def newest_good(desk_folder: Path, watcher: Watcher | None = None, *, keys: Keys = NO_KEYS) -> GoodBackup | None:
    """Return the newest backup that can become the desk; None when there is none."""
    watcher = watcher or Unwatched()
    for backup in backups.backups_of(desk_folder):
        try:
            check_usable(backup.path, watcher, keys=keys)
            return GoodBackup(backup, contents(backup.path, keys))
        except Trouble:
            if watcher.is_cancelled:
                raise
    return None
