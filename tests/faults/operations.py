"""What the program does to the disk, one operation each: its acts, and how one tells afterwards what is there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from mentordesk.domain.attachments import HolderKind
from mentordesk.domain.notes import Note
from mentordesk.domain.reflections import Reflection
from mentordesk.drafts import Drafts
from mentordesk.exchange.archive_file import as_number, read_archive
from mentordesk.exchange.contact_file import parse_contacts
from mentordesk.exchange.wire import ArchiveFacts, ArchiveRows
from mentordesk.folders import desk_folder
from mentordesk.settings import Settings, SettingsFile
from mentordesk.store import backups
from mentordesk.store.desk import Desk
from mentordesk.vault.key_file import Entry, Kept, KeyFile
from mentordesk.workflows.desk.move_desk import finish_move, move_desk
from mentordesk.workflows.desk.open_desk import Way, by_keyring, plainly, settle, way_in
from mentordesk.workflows.desk.protect_desk import Wish, change_key
from mentordesk.workflows.forgetting.forget import Errand, forget
from mentordesk.workflows.imports import import_archive
from mentordesk.workflows.imports.import_archive import preview_archive
from mentordesk.workflows.imports.import_contacts import compare_contacts, import_contacts
from mentordesk.workflows.meetings.wrap_up import ask_next_time, reflect
from mentordesk.workflows.meetings.wrap_up import settle as settle_topic
from mentordesk.workflows.notes.keep_note import keep_note
from mentordesk.workflows.promises.edit_action import add_action
from mentordesk.workflows.safety.back_up import back_up
from mentordesk.workflows.safety.restore import restore
from mentordesk.workflows.safety.salvage import salvage
from mentordesk.workflows.take_along.export_desk import Form, take_along
from tests.faults.desks import Template
from tests.support.attaching import attach
from tests.support.clock import FakeClock
from tests.support.exchange_files import card
from tests.support.generated_desks import every_row

LATER = "2026-11-13T08:00:00+00:00"


@dataclass(frozen=True)
class Place:
    """A computer as far as an operation sees it: a desk, and folders round it."""

    folder: Path
    template: Template
    keyrings: Path | None = None
    """Where keyrings lie; beside the folder unless said otherwise."""

    @property
    def desk(self) -> Path:
        return self.folder / "desk"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def clock(self) -> FakeClock:
        return FakeClock(LATER)

    @property
    def keyring(self) -> FolderKeyring:
        return FolderKeyring((self.keyrings or self.folder.parent) / f"{self.folder.name}.keyring")


class FolderKeyring:
    """A keyring that outlives the process: it is no part of the disk that fails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, entry: str) -> str | None:
        path = self.folder / entry
        return path.read_text("ascii") if path.exists() else None

    def write(self, entry: str, secret: str) -> None:
        self.folder.mkdir(exist_ok=True)
        (self.folder / entry).write_text(secret, "ascii")

    def delete(self, entry: str) -> None:
        (self.folder / entry).unlink(missing_ok=True)


@dataclass(frozen=True)
class Operation:
    """One thing that is done: acts on the open desk, or one on its folder; each act is whole or was not."""

    name: str
    on_desk: tuple[Callable[[Desk, Place], object], ...] = ()
    on_folder: Callable[[Place], object] | None = None
    prepare: Callable[[Place], object] | None = None
    """What the place is given before, once."""
    beside: Callable[[Place], object] | None = None
    """What counts beside the rows of the desk."""
    open: Callable[[Place], Desk] | None = None
    is_once: bool = False
    """Doing it a second time is another thing."""

    def opened(self, place: Place) -> Desk:
        """Open the desk as the next start would."""
        if self.open is not None:
            return self.open(place)
        return Desk.open(desk_folder(place.desk), FakeClock(), place.template.keys, keeps_undo=True)

    def state(self, desk: Desk, place: Place) -> str:
        """Return a word for all that is there."""
        rows = every_row(desk)
        told = json.dumps([rows, self.beside(place) if self.beside else None], sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()[:12]


# --- on the open desk -------------------------------------------------------------------------------------------

_TEXT = "# Second call\n\n- [ ] @maria one page a day !friday\n~ her sister’s wedding\nSee [[Maria Santos]] #writing\n"
_CARDS = "".join(
    card(f"FN:Guest {n}", f"EMAIL:guest{n}@example.org", "NOTE:tea", f"UID:{n}") for n in range(40)
).encode()


def _keep_note(desk: Desk, place: Place) -> None:
    keep_note(desk, place.clock, place.template.note_id, _TEXT)


def _reflect(desk: Desk, place: Place) -> None:
    reflect(desk, place.template.call.id, Reflection(went_well="She spoke first.", presence=4))


def _settle(desk: Desk, place: Place) -> None:
    settle_topic(desk, place.clock, place.template.call.id, place.template.topic.id, is_discussed=True)


def _promise(desk: Desk, place: Place) -> None:
    call = place.template.call
    add_action(desk, place.clock, "send the outline !friday", mentorship_id=call.mentorship_id, meeting_id=call.id)


def _ask_next_time(desk: Desk, place: Place) -> None:
    ask_next_time(desk, place.clock, place.template.call.id, "her sister’s wedding in June")


def _undo(desk: Desk, _place: Place) -> None:
    desk.database.undo()


def _attach(desk: Desk, place: Place) -> None:
    attach(desk, HolderKind.NOTE, place.template.note_id, "plan.txt", b"a page a day\n" * 40_000)


def _attached(place: Place) -> object:
    """Read what is attached to the last byte; a file that no row speaks of counts for nothing."""
    with closing(Desk.open(place.desk, FakeClock(), place.template.keys)) as desk:
        files = desk.attachments.files
        return [(one.id, sum(len(piece) for piece in files.pieces(one))) for one in desk.attachments.everything()]


def _import_cards(desk: Desk, place: Place) -> None:
    rows = compare_contacts(desk, parse_contacts(_CARDS).contacts)
    import_contacts(desk, place.clock, rows, range(len(rows)))


def _bring_back(desk: Desk, place: Place) -> None:
    # Read in this process: the child that reads else has nothing to write.
    setattr(import_archive, "hear_archive", _read_here)  # noqa: B010 - only for this process
    preview_archive(desk, place.folder / "brought.zip").apply(desk)


def _read_here(
    path: Path, tables: tuple[str, ...], *, numbers: frozenset[tuple[str, str]], **_more: Any
) -> Generator[ArchiveFacts | ArchiveRows, None, None]:
    with path.open("rb") as file:
        for message in read_archive(file, tables):
            if isinstance(message, ArchiveFacts):
                yield message
            elif isinstance(message, ArchiveRows):
                table = message.table
                rows = [
                    {k: as_number(v) if (table, k) in numbers else v for k, v in row.items()} for row in message.rows
                ]
                yield ArchiveRows(table, rows)


def _write_archive_to_bring(place: Place) -> None:
    other = place.template.copy_to(place.folder / "other")
    with closing(Desk.open(other, place.clock, place.template.keys)) as desk:
        desk.notes.add_all([Note(text=f"note {number} " * 30) for number in range(20)])
        take_along(desk, place.folder / "brought.zip", Form.ARCHIVE)


# --- on its folder ----------------------------------------------------------------------------------------------


def _back_up(place: Place) -> None:
    back_up(place.desk, place.clock, backups.Reason.DAILY, second_folder=str(place.out), keys=place.template.keys)


def _sound_backups(place: Place) -> int:
    found = backups.backups_of(desk_folder(place.desk))
    for backup in found:
        backups.verify(backup.path, keys=place.template.keys)
    return len(found)


def _back_up_and_change(place: Place) -> None:
    backups.write(place.desk, backups.Reason.DAILY, FakeClock().now(), keys=place.template.keys)
    with closing(Desk.open(place.desk, place.clock, place.template.keys)) as desk:
        desk.notes.remove(place.template.note_id)


def _restore(place: Place) -> None:
    restore(place.desk, backups.backups_of(place.desk)[-1].path, place.clock, keys=place.template.keys)


def _salvage(place: Place) -> None:
    salvage(place.desk, place.clock, keys=place.template.keys)


def _move(place: Place) -> None:
    move_desk(place.desk, place.folder / "elsewhere", place.clock, keys=place.template.keys)


def _where(place: Place) -> str:
    """Say where the desk is; a next start there tidies up what was cut off."""
    now = desk_folder(place.desk)
    finish_move(now, place.folder / "elsewhere")
    left = [str(path.relative_to(place.folder)) for path in place.folder.rglob("desk.db")]
    assert left == [str(now.relative_to(place.folder) / "desk.db")], left
    return str(now.relative_to(place.folder))


def _keep_draft(place: Place) -> None:
    Drafts(place.desk / "drafts", place.template.keys).keep("wrap-up/1/topic", "words " * 3000)


def _draft(place: Place) -> str:
    draft = Drafts(place.desk / "drafts", place.template.keys).find("wrap-up/1/topic")
    return "" if draft is None else draft.text


def _write_settings(place: Place) -> None:
    SettingsFile(place.folder / "config").write(replace(Settings(), theme="dark", backup_folder="/" * 3000))


def _settings(place: Place) -> str:
    return repr(SettingsFile(place.folder / "config").read())


def _keep_settings(place: Place) -> None:
    SettingsFile(place.folder / "config").write(Settings(theme="light"))


def _export(form: Form, place: Place) -> None:
    with closing(Desk.open(place.desk, place.clock, place.template.keys)) as desk:
        take_along(desk, place.out / "taken", form)


def _taken(place: Place) -> object:
    target = place.out / "taken"
    if target.is_file():
        with ZipFile(target) as file:
            return [file.testzip(), *sorted((info.filename, info.file_size, info.CRC) for info in file.infolist())]
    return sorted((str(one.relative_to(target)), one.stat().st_size) for one in target.rglob("*") if one.is_file())


def _forget(place: Place) -> None:
    forget(
        place.desk, place.clock, Errand(place.template.maria.id, place.template.maria.name, keys=place.template.keys)
    )


# --- another key ------------------------------------------------------------------------------------------------


def _record_key(place: Place) -> None:
    key = place.template.keys.now
    assert key is not None
    KeyFile(Entry("first", Kept.KEYRING)).write(place.desk)
    place.keyring.write("first", key.hex)


def _take_key_away(place: Place) -> None:
    _record_key(place)
    _change_key(Kept.NOWHERE, place)


def _change_key(kept: Kept, place: Place) -> None:
    file = KeyFile.read(place.desk)
    assert file is not None
    unlocked = plainly(file) if file.now.kept is Kept.NOWHERE else by_keyring(file, place.keyring)
    change_key(place.desk, place.clock, unlocked, Wish(kept), place.keyring)


def _open_by_key_file(place: Place) -> Desk:
    way, file = way_in(place.desk)
    assert file is not None
    unlocked = plainly(file) if way is Way.PLAINLY else by_keyring(file, place.keyring)
    desk = Desk.open(place.desk, FakeClock(), unlocked.keys, keeps_undo=True)
    settle(place.desk, unlocked, desk.keys.now)
    return desk


def _is_encrypted(place: Place) -> bool:
    return (place.desk / "desk.db").read_bytes()[:15] != b"SQLite format 3"


def operations() -> tuple[Operation, ...]:
    """Return all of them."""
    return (
        Operation("note", (_keep_note,)),
        Operation("wrap-up", (_reflect, _settle, _promise, _ask_next_time)),
        Operation("undo", (_promise, _undo)),
        Operation("contacts", (_import_cards,)),
        Operation("attach", (_attach,), beside=_attached),
        Operation("archive", (_bring_back,), prepare=_write_archive_to_bring),
        Operation("open", on_folder=lambda place: Desk.open(place.desk, place.clock, place.template.keys).close()),
        Operation("draft", on_folder=_keep_draft, beside=_draft),
        Operation("settings", on_folder=_write_settings, prepare=_keep_settings, beside=_settings),
        Operation("backup", on_folder=_back_up, beside=_sound_backups),
        Operation("restore", on_folder=_restore, prepare=_back_up_and_change),
        Operation("salvage", on_folder=_salvage, beside=_sound_backups),
        Operation("move", on_folder=_move, beside=_where),
        Operation("to .zip", on_folder=partial(_export, Form.ARCHIVE), beside=_taken),
        Operation("to .md", on_folder=partial(_export, Form.MARKDOWN), beside=_taken),
        Operation("to .csv", on_folder=partial(_export, Form.CSV), beside=_taken),
        Operation("re-key", on_folder=partial(_change_key, Kept.KEYRING), prepare=_record_key, open=_open_by_key_file),
        Operation(
            "decrypt",
            on_folder=partial(_change_key, Kept.NOWHERE),
            prepare=_record_key,
            beside=_is_encrypted,
            open=_open_by_key_file,
            is_once=True,
        ),
        Operation(
            "encrypt",
            on_folder=partial(_change_key, Kept.KEYRING),
            prepare=_take_key_away,
            beside=_is_encrypted,
            open=_open_by_key_file,
        ),
        Operation("forget", on_folder=_forget),
    )
