from __future__ import annotations

import pytest

from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.store import engine
from mentordesk.store.desk import Desk
from mentordesk.store.searchable import SEARCHABLE
from mentordesk.store.topics import Topic
from mentordesk.store.triggers import expected, put_right, record_tables
from tests.support.clock import FakeClock


def _present(desk: Desk) -> dict[str, str]:
    return {
        row["name"]: row["sql"]
        for row in desk.database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    }


def test_a_new_desk_has_exactly_the_triggers_expected(desk: Desk) -> None:
    wanted = expected(desk.database.tables.conn)
    assert _present(desk) == wanted
    assert len(wanted) == 3 * len(record_tables(desk.database.tables.conn)) + 2 * len(SEARCHABLE)


def test_every_noun_with_words_of_its_own_is_searched(desk: Desk) -> None:
    searched = {searchable.table for searchable in SEARCHABLE}
    silent = {"profile", "series", "note_revision", "focus_session", "distraction", "reminder", "note_link", "wording"}
    assert searched | silent == set(record_tables(desk.database.tables.conn))


def test_triggers_dropped_by_a_transformed_table_are_put_right_and_the_index_with_them(desk: Desk) -> None:
    desk.people.add(Person(name="Ana Gómez"))
    wanted = _present(desk)
    desk.database.tables.conn.execute("PRAGMA foreign_keys = OFF")
    desk.database.tables.table("person").transform(defaults={"city": "nowhere"})
    desk.database.tables.conn.execute("PRAGMA foreign_keys = ON")
    assert _present(desk) != wanted
    late = desk.people.add(Person(name="Late Arrival"))
    assert not desk.search.find("arrival")
    assert put_right(desk.database.tables.conn)
    assert not put_right(desk.database.tables.conn)
    assert _present(desk) == wanted
    assert [found.record_id for found in desk.search.find("arrival")] == [late.id]
    assert len(desk.search.find("gomez")) == 1


def test_a_trigger_changed_by_hand_and_one_of_nobody_are_put_right(desk: Desk) -> None:
    connection = desk.database.tables.conn
    wanted = _present(desk)
    connection.execute("DROP TRIGGER note_keeps_rows")
    connection.execute("CREATE TRIGGER note_keeps_rows BEFORE DELETE ON note BEGIN SELECT 1; END")
    connection.execute("CREATE TRIGGER stray AFTER INSERT ON note BEGIN SELECT 1; END")
    assert put_right(connection)
    assert _present(desk) == wanted


def test_no_record_can_be_deleted(desk: Desk) -> None:
    connection = desk.database.tables.conn
    desk.people.add(Person(name="Ana"))
    for table in record_tables(connection):
        if not desk.database.value(f"SELECT count(*) FROM {table}"):
            connection.execute(f"INSERT INTO {table} (id) VALUES ('one')")
        with pytest.raises(engine.IntegrityError, match="trash"):
            connection.execute(f"DELETE FROM {table}")


def test_replacing_a_record_does_not_delete_it_either(desk: Desk) -> None:
    ana = desk.people.add(Person(name="Ana"))
    with pytest.raises(engine.IntegrityError, match="trash"):
        desk.database.tables.conn.execute("INSERT OR REPLACE INTO person (id, name) VALUES (?, 'Other')", [ana.id])
    assert desk.people.get(ana.id).name == "Ana"


def test_each_cell_that_changes_is_noted_with_its_time(desk: Desk, clock: FakeClock) -> None:
    note = desk.notes.add(Note(text="one"))
    made = desk.database.now_text()
    clock.advance(minutes=3)
    desk.notes.write(note.id, "two #tag")
    changed = {
        row["column_name"]: row["at"]
        for row in desk.database.rows("SELECT * FROM changed WHERE table_name = 'note' AND row_id = ?", [note.id])
    }
    later = desk.database.now_text()
    assert changed == {"": made, "text": later, "name": later, "tags": later}


def test_writing_the_same_again_notes_nothing(desk: Desk, clock: FakeClock) -> None:
    ana = desk.people.add(Person(name="Ana"))
    before = desk.database.rows("SELECT * FROM changed")
    clock.advance(hours=1)
    with desk.database.change(Topic.PEOPLE):
        desk.people.save(ana)
    assert desk.database.rows("SELECT * FROM changed") == before


def test_two_records_of_one_id_in_two_tables_are_noted_apart(desk: Desk) -> None:
    desk.people.add(Person(id="same", name="Ana"))
    desk.notes.add(Note(id="same", text="hello"))
    rows = desk.database.rows("SELECT table_name FROM changed WHERE row_id = 'same' ORDER BY 1")
    assert [row["table_name"] for row in rows] == ["note", "person"]
