"""The states a goal goes through: open, paused, reached, let go, each on a day and with a word why. None is a failure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mentordesk.domain.goals import Goal, GoalState, GoalTurn
from mentordesk.errors import Mistake
from mentordesk.language import _


def turned(goal: Goal, state: GoalState, on_day: date, why: str, today: date) -> tuple[Goal, GoalTurn | None]:
    """Return the goal in its new state, and the turn to append to its way.

    A goal that is reached twice was reached the first time: the same state again keeps its day, takes a better word why,
    and is no turn. Raises Mistake, field `on_day`, for a day to come, or one before the turn the goal took last.
    """
    said = " ".join(why.split())
    if state is goal.state:
        return (replace(goal, state_why=said) if said and goal.state_on else goal), None
    if on_day > today:
        raise Mistake(_("That day is still to come. Choose today, or a day that has been."), field="on_day")
    if goal.state_on is not None and on_day < goal.state_on:
        raise Mistake(
            _("Something else was said about this goal on a later day. Choose that day or one after it."),
            field="on_day",
        )
    turn = GoalTurn(goal_id=goal.id, state=state, on_day=on_day, why=said, visibility=goal.visibility)
    return replace(goal, state=state, state_on=on_day, state_why=said), turn


def in_order(turns: Iterable[GoalTurn]) -> tuple[GoalTurn, ...]:
    """Return turns as they were taken, the first one first; on one day, as they were written down."""
    return tuple(sorted(turns, key=_when))


def _when(turn: GoalTurn) -> tuple[date, str]:
    return turn.on_day or date.min, turn.id
