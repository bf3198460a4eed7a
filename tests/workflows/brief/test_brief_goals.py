"""What changed about goals since the last call stands in the brief by itself, on the screen, in Markdown and in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from mentordesk.domain.goal_plans import PlanStep
from mentordesk.domain.goals import Goal, GoalState
from mentordesk.workflows.brief.brief_words import brief_as_markdown, brief_as_text
from mentordesk.workflows.brief.prepare import prepare_brief
from mentordesk.workflows.goals import goal_plan, goal_steps
from mentordesk.workflows.goals.check_in import CheckInWords, check_in
from mentordesk.workflows.goals.keep_goal import turn_goal
from tests.support.sample_desk import SampleDesk, hold, sample_desk


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[SampleDesk]:
    made = sample_desk(tmp_path)
    yield made
    made.desk.close()


def goal_of(sample: SampleDesk) -> Goal:
    (goal,) = sample.desk.goals.listed()
    return goal


def test_nothing_is_new_while_nothing_happened(sample: SampleDesk) -> None:
    (line,) = prepare_brief(sample.desk, sample.clock).goals
    assert (line.news, line.detail) == ((), "Thu 29 Oct: Two 1:1s held")


def test_check_ins_steps_and_the_plan_since_the_last_call_are_told(sample: SampleDesk) -> None:
    desk, clock, goal = sample.desk, sample.clock, goal_of(sample)
    step = goal_steps.add_step(desk, clock, goal.id, "Hire the fourth")
    goal_steps.tick_step(desk, clock, step.id, is_reached=True)
    check_in(desk, clock, goal.id, CheckInWords(value="8", sentence="She signed"))
    plan = goal_plan.keep_plan_words(desk, clock, goal.id, "", PlanStep.OBSTACLE, "I jump in")
    assert plan is not None
    goal_plan.keep_plan_words(desk, clock, goal.id, plan.id, PlanStep.PLAN, "wait")
    brief = prepare_brief(desk, clock)
    (line,) = brief.goals
    assert line.news == (
        "Step taken: Hire the fourth",
        "From 7 to 8 of 10",
        "Today: She signed",
        "Plan: If I jump in, then I will wait.",
    )
    told = "Lead a team of four: 80% (by March, Since Thu 29 Oct: Step taken: Hire the fourth · From 7 to 8 of 10"
    assert told in brief_as_markdown(brief)
    assert "She signed" in brief_as_text(brief)


def test_a_goal_that_came_to_rest_since_is_told_once_more_and_then_left_in_peace(sample: SampleDesk) -> None:
    turn_goal(sample.desk, sample.clock, goal_of(sample).id, GoalState.PAUSED, why="the move")
    (line,) = prepare_brief(sample.desk, sample.clock).goals
    assert (line.news, line.by) == (("Paused today: the move",), "")
    hold(sample, sample.maria, datetime(2026, 11, 20, 15), "After the pause", sample.maria_with_me.id)
    sample.clock.advance(days=10)
    assert prepare_brief(sample.desk, sample.clock, sample.maria.id).goals == ()


def test_before_the_first_call_nothing_is_called_new(sample: SampleDesk) -> None:
    desk, clock, goal = sample.desk, sample.clock, goal_of(sample)
    for meeting in desk.meetings.where("status = 'held'"):
        desk.meetings.remove(meeting.id)
    check_in(desk, clock, goal.id, CheckInWords(value="8", sentence="She signed"))
    (line,) = prepare_brief(desk, clock).goals
    assert (line.news, line.detail) == ((), "Today: She signed")
