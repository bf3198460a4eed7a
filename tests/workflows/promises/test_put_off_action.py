from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentordesk.domain.meetings import Meeting, planned
from mentordesk.domain.people import Person
from mentordesk.domain.promises import read_promises
from mentordesk.errors import Mistake
from mentordesk.workflows.brief.prepare import prepare_brief
from mentordesk.workflows.notes.keep_note import follow_actions, keep_meeting_note, keep_note
from mentordesk.workflows.promises import put_off_action
from mentordesk.workflows.promises.edit_action import reword_action, set_due, tick_action
from tests.support.desks import SmallDesk, small_desk

NOTE = "# Call\n\n- [ ] send the chapters !2026-11-20\n"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def _call(small: SmallDesk, wall: datetime) -> Meeting:
    return small.desk.meetings.add(
        planned(
            Meeting(
                person_id=small.maria.id,
                mentorship_id=small.mentorship.id,
                wall_start=wall,
                zone="Europe/Berlin",
            )
        )
    )


def test_a_promise_is_typed_with_who_does_it_and_until_when(small: SmallDesk) -> None:
    made = put_off_action.make_promise(small.desk, small.clock, "one page on goals @Maria !2026-12-01")
    assert (made.owner_id, made.text, made.due_on) == (small.maria.id, "one page on goals", date(2026, 12, 1))
    assert made.mentorship_id == small.mentorship.id


def test_what_i_promise_somebody_is_mine_and_theirs_to_see(small: SmallDesk) -> None:
    made = put_off_action.make_promise(small.desk, small.clock, "@me call the school for @Maria")
    assert (made.owner_id, made.mentorship_id) == (small.me.id, small.mentorship.id)


def test_a_name_of_two_people_is_asked_back(small: SmallDesk) -> None:
    small.desk.people.add(Person(name="Maria Okafor"))
    with pytest.raises(Mistake, match="Which Maria is meant"):
        put_off_action.make_promise(small.desk, small.clock, "one page @Maria")
    made = put_off_action.make_promise(small.desk, small.clock, "one page @Maria", owner_id=small.maria.id)
    assert made.owner_id == small.maria.id


def test_an_unknown_day_is_asked_back(small: SmallDesk) -> None:
    with pytest.raises(Mistake) as caught:
        put_off_action.make_promise(small.desk, small.clock, "one page !whenever")
    assert caught.value.field == "text"


def test_what_is_put_off_leaves_the_brief_and_comes_back_by_itself(small: SmallDesk) -> None:
    _call(small, datetime(2026, 12, 20, 15))
    made = put_off_action.make_promise(small.desk, small.clock, "@me look at the CV of @Maria")
    put_off_action.snooze_in_words(small.desk, small.clock, made.id, "in 2 days")
    assert prepare_brief(small.desk, small.clock, small.maria.id).promises == ()
    small.clock.advance(days=2)
    assert [line.id for line in prepare_brief(small.desk, small.clock, small.maria.id).promises] == [made.id]


def test_the_day_of_the_next_call_is_offered_once_one_is_planned(small: SmallDesk) -> None:
    made = put_off_action.make_promise(small.desk, small.clock, "one page @Maria")
    assert put_off_action.day_of_next_call(small.desk, small.clock, made) is None
    _call(small, datetime(2026, 12, 20, 15))
    day = put_off_action.day_of_next_call(small.desk, small.clock, made)
    assert day == date(2026, 12, 20)
    put_off_action.snooze_action(small.desk, small.clock, made.id, day)
    small.desk.database.undo()
    assert small.desk.actions.get(made.id).snoozed_until is None


@pytest.mark.parametrize("words", ["yesterday-ish", "2020-01-01", ""])
def test_a_day_that_is_not_to_come_is_asked_back(small: SmallDesk, words: str) -> None:
    made = put_off_action.make_promise(small.desk, small.clock, "one page")
    with pytest.raises(Mistake) as caught:
        put_off_action.snooze_in_words(small.desk, small.clock, made.id, words)
    assert caught.value.field == "day"


def test_what_is_let_go_can_be_taken_up_again(small: SmallDesk) -> None:
    made = put_off_action.make_promise(small.desk, small.clock, "one page")
    assert put_off_action.drop_action(small.desk, small.clock, made.id).dropped_at is not None
    assert put_off_action.take_up_action(small.desk, made.id).is_open


def test_ticking_in_the_list_and_in_the_note_is_the_same_act(small: SmallDesk) -> None:
    desk, clock = small.desk, small.clock
    call = _call(small, datetime(2026, 11, 12, 15))
    kept = keep_meeting_note(desk, clock, call.id, NOTE)
    action = kept.actions[0]

    tick_action(desk, clock, action.id, is_done=True)  # as the list and the brief do
    assert "- [x] send the chapters" in desk.notes.get(kept.note.id).text
    desk.database.undo()
    assert desk.actions.get(action.id).is_open
    again = keep_meeting_note(desk, clock, call.id, desk.notes.get(kept.note.id).text)
    assert "- [ ] send the chapters" in again.note.text

    ticked = keep_meeting_note(desk, clock, call.id, again.note.text.replace("- [ ]", "- [x]"))
    assert desk.actions.get(action.id).done_at is not None
    brief = prepare_brief(desk, clock, small.maria.id)
    assert [(line.id, line.is_done) for line in brief.promises] == [(action.id, True)]
    tick_action(desk, clock, action.id, is_done=False)
    assert "- [ ] send the chapters" in desk.notes.get(ticked.note.id).text
    assert desk.actions.count() == 1


_WAYS = st.sampled_from(["list", "note", "brief", "undo", "redo", "reword", "day", "type"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ways=st.lists(_WAYS, max_size=10))
def test_note_list_and_brief_always_say_the_same_of_a_promise(ways: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, small_desk(Path(folder)) as small:
        desk, clock = small.desk, small.clock
        kept = keep_meeting_note(desk, clock, _call(small, datetime(2026, 11, 12, 15)).id, NOTE)
        note_id, action_id = kept.note.id, kept.actions[0].id
        for way in ways:
            text = desk.notes.get(note_id).text
            is_done = desk.actions.get(action_id).done_at is None
            match way:
                case "list":
                    tick_action(desk, clock, action_id, is_done=is_done)
                case "brief":
                    (line,) = prepare_brief(desk, clock, small.maria.id).promises
                    tick_action(desk, clock, line.id, is_done=not line.is_done)
                case "note":
                    ticked = text.replace("[ ]", "[x]") if is_done else text.replace("[x]", "[ ]")
                    keep_note(desk, clock, note_id, ticked)
                case "type":
                    keep_note(desk, clock, note_id, f"{text}\nmore words")
                case "reword":
                    reword_action(desk, clock, action_id, "send both chapters")
                case "day":
                    set_due(desk, clock, action_id, date(2026, 12, 1))
                case "undo" | "redo":
                    try:
                        desk.database.undo() if way == "undo" else desk.database.redo()
                    except Mistake:
                        continue  # nothing to take back
            # As the page of a note does when it hears of a change.
            text = follow_actions(desk, clock, note_id).note.text
            (action,) = desk.actions.where()
            assert action.id == action_id
            (promise,) = read_promises(text)
            assert promise.checked == (action.done_at is not None)
            assert promise.text == action.text
            (line,) = prepare_brief(desk, clock, small.maria.id).promises
            assert (line.is_done, line.text) == (promise.checked, promise.text)
