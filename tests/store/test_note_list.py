from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mentordesk.domain.goals import Goal
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.notes import Note
from mentordesk.store.desk import Desk
from mentordesk.store.note_list import ListedNote, NoteFilter, NotePart
from tests.store.conftest import Pair
from tests.support.clock import FakeClock


def titles(desk: Desk, wanted: NoteFilter = NoteFilter()) -> list[str]:  # noqa: B008 - frozen
    return [row.title for row in desk.note_list.window(wanted)]


def add(
    desk: Desk, clock: FakeClock, text: str, *, person_id: str = "", meeting_id: str = "", goal_id: str = ""
) -> Note:
    clock.advance(minutes=1)
    return desk.notes.add(Note(text=text, person_id=person_id, meeting_id=meeting_id, goal_id=goal_id))


def test_pinned_notes_stand_on_top_and_the_newest_first_among_each(desk: Desk, clock: FakeClock) -> None:
    notes = [add(desk, clock, f"{number}") for number in range(4)]
    for number in (0, 2):
        desk.notes.save(replace(notes[number], is_pinned=True), act="Pin")
    assert titles(desk) == ["2", "0", "3", "1"]
    assert titles(desk, NoteFilter(NotePart.PINNED)) == ["2", "0"]
    desk.database.undo()
    assert titles(desk) == ["0", "3", "2", "1"]


def test_windows_follow_each_other_without_a_gap(desk: Desk, clock: FakeClock) -> None:
    for number in range(7):
        note = add(desk, clock, f"plan {number}")
        desk.notes.save(replace(note, is_pinned=number in (1, 3)))
    for wanted in (NoteFilter(), NoteFilter(words="plan"), NoteFilter(NotePart.JOURNAL)):
        whole = desk.note_list.window(wanted)
        found: list[ListedNote] = []
        after = None
        while rows := desk.note_list.window(wanted, after=after, limit=2):
            found += rows
            after = rows[-1]
        assert found == list(whole)
        assert len(whole) == 7


def test_notes_are_found_by_what_they_belong_to_and_by_all_at_once(desk: Desk, clock: FakeClock, pair: Pair) -> None:
    goal = desk.goals.add(Goal(owner_id=pair.maria.id, title="Lead"))
    meeting = desk.meetings.add(Meeting(person_id=pair.maria.id, mentorship_id=pair.mentorship.id))
    add(desk, clock, "mine")
    add(desk, clock, "hers #work", person_id=pair.maria.id)
    add(desk, clock, "of the call #work/team", person_id=pair.maria.id, meeting_id=meeting.id)
    add(desk, clock, "of the goal #Work", goal_id=goal.id)
    assert titles(desk, NoteFilter(NotePart.JOURNAL)) == ["mine"]
    assert titles(desk, NoteFilter(person_id=pair.maria.id)) == ["of the call #work/team", "hers #work"]
    assert titles(desk, NoteFilter(meeting_id=meeting.id)) == ["of the call #work/team"]
    assert titles(desk, NoteFilter(NotePart.MEETINGS)) == ["of the call #work/team"]
    assert titles(desk, NoteFilter(goal_id=goal.id)) == ["of the goal #Work"]
    assert titles(desk, NoteFilter(tag="work")) == ["of the goal #Work", "hers #work"]
    assert titles(desk, NoteFilter(tag="work", person_id=pair.maria.id)) == ["hers #work"]
    assert titles(desk, NoteFilter(words="tag:work person:maria")) == ["of the call #work/team", "hers #work"]
    assert titles(desk, NoteFilter(person_id=pair.maria.id, words="call")) == ["of the call #work/team"]
    assert titles(desk, NoteFilter(words="after:2020")) == titles(desk)
    assert titles(desk, NoteFilter(words="person:nobody")) == []


def test_tags_of_every_script_are_counted(desk: Desk, clock: FakeClock) -> None:
    for text in ("#career #हिन्दी", "#Career #会議", "# no tag\n```\n#code\n```", "#العربية #career"):
        add(desk, clock, text)
    gone = add(desk, clock, "#gone")
    desk.notes.remove(gone.id)
    tags = dict(desk.note_list.tags())
    assert tags == {"career": 3, "हिन्दी": 1, "会議": 1, "العربية": 1}
    assert desk.note_list.tags()[0] == ("career", 3)
    for tag, count in tags.items():
        assert len(titles(desk, NoteFilter(tag=tag))) == count


def test_a_row_says_what_follows_the_title_or_what_was_looked_for(desk: Desk, clock: FakeClock) -> None:
    text = "# Plan\n\nFirst this.\n" + "and so on\n" * 200 + "then the secret handshake"
    add(desk, clock, text)
    (row,) = desk.note_list.window(NoteFilter())
    assert (row.title, row.beginning.startswith("First this. · and so on")) == ("Plan", True)
    (row,) = desk.note_list.window(NoteFilter(words="handshake"))
    assert "secret handshake" in row.beginning
    assert row.at == clock.now() - timedelta(0)
