"""Goals: all of them, one in full and one that was just set, the forms, and the four questions."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mentordesk.domain.goal_plans import PlanStep
from mentordesk.domain.goals import Goal, GoalState
from mentordesk_ui.screens.goals import GoalsScreen
from tests.support.rehearsal import Rehearsal, settle
from tests.support.scenes.scene import Scene, next_call


def goals(stage: Rehearsal) -> QWidget:
    stage.show_screen("goals")
    return stage.window


def goals_resting(stage: Rehearsal) -> QWidget:
    """Show every state side by side."""
    stage.show_screen("goals")
    stage.shown.screens.goals().list.show_state(None)
    settle()
    return stage.window


def goals_empty(stage: Rehearsal) -> QWidget:
    desk = stage.desk
    with desk.database.change():
        for one in desk.goals.where():
            desk.goals.remove(one.id)
    stage.show_screen("goals")
    return stage.window


def goal(stage: Rehearsal) -> QWidget:
    """Show the goal the next caller has come farthest with."""
    _open(stage)
    return stage.window


def goal_paused(stage: Rehearsal) -> QWidget:
    resting = stage.desk.goals.listed(state=GoalState.PAUSED)[0]
    stage.shown.ways.open_goal(resting.id)
    settle()
    return stage.window


def goal_just_set(stage: Rehearsal) -> QWidget:
    set_now = stage.desk.goals.add(Goal(owner_id=stage.desk.profile.me().id, title="Sleep before midnight"))
    stage.shown.ways.open_goal(set_now.id)
    settle()
    return stage.window


def goal_new(stage: Rehearsal) -> QWidget:
    stage.show_screen("goals")
    stage.shown.screens.goals().new_goal()
    settle()
    return stage.window


def goal_check_in(stage: Rehearsal) -> QWidget:
    _open(stage).check_in()
    settle()
    return stage.window


def goal_pause(stage: Rehearsal) -> QWidget:
    _open(stage).turn(GoalState.PAUSED)
    settle()
    return stage.window


def goal_step(stage: Rehearsal) -> QWidget:
    screen = _open(stage)
    screen.page.steps.edit_wanted.emit(screen.page.steps.model.row_at(0))
    settle()
    return stage.window


def goal_plan(stage: Rehearsal) -> QWidget:
    """Show the last question, with what was said at the others in view."""
    screen = _open(stage)
    screen.converse()
    conversation = screen.conversation
    for step, words in (
        (PlanStep.WISH, "That they plan the quarter without me in the room"),
        (PlanStep.OUTCOME, "Sundays are mine again, and Bea grows into it"),
        (PlanStep.OBSTACLE, "I am afraid of the silence and fill it with answers"),
        (PlanStep.PLAN, "count to ten and ask what they would do"),
    ):
        conversation.show_step(step)
        conversation.editor.insertPlainText(words)
        conversation.keeping.flush()
    settle()
    return stage.window


def goal_link_promise(stage: Rehearsal) -> QWidget:
    _open(stage).link_promise()
    settle()
    return stage.window


def goal_plan_begins(stage: Rehearsal) -> QWidget:
    _open(stage).converse()
    settle()
    return stage.window


def _open(stage: Rehearsal) -> GoalsScreen:
    mentorship = stage.desk.mentorships.current_of(next_call(stage).person_id)
    assert mentorship is not None
    stage.shown.ways.open_goal(stage.desk.goals.open_in(mentorship.id)[0].id)
    settle()
    return stage.shown.screens.goals()


SCENES: tuple[Scene, ...] = (
    Scene("goals", goals),
    Scene("goals-resting", goals_resting),
    Scene("goals-empty", goals_empty),
    Scene("goal", goal),
    Scene("goal-paused", goal_paused),
    Scene("goal-empty", goal_just_set),
    Scene("goal-new", goal_new),
    Scene("goal-check-in", goal_check_in),
    Scene("goal-pause", goal_pause),
    Scene("goal-step", goal_step),
    Scene("goal-link-promise", goal_link_promise),
    Scene("goal-plan", goal_plan),
    Scene("goal-plan-begins", goal_plan_begins),
)
