"""Hold the conversation of four steps about a goal: wish, outcome, obstacle, plan. What is typed is kept as it is typed."""

from __future__ import annotations

from mentordesk.clock import Clock
from mentordesk.domain.goal_plans import PlanStep, is_empty, is_whole, with_words
from mentordesk.domain.goals import GoalPlan
from mentordesk.domain.merging import merge_keeping_all
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic


def plan_to_go_on(desk: Desk, goal_id: str) -> GoalPlan | None:
    """Return the conversation that was left early, to go on with it; None to begin a new one."""
    latest = next(iter(desk.goals.plans_of(goal_id)), None)
    return latest if latest is not None and not is_whole(latest) else None


def kept_plans(desk: Desk, goal_id: str) -> tuple[GoalPlan, ...]:
    """Return the conversations that said something, the newest first."""
    return tuple(plan for plan in desk.goals.plans_of(goal_id) if not is_empty(plan))


def keep_plan_words(
    desk: Desk, clock: Clock, goal_id: str, plan_id: str, step: PlanStep, words: str, *, base: str | None = None
) -> GoalPlan | None:
    """Put the words of a step on disk as typed; the first words of a new conversation (no `plan_id`) make the plan.

    Typing is undone in the text, so this is no step of undo. None while nothing was ever said. `base` is what the step said
    when whoever types last looked: what another window wrote since stays too.
    """
    with desk.database.change(Topic.GOALS):
        if plan_id:
            plan = desk.goals.plans.get(plan_id)
            if base is not None:
                words = merge_keeping_all(base, words, getattr(plan, step.value))
            return desk.goals.plans.save(with_words(plan, step, words))
        if not words.strip():
            return None
        running = desk.focus.running()
        today = clock.now().astimezone(clock.zone()).date()
        begun = GoalPlan(
            goal_id=goal_id,
            made_on=today,
            meeting_id=running.meeting_id if running else "",
            visibility=desk.goals.get(goal_id).visibility,
        )
        return desk.goals.plans.add(with_words(begun, step, words))


def remove_plan(desk: Desk, plan_id: str) -> None:
    """Put a plan into the trash."""
    desk.goals.plans.remove(plan_id, act=_("Remove a plan"))
