from __future__ import annotations

from pathlib import Path

import pytest

from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.errors import Trouble
from mentordesk.store import backups
from mentordesk.store.desk import Desk
from mentordesk.store.engine import is_plain
from mentordesk.vault.keys import Key, Keys
from mentordesk.workflows.safety.check import check_desk
from mentordesk.workflows.safety.restore import newest_good, restore
from mentordesk.workflows.safety.salvage import lost_words, salvage
from tests.support.clock import FakeClock

PEOPLE = 200


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def folder(tmp_path: Path, clock: FakeClock) -> Path:
    folder = tmp_path / "desk"
    desk = Desk.open(folder, clock)
    desk.people.add_all([Person(name=f"Person {number}", remember="x" * 900) for number in range(PEOPLE)])
    desk.notes.add_all([Note(text="lighthouse", person_id=person.id) for person in desk.people.where("1")])
    desk.close()
    return folder


def harm(folder: Path, at: bytes, length: int = 200) -> None:
    path = folder / "desk.db"
    content = bytearray(path.read_bytes())
    page = content.rindex(at) // 4096 * 4096
    content[page : page + length] = b"\xa5" * length
    path.write_bytes(content)


def test_of_a_damaged_page_only_its_rows_are_lost_and_counted(folder: Path, clock: FakeClock) -> None:
    harm(folder, b"Person 150")
    saved = salvage(folder, clock)
    assert saved.is_all_known
    assert 0 < saved.tables["person"].lost < 8
    assert saved.tables["person"].saved + saved.tables["person"].lost == PEOPLE
    assert saved.tables["note"].saved == PEOPLE
    assert "cannot be read any more" in lost_words(saved)


def test_of_an_encrypted_desk_each_damaged_page_costs_its_own_rows_and_what_is_saved_is_encrypted(
    tmp_path: Path, clock: FakeClock
) -> None:
    folder, keys = tmp_path / "mine", Keys(Key.new())
    path = folder / "desk.db"
    desk = Desk.open(folder, clock, keys)
    desk.notes.add_all([Note(text="lighthouse") for _number in range(PEOPLE)])
    desk.close()
    before = path.stat().st_size // 4096
    desk = Desk.open(folder, clock, keys)
    desk.people.add_all([Person(name=f"Person {number}", remember="x" * 900) for number in range(PEOPLE)])
    desk.close()
    content = bytearray(path.read_bytes())
    for page in range(before + 6, len(content) // 4096 - 6, 12):
        content[page * 4096 + 100] ^= 1
    path.write_bytes(content)
    saved = salvage(folder, clock, keys=keys)
    assert PEOPLE * 0.7 < saved.tables["person"].saved < PEOPLE
    assert saved.tables["note"].saved == PEOPLE
    assert not is_plain(saved.path)
    assert saved.contents.counts["person"] == saved.tables["person"].saved


def test_what_was_saved_becomes_a_desk_in_order(folder: Path, clock: FakeClock) -> None:
    harm(folder, b"Person 150")
    before = (folder / "desk.db").read_bytes()
    saved = salvage(folder, clock)
    assert (folder / "desk.db").read_bytes() == before
    restored = restore(folder, saved.path, clock)
    desk = Desk.open(folder, clock)
    report = check_desk(desk)
    assert report.is_fine
    assert report.repaired == ()
    assert len(desk.search.find("lighthouse")) > 0
    assert desk.database.value("SELECT count(*) FROM note WHERE person_id IS NULL") == saved.tables["person"].lost
    desk.close()
    assert restored.aside is not None
    assert (restored.aside / "desk.db").read_bytes() == before


def test_a_file_whose_beginning_is_gone_can_still_be_read(folder: Path, clock: FakeClock) -> None:
    path = folder / "desk.db"
    content = bytearray(path.read_bytes())
    content[:32] = b"\0" * 32
    path.write_bytes(content)
    with pytest.raises(Trouble):
        Desk.open(folder, clock)
    saved = salvage(folder, clock)
    assert saved.contents.counts["person"] == PEOPLE
    assert lost_words(saved) == "Every record can still be read."


def test_a_file_that_broke_off_gives_what_it_still_has(folder: Path, clock: FakeClock) -> None:
    path = folder / "desk.db"
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3 // 4096 * 4096])
    saved = salvage(folder, clock)
    assert 0 < saved.contents.counts["person"] <= PEOPLE
    assert saved.lost or not saved.is_all_known


def test_of_a_file_that_is_no_desk_nothing_is_saved_and_that_is_said(folder: Path, clock: FakeClock) -> None:
    (folder / "desk.db").write_bytes(b"\xa5" * 100_000)
    saved = salvage(folder, clock)
    assert not saved.is_worth_it
    assert lost_words(saved) == "Nothing in the damaged file can be read any more."


def test_a_trial_leaves_nothing_but_its_desk_and_the_next_takes_its_place(folder: Path, clock: FakeClock) -> None:
    harm(folder, b"Person 150")
    salvage(folder, clock)
    clock.advance(hours=1)
    saved = salvage(folder, clock)
    assert [path.name for path in (folder / "backups").iterdir()] == [saved.path.name]


def test_the_newest_backup_that_is_sound_is_found_behind_one_that_is_not(folder: Path, clock: FakeClock) -> None:
    good = backups.write(folder, backups.Reason.DAILY, clock.now())
    clock.advance(hours=1)
    bad = backups.write(folder, backups.Reason.DAILY, clock.now())
    bad.path.write_bytes(bad.path.read_bytes()[:50_000])
    found = newest_good(folder)
    assert found is not None
    assert found.backup == good
    assert found.contents.counts["person"] == PEOPLE
