"""Keys of desks that were deleted by hand are told, and leave the keyring only when somebody says so."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from mentordesk import cli
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.folders import state_folder
from mentordesk.store.backups import Reason
from mentordesk.store.desk import Desk
from mentordesk.vault.key_file import FILE_NAME, Kept
from mentordesk.vault.key_places import PLACES_FILE, KeyPlaces
from mentordesk.workflows.desk.finish_left import finish_left
from mentordesk.workflows.desk.left_keys import left_keys, remove_left_key, warning_words, where_words
from mentordesk.workflows.desk.open_desk import Unlocked
from mentordesk.workflows.desk.protect_desk import Wish, ask_at_start, change_key, protect_new, set_passphrase
from mentordesk.workflows.safety.back_up import back_up
from tests.support.clock import FakeClock
from tests.support.keyrings import CHEAP, MemoryKeyring

WORDS = "sieben Möwen am Kai"
IN_KEYRING = Wish(Kept.KEYRING)


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desks" / "mine"


def make(folder: Path, keyring: MemoryKeyring, wish: Wish = IN_KEYRING) -> Unlocked:
    """Make a desk, as the window does and leaves it."""
    unlocked = protect_new(folder, wish, keyring)
    with closing(Desk.open(folder, FakeClock(), unlocked.keys)) as desk:
        desk.profile.begin(Person(name="Elena"), Profile())
        finish_left(folder)
    return unlocked


def test_a_desk_deleted_by_hand_leaves_its_key_until_somebody_takes_it_out(
    folder: Path, keyring: MemoryKeyring
) -> None:
    make(folder, keyring)
    assert left_keys() == ()
    shutil.rmtree(folder)
    (left,) = left_keys()
    assert str(folder) in where_words(left)
    assert "recovery kit only" in warning_words(left)
    assert list(keyring.secrets) == [left.key_id], "never by itself"
    remove_left_key(left, keyring)
    assert keyring.secrets == {}
    assert left_keys() == ()


def test_it_is_told_also_when_another_desk_lies_in_its_folder_and_how_many_backups_need_it(
    folder: Path, keyring: MemoryKeyring
) -> None:
    first = make(folder, keyring)
    back_up(folder, FakeClock(), Reason.WISHED, keys=first.keys)
    for file in (*folder.glob("desk.db*"), folder / FILE_NAME):
        file.unlink()
    make(folder, keyring)
    (left,) = left_keys()
    assert left.key_id == first.file.now.key_id
    assert "1 backup is still in its folder." in warning_words(left)


@pytest.mark.parametrize(
    "what", ["unplugged", "moved by hand", "no file of keys", "half a file of keys", "copied back"]
)
def test_a_desk_that_may_still_be_there_keeps_its_key(folder: Path, keyring: MemoryKeyring, what: str) -> None:
    make(folder, keyring)
    match what:
        case "unplugged":
            shutil.rmtree(folder.parent)
        case "moved by hand":
            folder.rename(folder.with_name("elsewhere"))
            finish_left(folder.with_name("elsewhere"))
        case "no file of keys":
            (folder / FILE_NAME).unlink()
        case "half a file of keys":
            (folder / "desk.db").unlink()
            (folder / FILE_NAME).write_text("{")
        case "copied back":
            folder.rename(folder.with_name("aside"))
            (left,) = left_keys()
            folder.with_name("aside").rename(folder)
            remove_left_key(left, keyring)
    assert left_keys() == ()
    assert len(keyring.secrets) == 1


def test_a_key_that_the_program_lets_go_of_itself_is_never_told(folder: Path, keyring: MemoryKeyring) -> None:
    changed = change_key(folder, FakeClock(), make(folder, keyring), IN_KEYRING, keyring)
    finish_left(folder)
    asked = ask_at_start(folder, set_passphrase(folder, changed, WORDS, CHEAP), keyring)
    assert asked.file.now.kept is Kept.PASSPHRASE
    assert KeyPlaces().all() == ()
    shutil.rmtree(folder)
    assert left_keys() == ()


def test_what_is_remembered_is_for_its_owner_alone_and_says_no_more_than_names_of_keys_and_folders(
    folder: Path, keyring: MemoryKeyring
) -> None:
    unlocked = make(folder, keyring)
    path = state_folder() / PLACES_FILE
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text(encoding="utf-8").split('"')[1::2] == [unlocked.file.now.key_id, str(folder)]
    path.write_text("[1", encoding="utf-8")
    assert left_keys() == ()
    path.unlink()
    path.mkdir()  # nothing can be written there: the desk opens all the same
    finish_left(folder)
    assert left_keys() == ()
    path.rmdir()


def test_a_check_in_the_terminal_tells_of_it(
    folder: Path, terminal_keyring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder.with_name("gone"), terminal_keyring)
    shutil.rmtree(folder.with_name("gone"))
    make(folder, terminal_keyring)
    assert cli.main(["--desk", str(folder), "check"]) == 0
    said = capsys.readouterr().out
    assert f"a desk that was in {folder.with_name('gone')}." in said
    assert len(terminal_keyring.secrets) == 2
