from __future__ import annotations

from mentordesk.domain.notes import Note
from mentordesk.store.desk import Desk
from tests.support.clock import FakeClock


def _wordings(desk: Desk, note: Note) -> list[str]:
    return [revision.text for revision in desk.notes.revisions(note.id)]


def test_typing_keeps_a_wording_at_most_every_five_minutes(desk: Desk, clock: FakeClock) -> None:
    note = desk.notes.add(Note())
    for minute in range(12):
        desk.notes.write(note.id, f"wording {minute}")
        clock.advance(minutes=1)
    assert desk.notes.get(note.id).text == "wording 11"
    assert _wordings(desk, note) == ["wording 10", "wording 5", "wording 0"]


def test_leaving_a_note_keeps_its_wording_once(desk: Desk, clock: FakeClock) -> None:
    note = desk.notes.add(Note())
    desk.notes.leave(note.id)
    assert _wordings(desk, note) == []
    desk.notes.write(note.id, "hello")
    clock.advance(seconds=5)
    desk.notes.leave(note.id)
    desk.notes.leave(note.id)
    assert _wordings(desk, note) == ["hello"]
    desk.notes.write(note.id, "hello again")
    desk.notes.leave(note.id)
    assert _wordings(desk, note) == ["hello again", "hello"]


def test_an_earlier_wording_is_never_lost_to_an_empty_one(desk: Desk, clock: FakeClock) -> None:
    note = desk.notes.add(Note(text="a long thought"))
    clock.advance(minutes=6)
    desk.notes.write(note.id, "")
    assert _wordings(desk, note) == ["a long thought"]


def test_writing_the_same_text_changes_nothing_and_says_nothing_new(desk: Desk, clock: FakeClock) -> None:
    note = desk.notes.add(Note(text="same"))
    clock.advance(hours=1)
    assert desk.notes.write(note.id, "same") == note
    assert _wordings(desk, note) == []


def test_tags_follow_the_text_however_it_is_written(desk: Desk) -> None:
    note = desk.notes.add(Note(text="# Heading\n#Eins and #zwei-drei, not a#b"))
    assert note.tags == ("eins", "zwei-drei")
    assert desk.notes.write(note.id, "#neu").tags == ("neu",)
    assert desk.notes.save(Note(id=note.id, text="no tags", tags=("stale",))).tags == ()
