from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentordesk.domain.actions import Action
from mentordesk.domain.agenda import AgendaItem
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.notes import Note, WhyKept
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.errors import Mistake, Trouble
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.store.undo import MOST_STEPS, Step
from tests.support.clock import FakeClock
from tests.support.new_desk import new_desk

TABLES = ("person", "mentorship", "note", "agenda_item", "action", "meeting", "note_revision")

State = dict[str, tuple[object, ...]]


def _state(desk: Desk) -> State:
    """Return every living row; what an undone insert leaves in the trash does not count, nor when a row was touched."""
    return {
        row["id"]: tuple(value for name, value in row.items() if name != "updated_at")
        for table in TABLES
        for row in desk.database.rows(f"SELECT * FROM {table} WHERE deleted_at IS NULL")
    }


def _found(desk: Desk, word: str) -> set[str]:
    return {found.record_id for found in desk.search.find(word, limit=1000)}


def test_undo_takes_back_the_last_act_and_names_it(desk: Desk) -> None:
    ana = desk.people.add(Person(name="Ana"), act="Add Ana")
    desk.people.save(Person(id=ana.id, name="Anna", channels=(Channel(ChannelKind.MAIL, "a@b"),)), act="Rename")
    assert desk.database.undo() == "Rename"
    assert desk.people.get(ana.id).name == "Ana"
    assert desk.people.get(ana.id).channels == ()
    assert desk.database.undo() == "Add Ana"
    assert desk.people.count() == 0
    assert not desk.search.find("ana")
    with pytest.raises(Mistake):
        desk.database.undo()


def test_redo_does_it_again_until_something_new_is_done(desk: Desk) -> None:
    ana = desk.people.add(Person(name="Ana"), act="Add Ana")
    desk.database.undo()
    assert desk.database.redo() == "Add Ana"
    assert desk.people.get(ana.id).deleted_at is None
    desk.database.undo()
    desk.people.add(Person(name="Ben"), act="Add Ben")
    with pytest.raises(Mistake):
        desk.database.redo()


def test_what_belongs_to_one_act_is_taken_back_together(desk: Desk) -> None:
    with desk.database.change(Topic.PEOPLE, act="Import"):
        desk.people.add(Person(name="Ana"), act="ignored")
        desk.people.add(Person(name="Ben"))
    assert desk.database.undo() == "Import"
    assert desk.people.count() == 0


def test_a_cell_changed_twice_in_one_act_goes_back_to_what_it_was_before_the_act(desk: Desk) -> None:
    ana = desk.people.add(Person(name="Ana"))
    with desk.database.change(Topic.PEOPLE, act="Rename twice"):
        desk.people.save(Person(id=ana.id, name="Anna"))
        desk.people.save(Person(id=ana.id, name="Anne"))
    desk.database.undo()
    assert desk.people.get(ana.id).name == "Ana"
    desk.database.redo()
    assert desk.people.get(ana.id).name == "Anne"


def test_what_the_program_does_by_itself_is_no_step(desk: Desk) -> None:
    ana = desk.people.add(Person(name="Ana"), act="Add Ana")
    desk.notes.write(desk.notes.add(Note(person_id=ana.id)).id, "typed")
    assert desk.database.undo_log.next_undo == "Add Ana"


def test_an_act_that_changes_nothing_is_no_step_and_keeps_what_can_be_redone(desk: Desk) -> None:
    ana = desk.people.add(Person(name="Ana"))
    desk.people.add(Person(name="Ben"), act="Add Ben")
    desk.database.undo()
    desk.people.save(ana, act="Save nothing")
    assert desk.database.undo_log.next_undo == ""
    assert desk.database.undo_log.next_redo == "Add Ben"


def test_undo_is_announced_by_what_it_is_about_and_takes_the_index_along(desk: Desk) -> None:
    note = desk.notes.add(Note(text="lighthouse"))
    desk.notes.remove(note.id, act="Remove the note")
    assert not _found(desk, "lighthouse")
    heard: list[frozenset[Topic]] = []
    desk.database.subscribe(heard.append)
    desk.database.undo()
    assert heard == [frozenset({Topic.NOTES})]
    assert _found(desk, "lighthouse") == {note.id}


def test_undo_and_redo_of_an_act_about_several_nouns_announce_all_of_them(desk: Desk) -> None:
    with desk.database.change(Topic.PEOPLE, act="Add both"):
        desk.people.add(Person(name="Ana"))
        desk.notes.add(Note(text="lighthouse"))
    heard: list[frozenset[Topic]] = []
    desk.database.subscribe(heard.append)
    desk.database.undo()
    desk.database.redo()
    desk.database.undo()
    assert heard == [frozenset({Topic.PEOPLE, Topic.NOTES})] * 3


def test_only_so_many_steps_are_kept(desk: Desk) -> None:
    for number in range(MOST_STEPS + 5):
        desk.people.add(Person(name=f"P{number}"), act=f"Add {number}")
    undone = 0
    while desk.database.undo_log.next_undo:
        desk.database.undo()
        undone += 1
    assert undone == MOST_STEPS
    assert desk.people.count() == 5


def test_a_desk_opened_without_undo_has_none(tmp_path: Path, clock: FakeClock) -> None:
    desk = Desk.open(tmp_path, clock)
    desk.people.add(Person(name="Ana"), act="Add Ana")
    assert desk.database.undo_log.next_undo == ""
    desk.close()


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12).map(
    lambda text: "w" + text
)


@st.composite
def acts(draw: st.DrawFn) -> Callable[[Desk], None]:
    """One thing a person may do; on a desk without the record it would change, something is added instead."""
    kind = draw(
        st.sampled_from(("person", "note", "agenda", "move", "action", "rename", "edit", "remove", "restore", "two"))
    )
    word, number = draw(words), draw(st.integers(0, 99))
    people, notes = "person", "note"

    def some(desk: Desk, table: str, *, trashed: bool = False) -> str:
        condition = "IS NOT NULL" if trashed else "IS NULL"
        ids = [
            row["id"] for row in desk.database.rows(f"SELECT id FROM {table} WHERE deleted_at {condition} ORDER BY id")
        ]
        return str(ids[number % len(ids)]) if ids else ""

    def perform(desk: Desk) -> None:
        mentorship = some(desk, "mentorship")
        match kind:
            case "note":
                desk.notes.add(Note(text=word, person_id=some(desk, people)), act="Add a note")
            case "agenda":
                desk.agenda.add(AgendaItem(mentorship_id=mentorship, text=word, minutes=number), act="Add an item")
            case "move" if item := some(desk, "agenda_item"):
                desk.agenda.move(item, number % 5, act="Move an item")
            case "action" if owner := some(desk, people):
                desk.actions.add(Action(owner_id=owner, text=word, mentorship_id=mentorship), act="Promise")
            case "rename" if person := some(desk, people):
                desk.people.save(Person(id=person, name=word, city=word), act="Rename")
            case "edit" if note := some(desk, notes):
                desk.notes.save(Note(id=note, text=word, tags=(word,)), act="Edit")
            case "remove" if person := some(desk, people):
                desk.people.remove(person, act="Remove")
            case "restore" if person := some(desk, people, trashed=True):
                desk.people.restore(person, act="Restore")
            case "two":
                with desk.database.change(Topic.PEOPLE, act="Two at once"):
                    person = desk.people.add(Person(name=word)).id
                    desk.notes.add(Note(person_id=person, text=word))
                    desk.people.save(Person(id=person, name=word + "!"))
            case _:
                desk.people.add(Person(name=word), act="Add a person")

    return perform


@settings(max_examples=50)
@given(st.lists(acts(), min_size=1, max_size=12))
def test_any_acts_undone_give_the_first_state_and_done_again_the_last(series: list[Callable[[Desk], None]]) -> None:
    with TemporaryDirectory() as folder:
        desk = new_desk(Path(folder), FakeClock(), keeps_undo=True)
        person = desk.people.add(Person(name="Maria"))
        desk.mentorships.add(Mentorship(person_id=person.id))
        first = _state(desk)
        for act in series:
            act(desk)
        last = _state(desk)
        steps = 0
        while desk.database.undo_log.next_undo:
            desk.database.undo()
            steps += 1
        assert _state(desk) == first
        for _step in range(steps):
            desk.database.redo()
        assert _state(desk) == last
        while desk.database.undo_log.next_undo:
            desk.database.undo()
        assert _state(desk) == first
        desk.close()


ODD = "before\x00after, 'quoted', WHERE id='x' and :now"


def test_text_with_a_zero_byte_comes_back_whole(desk: Desk) -> None:
    note = desk.notes.add(Note(text=ODD))
    desk.notes.save(replace(note, text="another"), act="Change it")
    desk.database.undo()
    assert desk.notes.get(note.id).text == ODD
    desk.database.redo()
    assert desk.notes.get(note.id).text == "another"


def test_what_was_typed_into_a_note_since_an_act_stays_when_the_act_is_taken_back(desk: Desk) -> None:
    note = desk.notes.add(Note(text="# Call\n- [ ] send it\n\nWe spoke. #work"))
    desk.notes.save(replace(note, text=note.text.replace("[ ]", "[x]")), act="Tick it")
    desk.notes.write(note.id, desk.notes.get(note.id).text.replace("We spoke", "We spoke for an hour #long"))
    typed = desk.notes.get(note.id).text
    desk.database.undo()
    back = desk.notes.get(note.id)
    assert back.text == "# Call\n- [ ] send it\n\nWe spoke for an hour #long. #work"
    assert set(back.tags) == {"work", "long"}
    latest = desk.notes.revisions(note.id)[0]
    assert (latest.text, latest.why) == (typed, WhyKept.UNDONE)
    desk.database.redo()
    assert desk.notes.get(note.id).text == typed


def test_what_is_undone_lies_in_the_trash_from_the_day_of_the_undo_on(desk: Desk) -> None:
    clock = desk.database.clock
    assert isinstance(clock, FakeClock)
    ana = desk.people.add(Person(name="Ana", created_at=clock.now() - timedelta(days=900)), act="Import")
    clock.advance(days=2)
    desk.database.undo()
    assert desk.people.get(ana.id).deleted_at == clock.now()


def test_several_acts_are_taken_back_in_one_change(desk: Desk) -> None:
    for name in ("Ana", "Ben", "Cleo"):
        desk.people.add(Person(name=name), act=f"Add {name}")
    heard: list[frozenset[Topic]] = []
    desk.database.subscribe(heard.append)
    assert desk.database.undo_log.acts() == ("Add Cleo", "Add Ben", "Add Ana")
    assert desk.database.undo(2) == "Add Ben"
    assert [person.name for person in desk.people.where()] == ["Ana"]
    assert heard == [frozenset({Topic.PEOPLE})]
    assert (desk.database.redo(), desk.database.redo()) == ("Add Ben", "Add Cleo")
    with pytest.raises(Mistake):
        desk.database.undo(4)
    assert desk.people.count() == 3


def test_an_undo_that_could_not_be_written_can_be_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.people.add(Person(name="Ana"), act="Add Ana")
    log = desk.database.undo_log
    whole = log.take_undo

    def full_disk() -> Step:
        whole()
        raise Trouble("The disk is full.")

    monkeypatch.setattr(log, "take_undo", full_disk)
    with pytest.raises(Trouble):
        desk.database.undo()
    monkeypatch.undo()
    assert (desk.people.count(), log.next_undo, log.next_redo) == (1, "Add Ana", "")
    assert desk.database.undo() == "Add Ana"
    assert desk.people.count() == 0
