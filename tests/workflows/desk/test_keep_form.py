"""A form that was open while another window changed the same record: nobody's words are written over in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from mentordesk.domain.goal_plans import PlanStep
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.domain.reflections import Reflection
from mentordesk.store.desk import Desk
from mentordesk.workflows.desk.keep_form import KeptForm, keep_form, keep_person_text
from mentordesk.workflows.goals import keep_goal
from mentordesk.workflows.goals.goal_plan import keep_plan_words
from mentordesk.workflows.goals.keep_goal import GoalWords
from mentordesk.workflows.meetings import plan_meeting
from mentordesk.workflows.meetings.wrap_up import reflect
from mentordesk.workflows.people import mentorship_with
from mentordesk.workflows.safety import trash
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path / "desk") as small:
        yield small


@pytest.fixture
def other(small: SmallDesk) -> Iterator[Desk]:
    """The same desk in another window."""
    desk = small.desk.open_beside()
    yield desk
    desk.close()


def keep(small: SmallDesk, opened: Person, filled_in: Person) -> KeptForm[Person]:
    work = partial(small.desk.people.save, filled_in, act="Edit Maria")
    return keep_form(small.desk, opened, work, person_id=opened.id)


def test_a_field_only_the_other_window_changed_stays_as_it_wrote_it(small: SmallDesk, other: Desk) -> None:
    opened = small.maria
    other.people.save(replace(opened, city="Cebu", channels=(Channel(ChannelKind.MAIL, "m@example.org"),)))
    kept = keep(small, opened, replace(opened, called="Mia"))
    assert not kept.told
    now = small.desk.people.get(opened.id)
    assert (now.city, now.called, now.channels[0].value) == ("Cebu", "Mia", "m@example.org")
    assert kept.result == now
    assert trash.list_trash(small.desk) == ()


def test_where_both_wrote_the_form_stands_it_is_told_and_the_other_words_are_in_the_trash(
    small: SmallDesk, other: Desk
) -> None:
    opened = small.maria
    other.people.save(replace(opened, city="Cebu"))
    kept = keep(small, opened, replace(opened, city="Davao"))
    assert kept.told.startswith("“City” was changed in another window too. What you wrote stands")
    assert small.desk.people.get(opened.id).city == "Davao"
    (row,) = trash.list_trash(small.desk, "cebu")
    assert row.person_id == opened.id
    trash.take_out(small.desk, small.clock, [row.key])
    assert small.desk.notes.get(row.id).text == "# Written in another window\n\nCity: Cebu"


def test_undo_brings_back_what_the_other_window_wrote(small: SmallDesk, other: Desk) -> None:
    opened = small.maria
    other.people.save(replace(opened, city="Cebu"))
    keep(small, opened, replace(opened, city="Davao"))
    assert small.desk.database.undo() == "Edit Maria"
    assert small.desk.people.get(opened.id).city == "Cebu"


def test_both_windows_writing_the_same_is_no_matter(small: SmallDesk, other: Desk) -> None:
    opened = small.maria
    other.people.save(replace(opened, city="Cebu"))
    assert not keep(small, opened, replace(opened, city="Cebu")).told


def test_a_form_nobody_else_was_at_is_kept_as_ever(small: SmallDesk) -> None:
    kept = keep(small, small.maria, replace(small.maria, city="", call_link=""))
    assert not kept.told
    assert (kept.result.city, kept.result.call_link) == ("", "")


def test_a_goal_given_another_date_there_keeps_it_when_its_words_are_changed_here(
    small: SmallDesk, other: Desk
) -> None:
    goal = keep_goal.add_goal(small.desk, small.clock, GoalWords(title="Lead", why="It matters"))
    keep_goal.change_goal(other, goal.id, GoalWords(title="Lead", why="It matters", measure="Ask the team"))
    work = partial(keep_goal.change_goal, small.desk, goal.id, GoalWords(title="Lead well", why="It matters"))
    keep_form(small.desk, goal, work)
    now = small.desk.goals.get(goal.id)
    assert (now.title, now.measure) == ("Lead well", "Ask the team")


def test_a_meeting_moved_there_stays_moved_when_its_title_is_changed_here(small: SmallDesk, other: Desk) -> None:
    wall = small.clock.now().astimezone(small.clock.zone()).replace(tzinfo=None, day=20)
    plan = plan_meeting.Plan(person_id=small.maria.id, wall=wall)
    meeting = plan_meeting.plan_meeting(small.desk, small.clock, plan)
    later = wall.replace(day=21)
    plan_meeting.move_meeting(other, small.clock, meeting.id, later)
    work = partial(plan_meeting.change_meeting, small.desk, small.clock, meeting.id, replace(plan, title="The talk"))
    assert not keep_form(small.desk, meeting, work).told
    now = small.desk.meetings.get(meeting.id)
    assert (now.title, now.wall_start) == ("The talk", later)
    assert now.starts_at == other.meetings.get(meeting.id).starts_at


def test_a_mentorship_ended_there_stays_ended_when_its_purpose_is_changed_here(small: SmallDesk, other: Desk) -> None:
    opened = small.desk.mentorships.get(small.mentorship.id)
    today = small.clock.now().date()
    mentorship_with.end_mentorship(other, opened.id, today, "She moved")
    work = partial(mentorship_with.change_mentorship, small.desk, replace(opened, purpose="Grow"))
    keep_form(small.desk, opened, work)
    now = small.desk.mentorships.get(opened.id)
    assert (now.purpose, now.ended_on, now.ended_why) == ("Grow", today, "She moved")


def test_what_is_typed_to_remember_about_a_person_in_two_windows_is_all_there(small: SmallDesk, other: Desk) -> None:
    keep_person_text(small.desk, small.maria.id, "remember", "Tea, no sugar\nTwo sons", "")
    base = "Tea, no sugar\nTwo sons"
    keep_person_text(other, small.maria.id, "remember", f"{base}\nLikes the sea", base)
    kept = keep_person_text(small.desk, small.maria.id, "remember", f"A cat\n{base}", base)
    assert kept == f"A cat\n{base}\nLikes the sea"
    keep_person_text(other, small.maria.id, "remember", kept.replace("Two sons", "Three sons"), kept)
    twice = keep_person_text(small.desk, small.maria.id, "remember", kept.replace("Two sons", "Four sons"), kept)
    assert "Four sons" in twice.split("\n")
    assert "Three sons" in twice.split("\n")


def test_answers_after_a_call_given_in_two_windows_are_all_there(small: SmallDesk, other: Desk) -> None:
    wall = small.clock.now().astimezone(small.clock.zone()).replace(tzinfo=None)
    call = plan_meeting.log_past(small.desk, small.clock, small.maria.id, wall - timedelta(hours=2), 30)
    seen = reflect(small.desk, call.id, Reflection(went_well="The start", presence=3))
    reflect(other, call.id, replace(seen, learned="To wait", presence=5), seen)
    kept = reflect(small.desk, call.id, replace(seen, went_well="The start\nand the end"), seen)
    assert (kept.went_well, kept.learned, kept.presence) == ("The start\nand the end", "To wait", 5)


def test_words_of_a_plan_written_in_two_windows_are_all_there(small: SmallDesk, other: Desk) -> None:
    goal = keep_goal.add_goal(small.desk, small.clock, GoalWords(title="Lead"))
    plan = keep_plan_words(small.desk, small.clock, goal.id, "", PlanStep.WISH, "A team")
    assert plan is not None
    keep_plan_words(other, small.clock, goal.id, plan.id, PlanStep.WISH, "A team\nof five", base="A team")
    kept = keep_plan_words(small.desk, small.clock, goal.id, plan.id, PlanStep.WISH, "Soon\nA team", base="A team")
    assert kept is not None
    assert kept.wish == "Soon\nA team\nof five"


@pytest.mark.parametrize("typed", ["half a wo", "half a word ", "a line\n", "  indented", ""])
def test_words_stay_as_they_are_typed_letter_by_letter(small: SmallDesk, typed: str) -> None:
    base = small.maria.remember
    for length in range(len(typed) + 1):
        base = keep_person_text(small.desk, small.maria.id, "remember", typed[:length], base)
        assert base == typed[:length] == small.desk.people.get(small.maria.id).remember
