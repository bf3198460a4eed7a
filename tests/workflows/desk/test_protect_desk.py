"""A desk's key: given, changed, taken away, broken off half-way; and whichever it has, the desk opens and its backups too."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentordesk.domain.people import Person
from mentordesk.errors import Mistake, Trouble
from mentordesk.store import engine, swapping
from mentordesk.store.backups import FOLDER_NAME, Reason, backups_of
from mentordesk.store.desk import Desk
from mentordesk.store.rekeying import write_with
from mentordesk.vault.key_file import FILE_NAME, Kept, KeyFile
from mentordesk.vault.keyring_wire import Problem
from mentordesk.vault.keys import Keys
from mentordesk.vault.kit import kit_text, read_kit
from mentordesk.vault.wrapping import Purpose, WrongPassphrase
from mentordesk.workflows.desk.open_desk import (
    NotInKeyring,
    Unlocked,
    Way,
    by_keyring,
    by_kit,
    by_passphrase,
    check_passphrase,
    key_files_beside,
    plainly,
    settle,
    way_in,
)
from mentordesk.workflows.desk.protect_desk import (
    Wish,
    ask_at_start,
    change_key,
    keep_in_keyring,
    make_kit,
    protect_new,
    remove_passphrase,
    set_passphrase,
)
from mentordesk.workflows.safety.back_up import back_up
from mentordesk.workflows.safety.restore import restore
from tests.support.clock import FakeClock
from tests.support.keyrings import CHEAP, MemoryKeyring

WORDS = "sieben Möwen am Kai"
OTHER = "another long sentence"
IN_KEYRING = Wish(Kept.KEYRING)
IN_HEAD = Wish(Kept.PASSPHRASE, WORDS, CHEAP)
PLAINLY = Wish(Kept.NOWHERE)


class Killed(BaseException):
    """Nothing of ours runs after it."""


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


def write_somebody(folder: Path, clock: FakeClock, unlocked: Unlocked, name: str = "Maria Sommer") -> Unlocked:
    """Open the desk, keep somebody, and return what it is known to open with."""
    desk = Desk.open(folder, clock, unlocked.keys)
    desk.people.add(Person(name=name))
    settled = settle(folder, unlocked, desk.keys.now)
    desk.close()
    return settled


def names(folder: Path, clock: FakeClock, keys: Keys) -> list[str]:
    desk = Desk.open(folder, clock, keys)
    found = [person.name for person in desk.people.others()]
    desk.close()
    return found


def found_by(folder: Path, keyring: MemoryKeyring, passphrase: str = WORDS) -> Unlocked:
    """Find the key as a start does."""
    way, file = way_in(folder)
    if way is Way.PLAINLY:
        return plainly(file)
    assert file is not None
    return by_keyring(file, keyring) if way is Way.KEYRING else by_passphrase(file, passphrase)


def test_a_new_desk_is_encrypted_with_a_key_that_only_the_keyring_has(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    assert way_in(folder) == (Way.NEW, None)
    unlocked = protect_new(folder, IN_KEYRING, keyring)
    write_somebody(folder, clock, unlocked)
    (secret,) = keyring.secrets.values()
    assert len(bytes.fromhex(secret)) == 32
    assert not engine.is_plain(folder / "desk.db")
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"Sommer" not in content
            assert secret.encode() not in content
            assert bytes.fromhex(secret) not in content
    assert names(folder, clock, found_by(folder, keyring).keys) == ["Maria Sommer"]


def test_a_desk_with_a_passphrase_leaves_nothing_in_the_keyring(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    write_somebody(folder, clock, protect_new(folder, IN_HEAD, keyring))
    assert keyring.secrets == {}
    assert way_in(folder)[0] is Way.PASSPHRASE
    assert names(folder, clock, found_by(folder, keyring).keys) == ["Maria Sommer"]
    with pytest.raises(WrongPassphrase):
        found_by(folder, keyring, OTHER)


@pytest.mark.parametrize("problem", list(Problem))
def test_without_a_keyring_nothing_is_made_and_nothing_is_plain(
    folder: Path, keyring: MemoryKeyring, problem: Problem
) -> None:
    keyring.problem = problem
    with pytest.raises(Trouble):
        protect_new(folder, IN_KEYRING, keyring)
    assert not folder.exists()


def test_a_keyring_that_forgets_what_it_took_is_not_relied_on(folder: Path) -> None:
    class Forgetful(MemoryKeyring):
        def write(self, entry: str, secret: str) -> None:
            """Take it and lose it."""

    with pytest.raises(Trouble, match="does not give it back"):
        protect_new(folder, IN_KEYRING, Forgetful())
    assert not folder.exists()


def test_a_keyring_emptied_by_a_reinstall_says_so_and_the_kit_opens_the_desk(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    unlocked = write_somebody(folder, clock, protect_new(folder, IN_KEYRING, keyring))
    kit = make_kit(folder, unlocked, WORDS, CHEAP).file.now
    copy = kit.copy_for(Purpose.RECOVERY)
    assert copy is not None
    page = kit_text(kit.key_id, copy, clock.now().date(), "mine")
    keyring.secrets.clear()
    _way, file = way_in(folder)
    assert file is not None
    with pytest.raises(NotInKeyring):
        by_keyring(file, keyring)
    assert names(folder, clock, by_passphrase(file, WORDS).keys) == ["Maria Sommer"]
    # The file beside the desk may be gone as well: the page is enough.
    assert names(folder, clock, by_kit(None, *read_kit(page), WORDS).keys) == ["Maria Sommer"]


def test_a_kit_of_another_desk_is_told_apart(
    folder: Path, tmp_path: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    mine = protect_new(folder, IN_KEYRING, keyring)
    other = make_kit(tmp_path / "other", protect_new(tmp_path / "other", IN_KEYRING, keyring), WORDS, CHEAP).file.now
    copy = other.copy_for(Purpose.RECOVERY)
    assert copy is not None
    with pytest.raises(Mistake, match="another desk"):
        by_kit(mine.file, other.key_id, copy, WORDS)


@pytest.mark.parametrize("after", [IN_KEYRING, IN_HEAD, PLAINLY], ids=str)
@pytest.mark.parametrize("before", [IN_KEYRING, IN_HEAD, PLAINLY], ids=str)
def test_a_desk_changes_from_any_key_to_any_other(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring, before: Wish, after: Wish
) -> None:
    unlocked = write_somebody(folder, clock, protect_new(folder, before, keyring))
    changed = change_key(folder, clock, unlocked, after, keyring)
    assert changed.key != unlocked.key or changed.key is None
    assert engine.is_plain(folder / "desk.db") == (after is PLAINLY)
    found = found_by(folder, keyring)
    assert found.key == changed.key
    assert names(folder, clock, found.keys) == ["Maria Sommer"]
    assert len(keyring.secrets) == (after is IN_KEYRING)
    assert [backup.reason for backup in backups_of(folder)] == [Reason.REKEY]


def test_a_backup_with_an_earlier_key_is_restored_under_the_present_one(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    unlocked = write_somebody(folder, clock, protect_new(folder, IN_KEYRING, keyring))
    first = back_up(folder, clock, Reason.WISHED, keys=unlocked.keys).backup
    for name in ("Ben Adler", "Chi Nguyen"):
        clock.advance(minutes=1)
        changed = change_key(folder, clock, found_by(folder, keyring), IN_KEYRING, keyring)
        write_somebody(folder, clock, changed, name)
    found = found_by(folder, keyring)
    restore(folder, first.path, clock, keys=found.keys)
    assert names(folder, clock, Keys(found.key)) == ["Maria Sommer"]


def test_a_plain_backup_is_restored_encrypted_where_the_desk_is(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    unlocked = write_somebody(folder, clock, protect_new(folder, PLAINLY, keyring))
    plain = back_up(folder, clock, Reason.WISHED).backup
    changed = change_key(folder, clock, unlocked, IN_KEYRING, keyring)
    restore(folder, plain.path, clock, keys=changed.keys)
    assert not engine.is_plain(folder / "desk.db")
    assert names(folder, clock, changed.keys) == ["Maria Sommer"]


def test_encryption_is_not_taken_away_while_backups_would_be_left_that_nothing_opens(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    unlocked = write_somebody(folder, clock, protect_new(folder, IN_KEYRING, keyring))
    back_up(folder, clock, Reason.WISHED, keys=unlocked.keys)
    with pytest.raises(Mistake, match="recovery kit first"):
        change_key(folder, clock, unlocked, PLAINLY, keyring)
    with_kit = make_kit(folder, unlocked, WORDS, CHEAP)
    changed = change_key(folder, clock, with_kit, PLAINLY, keyring)
    (beside,) = [file for file in key_files_beside(backups_of(folder)[0].path) if file.now.wrapped]
    restore(folder, backups_of(folder)[-1].path, clock, keys=Keys(changed.key, by_passphrase(beside, WORDS).keys.all))
    assert names(folder, clock, changed.keys) == ["Maria Sommer"]


def test_the_wrapped_keys_lie_beside_backups_also_in_the_second_folder(
    folder: Path, tmp_path: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    unlocked = write_somebody(folder, clock, protect_new(folder, IN_HEAD, keyring))
    done = back_up(folder, clock, Reason.WISHED, keys=unlocked.keys, second_folder=str(second))
    assert done.second_trouble == ""
    (copied,) = second.rglob("*.db")
    for backup in (done.backup.path, copied):
        (file,) = key_files_beside(backup)
        with engine.open_file(backup, by_passphrase(file, WORDS).keys, read_only=True) as opened:
            assert opened.execute("SELECT count(*) FROM person").fetchone() == (1,)


@pytest.mark.parametrize("is_after_the_rename", [False, True])
@pytest.mark.parametrize("after", [IN_KEYRING, IN_HEAD, PLAINLY], ids=str)
@pytest.mark.parametrize("before", [IN_KEYRING, IN_HEAD, PLAINLY], ids=str)
def test_a_change_that_is_killed_leaves_a_desk_that_opens(
    folder: Path,
    clock: FakeClock,
    keyring: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
    before: Wish,
    after: Wish,
    is_after_the_rename: bool,
) -> None:
    unlocked = write_somebody(folder, clock, protect_new(folder, before, keyring))
    swap = swapping.replace_desk

    def killed(*given: object, **named: object) -> None:
        if is_after_the_rename:
            swap(*given, **named)  # type: ignore[arg-type] # whatever it is called with
        raise Killed

    monkeypatch.setattr(swapping, "replace_desk", killed)
    monkeypatch.setattr("mentordesk.workflows.desk.protect_desk._fits", lambda _desk, _key: False)
    with pytest.raises(Killed):
        change_key(folder, clock, unlocked, after, keyring)
    assert KeyFile.read(folder).coming is not None  # type: ignore[union-attr] # it was written just now
    found = write_somebody(folder, clock, found_by(folder, keyring), "Ben Adler")
    keys = found_by(folder, keyring).keys
    assert found.key is None or {unlocked.key, found.key} <= {*keys.all, None}  # backups still open
    assert names(folder, clock, found_by(folder, keyring).keys) == ["Ben Adler", "Maria Sommer"]
    assert found.file.coming is None
    assert engine.is_plain(folder / "desk.db") == ((after if is_after_the_rename else before) is PLAINLY)


def test_a_change_that_fails_leaves_the_key_and_the_keyring_as_they_were(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    unlocked = write_somebody(folder, clock, protect_new(folder, IN_KEYRING, keyring))
    secrets, kept = dict(keyring.secrets), (folder / FILE_NAME).read_bytes()
    other = Desk.open(folder, clock, unlocked.keys)
    with pytest.raises(engine.Busy):
        change_key(folder, clock, unlocked, IN_KEYRING, keyring)
    assert not backups_of(folder)  # one for each try would fill the disk
    other.close()
    assert keyring.secrets == secrets
    assert (folder / FILE_NAME).read_bytes() == kept
    assert names(folder, clock, unlocked.keys) == ["Maria Sommer"]


@pytest.mark.parametrize("before", [IN_KEYRING, PLAINLY])
def test_a_command_that_looks_in_while_the_key_is_changed_takes_no_key_off_the_record(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch, before: Wish
) -> None:
    unlocked = write_somebody(folder, clock, protect_new(folder, before, keyring))
    rename = Path.replace

    def looked_in(*given: object, **named: object) -> None:
        write_with(*given, **named)  # type: ignore[arg-type] # whatever it is called with
        found = plainly(KeyFile.read(folder)) if before is PLAINLY else found_by(folder, keyring)
        desk = Desk.open(folder, clock, found.keys)
        settle(folder, found, desk.keys.now)
        desk.close()

    def killed_after(path: Path, target: Path) -> Path:
        renamed = rename(path, target)
        if path.name == swapping.COMING:
            raise Killed
        return renamed

    with monkeypatch.context() as patch:
        patch.setattr("mentordesk.workflows.desk.protect_desk.write_with", looked_in)
        patch.setattr(Path, "replace", killed_after)
        patch.setattr("mentordesk.workflows.desk.protect_desk._fits", lambda _desk, _key: False)
        with pytest.raises(Killed):
            change_key(folder, clock, unlocked, IN_KEYRING, keyring)
    assert names(folder, clock, found_by(folder, keyring).keys) == ["Maria Sommer"]


def test_a_disk_that_fails_after_the_rename_leaves_a_desk_that_opens_at_once(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocked = write_somebody(folder, clock, protect_new(folder, IN_KEYRING, keyring))

    def fails(_folder: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(swapping, "sync_folder", fails)
        changed = change_key(folder, clock, unlocked, IN_KEYRING, keyring)
    assert names(folder, clock, changed.keys) == ["Maria Sommer"]
    assert names(folder, clock, found_by(folder, keyring).keys) == ["Maria Sommer"]


def test_the_passphrase_is_changed_without_writing_the_desk_anew(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    unlocked = write_somebody(folder, clock, protect_new(folder, IN_HEAD, keyring))
    before = (folder / "desk.db").read_bytes()
    set_passphrase(folder, unlocked, OTHER, CHEAP)
    assert (folder / "desk.db").read_bytes() == before
    assert names(folder, clock, found_by(folder, keyring, OTHER).keys) == ["Maria Sommer"]
    with pytest.raises(WrongPassphrase):
        found_by(folder, keyring, WORDS)


def test_the_key_moves_from_the_keyring_into_a_head_and_back(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    unlocked = write_somebody(folder, clock, protect_new(folder, IN_KEYRING, keyring))
    with pytest.raises(Mistake, match="passphrase first"):
        ask_at_start(folder, unlocked, keyring)
    asked = ask_at_start(folder, set_passphrase(folder, unlocked, WORDS, CHEAP), keyring)
    assert keyring.secrets == {}
    assert found_by(folder, keyring).key == unlocked.key
    with pytest.raises(Mistake, match="Only the passphrase"):
        remove_passphrase(folder, asked)
    kept = keep_in_keyring(folder, asked, keyring)
    assert found_by(folder, keyring).key == unlocked.key
    check_passphrase(kept.file, WORDS)  # of the lock, from now on
    with pytest.raises(WrongPassphrase):
        check_passphrase(remove_passphrase(folder, kept).file, WORDS)


def test_a_desk_that_should_be_encrypted_and_is_not_is_not_written_to(
    folder: Path, clock: FakeClock, keyring: MemoryKeyring
) -> None:
    unlocked = protect_new(folder, IN_KEYRING, keyring)
    Desk.open(folder.with_name("plain"), clock).close()
    (folder.with_name("plain") / "desk.db").replace(folder / "desk.db")
    before = (folder / "desk.db").read_bytes()
    with pytest.raises(engine.OtherKey, match="should be"):
        Desk.open(folder, clock, unlocked.keys)
    assert (folder / "desk.db").read_bytes() == before


def test_a_damaged_file_of_keys_is_told_with_where_another_lies(folder: Path, keyring: MemoryKeyring) -> None:
    protect_new(folder, IN_KEYRING, keyring)
    (folder / FILE_NAME).write_text("{", encoding="utf-8")
    with pytest.raises(Trouble, match="beside your backups"):
        way_in(folder)


def test_keys_beside_a_desk_are_for_their_owner_alone(folder: Path, keyring: MemoryKeyring) -> None:
    unlocked = protect_new(folder, IN_HEAD, keyring)
    make_kit(folder, unlocked, WORDS, CHEAP)
    assert (folder / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in (folder / FOLDER_NAME).glob("*.keys"))


def test_of_two_first_starts_only_one_makes_the_key_of_the_desk(folder: Path, keyring: MemoryKeyring) -> None:
    first = protect_new(folder, IN_KEYRING, keyring)
    with pytest.raises(Trouble):
        protect_new(folder, IN_KEYRING, keyring)
    assert list(keyring.secrets) == [first.file.now.key_id]
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]
