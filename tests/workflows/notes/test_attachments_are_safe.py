"""What is attached is in each backup, comes back with it, moves with the desk, and is looked at by a check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk.domain.attachments import Attachment, HolderKind
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.store.attachment_files import PLAIN, names_in
from mentordesk.store.backups import Reason, backups_of
from mentordesk.store.desk import Desk
from mentordesk.vault.keys import Key, Keys
from mentordesk.workflows.desk.move_desk import move_desk
from mentordesk.workflows.notes.attach import look_after_files
from mentordesk.workflows.safety.back_up import back_up
from mentordesk.workflows.safety.check import check_desk
from mentordesk.workflows.safety.restore import restore
from tests.support.attaching import attach
from tests.support.clock import FakeClock

KEYS = Keys(Key.new())
CONTENT = b"Maria's contract" * 10_000


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "desk", clock, KEYS, keeps_undo=True)
    desk.profile.begin(Person(name="Elena"), Profile())
    yield desk
    desk.close()


def attached(desk: Desk, name: str = "contract.txt", content: bytes = CONTENT) -> Attachment:
    return attach(desk, HolderKind.NOTE, desk.notes.add(Note(text="x")).id, name, content)


def test_a_backup_and_the_second_folder_hold_what_is_attached_sealed(
    desk: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    made = attached(desk)
    (tmp_path / "second").mkdir()
    done = back_up(desk.folder, clock, Reason.DAILY, keys=KEYS, second_folder=str(tmp_path / "second"))
    assert done.second_trouble == ""
    (place,) = (tmp_path / "second").iterdir()
    for folder in (desk.folder / "backups" / "attachments", place / "attachments"):
        assert names_in(folder) == {made.id}
        assert b"Maria" not in (folder / made.id).read_bytes()


def test_a_restore_brings_back_files_that_are_gone(desk: Desk, clock: FakeClock) -> None:
    made, files = attached(desk), desk.attachments.files
    backup = back_up(desk.folder, clock, Reason.DAILY, keys=KEYS).backup
    desk.attachments.purge_files([made.id])
    desk.close()
    restore(desk.folder, backup.path, clock, keys=KEYS)
    assert files.read(made) == CONTENT


def test_a_restore_from_the_second_folder_brings_them_from_there(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    made, files = attached(desk), desk.attachments.files
    (tmp_path / "second").mkdir()
    back_up(desk.folder, clock, Reason.DAILY, keys=KEYS, second_folder=str(tmp_path / "second"))
    (elsewhere,) = (tmp_path / "second").glob("*/desk-*.db")
    desk.close()
    for folder in (desk.folder / "attachments", desk.folder / "backups" / "attachments"):
        (folder / made.id).unlink()
    restore(desk.folder, elsewhere, clock, keys=KEYS)
    assert files.read(made) == CONTENT


def test_what_was_attached_since_is_there_again_when_a_restore_is_taken_back(desk: Desk, clock: FakeClock) -> None:
    files = desk.attachments.files
    backup = back_up(desk.folder, clock, Reason.DAILY, keys=KEYS).backup
    made = attached(desk)
    desk.close()
    clock.advance(minutes=5)
    before = restore(desk.folder, backup.path, clock, keys=KEYS).before
    assert before is not None
    again = Desk.open(desk.folder, clock, KEYS)
    clock.advance(days=3650)
    look_after_files(again)
    again.close()
    assert not files.has(made.id)
    restore(desk.folder, before.path, clock, keys=KEYS)
    assert files.read(made) == CONTENT


def test_with_the_last_backup_that_speaks_of_it_a_copy_goes(desk: Desk, clock: FakeClock) -> None:
    made = attached(desk)
    back_up(desk.folder, clock, Reason.DAILY, keys=KEYS)
    desk.attachments.purge_files([made.id])
    connection = desk.database.tables.conn
    connection.execute("DROP TRIGGER attachment_keeps_rows")
    connection.execute("DELETE FROM attachment")
    beside = desk.folder / "backups" / "attachments"
    clock.advance(days=1)
    back_up(desk.folder, clock, Reason.DAILY, keys=KEYS)
    assert names_in(beside) == {made.id}
    backups_of(desk.folder)[-1].path.unlink()
    clock.advance(days=1)
    back_up(desk.folder, clock, Reason.DAILY, keys=KEYS)
    assert names_in(beside) == set()


def test_a_desk_that_moves_takes_them_along(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    made = attached(desk)
    back_up(desk.folder, clock, Reason.DAILY, keys=KEYS)
    desk.close()
    moved = Desk.open(move_desk(desk.folder, tmp_path / "into", clock, keys=KEYS), clock, KEYS)
    assert moved.attachments.files.read(made) == CONTENT
    assert not (desk.folder / "attachments").exists()
    assert moved.attachments.files.path(made.id).stat().st_mode & 0o777 == 0o600
    moved.close()


def test_a_check_says_which_file_is_missing_or_altered_and_takes_the_copy_beside_the_backups(
    desk: Desk, clock: FakeClock
) -> None:
    missing, altered, fine = attached(desk, "missing.txt"), attached(desk, "altered.txt"), attached(desk, "fine.txt")
    assert check_desk(desk).is_fine
    files = desk.attachments.files
    files.path(missing.id).unlink()
    files.path(altered.id).write_bytes(PLAIN + b"something else")
    problems = check_desk(desk).problems
    assert [("missing.txt" in one, "no longer there" in one) for one in problems] == [(True, True), (False, False)]
    assert "altered.txt" in problems[1]
    assert "been changed" in problems[1]
    # With copies from before it all comes right again.
    for one in (missing, altered):
        files.purge([one.id])
        with files.writing(one.id, [CONTENT]):
            pass
    back_up(desk.folder, clock, Reason.DAILY, keys=KEYS)
    files.path(missing.id).unlink()
    files.path(altered.id).unlink()
    files.path(altered.id).write_bytes(b"something else")
    report = check_desk(desk)
    assert report.is_fine
    assert any("2 attachments were missing or damaged" in words for words in report.repaired)
    assert [files.read(one) for one in (missing, altered, fine)] == [CONTENT] * 3


def test_after_a_new_key_the_calm_moment_seals_them_anew(desk: Desk, clock: FakeClock) -> None:
    made = attached(desk)
    desk.close()
    sealed = desk.attachments.files.path(made.id).read_bytes()
    later = Desk.open(desk.folder, clock, Keys(KEYS.now, ()))
    later.database.keys = Keys(Key.new(), KEYS.all)
    look_after_files(later)
    assert later.attachments.files.path(made.id).read_bytes() != sealed
    assert later.attachments.files.read(made) == CONTENT
    later.close()
