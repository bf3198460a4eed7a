from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentordesk.domain.focus import FocusSession
from mentordesk.domain.meetings import Meeting, Series
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from mentordesk.store.record_table import RecordTable
from tests.support.clock import FakeClock

# What a column holds: text without NUL and lone surrogates, instants to the millisecond, wall times to the second.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
instants = st.integers(0, 4_000_000_000_000).map(
    lambda ms: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)
walls = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all records here: each has an id of its own."""
    desk = Desk.open(tmp_path_factory.mktemp("desk"), FakeClock())
    yield desk
    desk.close()


def _tables(desk: Desk) -> tuple[RecordTable[Any], ...]:
    stores = [value for value in vars(desk).values() if isinstance(value, RecordTable)]
    beside = [part for store in stores for part in vars(store).values() if isinstance(part, RecordTable)]
    # Without the rules of the stores: what a noun allows is tested with the noun.
    return tuple(
        {
            store.kind: RecordTable(desk.database, store.kind, store.name, store.topic) for store in (*stores, *beside)
        }.values()
    )


def _records(kind: type[Record]) -> st.SearchStrategy[Record]:
    given_fields: dict[str, st.SearchStrategy[Any]] = {
        field.name: _field(kind, field.name, str(field.type)) for field in fields(kind) if field.name != "id"
    }
    return st.builds(kind, **given_fields)


def _field(kind: type[Record], name: str, type_name: str) -> st.SearchStrategy[Any]:
    if name == "space_id":
        return st.just("personal")
    if name.endswith("_id"):
        return st.just("")
    if "datetime" in type_name and "tuple" not in type_name:
        some = walls if name == "wall_start" else instants
        return st.none() | some if "None" in type_name else some
    plain = {
        "str": texts,
        "int": st.integers(-(2**40), 2**40),
        "bool": st.booleans(),
        "date | None": st.none() | st.dates(date(1900, 1, 1)),
        "time": st.times().map(lambda at: at.replace(microsecond=0)),
        "time | None": st.none() | st.times().map(lambda at: at.replace(microsecond=0)),
        "float": st.floats(allow_nan=False, allow_infinity=False),
        "float | None": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "int | None": st.none() | st.integers(-1000, 1000),
        "tuple[str, ...]": st.lists(texts, max_size=3).map(tuple),
        "tuple[int, ...]": st.lists(st.integers(0, 99), max_size=3).map(tuple),
    }
    if type_name in plain:
        return plain[type_name]
    hint = get_type_hints(kind)[name]
    if get_origin(hint) is tuple:
        return st.lists(_nested(get_args(hint)[0]), max_size=3).map(tuple)
    options = get_args(hint) or (hint,)
    return st.one_of(*(st.none() if option is type(None) else _nested(option) for option in options))


def _nested(kind: type[Any]) -> st.SearchStrategy[Any]:
    if hasattr(kind, "__members__"):
        return st.sampled_from(tuple(kind.__members__.values()))
    plain: dict[str, st.SearchStrategy[Any]] = {
        "str": texts,
        "int": st.integers(0, 10**9),
        "bool": st.booleans(),
        "datetime": instants,
        "int | None": st.none() | st.integers(0, 10**9),
    }
    parts: dict[str, st.SearchStrategy[Any]] = {
        field.name: plain[str(field.type)] if str(field.type) in plain else _nested(_hint(kind, field.name))
        for field in fields(kind)
    }
    return st.builds(kind, **parts)


def _hint(kind: type[Any], name: str) -> type[Any]:
    found: type[Any] = get_type_hints(kind)[name]
    return found


def test_every_noun_comes_back_as_it_was_kept(desk: Desk) -> None:
    for table in _tables(desk):
        _comes_back(table)


def _comes_back(table: RecordTable[Any]) -> None:
    @settings(max_examples=8)
    @given(_records(table.kind))
    def whatever_it_says(record: Record) -> None:
        kept = table.add(record)
        assert table.get(kept.id) == kept
        assert replace(kept, created_at=record.created_at, updated_at=record.updated_at) == record

    whatever_it_says()


def test_every_noun_is_saved_field_by_field(desk: Desk) -> None:
    for table in _tables(desk):
        _is_saved(table)


def _is_saved(table: RecordTable[Any]) -> None:
    @settings(max_examples=8)
    @given(_records(table.kind), _records(table.kind))
    def whatever_changes(first: Record, second: Record) -> None:
        kept = table.add(replace(first, id=second.id))
        saved = table.save(second)
        assert table.get(second.id) == saved
        assert replace(saved, updated_at=second.updated_at) == replace(second, created_at=kept.created_at)

    whatever_changes()


def test_every_table_has_a_column_for_each_field_and_no_other(desk: Desk) -> None:
    for table in _tables(desk):
        columns = [row["name"] for row in desk.database.rows(f"PRAGMA table_info({table.name})")]
        assert sorted(columns) == sorted(field.name for field in fields(table.kind)), table.name


def test_every_column_but_the_id_may_come_later(desk: Desk) -> None:
    for table in _tables(desk):
        for row in desk.database.rows(f"PRAGMA table_info({table.name})"):
            assert row["name"] == "id" or not row["notnull"] or row["dflt_value"] is not None, (table.name, row["name"])


def test_a_row_with_nothing_but_an_id_can_be_read(desk: Desk) -> None:
    for table in _tables(desk):
        desk.database.tables.conn.execute(f"INSERT INTO {table.name} (id) VALUES (?)", [f"bare-{table.name}"])
        assert table.get(f"bare-{table.name}").id == f"bare-{table.name}"


def test_saving_writes_only_what_differs(desk: Desk) -> None:
    ana = desk.people.add(Person(name="Ana", city="Lima"))
    stale = ana
    desk.people.save(replace(ana, city="Quito"))
    desk.database.tables.conn.execute("UPDATE person SET remember = 'from elsewhere' WHERE id = ?", [ana.id])
    fresh = desk.people.get(ana.id)
    desk.people.save(replace(fresh, name="Anna"))
    assert desk.people.get(ana.id).remember == "from elsewhere"
    assert stale.city == "Lima"


def test_what_saving_returns_is_what_is_on_the_desk(desk: Desk) -> None:
    ana = desk.people.add(Person(name="Ana"))
    saved = desk.people.save(replace(ana, name="Anna"))
    assert saved == desk.people.get(ana.id)


def test_what_adding_returns_is_what_is_on_the_desk(tmp_path: Path) -> None:
    clock = FakeClock("2026-11-12T13:48:00.123456+00:00")
    desk = Desk.open(tmp_path, clock)
    session = desk.focus.add(FocusSession(started_at=clock.now()))
    assert desk.focus.get(session.id) == session
    desk.close()


def test_a_record_that_is_not_there_is_a_mistake(desk: Desk) -> None:
    assert desk.people.find("nobody") is None
    with pytest.raises(Mistake):
        desk.people.get("nobody")
    with pytest.raises(Mistake):
        desk.people.save(Person(id="nobody", name="Nobody"))


def test_the_trash_is_out_of_sight_and_gives_back(desk: Desk) -> None:
    before = desk.people.count()
    ana = desk.people.add(Person(name="Trash"))
    desk.people.remove(ana.id)
    once = desk.people.get(ana.id)
    desk.people.remove(ana.id)
    assert desk.people.get(ana.id) == once
    assert desk.people.count() == before
    assert desk.people.restore(ana.id).deleted_at is None
    assert desk.people.count() == before + 1


def test_many_records_are_added_in_one_change(desk: Desk) -> None:
    heard: list[object] = []
    stop = desk.database.subscribe(heard.append)
    added = desk.notes.add_all(Note(text=f"note {number} #many") for number in range(450))
    stop()
    assert len(heard) == 1
    assert desk.notes.get(added[449].id).text == "note 449 #many"


def test_many_records_are_checked_as_one_is(desk: Desk) -> None:
    with pytest.raises(Mistake):
        desk.people.add_all([Person(name="Fine"), Person(name=" ")])
    assert desk.people.where("name = 'Fine'") == ()
    note = desk.notes.add_all([Note(text="a #Tag")])[0]
    assert desk.notes.get(note.id).tags == ("tag",)


def test_an_empty_link_is_no_link(desk: Desk) -> None:
    meeting = desk.meetings.add(Meeting(title="alone"))
    assert desk.meetings.where("person_id IS NULL AND title = 'alone'") == (meeting,)
    assert desk.meetings.get(meeting.id).person_id == ""


def test_wall_times_are_kept_without_a_zone_and_instants_with_one(desk: Desk) -> None:
    series = desk.series.add(Series(wall_start=datetime(2026, 3, 29, 2, 30), zone="Europe/Berlin"))
    row = desk.database.rows("SELECT wall_start, created_at FROM series WHERE id = ?", [series.id])[0]
    assert row["wall_start"] == "2026-03-29T02:30:00"
    assert row["created_at"] == "2026-11-12T13:48:00.000Z"
    assert desk.series.get(series.id).wall_start == datetime(2026, 3, 29, 2, 30)


def test_lists_of_parts_come_back_as_parts(desk: Desk) -> None:
    channels = (Channel(ChannelKind.CHAT, "@ünï", "work"), Channel(ChannelKind.MAIL, 'a"b@example.org'))
    ana = desk.people.add(Person(name="Ana", channels=channels, birthday="--02-29"))
    assert desk.people.get(ana.id).channels == channels
    assert time(9) < time(18)
