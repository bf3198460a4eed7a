"""Attachments beside the backups in a second folder open after the encryption was taken away, whenever the folder could be reached."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from mentordesk.domain.attachments import HolderKind
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.store.attachment_files import AttachmentFiles
from mentordesk.store.backups import Reason, backups_in
from mentordesk.store.desk import Desk
from mentordesk.store.engine import is_plain
from mentordesk.vault.key_file import Kept
from mentordesk.vault.keys import NO_KEYS, Keys
from mentordesk.workflows.desk.bring_back import NeedsPassphrase, bring, look, unlock
from mentordesk.workflows.desk.protect_desk import Wish, change_key, make_kit, protect_new
from mentordesk.workflows.safety.back_up import back_up
from tests.support.attaching import attach
from tests.support.clock import FakeClock
from tests.support.keyrings import CHEAP, MemoryKeyring

CONTENT = b"Maria's contract" * 9000
WORDS = "sieben Möwen am Kai"
PLAINLY = Wish(Kept.NOWHERE)


class Room:
    """An encrypted desk with an attachment and a kit, backed up onto a stick; the kit is younger than that backup."""

    def __init__(self, place: Path) -> None:
        self.place, self.folder, self.stick = place, place / "desk", place / "stick"
        self.clock, self.keyring = FakeClock(), MemoryKeyring()
        self.stick.mkdir()
        self.unlocked = protect_new(self.folder, Wish(Kept.KEYRING), self.keyring)
        with closing(Desk.open(self.folder, self.clock, self.unlocked.keys)) as desk:
            desk.profile.begin(Person(name="Elena"), Profile())
            note = desk.notes.add(Note(text="x"))
            self.made = attach(desk, HolderKind.NOTE, note.id, "a.txt", CONTENT)
        assert self.back_up() == ""
        self.unlocked = make_kit(self.folder, self.unlocked, WORDS, CHEAP)

    def back_up(self) -> str:
        """Back up here and onto the stick, and return what was wrong with that."""
        self.clock.advance(hours=1)
        keys, second = self.unlocked.keys, str(self.stick)
        return back_up(self.folder, self.clock, Reason.WISHED, keys=keys, second_folder=second).second_trouble

    def unplug(self) -> None:
        self.stick.rename(self.place / "unplugged")

    def plug_in(self) -> None:
        (self.place / "unplugged").rename(self.stick)

    def take_encryption_away(self) -> None:
        self.clock.advance(hours=1)
        self.unlocked = change_key(
            self.folder, self.clock, self.unlocked, PLAINLY, self.keyring, second_folder=str(self.stick)
        )

    @property
    def copy(self) -> Path:
        (found,) = self.stick.rglob(self.made.id)
        return found

    def lose_and_bring_back(self, words: str = "") -> bytes:
        """Lose the desk with all that lies beside it, bring it to a new computer from the stick, and read the attachment."""
        shutil.rmtree(self.folder)
        (chosen,) = self.stick.iterdir()
        new = self.place / "new"
        keys = protect_new(new, Wish(Kept.KEYRING), MemoryKeyring()).keys
        Desk.open(new, self.clock, keys).close()
        opened = keys
        if words:
            with pytest.raises(NeedsPassphrase):
                look(chosen, new, self.clock, keys)
            opened = unlock(chosen, keys, words)
        bring(look(chosen, new, self.clock, opened), new, self.clock, opened)
        with closing(Desk.open(new, self.clock, Keys(keys.now))) as desk:
            return desk.attachments.files.read(desk.attachments.get(self.made.id))


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_with_the_stick_in_its_attachments_are_written_plainly_at_once_and_its_backup_opens_by_the_newest_kit(
    room: Room,
) -> None:
    room.take_encryption_away()
    assert b"Maria" in room.copy.read_bytes()
    assert room.lose_and_bring_back(WORDS) == CONTENT


def test_without_the_stick_its_attachments_follow_at_the_next_backup_onto_it(room: Room) -> None:
    room.unplug()
    room.take_encryption_away()
    assert "is not there" in room.back_up()
    room.plug_in()
    assert b"Maria" not in room.copy.read_bytes()
    assert room.back_up() == ""
    newest = backups_in(room.copy.parents[1])[0]
    assert is_plain(newest.path)
    assert room.lose_and_bring_back() == CONTENT


def test_what_the_stick_needs_is_kept_on_it_until_then(room: Room) -> None:
    room.back_up()  # the kit is beside the backups on the stick by now
    room.unplug()
    room.take_encryption_away()
    room.plug_in()
    assert room.lose_and_bring_back(WORDS) == CONTENT


def test_a_copy_that_only_the_kit_opens_gives_way_to_no_damaged_file(room: Room) -> None:
    room.unplug()
    room.take_encryption_away()
    mine = AttachmentFiles(room.folder, NO_KEYS).path(room.made.id)
    mine.write_bytes(mine.read_bytes().replace(b"contract", b"contrast", 1))
    room.plug_in()
    sealed = room.copy.read_bytes()
    assert room.back_up() == ""
    assert room.copy.read_bytes() == sealed
