from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from mentordesk.domain.meetings import Meeting, planned
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake
from mentordesk.workflows import put_off_action
from mentordesk.workflows.brief import prepare_brief
from mentordesk.workflows.edit_action import tick_action
from mentordesk.workflows.keep_note import keep_meeting_note
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


def test_putting_off_to_the_next_call_means_its_day(small: SmallDesk) -> None:
    made = put_off_action.make_promise(small.desk, small.clock, "one page @Maria")
    with pytest.raises(Mistake) as caught:
        put_off_action.snooze_to_next_call(small.desk, small.clock, made.id)
    assert caught.value.field == "day"
    _call(small, datetime(2026, 12, 20, 15))
    after = put_off_action.snooze_to_next_call(small.desk, small.clock, made.id)
    assert after.snoozed_until == date(2026, 12, 20)
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
