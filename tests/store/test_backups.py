from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.errors import Trouble
from mentordesk.store import backups, engine, migrations
from mentordesk.store.backups import Cancelled, Reason, Unwatched
from mentordesk.store.desk import Desk
from mentordesk.store.engine import Damaged
from mentordesk.vault.keys import Key, Keys
from tests.support.clock import FakeClock

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "desk", clock, patience_ms=0)
    desk.people.add_all([Person(name=f"Person {number}", remember="x" * 900) for number in range(60)])
    desk.notes.add(Note(text="lighthouse"))
    yield desk
    desk.close()


def test_a_backup_holds_every_row_of_an_open_desk(desk: Desk, clock: FakeClock) -> None:
    backup = backups.write(desk.folder, Reason.DAILY, clock.now())
    rows = backups.verify(backup.path)
    assert rows["person"] == 60
    assert rows["note"] == 1
    assert rows["changed"] == desk.database.value("SELECT count(*) FROM changed")
    assert backup.reason is Reason.DAILY
    assert backup.made_at == clock.now()


def test_a_backup_opens_as_a_desk_in_which_everything_is_found(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    backup = backups.write(desk.folder, Reason.DAILY, clock.now())
    other = tmp_path / "other"
    other.mkdir()
    backups.copy_private(backup.path, other / "desk.db")
    again = Desk.open(other, clock)
    assert [found.title for found in again.search.find("lighthouse")] == ["lighthouse"]
    again.close()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_backups_are_for_their_owner_alone(desk: Desk, clock: FakeClock) -> None:
    backup = backups.write(desk.folder, Reason.DAILY, clock.now())
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700


def test_backups_sort_by_date_and_two_of_one_moment_are_two(desk: Desk, clock: FakeClock) -> None:
    first = backups.write(desk.folder, Reason.DAILY, clock.now())
    second = backups.write(desk.folder, Reason.WISHED, clock.now())
    clock.advance(hours=2)
    third = backups.write(desk.folder, Reason.IMPORT, clock.now())
    assert backups.backups_of(desk.folder) == (third, second, first)
    assert first.name == "desk-20261112T134800000Z-daily.db"


def test_what_is_written_meanwhile_does_not_fail_the_count(desk: Desk, clock: FakeClock) -> None:
    ended = threading.Event()

    def write_on() -> None:
        other = Desk.open(desk.folder, clock)
        while not ended.is_set():
            other.notes.add(Note(text="typed meanwhile"))
        other.close()

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        for _round in range(3):
            backups.write(desk.folder, Reason.DAILY, clock.now())
    finally:
        ended.set()
        writer.join()
    assert len(backups.backups_of(desk.folder)) == 3


def test_a_damaged_desk_is_said_to_be_and_leaves_no_backup(desk: Desk, clock: FakeClock) -> None:
    desk.close()
    path = desk.database.path
    content = bytearray(path.read_bytes())
    page = content.rindex(b"Person 40") // 4096 * 4096
    content[page : page + 200] = b"\xa5" * 200
    path.write_bytes(content)
    with pytest.raises(Damaged):
        backups.write(desk.folder, Reason.DAILY, clock.now())
    assert list((desk.folder / "backups").iterdir()) == []


def test_a_backup_that_was_harmed_later_is_found_out(desk: Desk, clock: FakeClock) -> None:
    backup = backups.write(desk.folder, Reason.DAILY, clock.now())
    content = bytearray(backup.path.read_bytes())
    page = content.rindex(b"Person 40") // 4096 * 4096
    content[page : page + 8] = b"\xa5" * 8
    backup.path.write_bytes(content)
    with pytest.raises(Damaged):
        backups.verify(backup.path)


def test_fewer_rows_than_the_desk_had_are_found_out(desk: Desk, clock: FakeClock) -> None:
    backup = backups.write(desk.folder, Reason.DAILY, clock.now())
    with pytest.raises(Damaged):
        backups.verify(backup.path, {"person": 61})


class NotWanted(Unwatched):
    is_cancelled = True


def test_a_backup_that_is_not_wanted_any_more_leaves_nothing(
    desk: Desk, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_STEPS", 10)
    with pytest.raises(Cancelled):
        backups.write(desk.folder, Reason.DAILY, clock.now(), NotWanted())
    assert list((desk.folder / "backups").iterdir()) == []


def test_what_a_killed_run_left_half_written_is_swept_away(desk: Desk, clock: FakeClock) -> None:
    folder = desk.folder / "backups"
    folder.mkdir()
    (folder / "coming-999999999.part").write_bytes(b"half")
    backup = backups.write(desk.folder, Reason.DAILY, clock.now())
    assert [path.name for path in folder.iterdir()] == [backup.name]


def test_old_backups_go_and_those_of_today_stay(desk: Desk, clock: FakeClock) -> None:
    folder = desk.folder / "backups"
    folder.mkdir()
    for back in range(1, 40):
        made = clock.now() - timedelta(days=back)
        (folder / f"desk-{made.strftime('%Y%m%dT%H%M%S')}000Z-daily.db").touch()
    (folder / "notes of mine.txt").touch()
    for reason in (Reason.DAILY, Reason.IMPORT, Reason.WISHED):
        backups.write(desk.folder, reason, clock.now())
    gone = backups.rotate(folder, BERLIN, clock.now())
    assert len(gone) + len(backups.backups_in(folder)) == 42
    assert len(backups.backups_in(folder)) == 3 + 6 + 2 + 1
    assert (folder / "notes of mine.txt").exists()


def test_a_second_folder_gets_a_copy_that_was_read_back(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    backup = backups.write(desk.folder, Reason.DAILY, clock.now())
    copy = backups.copy_to(backup, tmp_path / "second" / "inside")
    assert copy.path.read_bytes() == backup.path.read_bytes()
    assert backups.backups_in(copy.path.parent) == (copy,)


def test_a_second_folder_that_is_none_says_so(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    backup = backups.write(desk.folder, Reason.DAILY, clock.now())
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match="cannot be written to"):
        backups.copy_to(backup, tmp_path / "file")


def test_a_desk_of_an_older_program_is_backed_up_before_it_is_changed(
    desk: Desk, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    monkeypatch.setattr(migrations, "VERSION", 2)
    again = Desk.open(desk.folder, clock)
    assert again.database.value("PRAGMA user_version") == 2
    again.close()
    (backup,) = backups.backups_of(desk.folder)
    assert backup.reason is Reason.MIGRATION
    monkeypatch.setattr(migrations, "VERSION", 1)
    assert backups.verify(backup.path)["person"] == 60
    with closing(engine.open_file(backup.path, read_only=True)) as connection:
        migrations.check_is_ours(connection)


def test_the_backup_before_a_migration_has_the_key_of_the_desk(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = Keys(Key.new())
    Desk.open(tmp_path / "encrypted", clock, keys).close()
    monkeypatch.setattr(migrations, "VERSION", 2)
    Desk.open(tmp_path / "encrypted", clock, keys).close()
    (backup,) = backups.backups_of(tmp_path / "encrypted")
    assert backup.reason is Reason.MIGRATION
    assert not engine.is_plain(backup.path)
    assert backups.verify(backup.path, keys=keys)["person"] == 0
