"""Goals as they are lived: set, checked in on, turned, planned for, listed; and that any order of acts and undos holds."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentordesk.domain.goal_plans import PlanStep
from mentordesk.domain.goals import Goal, GoalState, share
from mentordesk.errors import Mistake
from mentordesk.workflows.goals import goal_plan, goal_steps
from mentordesk.workflows.goals.check_in import CheckInWords, change_check_in, check_in, remove_check_in
from mentordesk.workflows.goals.goals_overview import goals_overview
from mentordesk.workflows.goals.keep_goal import GoalWords, add_goal, change_goal, remove_goal, turn_goal
from tests.support.desks import SmallDesk, small_desk

TODAY = date(2026, 11, 12)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def set_goal(small: SmallDesk, **words: Any) -> Goal:
    said = {"title": "Lead a team of four", "owner_id": small.maria.id} | words
    return add_goal(small.desk, small.clock, GoalWords(**said))


def test_a_goal_of_a_mentee_belongs_to_the_running_mentorship_and_mine_to_me(small: SmallDesk) -> None:
    theirs = set_goal(small, target="4", start="0", unit="people")
    assert (theirs.mentorship_id, theirs.target_value) == (small.mentorship.id, 4)
    mine = set_goal(small, owner_id="", title="Sleep")
    assert (mine.owner_id, mine.mentorship_id) == (small.me.id, "")
    small.desk.database.undo()
    assert small.desk.goals.listed() == (theirs,)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"title": ""}, "title"),
        ({"target": "soon"}, "target"),
        ({"start": "3"}, "target"),
        ({"target": "0"}, "start"),
        ({"target": "1.200"}, "target"),
    ],
)
def test_what_is_not_clear_in_a_goal_is_asked_back_where_it_was_typed(
    small: SmallDesk, words: dict[str, str], field: str
) -> None:
    with pytest.raises(Mistake) as caught:
        set_goal(small, **words)
    assert caught.value.field == field
    assert not small.desk.goals.listed()


def test_check_ins_stand_in_the_order_of_their_days_and_can_be_corrected(small: SmallDesk) -> None:
    goal = set_goal(small)
    check_in(small.desk, small.clock, goal.id, CheckInWords(value="7,5", sentence="fine", confidence=4))
    early = check_in(small.desk, small.clock, goal.id, CheckInWords(value="3", on_day=date(2026, 3, 1)))
    assert [one.value for one in small.desk.goals.check_ins.of_goal(goal.id)] == [3, 7.5]
    assert small.desk.goals.standing(goal.id).number == 7.5
    change_check_in(small.desk, small.clock, early.id, CheckInWords(value="4", on_day=date(2026, 3, 1)))
    corrected = small.desk.goals.check_ins.get(early.id)
    assert (corrected.value, corrected.at) == (4, early.at)
    remove_check_in(small.desk, early.id)
    small.desk.database.undo()
    small.desk.database.undo()
    assert small.desk.goals.check_ins.get(early.id).value == 3


def test_a_check_in_of_tomorrow_is_asked_back_and_nothing_is_kept(small: SmallDesk) -> None:
    goal = set_goal(small)
    with pytest.raises(Mistake) as caught:
        check_in(small.desk, small.clock, goal.id, CheckInWords(value="3", on_day=TODAY + timedelta(days=1)))
    assert caught.value.field == "at"
    assert not small.desk.goals.check_ins.of_goal(goal.id)


def test_each_turn_is_kept_with_its_day_and_word_and_one_undo_takes_it_back(small: SmallDesk) -> None:
    goal = set_goal(small)
    turn_goal(small.desk, small.clock, goal.id, GoalState.PAUSED, date(2026, 11, 1), "the baby")
    turn_goal(small.desk, small.clock, goal.id, GoalState.OPEN)
    assert [(turn.state, turn.on_day, turn.why) for turn in small.desk.goals.turns_of(goal.id)] == [
        (GoalState.PAUSED, date(2026, 11, 1), "the baby"),
        (GoalState.OPEN, TODAY, ""),
    ]
    assert small.desk.database.undo() == "Take up a goal again"
    kept = small.desk.goals.get(goal.id)
    assert (kept.state, kept.state_why) == (GoalState.PAUSED, "the baby")
    assert len(small.desk.goals.turns_of(goal.id)) == 1


def test_a_goal_reached_twice_keeps_its_first_day_and_has_one_turn(small: SmallDesk) -> None:
    goal = set_goal(small)
    turn_goal(small.desk, small.clock, goal.id, GoalState.REACHED, date(2026, 11, 1))
    turn_goal(small.desk, small.clock, goal.id, GoalState.REACHED)
    assert small.desk.goals.get(goal.id).state_on == date(2026, 11, 1)
    assert len(small.desk.goals.turns_of(goal.id)) == 1


def test_a_step_taken_twice_keeps_its_first_day_and_a_day_to_come_is_asked_back(small: SmallDesk) -> None:
    desk, clock = small.desk, small.clock
    step = goal_steps.add_step(desk, clock, set_goal(small).id, "Hire the fourth !2026-12-01")
    assert (step.text, step.due_on) == ("Hire the fourth", date(2026, 12, 1))
    first = goal_steps.tick_step(desk, clock, step.id, is_reached=True)
    clock.advance(days=3)
    assert goal_steps.tick_step(desk, clock, step.id, is_reached=True).reached_at == first.reached_at
    with pytest.raises(Mistake) as caught:
        goal_steps.tick_step(desk, clock, step.id, is_reached=True, on_day=date(2027, 1, 1))
    assert caught.value.field == "reached"
    with pytest.raises(Mistake) as caught:
        goal_steps.add_step(desk, clock, step.goal_id, "Rehearse !whenever")
    assert caught.value.field == "text"


def test_leaving_the_conversation_early_loses_nothing_and_it_goes_on_there(small: SmallDesk) -> None:
    desk, clock, goal = small.desk, small.clock, set_goal(small)
    assert goal_plan.keep_plan_words(desk, clock, goal.id, "", PlanStep.WISH, "  ") is None
    plan = goal_plan.keep_plan_words(desk, clock, goal.id, "", PlanStep.WISH, "A calm team")
    assert plan is not None
    goal_plan.keep_plan_words(desk, clock, goal.id, plan.id, PlanStep.OBSTACLE, "I jump in")
    going_on = goal_plan.plan_to_go_on(desk, goal.id)
    assert going_on is not None
    assert (going_on.id, going_on.wish, going_on.obstacle, going_on.made_on) == (
        plan.id,
        "A calm team",
        "I jump in",
        TODAY,
    )
    goal_plan.keep_plan_words(desk, clock, goal.id, plan.id, PlanStep.PLAN, "count to ten")
    assert goal_plan.plan_to_go_on(desk, goal.id) is None
    assert [one.id for one in goal_plan.kept_plans(desk, goal.id)] == [plan.id]


def test_the_list_is_by_person_mine_first_and_says_how_each_stands(small: SmallDesk) -> None:
    desk, clock = small.desk, small.clock
    theirs, mine = set_goal(small, due_on=date(2026, 1, 1)), set_goal(small, owner_id="", title="Sleep before midnight")
    check_in(desk, clock, theirs.id, CheckInWords(value="5", sentence="half way"))
    goal_steps.tick_step(desk, clock, goal_steps.add_step(desk, clock, mine.id, "Phone out").id, is_reached=True)
    groups = goals_overview(desk, clock)
    assert [(group.title, [entry.title for entry in group.entries]) for group in groups] == [
        ("Mine", [mine.title]),
        ("Maria", [theirs.title]),
    ]
    (sleep,), (team,) = groups[0].entries, groups[1].entries
    assert (sleep.progress, sleep.detail) == (1.0, "1 of 1 step")
    assert (team.progress, team.detail, team.by) == (0.5, "Today: half way", "was for January 2026")
    turn_goal(desk, clock, theirs.id, GoalState.PAUSED, why="the move")
    assert [group.title for group in goals_overview(desk, clock)] == ["Mine"]
    (rests,) = goals_overview(desk, clock, state=None, person_id=small.maria.id)[0].entries
    assert (rests.by, rests.detail, rests.state_words) == ("", "Paused today: the move", "paused")


Act = Callable[[SmallDesk, Goal], object]
_days = st.integers(-400, 3).map(lambda days: TODAY + timedelta(days=days))
_numbers = st.floats(-1e6, 1e6).map(lambda number: f"{number:.3f}1")


def _first_of(small: SmallDesk, goal: Goal, act: Callable[[str], object]) -> None:
    for step in small.desk.goals.milestones_of(goal.id)[:1]:
        act(step.id)


_ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(
        lambda value, day: lambda small, goal: check_in(small.desk, small.clock, goal.id, CheckInWords(value=value, on_day=day)),
        _numbers,
        _days,
    ),
    st.builds(
        lambda state, day: lambda small, goal: turn_goal(small.desk, small.clock, goal.id, state, day),
        st.sampled_from(GoalState),
        _days,
    ),
    st.builds(
        lambda start, target: lambda small, goal: change_goal(
            small.desk, goal.id, GoalWords(title="x", owner_id=goal.owner_id, start=start, target=target)
        ),
        _numbers,
        _numbers,
    ),
    st.just(lambda small, goal: goal_steps.add_step(small.desk, small.clock, goal.id, "step")),
    st.builds(
        lambda reached: lambda small, goal: _first_of(
            small, goal, lambda step: goal_steps.tick_step(small.desk, small.clock, step, is_reached=reached)
        ),
        st.booleans(),
    ),
    st.builds(
        lambda place: lambda small, goal: _first_of(
            small, goal, lambda step: goal_steps.place_step(small.desk, step, place)
        ),
        st.integers(0, 4),
    ),
    st.just(
        lambda small, goal: _first_of(small, goal, lambda step: goal_steps.remove_step(small.desk, step))
    ),
    st.just(lambda small, goal: remove_goal(small.desk, goal.id)),
    st.just(lambda small, _goal: small.desk.database.undo()),
    st.just(lambda small, _goal: small.desk.database.redo()),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(_ACTS, max_size=14))
def test_progress_stays_between_nothing_and_all_and_the_way_is_told_whatever_the_order_of_acts_and_undos(
    acts: list[Act],
) -> None:
    with tempfile.TemporaryDirectory() as folder, small_desk(Path(folder)) as small:
        goal = set_goal(small, target="8", start="2")
        for act in acts:
            try:
                act(small, goal)
            except Mistake:
                continue  # asked back: nothing may have changed, which what follows looks at
            kept, standing = small.desk.goals.get(goal.id), small.desk.goals.standing(goal.id)
            assert 0.0 <= share(kept, standing.number, standing.reached, standing.steps) <= 1.0
            turns = small.desk.goals.turns_of(goal.id)
            assert (turns[-1].state, turns[-1].on_day) == (kept.state, kept.state_on) if turns else kept.is_open
            assert standing.latest == next(iter(small.desk.goals.check_ins.of_goal(goal.id)[::-1]), None)
        while True:
            try:
                small.desk.database.undo()
            except Mistake:
                break
        assert small.desk.goals.get(goal.id).deleted_at is not None
        assert not small.desk.goals.check_ins.of_goal(goal.id)
        assert not small.desk.goals.turns_of(goal.id)
        assert not small.desk.goals.milestones_of(goal.id)
