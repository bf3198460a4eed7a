"""What changed about a goal since a moment, such as the last call: for the brief. Nothing is read here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from mentordesk.domain.goal_plans import is_whole
from mentordesk.domain.goal_turns import in_order as turns_in_order
from mentordesk.domain.goals import CheckIn, Goal, GoalPlan, GoalTurn, Milestone, in_order
from mentordesk.light_dataclass import dataclass


@dataclass(frozen=True)
class GoalChanges:
    """What is new, each the earliest first."""

    goal: Goal
    is_new: bool = False
    check_ins: tuple[CheckIn, ...] = ()
    before: float | None = None
    """The number that was said last before."""
    reached: tuple[Milestone, ...] = ()
    turns: tuple[GoalTurn, ...] = ()
    plan: GoalPlan | None = None
    """The newest plan that came to its end."""

    @property
    def now(self) -> float | None:
        """The number that was said last."""
        numbers = [check_in.value for check_in in self.check_ins if check_in.value is not None]
        return numbers[-1] if numbers else None

    def __bool__(self) -> bool:
        return bool(self.is_new or self.check_ins or self.reached or self.turns or self.plan)


def changes_since(
    goal: Goal,
    since: datetime,
    zone: tzinfo,
    *,
    check_ins: Iterable[CheckIn] = (),
    milestones: Iterable[Milestone] = (),
    turns: Iterable[GoalTurn] = (),
    plans: Iterable[GoalPlan] = (),
) -> GoalChanges:
    """Return what happened to a goal after `since`, in whatever order it was written down.

    A turn and a plan have a day and no time: on the very day of `since` they count when they were written down after it.
    """
    day = since.astimezone(zone).date()
    ordered = in_order(check_ins)
    earlier = [one.value for one in ordered if one.at is not None and one.at <= since and one.value is not None]
    made = [plan for plan in plans if is_whole(plan) and _is_after(plan.made_on, plan.created_at, day, since)]
    return GoalChanges(
        goal,
        is_new=goal.created_at is not None and goal.created_at > since,
        check_ins=tuple(one for one in ordered if one.at is not None and one.at > since),
        before=earlier[-1] if earlier else None,
        reached=_reached_after(milestones, since),
        turns=tuple(turn for turn in turns_in_order(turns) if _is_after(turn.on_day, turn.created_at, day, since)),
        plan=made[-1] if made else None,
    )


def _is_after(on_day: date | None, written: datetime | None, day: date, since: datetime) -> bool:
    if on_day is None:
        return False
    return on_day > day or (on_day == day and (written is None or written > since))


def _reached_after(milestones: Iterable[Milestone], since: datetime) -> tuple[Milestone, ...]:
    dated = [(one.reached_at, one.position, one.id, one) for one in milestones if one.reached_at is not None]
    return tuple(one for at, _position, _id, one in sorted(dated, key=lambda each: each[:3]) if at > since)
