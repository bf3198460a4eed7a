"""Set a goal, change it, and turn it: pause, reach, let go, take up again; one step of undo each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from mentordesk.clock import Clock
from mentordesk.domain.goal_numbers import read_number
from mentordesk.domain.goal_turns import turned
from mentordesk.domain.goals import Goal, GoalState
from mentordesk.domain.records import Visibility
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic


@dataclass(frozen=True, kw_only=True)
class GoalWords:
    """A goal as typed. Numbers are words: what cannot be read is asked back."""

    title: str
    owner_id: str = ""
    """Whose goal it is; empty for mine."""
    mentorship_id: str = ""
    """With whom it is talked about; empty for nobody, or the running mentorship with its owner."""
    why: str = ""
    measure: str = ""
    start: str = ""
    target: str = ""
    unit: str = ""
    due_on: date | None = None
    is_shared: bool = False


def add_goal(desk: Desk, clock: Clock, words: GoalWords) -> Goal:
    """Set a goal; raises Mistake, field `title`, `start`, `target` or `owner`."""
    goal = _worded(desk, Goal(), words)
    return desk.goals.add(replace(goal, created_at=clock.now()), act=_("Set a goal"))


def change_goal(desk: Desk, goal_id: str, words: GoalWords) -> Goal:
    """Change what a goal says; raises Mistake as `add_goal` does.

    A goal that went from 0 to 10 and is given a target of its own keeps its check-ins as they were said.
    """
    with desk.database.change(Topic.GOALS, act=_("Change a goal")):
        return desk.goals.save(_worded(desk, desk.goals.get(goal_id), words))


def turn_goal(
    desk: Desk, clock: Clock, goal_id: str, state: GoalState, on_day: date | None = None, why: str = ""
) -> Goal:
    """Say that a goal is paused, reached, let go or taken up again, since a day (today), and perhaps why.

    Reaching it twice keeps the first day. Raises Mistake, field `on_day`.
    """
    with desk.database.change(Topic.GOALS, act=turn_act(state)):
        today = clock.now().astimezone(clock.zone()).date()
        goal, turn = turned(desk.goals.get(goal_id), state, on_day or today, why, today)
        if turn is not None:
            desk.goals.turns.add(turn)
        return desk.goals.save(goal)


def turn_act(state: GoalState) -> str:
    """Name the act that brings a goal into a state."""
    return {
        GoalState.OPEN: _("Take up a goal again"),
        GoalState.PAUSED: _("Pause a goal"),
        GoalState.REACHED: _("Reach a goal"),
        GoalState.LET_GO: _("Let a goal go"),
    }[state]


def show_goal_to(desk: Desk, goal_id: str, visibility: Visibility) -> Goal:
    """Say whether a summary for the other side may contain a goal."""
    with desk.database.change(Topic.GOALS, act=_("Change who sees it")):
        return desk.goals.save(replace(desk.goals.get(goal_id), visibility=visibility))


def remove_goal(desk: Desk, goal_id: str) -> None:
    """Put a goal into the trash, with what belongs to it: it comes back whole."""
    desk.goals.remove(goal_id, act=_("Move a goal to the trash"))


def restore_goal(desk: Desk, goal_id: str) -> Goal:
    """Take a goal out of the trash, as whole as it went in."""
    return desk.goals.restore(goal_id, act=_("Take a goal out of the trash"))


def my_id(desk: Desk) -> str:
    """Return the id of the person I am; empty on a desk that does not know."""
    profile = desk.profile.mine()
    return profile.person_id if profile else ""


def instant_on(clock: Clock, day: date | None) -> datetime:
    """Return when something on a day was: now for today, the middle of the day for another one; later than now to come."""
    now = clock.now()
    here = now.astimezone(clock.zone())
    if day is None or day == here.date():
        return now
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=clock.zone())
    # Near midnight noon of the day before is still earlier than now: nothing here is ever moved past it.
    return noon if day < here.date() else max(noon, now + timedelta(seconds=1))


def _worded(desk: Desk, goal: Goal, words: GoalWords) -> Goal:
    target = read_number(words.target, field="target", unit=words.unit)
    start = read_number(words.start, field="start", unit=words.unit)
    if start is not None and target is None and not words.target.strip():
        raise Mistake(_("Where should it go from there? Give the target too, or leave both empty."), field="target")
    owner = words.owner_id or my_id(desk)
    if not owner:
        raise Mistake(_("Whose goal is it?"), field="owner")
    mentorship_id = words.mentorship_id
    if not mentorship_id and owner != my_id(desk):
        running = desk.mentorships.current_of(owner)
        mentorship_id = running.id if running else ""
    return replace(
        goal,
        title=words.title,
        owner_id=owner,
        mentorship_id=mentorship_id,
        why=words.why,
        measure=words.measure,
        start_value=start or 0.0,
        target_value=target,
        unit=words.unit,
        due_on=words.due_on,
        visibility=Visibility.SHARED if words.is_shared else Visibility.PRIVATE,
    )
