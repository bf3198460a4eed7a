"""When a desk gets another key, or none, what lies beside its file goes with it, also when that is broken off half-way."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentordesk.domain.attachments import Attachment, HolderKind
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.errors import Trouble
from mentordesk.store import swapping
from mentordesk.store.backups import Reason
from mentordesk.store.desk import Desk
from mentordesk.store.engine import Busy, is_plain
from mentordesk.vault.key_file import Kept
from mentordesk.vault.keys import Keys
from mentordesk.workflows.desk import seal_beside as module
from mentordesk.workflows.desk.open_desk import Unlocked, Way, by_keyring, plainly, settle, way_in
from mentordesk.workflows.desk.protect_desk import Wish, change_key, make_kit, protect_new
from mentordesk.workflows.safety.back_up import back_up
from tests.support.attaching import attach
from tests.support.clock import FakeClock
from tests.support.keyrings import CHEAP, MemoryKeyring

CONTENT = b"Maria's contract" * 9000
IN_KEYRING, PLAINLY = Wish(Kept.KEYRING), Wish(Kept.NOWHERE)


class Room:
    """An encrypted desk with an attachment, a draft, and a backup of both."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock, self.keyring = folder, FakeClock(), MemoryKeyring()
        self.unlocked = protect_new(folder, IN_KEYRING, self.keyring)
        desk = self.open()
        desk.profile.begin(Person(name="Elena"), Profile())
        self.made: Attachment = attach(desk, HolderKind.NOTE, desk.notes.add(Note(text="x")).id, "a.txt", CONTENT)
        Drafts(folder / FOLDER_NAME, desk.keys).keep("note/1", "Maria is ill")
        back_up(folder, self.clock, Reason.DAILY, keys=desk.keys)
        desk.close()
        self.unlocked = make_kit(folder, self.unlocked, "sieben Möwen am Kai", CHEAP)

    def open(self) -> Desk:
        desk = Desk.open(self.folder, self.clock, self.unlocked.keys)
        self.unlocked = settle(self.folder, self.unlocked, desk.keys.now)
        return desk

    def change(self, wish: Wish) -> None:
        self.clock.advance(hours=1)
        self.unlocked = change_key(self.folder, self.clock, self.unlocked, wish, self.keyring)

    def begin_anew(self) -> None:
        """Find the key as the next start does, which knows nothing of this one."""
        way, file = way_in(self.folder)
        self.unlocked = plainly(file) if way is Way.PLAINLY or file is None else by_keyring(file, self.keyring)

    def read(self) -> tuple[bytes, str]:
        desk = self.open()
        draft = Drafts(self.folder / FOLDER_NAME, desk.keys).find("note/1")
        content = desk.attachments.files.read(desk.attachments.get(self.made.id))
        desk.close()
        assert draft is not None
        return content, draft.text

    def plain_files(self) -> set[str]:
        beside = [*self.folder.rglob("attachments/*"), *(self.folder / FOLDER_NAME).iterdir()]
        return {path.parent.name for path in beside if b"Maria" in path.read_bytes()}


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "desk")


def test_with_another_key_only_that_one_opens_what_lies_beside(room: Room) -> None:
    before = room.unlocked.keys.now
    room.change(IN_KEYRING)
    alone = Keys(room.unlocked.key)
    assert room.unlocked.key != before
    desk = Desk.open(room.folder, room.clock, alone)
    assert desk.attachments.files.read(room.made) == CONTENT
    assert [draft.text for draft in Drafts(room.folder / FOLDER_NAME, alone).all()] == ["Maria is ill"]
    desk.close()
    assert room.read() == (CONTENT, "Maria is ill")


def test_a_desk_without_a_key_keeps_what_only_the_key_could_open_and_sealed_again_shows_nothing(room: Room) -> None:
    assert room.plain_files() == set()
    room.change(PLAINLY)
    room.begin_anew()
    assert room.read() == (CONTENT, "Maria is ill")
    room.change(IN_KEYRING)
    room.begin_anew()
    assert room.read() == (CONTENT, "Maria is ill")
    assert room.plain_files() == set()


def test_as_long_as_not_all_is_sealed_anew_both_keys_stay_on_record(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: Path, _keys: Keys, _watcher: object = None) -> int:
        sentence = "The disk is full."
        raise Trouble(sentence)

    with monkeypatch.context() as patch:
        patch.setattr(module, "seal_beside", full)
        patch.setattr("mentordesk.workflows.desk.protect_desk.seal_beside", full)
        room.change(IN_KEYRING)
        room.begin_anew()
        assert room.read() == (CONTENT, "Maria is ill")
        room.begin_anew()
    assert room.read() == (CONTENT, "Maria is ill")
    room.begin_anew()
    assert room.unlocked.file.coming is None
    assert room.read() == (CONTENT, "Maria is ill")


def test_a_desk_whose_files_cannot_be_written_without_a_key_stays_encrypted(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: Path, _keys: Keys, _watcher: object = None) -> int:
        sentence = "The disk is full."
        raise Trouble(sentence)

    with monkeypatch.context() as patch:
        patch.setattr("mentordesk.workflows.desk.protect_desk.seal_beside", full)
        with pytest.raises(Trouble, match="full"):
            room.change(PLAINLY)
    assert room.read() == (CONTENT, "Maria is ill")
    room.begin_anew()
    assert room.read() == (CONTENT, "Maria is ill")
    assert not is_plain(room.folder / "desk.db")
    assert room.plain_files() == set()


class Killed(BaseException):
    """Nothing of ours runs after it."""


@pytest.mark.parametrize("is_after_the_rename", [False, True])
def test_a_change_to_no_key_that_is_killed_leaves_nothing_behind_that_does_not_open(
    room: Room, monkeypatch: pytest.MonkeyPatch, is_after_the_rename: bool
) -> None:
    rename = Path.replace

    def killed(path: Path, target: Path) -> Path:
        if path.name != swapping.COMING:
            return rename(path, target)
        if is_after_the_rename:
            rename(path, target)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        patch.setattr("mentordesk.workflows.desk.protect_desk._fits", lambda _desk, _key: False)
        with pytest.raises(Killed):
            room.change(PLAINLY)
    room.begin_anew()
    assert room.read() == (CONTENT, "Maria is ill")
    assert bool(room.plain_files()) == is_after_the_rename
    room.begin_anew()
    assert room.read() == (CONTENT, "Maria is ill")


def test_a_change_to_no_key_that_fails_leaves_nothing_plain(room: Room) -> None:
    other = room.open()
    with pytest.raises(Busy):
        room.change(PLAINLY)
    other.close()
    assert room.plain_files() == set()
    assert room.read() == (CONTENT, "Maria is ill")


def test_done_twice_it_changes_nothing(room: Room) -> None:
    keys = room.unlocked.keys
    assert module.seal_beside(room.folder, keys) == 0
    other = Unlocked(room.unlocked.file, room.unlocked.known)
    room.change(IN_KEYRING)
    assert module.seal_beside(room.folder, Keys(other.keys.now, room.unlocked.keys.all)) == 1
    beside, copy = sorted(room.folder.rglob(room.made.id))
    assert beside.samefile(copy), "one file under two names, which is sealed once and takes the room of one"
    assert module.seal_beside(room.folder, Keys(other.keys.now, room.unlocked.keys.all)) == 0
