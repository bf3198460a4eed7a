"""The steps towards a goal, changed from a list: add, reword, reorder, tick, date, remove; one step of undo each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mentordesk.clock import Clock
from mentordesk.domain.goals import Milestone
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.spoken_dates import read_day
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.goals.keep_goal import instant_on


def add_step(desk: Desk, clock: Clock, goal_id: str, words: str) -> Milestone:
    """Add a typed step at the end; what follows a “!” says by when: “hire the fourth person !June”.

    Raises Mistake, field `text`, when nothing is said or the day cannot be read.
    """
    text, due_on = _understood(clock, words)
    with desk.database.change(Topic.GOALS, act=_("Add a step")):
        visibility = desk.goals.get(goal_id).visibility
        return desk.goals.milestones.add(Milestone(goal_id=goal_id, text=text, due_on=due_on, visibility=visibility))


def reword_step(desk: Desk, clock: Clock, step_id: str, words: str) -> Milestone:
    """Change what a step says; its day stays unless a “!” says another."""
    text, due_on = _understood(clock, words)
    with desk.database.change(Topic.GOALS, act=_("Change a step")):
        before = desk.goals.milestones.get(step_id)
        return desk.goals.milestones.save(replace(before, text=text, due_on=due_on or before.due_on))


def date_step(desk: Desk, step_id: str, due_on: date | None) -> Milestone:
    """Say by when a step should be taken; None for no day."""
    with desk.database.change(Topic.GOALS, act=_("Change a step")):
        return desk.goals.milestones.save(replace(desk.goals.milestones.get(step_id), due_on=due_on))


def tick_step(desk: Desk, clock: Clock, step_id: str, *, is_reached: bool, on_day: date | None = None) -> Milestone:
    """Say that a step is taken, today or on a day that has been, or that it is not; taken twice keeps the first time.

    Raises Mistake, field `reached`, for a day to come.
    """
    with desk.database.change(Topic.GOALS, act=_("Take a step") if is_reached else _("Reopen a step")):
        step = desk.goals.milestones.get(step_id)
        if not is_reached:
            return desk.goals.milestones.save(replace(step, reached_at=None))
        if step.reached_at is not None and on_day in {None, step.reached_at.astimezone(clock.zone()).date()}:
            return step
        at = instant_on(clock, on_day)
        if at > clock.now():
            raise Mistake(_("That day is still to come. Choose today, or a day that has been."), field="reached")
        return desk.goals.milestones.save(replace(step, reached_at=at))


def change_step(
    desk: Desk, clock: Clock, step_id: str, text: str, due_on: date | None, reached_on: date | None
) -> Milestone:
    """Change all of a step at once; raises Mistake, field `text` or `reached`."""
    with desk.database.change(Topic.GOALS, act=_("Change a step")):
        tick_step(desk, clock, step_id, is_reached=reached_on is not None, on_day=reached_on)
        before = desk.goals.milestones.get(step_id)
        return desk.goals.milestones.save(replace(before, text=text, due_on=due_on))


def place_step(desk: Desk, step_id: str, index: int) -> Milestone:
    """Put a step at `index` among those of its goal."""
    return desk.goals.milestones.move(step_id, index, act=_("Reorder the steps"))


def remove_step(desk: Desk, step_id: str) -> None:
    """Put a step into the trash."""
    desk.goals.milestones.remove(step_id, act=_("Remove a step"))


def _understood(clock: Clock, words: str) -> tuple[str, date | None]:
    text, mark, day = words.rpartition(" !")
    if not mark or not text.strip():
        return words, None
    try:
        return text, read_day(day.strip(), clock.now().astimezone(clock.zone()).date())
    except Mistake as mistake:
        raise Mistake(mistake.sentence, field="text") from mistake
