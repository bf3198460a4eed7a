"""Goals, their milestones and dated check-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mentordesk.domain.records import Record

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


@dataclass(frozen=True, kw_only=True)
class Milestone(Record):
    """A step towards a goal."""

    goal_id: str = ""
    text: str = ""
    position: str = ""
    due_on: date | None = None
    reached_at: datetime | None = None


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
    """Return how far a goal has come, from 0 to 1: by its last number, else by the milestones reached."""
    if goal.state is GoalState.REACHED:
        return 1.0
    if latest is not None and latest.value is not None:
        span = (SCALE if goal.target_value is None else goal.target_value) - goal.start_value
        return min(1.0, max(0.0, (latest.value - goal.start_value) / span)) if span else 0.0
    if milestones:
        return sum(milestone.reached_at is not None for milestone in milestones) / len(milestones)
    return 0.0
