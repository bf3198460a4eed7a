from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.goals import CheckIn, Goal, GoalState, Milestone, progress

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
