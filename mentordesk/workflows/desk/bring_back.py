"""Bring a desk to a computer that has none of its own yet: from a backup, an archive, or a copied folder of a desk.

It comes with all that belongs to it, and is written with the key this computer has made for it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from mentordesk.clock import Clock
from mentordesk.drafts import FOLDER_NAME as DRAFTS
from mentordesk.errors import Mistake, Trouble
from mentordesk.exchange.reading import ReadingCancelled
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine
from mentordesk.store.attachment_copies import ids_in, keep_copies
from mentordesk.store.attachment_files import FOLDER_NAME as ATTACHMENTS
from mentordesk.store.attachment_files import files_in
from mentordesk.store.backups import (
    DESK_FILE,
    FOLDER_NAME,
    Cancelled,
    Unwatched,
    Watcher,
    backups_in,
    copy_private,
    file_failed,
    make_private_folder,
)
from mentordesk.store.desk import Desk
from mentordesk.vault.key_file import KeyFile
from mentordesk.vault.keys import Keys
from mentordesk.vault.wrapping import Wrapped
from mentordesk.workflows.desk.open_desk import (
    Unlocked,
    by_passphrase,
    key_files_beside,
    with_keys_of_backup,
    with_kit,
)
from mentordesk.workflows.desk.seal_beside import seal_beside
from mentordesk.workflows.imports.import_archive import ArchivePreview, brought_lines, preview_archive
from mentordesk.workflows.safety.desk_contents import contents
from mentordesk.workflows.safety.difference_words import contents_words
from mentordesk.workflows.safety.restore import Restored, check_usable, restore

COMING = "coming"
"""In the folder of the new desk: the file of a copied one with its log read into it, until it is brought."""


@dataclass(frozen=True)
class Found:
    """A desk that can be brought here: where it comes from, and what it holds, in words."""

    chosen: Path
    words: str
    is_archive: bool = False
    is_folder: bool = False


class NeedsPassphrase(Trouble):
    """It is encrypted, and a passphrase may open it."""

    def __init__(self) -> None:
        super().__init__(_("It is encrypted. The passphrase of its recovery kit, or that of its start, opens it."))


def look(chosen: Path, desk_folder: Path, clock: Clock, keys: Keys, watcher: Watcher | None = None) -> Found:
    """Say what a file or folder would bring; nothing is written. For a thread of its own.

    Raises NeedsPassphrase, OtherKey where only a kit may help, Mistake for what is no desk, Damaged for one that is, Trouble,
    Cancelled.
    """
    watcher = watcher or Unwatched()
    if chosen.suffix.lower() == ".zip":
        preview = _preview(chosen, desk_folder, clock, keys, watcher)
        lines = tuple(brought_lines(preview.brings)) or (_("Nothing is in it that is not here."),)
        return Found(chosen, " ".join(lines), is_archive=True)
    source = file_in(chosen)
    try:
        keys = with_keys_of_backup(source, keys, _ask)
        check_usable(source, watcher, keys=keys)
        held = contents(source, keys)
    except engine.OtherKey:
        # Without a file of keys, its first page may as well be damaged: the sentence says both.
        if key_files_beside(source):
            raise engine.OtherKey(
                _(
                    "It is encrypted, and its key is only in the keyring of the computer it comes from. "
                    "Make a recovery kit there, and use it here."
                )
            ) from None
        raise
    except engine.DatabaseError as error:
        raise engine.world_failed(error, str(source)) or error from error
    return Found(chosen, contents_words(held, clock), is_folder=chosen.is_dir())


def file_in(chosen: Path) -> Path:
    """Return the file of the desk in what was chosen: that file, or the desk of a folder, or its newest backup. Raises Mistake."""
    if chosen.is_dir():
        for place in (chosen, chosen / "desk"):
            if (place / DESK_FILE).is_file():
                return place / DESK_FILE
        found = (*backups_in(chosen), *backups_in(chosen / FOLDER_NAME))
        if found:
            return max(found, key=lambda backup: backup.made_at).path
        raise Mistake(_("There is no desk in {folder}, and no backup of one.").format(folder=chosen))
    if not chosen.is_file():
        raise Mistake(_("There is no file {path}.").format(path=chosen))
    return chosen


def unlock(chosen: Path, keys: Keys, passphrase: str) -> Keys:
    """Return the keys with those that a passphrase opens. For a thread. Raises WrongPassphrase, OtherKey, Mistake."""
    return with_keys_of_backup(file_in(chosen), keys, partial(by_passphrase, passphrase=passphrase))


def unlock_with_kit(chosen: Path, keys: Keys, key_id: str, copy: Wrapped, passphrase: str) -> Keys:
    """Return the keys with those that a recovery kit gives. For a thread. Raises what `with_kit` raises."""
    return with_kit(file_in(chosen), keys, key_id, copy, passphrase)


def bring(found: Found, desk_folder: Path, clock: Clock, keys: Keys, watcher: Watcher | None = None) -> None:
    """Bring a desk here that was looked at. The new desk must be closed; for a thread of its own.

    Raises what `restore` and `ArchivePreview.apply` raise; the new desk is then as it was.
    """
    watcher = watcher or Unwatched()
    if found.is_archive:
        _bring_archive(found.chosen, desk_folder, clock, keys, watcher)
        return
    source = file_in(found.chosen)
    try:
        whole = _with_its_log(source, desk_folder / COMING, keys)
        # What lies beside it comes first, and with the key of this computer: killed after the rename, nothing is left to do.
        with _brought_beside(source, whole, desk_folder, keys):
            restored = restore(desk_folder, whole, clock, watcher, keys=keys)
        _let_go_of_nothing(restored, keys)
    finally:
        shutil.rmtree(desk_folder / COMING, ignore_errors=True)


def _ask(_file: KeyFile) -> Unlocked:
    raise NeedsPassphrase


def _preview(chosen: Path, desk_folder: Path, clock: Clock, keys: Keys, watcher: Watcher) -> ArchivePreview:
    try:
        with closing(Desk.open(desk_folder, clock, keys)) as desk:
            return preview_archive(desk, chosen, is_cancelled=partial(_is_cancelled, watcher))
    except ReadingCancelled:
        raise Cancelled from None


def _bring_archive(chosen: Path, desk_folder: Path, clock: Clock, keys: Keys, watcher: Watcher) -> None:
    preview = _preview(chosen, desk_folder, clock, keys, watcher)
    try:
        with closing(Desk.open(desk_folder, clock, keys)) as desk:
            tell, is_cancelled = partial(_report, watcher), partial(_is_cancelled, watcher)
            preview.apply(desk, clock, on_progress=tell, is_cancelled=is_cancelled)
    except ReadingCancelled:
        raise Cancelled from None


def _let_go_of_nothing(restored: Restored, keys: Keys) -> None:
    """Take the backup of the new desk away again, unless more than its owner was on it; a day with one gets no other."""
    if restored.before is not None and sum(contents(restored.before.path, keys).counts.values()) <= 1:
        with suppress(OSError):
            restored.before.path.unlink()


def _with_its_log(source: Path, coming: Path, keys: Keys) -> Path:
    """Return the file itself, or, where the last changes are still in the log beside it, a copy that has them."""
    log = Path(f"{source}-wal")
    try:
        if not log.exists() or not log.stat().st_size:
            return source
        shutil.rmtree(coming, ignore_errors=True)
        make_private_folder(coming)
        copy = coming / source.name
        copy_private(source, copy)
        copy_private(log, Path(f"{copy}-wal"))
        with closing(engine.open_file(copy, keys)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except engine.DatabaseError as error:
        raise engine.world_failed(error, str(source)) or error from error
    except OSError as error:
        raise file_failed(error, coming) from error
    return copy


@contextmanager
def _brought_beside(source: Path, whole: Path, desk_folder: Path, keys: Keys) -> Iterator[None]:
    """Bring what is attached, and what was typed and not saved yet; where the block fails, it goes again. Raises Trouble."""
    files, drafts = desk_folder / ATTACHMENTS, desk_folder / DRAFTS
    before = frozenset((*files_in(files), *files_in(drafts)))
    try:
        keep_copies(source.parent, desk_folder, only=ids_in(whole, keys))
        if source.name == DESK_FILE:
            _copy_drafts(source.parent / DRAFTS, drafts)
        seal_beside(desk_folder, keys)
        yield
    except BaseException:
        for path in (*files_in(files), *files_in(drafts)):
            if path not in before:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
        raise


def _copy_drafts(source: Path, target: Path) -> None:
    try:
        for path in files_in(source):
            if path.suffix in {".draft", ".json"} and not (target / path.name).exists():
                make_private_folder(target)
                copy_private(path, target / path.name)
    except OSError as error:
        raise file_failed(error, target) from error


def _is_cancelled(watcher: Watcher) -> bool:
    return watcher.is_cancelled


def _report(watcher: Watcher, done: int, total: int) -> None:
    watcher.report(done / total if total else 0.0)
