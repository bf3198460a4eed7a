"""Find the key of a desk: in the keyring, or by a passphrase; and once the desk is open, settle which of two keys it has.

What may block is asked off the main thread: a keyring may wait for its owner, a passphrase takes a second.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine
from mentordesk.store.backups import DESK_FILE, FOLDER_NAME, Watcher
from mentordesk.vault.key_file import PLAIN, Entry, Kept, KeyFile
from mentordesk.vault.keys import Key, Keys
from mentordesk.vault.wrapping import Purpose, Wrapped, WrongPassphrase

if TYPE_CHECKING:
    from mentordesk.vault.keyrings import Keyring


class Way(Enum):
    """How a desk is opened."""

    PLAINLY = auto()
    """It is not encrypted."""
    NEW = auto()
    """There is none yet, nor a key."""
    KEYRING = auto()
    PASSPHRASE = auto()


@dataclass(frozen=True)
class Unlocked:
    """What a desk is opened with: its key file, and the keys by name as far as they are known. A plain desk has none."""

    file: KeyFile
    known: dict[str, Key | None]

    @property
    def keys(self) -> Keys:
        """Return the keys to open the desk with, the likelier first."""
        return self.file.keys(self.known)

    @property
    def key(self) -> Key | None:
        """Return the present key of the desk, once that is settled."""
        return self.known[self.file.now.key_id]


WITHOUT_KEY = Unlocked(KeyFile(PLAIN), {PLAIN.key_id: None})
"""Of a desk that was never encrypted."""


class NotInKeyring(Trouble):
    """The keyring answers and does not have the key: it was emptied, or the desk came from another computer."""

    def __init__(self) -> None:
        super().__init__(_("The keyring of this computer does not have the key of this desk."))


def way_in(folder: Path) -> tuple[Way, KeyFile | None]:
    """Tell how the desk in a folder is opened, by what lies beside it. Raises Trouble for a damaged key file."""
    desk, file = folder / DESK_FILE, KeyFile.read(folder)
    has_desk = desk.exists() and desk.stat().st_size > 0
    if file is None and has_desk and not engine.is_plain(desk):
        # The desk was copied without it, perhaps; its backups have one.
        file = _newest_beside_backups(folder)
    if file is None:
        return (Way.PLAINLY if has_desk else Way.NEW), None
    if has_desk and engine.is_plain(desk) and any(entry.kept is Kept.NOWHERE for entry in file.entries):
        return Way.PLAINLY, file
    kept = {entry.kept for entry in file.entries}
    if Kept.KEYRING in kept:
        return Way.KEYRING, file
    return (Way.PASSPHRASE if Kept.PASSPHRASE in kept else Way.PLAINLY), file


def _newest_beside_backups(folder: Path) -> KeyFile | None:
    paths = sorted((folder / FOLDER_NAME).glob(f"{KEYS_OF_BACKUPS}*.keys"), key=lambda path: path.stat().st_mtime)
    return KeyFile.read_file(paths[-1]) if paths else None


def is_lost(folder: Path) -> bool:
    """Tell whether a desk may be encrypted and nothing beside it says how: only a kit helps, or it is damaged."""
    desk = folder / DESK_FILE
    try:
        says_nothing = KeyFile.read(folder) is None
    except Trouble:
        says_nothing = True
    return says_nothing and desk.exists() and not engine.is_plain(desk)


def plainly(file: KeyFile | None) -> Unlocked:
    """Return what opens a desk that is not encrypted."""
    return WITHOUT_KEY if file is None else Unlocked(file, {PLAIN.key_id: None})


def keyring_entry(file: KeyFile) -> Entry:
    """Return the entry whose key is in the keyring; where none is, the present one."""
    return next((entry for entry in file.entries if entry.kept is Kept.KEYRING), file.now)


def by_keyring(file: KeyFile, keyring: Keyring) -> Unlocked:
    """Ask the keyring for the key of a desk. Raises NotInKeyring, and what the keyring raises."""
    return by_secret(file, keyring.read(keyring_entry(file).key_id))


def by_secret(file: KeyFile, secret: str | None) -> Unlocked:
    """Return what opens a desk, from what the keyring had under the name of its key. Raises NotInKeyring."""
    if secret is None:
        raise NotInKeyring
    plain: dict[str, Key | None] = {entry.key_id: None for entry in file.entries if entry.kept is Kept.NOWHERE}
    return Unlocked(file, {**plain, keyring_entry(file).key_id: _key_of(secret)})


def _key_of(secret: str) -> Key:
    try:
        return Key.from_hex(secret)
    except ValueError:
        # Written over by somebody: as good as not there. Not chained, for the words of the error quote what was there.
        raise NotInKeyring from None


def by_passphrase(file: KeyFile, passphrase: str) -> Unlocked:
    """Open the wrapped keys with a passphrase, that of the start or that of the kit; for a thread. Raises WrongPassphrase."""
    known: dict[str, Key | None] = {}
    for entry in file.entries:
        if entry.kept is Kept.NOWHERE:
            known[entry.key_id] = None
        for copy in entry.wrapped:
            try:
                known[entry.key_id] = copy.unwrap(entry.key_id, passphrase)
                break
            except WrongPassphrase:
                continue
    if all(key is None for key in known.values()):
        raise WrongPassphrase
    return Unlocked(file, known)


def by_kit(file: KeyFile | None, key_id: str, copy: Wrapped, passphrase: str) -> Unlocked:
    """Open a desk with a kit from paper or a file; for a thread. Raises WrongPassphrase, and Mistake for another desk's kit."""
    if file is not None and key_id not in {entry.key_id for entry in file.entries}:
        raise Mistake(_("This kit is for another desk, or for an earlier key of this one."), field="kit")
    key = copy.unwrap(key_id, passphrase)
    if file is None:
        file = KeyFile(Entry(key_id, Kept.KEYRING, (copy,)))
    return Unlocked(file, {key_id: key})


def open_with_kit(folder: Path, file: KeyFile | None, key_id: str, copy: Wrapped, passphrase: str) -> Unlocked:
    """Open the desk in a folder with a kit, and put on record how, where that was lost; for a thread. Raises as `by_kit` does."""
    unlocked = by_kit(file, key_id, copy, passphrase)
    if not opens(folder / DESK_FILE, unlocked.keys):
        raise Mistake(_("This kit is for another desk, or for an earlier key of this one."), field="kit")
    if file is None:
        unlocked.file.write(folder)
    return unlocked


def can_be_recovered(file: KeyFile | None) -> bool:
    """Tell whether a passphrase alone may open the desk: a wrapped copy of its key lies beside it."""
    return file is not None and any(entry.wrapped for entry in file.entries)


def settle(folder: Path, unlocked: Unlocked, opened_with: Key | None, watcher: Watcher | None = None) -> Unlocked:
    """Once the desk is open, put on record which key it has; the other, of a change that was broken off, is past.

    After such a change it may take as long as reading all attachments. Where it fails, or is stopped, both keys stay on
    record, with what one of them alone opens, and the next opening tries again.
    """
    file = unlocked.file.settled(opened_with, unlocked.known)
    if file != unlocked.file:
        from mentordesk.workflows.desk.seal_beside import seal_beside  # most starts settle nothing

        try:
            seal_beside(folder, Keys(opened_with, unlocked.keys.all), watcher)
            file.write(folder)
        except Trouble:
            return unlocked
    return Unlocked(file, {file.now.key_id: opened_with})


def settle_closed(folder: Path, unlocked: Unlocked, watcher: Watcher) -> Unlocked:
    """Settle a change that was broken off while the desk is closed; for a thread of its own. Fails as `settle` does."""
    try:
        connection, key = engine.open_with(str(folder / DESK_FILE), folder / DESK_FILE, unlocked.keys)
        connection.close()
    except (engine.DatabaseError, engine.Damaged, OSError):
        # Whoever opens the desk meets it again, and says so.
        return unlocked
    return settle(folder, unlocked, key, watcher)


def past_entries(before: Unlocked, settled: Unlocked) -> tuple[Entry, ...]:
    """Return the entries of a broken change that nothing needs in the keyring any more: the desk has another key, and theirs is wrapped or sealed."""
    if settled.file.coming is not None:
        return ()
    sealed = {one.key_id for one in settled.file.earlier}
    others = (entry for entry in before.file.entries if entry.key_id != settled.file.now.key_id)
    return tuple(entry for entry in others if entry.kept is Kept.KEYRING and (entry.wrapped or entry.key_id in sealed))


def key_file_for_backups(desk_folder: Path, place: Path | None = None) -> None:
    """Lay the wrapped keys of a desk beside its backups, so that they can be opened where the desk is gone. Raises Trouble."""
    file = KeyFile.read(desk_folder)
    for half in (place or desk_folder / FOLDER_NAME).glob(f"{KEYS_OF_BACKUPS}*.keys.new"):
        # Of a run that was killed.
        with suppress(OSError):
            half.unlink()
    if file is not None:
        keep_key_file(file, place or desk_folder / FOLDER_NAME)


def keep_key_file(file: KeyFile, place: Path) -> None:
    """Lay a file of keys beside the backups in `place`; one of a desk that is not encrypted is of no use there. Raises Trouble."""
    if file.now.kept is not Kept.NOWHERE:
        file.write_file(place / f"{KEYS_OF_BACKUPS}{file.now.key_id[-12:]}.keys")


KEYS_OF_BACKUPS = "desk-"
"""How the files of keys beside backups begin; their end is `.keys`, and between is the end of the key's name."""


def key_files_beside(backup: Path) -> tuple[KeyFile, ...]:
    """Return the files of keys that lie beside a backup, or beside a desk and its backups; one that is damaged counts for nothing."""
    found = []
    here, below = backup.parent, backup.parent / FOLDER_NAME
    beside = (folder.glob(f"{KEYS_OF_BACKUPS}*.keys") for folder in (here, below))
    for path in (here / "desk.keys", *(path for paths in beside for path in sorted(paths))):
        try:
            file = KeyFile.read_file(path)
        except Trouble:
            continue
        if file is not None:
            found.append(file)
    return tuple(found)


def opens(backup: Path, keys: Keys) -> bool:
    """Tell whether one of the keys opens a backup, or it needs none. Raises Trouble where it is not there."""
    try:
        engine.open_file(backup, keys, read_only=True).close()
        return engine.is_plain(backup) or keys.all != (None,)
    except engine.OtherKey:
        return False
    except OSError as error:
        raise Trouble(_("{file} cannot be read. Check that it is yours.").format(file=backup)) from error


def with_keys_of_backup(backup: Path, keys: Keys, ask: Callable[[KeyFile], Unlocked]) -> Keys:
    """Return the keys with those of a backup that none of them opens, `ask` being asked to open the file of keys beside it.

    Raises OtherKey where there is no such file, and whatever `ask` raises.
    """
    if opens(backup, keys):
        return keys
    for file in key_files_beside(backup):
        if can_be_recovered(file):
            found = Keys(keys.now, (*keys.others, *ask(file).keys.all))
            if opens(backup, found):
                return found
    raise engine.OtherKey(
        _(
            "{file} is damaged, or was encrypted with a key that is not known here. "
            "Lay the file that ends in .keys beside it, or use the recovery kit."
        ).format(file=backup)
    )


def with_kit(backup: Path, keys: Keys, key_id: str, copy: Wrapped, passphrase: str) -> Keys:
    """Return the keys with those that a kit gives, which one of them opens a backup; for a thread.

    Nothing has to lie beside the backup: the kit holds the wrapped key itself. Raises WrongPassphrase, and Mistake for a kit that
    does not open it.
    """
    known: dict[str, Key | None] = {key_id: copy.unwrap(key_id, passphrase)}
    for file in key_files_beside(backup):
        known = file.all_known(known)
    found = Keys(keys.now, (*keys.others, *known.values()))
    if not opens(backup, found):
        raise Mistake(
            _(
                "This kit does not open it: it is for another desk, or for another key of this one, or the file is damaged."
            ),
            field="kit",
        )
    return found


def check_passphrase(file: KeyFile, passphrase: str) -> None:
    """Raise WrongPassphrase unless a passphrase opens the present key, that of the start or that of the kit."""
    by_passphrase(KeyFile(file.now), passphrase)


def asks_passphrase(file: KeyFile) -> bool:
    """Tell whether there is a passphrase that could be asked for."""
    return any(file.now.copy_for(purpose) is not None for purpose in Purpose)
