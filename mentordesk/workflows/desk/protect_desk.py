"""Give a desk a key, another one, or none; keep it in the keyring or in a head; wrap it for the drawer.

A change of the key writes the desk anew beside itself and renames it: killed at any moment, the desk is the old one or
the new one, and `desk.keys` names the keys of both. The old key is let go of last.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store import backups, engine, swapping
from mentordesk.store.attachment_files import AttachmentFiles
from mentordesk.store.backups import DESK_FILE, Part, Reason, Unwatched, Watcher, file_failed
from mentordesk.store.rekeying import write_with
from mentordesk.vault.key_file import PLAIN, Entry, Kept, KeyFile
from mentordesk.vault.key_places import KeyPlaces
from mentordesk.vault.keys import Key, Keys
from mentordesk.vault.wrapping import USUAL, Cost, Purpose, Wrapped
from mentordesk.workflows.desk.open_desk import Unlocked, keep_key_file, key_file_for_backups
from mentordesk.workflows.desk.seal_beside import seal_beside
from mentordesk.workflows.safety.back_up import second_place

if TYPE_CHECKING:
    from mentordesk.vault.keyrings import Keyring


@dataclass(frozen=True)
class Wish:
    """Where the key is to be kept; with a passphrase when it is to be in somebody's head."""

    kept: Kept
    passphrase: str = ""
    cost: Cost = USUAL

    def __repr__(self) -> str:
        return f"Wish({self.kept})"


# --- a new desk ----------------------------------------------------------------------------------------------


def protect_new(folder: Path, wish: Wish, keyring: Keyring) -> Unlocked:
    """Give a desk that is about to be made its key, and put it where it is kept. For a thread of its own.

    Raises what the keyring raises, Mistake for a short passphrase, Trouble; then there is no key, and nothing beside the desk.
    """
    key, entry = new_entry(wish)
    _keep(entry, key, keyring)
    try:
        return begin_with(folder, entry, key)
    except Trouble:
        if not _is_on_record(folder, entry):
            let_go(entry, keyring)
        raise


def _is_on_record(folder: Path, entry: Entry) -> bool:
    """Tell whether a file of keys that could not be written to its end may name a key all the same: then it must stay."""
    try:
        file = KeyFile.read(folder)
    except Trouble:
        return True
    return file is not None and file.now.key_id == entry.key_id


def begin_with(folder: Path, entry: Entry, key: Key | None) -> Unlocked:
    """Put on record beside a desk that is about to be made how it is opened. Raises Trouble."""
    KeyFile(entry).write_new(folder)
    return Unlocked(KeyFile(entry), {entry.key_id: key})


def new_entry(wish: Wish) -> tuple[Key | None, Entry]:
    """Return a key that nobody ever had with its entry, as wished; it is kept nowhere yet. Raises Mistake for a short passphrase."""
    if wish.kept is Kept.NOWHERE:
        return None, PLAIN
    from uuid import uuid4  # loads what names the platform, for one key in the life of a desk

    key, key_id = Key.new(), str(uuid4())
    copies = (Wrapped.wrap(key, key_id, wish.passphrase, Purpose.START, wish.cost),) if wish.passphrase else ()
    return key, Entry(key_id, wish.kept, copies)


def _keep(entry: Entry, key: Key | None, keyring: Keyring) -> None:
    if entry.kept is not Kept.KEYRING or key is None:
        return
    keyring.write(entry.key_id, key.hex)
    if keyring.read(entry.key_id) != key.hex:
        raise Trouble(_("The keyring took the key and does not give it back. Unlock it, or use a passphrase."))


# --- another key ---------------------------------------------------------------------------------------------


def change_key(
    folder: Path,
    clock: Clock,
    unlocked: Unlocked,
    wish: Wish,
    keyring: Keyring,
    watcher: Watcher | None = None,
    *,
    second_folder: str = "",
) -> Unlocked:
    """Write a desk anew with a new key, or with none. The desk must be closed here; for a thread of its own.

    It is backed up first, with its old key. What lies in the second folder for backups, where that can be reached, goes
    along; else the next backup sees to it. Raises Busy while another program has it open, Cancelled, Mistake for a short
    passphrase, what the keyring raises, Trouble; in each case the desk has the key it had.
    """
    watcher = watcher or Unwatched()
    _check_backups_stay_open(folder, unlocked, wish)
    old, keys = unlocked.file, unlocked.keys
    key, entry = new_entry(wish)
    _keep(entry, key, keyring)
    changing = old.changing_to(entry, key, unlocked.key)
    known = {**unlocked.known, entry.key_id: key}
    changing.write(folder)

    def write(target: Path) -> None:
        write_with(key, folder / DESK_FILE, target, keys, Part(watcher, 0.3, 0.6), is_live=True)
        if key is None:
            # Before the rename: a start that finds a plain desk has nothing left to ask the old key for, and opens all.
            seal_beside(folder, Keys(None, keys.all), Part(watcher, 0.6, 0.9))

    try:
        kept = swapping.replace_desk(
            folder,
            write,
            partial(backups.write, folder, Reason.REKEY, clock.now(), Part(watcher, 0.0, 0.3), keys=keys),
            keys,
            # A command that looked in meanwhile has settled for the old key; from here on nobody can look in.
            at_last=partial(changing.write, folder),
            is_sound=True,
        )
    except BaseException as error:
        desk = folder / DESK_FILE
        if _fits(desk, unlocked.key):
            # Up to the rename nothing has happened, or nothing that the next opening does not mend where this fails.
            with suppress(Trouble):
                if key is None:
                    seal_beside(folder, keys)
                old.write(folder)
                let_go(entry, keyring)
        elif isinstance(error, Trouble) and _fits(desk, key):
            # Only whether the rename outlives a power cut is not known: both keys stay on record, and the next opening settles which.
            return Unlocked(changing, known)
        raise
    try:
        # There is nothing to go back to any more: what is heard now is no wish to stop.
        seal_beside(folder, Keys(key, keys.all), ToTheEnd(watcher, 0.6, 0.9))
        file = changing.settled(key, known)
        file.write(folder)
    except Trouble:
        # Both keys stay on record; the next opening tries again, and lets go of the old one then.
        return Unlocked(changing, known)
    with suppress(Trouble):  # the next backup writes it
        key_file_for_backups(folder)
    with suppress(Trouble):  # so does the next backup into it, with what the desk has of each attachment
        _follow_in_second(kept.path, second_folder, old, Keys(key, keys.all), ToTheEnd(watcher, 0.9, 1.0))
    let_go(old.now, keyring)
    return Unlocked(file, {entry.key_id: key})


class ToTheEnd(Part):
    """Tells how far something is that has to be done, whatever is wished meanwhile."""

    is_cancelled = False


def _follow_in_second(backup: Path, second_folder: str, old: KeyFile, keys: Keys, watcher: Watcher) -> None:
    """Leave the kit of the old key beside its backups in the second folder, and write the attachments there as the desk has them now."""
    if not second_folder:
        return
    try:
        place = second_place(backup, second_folder, keys)
        if place.is_dir():
            keep_key_file(old, place)
            AttachmentFiles(place, keys).seal_anew(watcher)
    except OSError as error:
        raise file_failed(error, Path(second_folder)) from error


def _fits(desk: Path, key: Key | None) -> bool:
    try:
        if engine.is_plain(desk) or key is None:
            return engine.is_plain(desk) and key is None
        engine.open_file(desk, Keys(key)).close()
    except (engine.OtherKey, engine.DatabaseError, OSError):
        # Where a failing disk does not even let it be opened, nobody can say; both keys are kept then.
        return False
    return True


def _check_backups_stay_open(folder: Path, unlocked: Unlocked, wish: Wish) -> None:
    """Raise Mistake where backups would be left that nothing opens: a plain desk cannot keep the key they have."""
    if wish.kept is Kept.NOWHERE and not unlocked.file.now.wrapped and backups.backups_of(folder):
        raise Mistake(
            _("Make a recovery kit first. The backups there are stay encrypted, and with it they can still be opened.")
        )


def let_go(entry: Entry, keyring: Keyring) -> None:
    """Take a key out of the keyring. One that stays opens nothing any more, so a keyring that is gone does not matter."""
    if entry.kept is Kept.KEYRING:
        with suppress(Trouble):
            keyring.delete(entry.key_id)
            KeyPlaces().forget(entry.key_id)


# --- the same key, kept or wrapped otherwise -----------------------------------------------------------------


def keep_in_keyring(folder: Path, unlocked: Unlocked, keyring: Keyring) -> Unlocked:
    """Keep the key in the keyring and ask for nothing at the start; the passphrase still opens the lock.

    For a thread. Raises what the keyring raises.
    """
    entry = replace(unlocked.file.now, kept=Kept.KEYRING)
    _keep(entry, unlocked.key, keyring)
    return _recorded(folder, unlocked, entry)


def ask_at_start(folder: Path, unlocked: Unlocked, keyring: Keyring) -> Unlocked:
    """Have the passphrase asked at each start, and take the key out of the keyring. Raises Mistake where there is none yet."""
    before = unlocked.file.now
    if before.copy_for(Purpose.START) is None:
        raise Mistake(_("Set a passphrase first."))
    recorded = _recorded(folder, unlocked, replace(before, kept=Kept.PASSPHRASE))
    let_go(before, keyring)
    return recorded


def set_passphrase(folder: Path, unlocked: Unlocked, passphrase: str, cost: Cost = USUAL) -> Unlocked:
    """Set the passphrase of the desk, or another one: it opens the lock, and the desk where it is asked at the start.

    For a thread: wrapping takes a second. Raises Mistake for a passphrase that is too short.
    """
    return _recorded(folder, unlocked, unlocked.file.now.with_copy(_wrapped(unlocked, passphrase, Purpose.START, cost)))


def remove_passphrase(folder: Path, unlocked: Unlocked) -> Unlocked:
    """Leave the lock open to whoever is there. Raises Mistake where only the passphrase opens the desk."""
    if unlocked.file.now.kept is Kept.PASSPHRASE:
        raise Mistake(_("Only the passphrase opens this desk. Keep its key in the keyring first."))
    return _recorded(folder, unlocked, unlocked.file.now.without(Purpose.START))


def make_kit(folder: Path, unlocked: Unlocked, passphrase: str, cost: Cost = USUAL) -> Unlocked:
    """Wrap the key for the recovery kit, in place of an earlier kit. For a thread. Raises Mistake for a short passphrase."""
    entry = unlocked.file.now.with_copy(_wrapped(unlocked, passphrase, Purpose.RECOVERY, cost))
    return _recorded(folder, unlocked, entry)


def _wrapped(unlocked: Unlocked, passphrase: str, purpose: Purpose, cost: Cost) -> Wrapped:
    if unlocked.key is None:
        raise Mistake(_("This desk is not encrypted: there is no key to wrap."))
    return Wrapped.wrap(unlocked.key, unlocked.file.now.key_id, passphrase, purpose, cost)


def _recorded(folder: Path, unlocked: Unlocked, entry: Entry) -> Unlocked:
    file = replace(unlocked.file, now=entry)
    file.write(folder)
    key_file_for_backups(folder)
    return Unlocked(file, unlocked.known)
