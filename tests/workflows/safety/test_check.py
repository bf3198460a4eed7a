from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from mentordesk.domain.meetings import Meeting, planned
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.store.database import Busy
from mentordesk.store.desk import Desk
from mentordesk.workflows.safety.check import check_desk
from tests.support.clock import FakeClock


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "desk", FakeClock(), patience_ms=0)
    desk.notes.add(Note(text="lighthouse"))
    trashed = desk.notes.add(Note(text="thrown away"))
    desk.notes.remove(trashed.id)
    yield desk
    desk.close()


def test_a_sound_desk_is_in_order_and_left_alone(desk: Desk) -> None:
    report = check_desk(desk)
    assert report.is_fine
    assert report.repaired == ()
    assert desk.database.value("SELECT count(*) FROM search_entry") == 2


def test_lost_triggers_are_put_right_and_what_was_written_meanwhile_is_found(desk: Desk) -> None:
    desk.database.tables.conn.execute("DROP TRIGGER note_is_found")
    desk.notes.add(Note(text="written unseen"))
    assert not desk.search.find("unseen")
    report = check_desk(desk)
    assert report.is_fine
    assert report.repaired[0].startswith("1 trigger was missing")
    assert len(desk.search.find("unseen")) == 1
    assert not desk.search.find("thrown")
    assert check_desk(desk).repaired == ()


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM search_index WHERE rowid = (SELECT min(rowid) FROM search_entry)",
        "DELETE FROM search_entry",
        "INSERT INTO search_entry (rowid, table_name, record_id) VALUES (7, 'note', 'nobody')",
        "INSERT INTO search_index (rowid, words) VALUES (9, 'ghost')",
        "UPDATE search_index_data SET block = x'00' WHERE id > 100",
    ],
)
def test_gaps_in_the_index_are_found_and_fed(desk: Desk, harm: str) -> None:
    desk.database.tables.conn.execute(harm)
    report = check_desk(desk)
    assert report.is_fine
    assert "made anew" in report.repaired[0]
    assert [found.title for found in desk.search.find("lighthouse")] == ["lighthouse"]
    assert not desk.search.find("ghost")
    assert check_desk(desk).repaired == ()


def test_a_link_that_leads_nowhere_is_said_and_not_touched(desk: Desk) -> None:
    connection = desk.database.tables.conn
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("UPDATE note SET person_id = 'nobody'")
    connection.execute("PRAGMA foreign_keys = ON")
    report = check_desk(desk)
    assert not report.is_fine
    assert report.problems == ("2 records of “note” point at a “person” that is not there.",)
    assert desk.database.value("SELECT count(*) FROM note WHERE person_id = 'nobody'") == 2


def test_an_open_meeting_follows_its_wall_time_and_a_held_one_stays(desk: Desk) -> None:
    person = desk.people.add(Person(name="Ana"))
    call = planned(Meeting(person_id=person.id, wall_start=datetime(2027, 1, 5, 9), zone="Asia/Manila"))
    kept = desk.meetings.add(call)
    desk.database.tables.conn.execute("UPDATE meeting SET starts_at = '2027-01-05T02:00:00.000Z'")
    report = check_desk(desk)
    assert report.repaired == ("1 meeting was at another instant than its time and zone say; it follows them now.",)
    assert desk.meetings.get(kept.id).starts_at == kept.starts_at


def test_a_damaged_file_is_said_to_be_and_nothing_is_written_to_it(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path, FakeClock())
    desk.people.add_all([Person(name=f"Person {number}", remember="x" * 900) for number in range(200)])
    desk.close()
    path = desk.database.path
    content = bytearray(path.read_bytes())
    middle = content.rindex(b"Person 150")
    page = middle // 4096 * 4096
    content[page : page + 200] = b"\xa5" * 200
    path.write_bytes(content)
    desk = Desk.open(tmp_path, FakeClock())
    report = check_desk(desk)
    desk.close()
    assert not report.is_fine
    assert "damaged" in report.problems[0]
    assert path.read_bytes() == bytes(content)


def test_another_program_that_is_writing_makes_the_repair_wait(desk: Desk) -> None:
    other = Desk.open(desk.folder, FakeClock())
    desk.database.tables.conn.execute("DROP TRIGGER note_is_found")
    with other.database.change(), pytest.raises(Busy):
        check_desk(desk)
    other.close()
