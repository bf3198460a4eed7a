from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.goals import (
    CheckIn,
    Goal,
    GoalState,
    Milestone,
    checked_check_in,
    checked_goal,
    in_order,
    latest_of,
    progress,
)
from mentordesk.errors import Mistake

numbers = st.floats(allow_nan=False, allow_infinity=False)
reached = Milestone(reached_at=datetime(2026, 1, 1, tzinfo=UTC))


@given(st.builds(Goal, start_value=numbers, target_value=st.none() | numbers, state=st.sampled_from(GoalState)),
       st.none() | st.builds(CheckIn, value=st.none() | numbers), st.lists(st.sampled_from((reached, Milestone()))))  # fmt: skip
def test_progress_is_always_between_nothing_and_all(goal: Goal, latest: CheckIn | None, steps: list[Milestone]) -> None:
    assert 0.0 <= progress(goal, latest, steps) <= 1.0


@pytest.mark.parametrize(
    ("goal", "value", "share"),
    [
        (Goal(), 7.2, 0.72),
        (Goal(target_value=10), 8, 0.8),
        (Goal(start_value=80, target_value=70), 75, 0.5),
        (Goal(start_value=80, target_value=70), 90, 0.0),
        (Goal(target_value=3), 12, 1.0),
        (Goal(target_value=0), 0, 0.0),
    ],
)
def test_the_last_number_counts_from_the_start_to_the_target(goal: Goal, value: float, share: float) -> None:
    assert progress(goal, CheckIn(value=value), [reached]) == pytest.approx(share)


def test_without_a_number_the_milestones_count_and_a_reached_goal_is_whole() -> None:
    assert progress(Goal(), None, [reached, Milestone()]) == 0.5
    assert progress(Goal(), CheckIn(sentence="better"), [reached, Milestone(), Milestone(), Milestone()]) == 0.25
    assert progress(Goal(), None) == 0.0
    assert progress(Goal(state=GoalState.REACHED), CheckIn(value=0)) == 1.0


def test_a_goal_without_words_is_asked_back() -> None:
    with pytest.raises(Mistake, match="what the goal is") as caught:
        checked_goal(Goal(title=" \n "))
    assert caught.value.field == "title"
    assert checked_goal(Goal(title=" Lead  a\nteam ", why=" because ")).title == "Lead a team"


@pytest.mark.parametrize(("start", "target", "field"), [(0.0, 0.0, "start"), (5.0, 5.0, "target")])
def test_a_way_that_ends_where_it_begins_is_asked_back_at_the_number_to_change(
    start: float, target: float, field: str
) -> None:
    with pytest.raises(Mistake, match="same number") as caught:
        checked_goal(Goal(title="x", start_value=start, target_value=target))
    assert caught.value.field == field


def test_counting_down_to_zero_is_understood() -> None:
    goal = checked_goal(Goal(title="Fewer late evenings", start_value=12, target_value=0))
    assert progress(goal, CheckIn(value=9)) == pytest.approx(0.25)
    assert progress(goal, CheckIn(value=0)) == 1.0
    assert progress(goal, CheckIn(value=15)) == 0.0


@pytest.mark.parametrize(
    ("goal", "said", "field"),
    [
        (Goal(), CheckIn(), "value"),
        (Goal(), CheckIn(value=10.5), "value"),
        (Goal(), CheckIn(value=-1), "value"),
        (Goal(target_value=3), CheckIn(value=float("inf")), "value"),
        (Goal(), CheckIn(value=3, confidence=6), "confidence"),
        (Goal(), CheckIn(value=3, at=datetime(2026, 11, 13, tzinfo=UTC)), "at"),
    ],
)
def test_a_check_in_that_cannot_be_is_asked_back(goal: Goal, said: CheckIn, field: str) -> None:
    with pytest.raises(Mistake) as caught:
        checked_check_in(said, goal, datetime(2026, 11, 12, tzinfo=UTC))
    assert caught.value.field == field


def test_beyond_its_own_target_a_goal_may_go() -> None:
    now = datetime(2026, 11, 12, tzinfo=UTC)
    assert checked_check_in(CheckIn(value=15), Goal(target_value=12), now).value == 15
    assert checked_check_in(CheckIn(sentence=" better \n now "), Goal(), now).sentence == "better now"


@given(st.lists(st.tuples(st.integers(0, 50), st.floats(0, 10)), min_size=1), st.randoms())
def test_the_last_check_in_is_that_of_the_last_day_in_whatever_order_they_are_written(
    said: list[tuple[int, float]], chance: Random
) -> None:
    check_ins = [CheckIn(at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day), value=value) for day, value in said]
    shuffled = chance.sample(check_ins, len(check_ins))
    ordered = in_order(shuffled)
    assert ordered == in_order(check_ins)
    assert latest_of(shuffled) == ordered[-1]
    assert ordered[-1].at == max(one.at for one in check_ins if one.at)
