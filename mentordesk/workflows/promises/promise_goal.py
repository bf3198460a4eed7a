"""A promise that serves a goal, linked from either side; and which of them may be linked, the nearest first."""

from __future__ import annotations

from dataclasses import replace

from mentordesk.domain.actions import Action
from mentordesk.domain.goals import Goal, GoalState
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic

MOST_OFFERED = 200


def goals_for(desk: Desk, action: Action) -> tuple[Goal, ...]:
    """Return the open goals a promise may serve: those shared in its mentorship, then its owner's, then the others."""
    goals = desk.goals.listed(state=GoalState.OPEN)
    return tuple(
        sorted(
            goals,
            key=lambda goal: (
                not action.mentorship_id or goal.mentorship_id != action.mentorship_id,
                goal.owner_id != action.owner_id,
            ),
        )
    )


def promises_for(desk: Desk, goal: Goal, *, most: int = MOST_OFFERED) -> tuple[Action, ...]:
    """Return open promises that may serve a goal and do not yet: those of its mentorship, then its owner's, then others."""
    return desk.actions.open_besides(goal.id, goal.mentorship_id, goal.owner_id, most=most)


def link_to_goal(desk: Desk, action_id: str, goal_id: str) -> Action:
    """Say which goal a promise serves; empty for none."""
    act = _("Link a promise to a goal") if goal_id else _("Take a promise off its goal")
    with desk.database.change(Topic.ACTIONS, Topic.GOALS, act=act):
        return desk.actions.save(replace(desk.actions.get(action_id), goal_id=goal_id))
