"""Goals, their milestones and dated check-ins, and the rules each keeps. States over time are in `goal_turns`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

SCALE = 10.0
"""Check-ins of a goal without a target of its own go from 0 to this."""


class GoalState(StrEnum):
    """Where a goal stands; each comes with a date and a word why."""

    OPEN = "open"
    PAUSED = "paused"
    REACHED = "reached"
    LET_GO = "let_go"


@dataclass(frozen=True, kw_only=True)
class Goal(Record):
    """What somebody wants to reach."""

    owner_id: str = ""
    mentorship_id: str = ""
    title: str = ""
    why: str = ""
    measure: str = ""
    """How we will know."""
    start_value: float = 0.0
    target_value: float | None = None
    """A number to reach; None means check-ins from 0 to 10."""
    unit: str = ""
    due_on: date | None = None
    state: GoalState = GoalState.OPEN
    state_on: date | None = None
    state_why: str = ""

    @property
    def target(self) -> float:
        """The number to reach."""
        return SCALE if self.target_value is None else self.target_value

    @property
    def is_open(self) -> bool:
        """Whether it is worked on now."""
        return self.state is GoalState.OPEN


@dataclass(frozen=True, kw_only=True)
class Milestone(Record):
    """A step towards a goal."""

    goal_id: str = ""
    text: str = ""
    position: str = ""
    due_on: date | None = None
    reached_at: datetime | None = None

    @property
    def is_reached(self) -> bool:
        """Whether the step is taken."""
        return self.reached_at is not None


@dataclass(frozen=True, kw_only=True)
class CheckIn(Record):
    """How a goal stands at a moment; appended, never counted up."""

    goal_id: str = ""
    at: datetime | None = None
    zone: str = ""
    value: float | None = None
    confidence: int | None = None
    """From 1 to 5."""
    sentence: str = ""


@dataclass(frozen=True, kw_only=True)
class GoalTurn(Record):
    """A day on which a goal took another state, and a word why; appended, so that the way can be told."""

    goal_id: str = ""
    state: GoalState = GoalState.OPEN
    on_day: date | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class GoalPlan(Record):
    """Wish, outcome, obstacle, plan: what came of the guided conversation about a goal (https://woopmylife.org)."""

    goal_id: str = ""
    meeting_id: str = ""
    made_on: date | None = None
    wish: str = ""
    outcome: str = ""
    obstacle: str = ""
    plan: str = ""


def progress(goal: Goal, latest: CheckIn | None, milestones: Sequence[Milestone] = ()) -> float:
    """Return how far a goal has come, from 0 to 1: by the check-in that said a number last, else by the steps taken."""
    return share(goal, latest.value if latest else None, sum(step.is_reached for step in milestones), len(milestones))


def share(goal: Goal, number: float | None, reached: int, steps: int) -> float:
    """Return how far a goal has come, from 0 to 1: by its last number, else by how many of its steps are taken."""
    if goal.state is GoalState.REACHED:
        return 1.0
    if number is not None:
        span = goal.target - goal.start_value
        return min(1.0, max(0.0, (number - goal.start_value) / span)) if span else 0.0
    return min(1.0, max(0.0, reached / steps)) if steps else 0.0


def latest_of(check_ins: Iterable[CheckIn]) -> CheckIn | None:
    """Return the check-in that speaks of the latest time, in whatever order they were written down."""
    return max(check_ins, key=_when, default=None)


def in_order(check_ins: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """Return check-ins by the time they speak of, the earliest first."""
    return tuple(sorted(check_ins, key=_when))


def _when(check_in: CheckIn) -> tuple[bool, float, str]:
    return check_in.at is not None, check_in.at.timestamp() if check_in.at else 0.0, check_in.id


def checked_goal(goal: Goal) -> Goal:
    """Return the goal as it may be kept; raises Mistake, field `title`, `start` or `target`.

    Counting down is understood (from 12 to 0); from a number to the same number there is no way to go.
    """
    title = " ".join(goal.title.split())
    if not title:
        raise Mistake(_("Say in a few words what the goal is."), field="title")
    if not math.isfinite(goal.start_value):
        raise Mistake(_("This is too large to count with."), field="start")
    if goal.target_value is not None:
        if not math.isfinite(goal.target_value):
            raise Mistake(_("This is too large to count with."), field="target")
        if goal.target_value == goal.start_value:
            raise Mistake(
                _("Start and target are the same number. Where does it begin, and where should it end?"),
                field="start" if goal.target_value == 0 else "target",
            )
        if not math.isfinite(goal.target_value - goal.start_value):
            raise Mistake(_("This is too large to count with."), field="target")
    return replace(
        goal,
        title=title,
        why=goal.why.strip(),
        measure=goal.measure.strip(),
        unit=" ".join(goal.unit.split()),
        # Without a target of its own a goal goes from 0 to 10.
        start_value=goal.start_value if goal.target_value is not None else 0.0,
    )


def checked_milestone(milestone: Milestone) -> Milestone:
    """Return the step as it may be kept; raises Mistake, field `text`, for one that says nothing."""
    text = " ".join(milestone.text.split())
    if not text:
        raise Mistake(_("Say in a few words what the step is."), field="text")
    return replace(milestone, text=text)


def checked_check_in(check_in: CheckIn, goal: Goal, now: datetime) -> CheckIn:
    """Return the check-in as it may be kept; raises Mistake, field `value`, `confidence`, `sentence` or `at`.

    Beyond its own target a goal may go, and fall behind its start; the scale from 0 to 10 has ends.
    """
    if check_in.value is not None:
        if not math.isfinite(check_in.value):
            raise Mistake(_("This is too large to count with."), field="value")
        if goal.target_value is None and not 0 <= check_in.value <= SCALE:
            raise Mistake(_("This goal goes from 0 to 10."), field="value")
    if check_in.confidence is not None and not 1 <= check_in.confidence <= 5:
        raise Mistake(_("Confidence goes from 1 to 5."), field="confidence")
    sentence = " ".join(check_in.sentence.split())
    if check_in.value is None and check_in.confidence is None and not sentence:
        raise Mistake(_("Give a number or say a sentence: where does it stand?"), field="value")
    if check_in.at is not None and check_in.at > now:
        raise Mistake(_("That day is still to come. Choose today, or a day that has been."), field="at")
    return replace(check_in, sentence=sentence)
