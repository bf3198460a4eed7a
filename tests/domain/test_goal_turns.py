from __future__ import annotations

from datetime import date

import pytest

from mentordesk.domain.goal_turns import turned
from mentordesk.domain.goals import Goal, GoalState
from mentordesk.errors import Mistake

TODAY = date(2026, 11, 12)


def test_a_turn_has_a_day_and_a_word_why() -> None:
    goal, turn = turned(Goal(title="x"), GoalState.PAUSED, date(2026, 11, 3), " the baby \n is here ", TODAY)
    assert (goal.state, goal.state_on, goal.state_why) == (GoalState.PAUSED, date(2026, 11, 3), "the baby is here")
    assert turn is not None
    assert (turn.goal_id, turn.state, turn.on_day, turn.why) == (goal.id, goal.state, goal.state_on, goal.state_why)


def test_a_goal_reached_twice_keeps_its_first_day_and_may_get_a_better_word() -> None:
    reached, _turn = turned(Goal(title="x"), GoalState.REACHED, date(2026, 11, 3), "", TODAY)
    again, turn = turned(reached, GoalState.REACHED, TODAY, "they said yes", TODAY)
    assert turn is None
    assert (again.state_on, again.state_why) == (date(2026, 11, 3), "they said yes")


@pytest.mark.parametrize("day", [date(2026, 11, 13), date(2026, 11, 2)])
def test_a_turn_to_come_or_before_the_last_one_is_asked_back(day: date) -> None:
    paused, _turn = turned(Goal(title="x"), GoalState.PAUSED, date(2026, 11, 3), "", TODAY)
    with pytest.raises(Mistake) as caught:
        turned(paused, GoalState.OPEN, day, "", TODAY)
    assert caught.value.field == "on_day"
