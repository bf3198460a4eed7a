"""A desk taken along as an archive and brought back: nothing is lost, nothing is doubled, nothing comes in by halves."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.domain.wordings import TextPlace
from mentordesk.errors import Mistake, Trouble
from mentordesk.exchange.child import ReadingCancelled
from mentordesk.store.desk import Desk
from mentordesk.store.readable import NOUNS
from mentordesk.store.upkeep import index_gaps
from mentordesk.store.whole import Whole
from mentordesk.workflows.demo import write_demo
from mentordesk.workflows.imports.import_archive import preview_archive
from mentordesk.workflows.take_along.export_desk import Form, take_along
from tests.support.clock import FakeClock
from tests.support.generated_desks import every_row, other_versions, put_on_desk, rows_of_desks
from tests.support.new_desk import new_desk


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk", clock, keeps_undo=True)
    yield desk
    desk.close()


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "other", clock, keeps_undo=True)
    yield desk
    desk.close()


def small_desk(desk: Desk, clock: FakeClock) -> None:
    write_demo(desk, 30, 1, clock.now())


def archive_of(desk: Desk, path: Path) -> Path:
    take_along(desk, path, Form.ARCHIVE, may_replace=True)
    return path


def found(desk: Desk, words: str) -> set[str]:
    return {hit.record_id for hit in desk.search.find(words, limit=50)}


@pytest.fixture(scope="module")
def empty_desk() -> Iterator[Path]:
    """The file of a new desk, to be copied: making one takes a while."""
    with tempfile.TemporaryDirectory() as folder:
        Desk.open(Path(folder), FakeClock()).close()
        yield Path(folder)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_whatever_lies_on_a_desk_comes_back_row_by_row(empty_desk: Path, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = Path(folder) / "here", Path(folder) / "there"
        shutil.copytree(empty_desk, here)
        shutil.copytree(empty_desk, there)
        desk, other = Desk.open(here, FakeClock()), Desk.open(there, FakeClock())
        try:
            put_on_desk(desk, data.draw(rows_of_desks(Whole(desk.database).tables)))
            before = every_row(desk)
            archive = archive_of(desk, Path(folder) / "desk.zip")
            brought = preview_archive(other, archive).apply(other)
            assert every_row(other) == before
            assert sum(brought.added.values()) == sum(map(len, before.values()))
            assert index_gaps(other.database) == 0
            assert preview_archive(other, archive).to_do == ()
        finally:
            desk.close()
            other.close()


@settings(
    max_examples=10,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_of_any_two_versions_the_later_one_stays_whatever_they_say(empty_desk: Path, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = Path(folder) / "here", Path(folder) / "there"
        shutil.copytree(empty_desk, here)
        shutil.copytree(empty_desk, there)
        desk, other = Desk.open(here, FakeClock(), keeps_undo=True), Desk.open(there, FakeClock())
        try:
            tables = Whole(desk.database).tables
            rows = data.draw(rows_of_desks(tables)) | {"profile": []}
            versions = data.draw(other_versions(tables, rows))
            put_on_desk(desk, rows)
            put_on_desk(other, versions)
            archive = archive_of(other, Path(folder) / "desk.zip")
            brought = preview_archive(desk, archive).apply(desk)
            merged = every_row(desk)
            for table, some in rows.items():
                kept = {row["id"]: row for row in merged[table]}
                for mine, theirs in zip(some, versions[table], strict=True):
                    assert kept[mine["id"]] == (theirs if theirs["updated_at"] > mine["updated_at"] else mine)
            differing = sum(
                mine != theirs for table in rows for mine, theirs in zip(rows[table], versions[table], strict=True)
            )
            assert brought.added == {}
            assert sum(brought.changed.values()) + brought.stays == differing
            assert index_gaps(desk.database) == 0
            assert preview_archive(desk, archive).to_do == ()
            if brought.changed:
                desk.database.undo()
                undone = every_row(desk)
                for table, some in rows.items():
                    kept = {row["id"]: row for row in undone[table]}
                    for row in some:
                        # Undo writes values down as SQL, which ends at a zero byte; nobody types one.
                        typed = {name: value for name, value in row.items() if "\0" not in str(value)}
                        assert {name: kept[row["id"]][name] for name in typed} == typed
        finally:
            desk.close()
            other.close()


def test_every_table_of_the_desk_has_a_noun_and_comes_after_what_it_points_at(desk: Desk) -> None:
    tables = Whole(desk.database).tables
    assert {table.name for table in tables} == set(NOUNS)
    seen: set[str] = set()
    for table in tables:
        assert {column.leads_to for column in table.columns} - {"", table.name} <= seen
        seen.add(table.name)


def test_a_lived_in_desk_is_searched_like_the_one_it_came_from(
    desk: Desk, other: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    small_desk(desk, clock)
    person = desk.people.others()[0]
    archive = archive_of(desk, tmp_path / "desk.zip")
    preview_archive(other, archive).apply(other)
    assert every_row(other) == every_row(desk)
    words = f'person:"{person.name}" the'
    assert found(other, words) == found(desk, words)


def test_into_a_desk_just_begun_its_owner_comes_too(desk: Desk, other: Desk, clock: FakeClock, tmp_path: Path) -> None:
    small_desk(desk, clock)
    other.profile.begin(Person(name="Elena again"), Profile())
    preview_archive(other, archive_of(desk, tmp_path / "desk.zip")).apply(other)
    assert other.profile.me() == desk.profile.me()
    assert [person.name for person in other.people.where("name = 'Elena again'")] == []
    other.database.undo()
    assert other.profile.me().name == "Elena again"
    assert other.people.others() == ()


def test_into_the_desk_of_an_owner_with_another_id_what_is_mine_stays_mine(
    desk: Desk, other: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    small_desk(desk, clock)
    other.profile.begin(Person(name="Me at work"), Profile())
    other.notes.add(Note(text="Written here"))
    me, their = other.profile.me(), desk.profile.me()
    archive = archive_of(desk, tmp_path / "desk.zip")
    preview_archive(other, archive).apply(other)
    assert other.profile.me() == me
    assert other.people.find(their.id) is None
    mine = {action.id for action in desk.actions.where("owner_id = ?", [their.id])}
    assert mine
    assert {action.id for action in other.actions.where("owner_id = ?", [me.id])} == mine
    assert preview_archive(other, archive).to_do == ()


def test_of_two_that_differ_the_later_one_counts_and_the_rest_is_told(
    desk: Desk, other: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    first, second = desk.notes.add(Note(text="one")), desk.notes.add(Note(text="two"))
    maria = desk.people.add(Person(name="Maria Santos", met_how="At a talk", remember="Tea"))
    preview_archive(other, archive_of(desk, tmp_path / "1.zip")).apply(other)
    clock.advance(minutes=1)
    desk.people.save(replace(maria, met_how="In Lisbon"), act="Edit")
    desk.people.save(replace(desk.people.get(maria.id), remember="Tea, no sugar"))
    desk.notes.save(replace(first, text="one, later there"))
    desk.notes.save(replace(second, text="two, later there"))
    clock.advance(minutes=1)
    other.notes.save(replace(other.notes.get(second.id), text="two, latest here"))
    third = desk.notes.add(Note(text="three"))
    preview = preview_archive(other, archive_of(desk, tmp_path / "2.zip"))
    assert other.notes.get(first.id).text == "one"
    brought = preview.apply(other)
    assert brought == preview.brings
    assert (brought.added, brought.changed, brought.stays) == (
        {"note": 1, "wording": 1},
        {"note": 1, "person": 1},
        1,
    )
    assert [one.title for one in brought.stays_here] == ["two, latest here"]
    assert [other.notes.get(note.id).text for note in (first, second, third)] == [
        "one, later there", "two, latest here", "three"
    ]  # fmt: skip
    assert other.notes.get(first.id).updated_at == desk.notes.get(first.id).updated_at
    assert found(other, "later") == {first.id}
    assert [each.text for each in other.notes.revisions(first.id)] == ["one"]
    # One came along, one was kept here.
    for field, words in (("met_how", "At a talk"), ("remember", "Tea")):
        assert [each.text for each in other.wordings.of(TextPlace("person", maria.id, field))] == [words]
    assert len(list(preview.lines())) >= 3


def test_bringing_a_desk_back_is_one_step_of_undo(desk: Desk, other: Desk, clock: FakeClock, tmp_path: Path) -> None:
    kept = desk.notes.add(Note(text="before"))
    preview_archive(other, archive_of(desk, tmp_path / "1.zip")).apply(other)
    clock.advance(minutes=1)
    desk.notes.save(replace(kept, text="after"))
    new = desk.notes.add(Note(text="new"))
    preview_archive(other, archive_of(desk, tmp_path / "2.zip")).apply(other)
    other.database.undo()
    assert other.notes.get(kept.id).text == "before"
    assert other.notes.get(new.id).deleted_at is not None
    other.database.redo()
    assert other.notes.get(kept.id).text == "after"
    assert other.notes.get(new.id).deleted_at is None


def test_what_is_in_the_trash_comes_back_into_the_trash(desk: Desk, other: Desk, tmp_path: Path) -> None:
    note = desk.notes.add(Note(text="thrown away"))
    desk.notes.remove(note.id)
    preview_archive(other, archive_of(desk, tmp_path / "desk.zip")).apply(other)
    assert other.notes.get(note.id) == desk.notes.get(note.id)
    assert found(other, "thrown") == set()


def test_taking_along_can_be_stopped_and_leaves_nothing(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    small_desk(desk, clock)
    before = set(tmp_path.iterdir())
    for form in Form:
        with pytest.raises(ReadingCancelled):
            take_along(desk, tmp_path / "taken", form, is_cancelled=lambda: True)
    assert set(tmp_path.iterdir()) == before


def test_a_file_that_is_there_is_replaced_only_when_told_to(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "desk.zip"
    place.write_text("mine")
    with pytest.raises(Mistake):
        take_along(desk, place, Form.ARCHIVE)
    assert place.read_text() == "mine"
    assert take_along(desk, place, Form.ARCHIVE, may_replace=True).path == place
    assert place.stat().st_mode & 0o077 == 0


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        take_along(desk, tmp_path / "nowhere" / "desk.zip", Form.ARCHIVE)


def test_progress_is_told_up_to_the_end(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    small_desk(desk, clock)
    told: list[tuple[int, int]] = []
    take_along(desk, tmp_path / "desk.zip", Form.ARCHIVE, on_progress=lambda done, total: told.append((done, total)))
    assert len(told) > 2
    assert told == sorted(told)
    brought: list[tuple[int, int]] = []
    preview_archive(desk, tmp_path / "desk.zip", on_progress=lambda done, total: brought.append((done, total)))
    assert brought[-1][0] == brought[-1][1] > 0


def test_bringing_back_can_be_stopped_in_the_middle_and_leaves_nothing(
    desk: Desk, other: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    small_desk(desk, clock)
    archive = archive_of(desk, tmp_path / "desk.zip")
    preview = preview_archive(other, archive)
    told: list[int] = []
    with pytest.raises(ReadingCancelled):
        preview.apply(other, on_progress=lambda done, _total: told.append(done), is_cancelled=lambda: len(told) > 2)
    assert told
    assert not any(every_row(other).values())


def test_an_archive_that_was_exchanged_after_it_was_looked_at_is_refused(
    desk: Desk, other: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    desk.notes.add(Note(text="one"))
    archive = archive_of(desk, tmp_path / "desk.zip")
    preview = preview_archive(other, archive)
    clock.advance(minutes=1)
    desk.notes.add(Note(text="two"))
    archive_of(desk, archive)
    with pytest.raises(Mistake):
        preview.apply(other)
    assert not any(every_row(other).values())


def test_the_archive_can_be_read_by_anybody(desk: Desk, tmp_path: Path) -> None:
    from zipfile import ZipFile

    note = desk.notes.add(Note(text="one", tags=("first",)))
    with ZipFile(archive_of(desk, tmp_path / "desk.zip")) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        rows = json.loads(archive.read("tables/note.json"))
        assert b"For programmers" in archive.read("README.txt")
    assert manifest["format"] == "mentordesk-archive"
    assert manifest["tables"]["note"]["rows"] == 1
    assert rows[0]["id"] == note.id
