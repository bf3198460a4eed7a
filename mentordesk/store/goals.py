"""Goals, milestones, check-ins, turns and plans on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from mentordesk.domain import order
from mentordesk.domain.goals import (
    CheckIn,
    Goal,
    GoalPlan,
    GoalState,
    GoalTurn,
    Milestone,
    checked_goal,
    checked_milestone,
)
from mentordesk.light_dataclass import dataclass
from mentordesk.store.database import Database, instant_text
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic

_IDS_AT_ONCE = 500


@dataclass(frozen=True)
class Standing:
    """Where a goal stands, read for many goals at once."""

    latest: CheckIn | None = None
    """The check-in that speaks of the latest time."""
    number: float | None = None
    """The number that was said last; the latest check-in may have none."""
    reached: int = 0
    steps: int = 0


class Point(NamedTuple):
    """A number that was said about a goal."""

    at: datetime
    value: float
    sentence: str


class MilestoneStore(RecordTable[Milestone]):
    """The steps towards goals, in the order the person gave them."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Milestone, "milestone", Topic.GOALS)

    def checked(self, record: Milestone) -> Milestone:
        """Return the step as it may be kept; raises Mistake when it says nothing."""
        return checked_milestone(record)

    def add(self, record: Milestone, *, act: str = "") -> Milestone:
        """Add a step at the end of its goal, unless it has a position; raises Mistake when it says nothing."""
        with self.database.change(self.topic, act=act):
            if record.position:
                return super().add(record)
            last = self._last_position(record.goal_id)
            return super().add(replace(record, position=next(iter(order.keys_after(last, 1)))))

    def of_goal(self, goal_id: str) -> tuple[Milestone, ...]:
        """Return a goal's steps in order."""
        return self.where("goal_id = ?", [goal_id], order="position, id")

    def move(self, step_id: str, index: int, *, act: str = "") -> Milestone:
        """Put a step at `index` among those of its goal. Only its row changes, unless its new neighbours share a place."""
        with self.database.change(self.topic, act=act):
            step = self.get(step_id)
            others = [other for other in self.of_goal(step.goal_id) if other.id != step_id]
            index = max(0, min(index, len(others)))
            before, after = _around(others, index)
            if after and before >= after:
                keys = order.keys_after(self._last_position(step.goal_id), len(others))
                others = [self.save(replace(other, position=key)) for other, key in zip(others, keys, strict=True)]
                before, after = _around(others, index)
            return self.save(replace(step, position=order.between(before, after)))

    def _last_position(self, goal_id: str) -> str:
        # Steps in the trash count too: one that is taken out again comes back to where it was.
        return str(self.database.value("SELECT max(position) FROM milestone WHERE goal_id = ?", [goal_id]) or "")


class CheckInStore(RecordTable[CheckIn]):
    """How goals stood, by the time each check-in speaks of; its rules need its goal and are kept by the workflow."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, CheckIn, "check_in", Topic.GOALS)

    def of_goal(self, goal_id: str) -> tuple[CheckIn, ...]:
        """Return a goal's check-ins, the earliest first, however they were written down."""
        return self.where("goal_id = ?", [goal_id], order="at, id")

    def newest_of(self, goal_id: str, limit: int) -> tuple[CheckIn, ...]:
        """Return a goal's last check-ins, the latest first."""
        return self.where("goal_id = ?", [goal_id], order="at DESC, id DESC", limit=limit)

    def count_of(self, goal_id: str) -> int:
        """Return how many check-ins a goal has."""
        return self.count("goal_id = ?", [goal_id])

    def stamp_of(self, goal_id: str) -> tuple[object, ...]:
        """Return what is another whenever a check-in of a goal was added, changed, thrown away or brought back."""
        rows = self.database.rows(
            "SELECT count(*) AS count, count(deleted_at) AS gone, max(updated_at) AS at FROM check_in WHERE goal_id = ?",
            [goal_id],
        )
        return tuple(rows[0].values())

    def course_of(self, goal_id: str) -> tuple[Point, ...]:
        """Return the numbers that were said about a goal, the earliest first: of thousands no record is made."""
        rows = self.database.rows(
            "SELECT at, value, sentence FROM check_in WHERE goal_id = ? AND deleted_at IS NULL"
            " AND at IS NOT NULL AND value IS NOT NULL ORDER BY at, id",
            [goal_id],
        )
        return tuple(Point(datetime.fromisoformat(row["at"]), row["value"], row["sentence"]) for row in rows)


class GoalStore(RecordTable[Goal]):
    """What somebody wants to reach, the steps towards it, and how it went."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Goal, "goal", Topic.GOALS)
        self.milestones = MilestoneStore(database)
        self.check_ins = CheckInStore(database)
        self.turns = RecordTable(database, GoalTurn, "goal_turn", Topic.GOALS)
        self.plans = RecordTable(database, GoalPlan, "goal_plan", Topic.GOALS)

    def checked(self, record: Goal) -> Goal:
        """Return the goal as it may be kept; raises Mistake, see `checked_goal`."""
        return checked_goal(record)

    def open_in(self, mentorship_id: str) -> tuple[Goal, ...]:
        """Return a mentorship's open goals, the one due first first."""
        return self.where("mentorship_id = ? AND state = 'open'", [mentorship_id], order="due_on IS NULL, due_on, id")

    def turned_in(self, mentorship_id: str, since_day: str) -> tuple[Goal, ...]:
        """Return a mentorship's goals that are not open and came into their state on this day or after it."""
        return self.where(
            "mentorship_id = ? AND state <> 'open' AND state_on >= ?", [mentorship_id, since_day], order="state_on, id"
        )

    def listed(
        self, *, state: GoalState | None = None, owner_id: str = "", mentorship_ids: Sequence[str] = ()
    ) -> tuple[Goal, ...]:
        """Return the goals in a state, or in any; those of an owner or of these mentorships, or everybody's."""
        conditions, parameters = ["1"], list[object]()
        if state is not None:
            conditions.append("state = ?")
            parameters.append(state.value)
        whose = []
        if owner_id:
            whose.append("owner_id = ?")
            parameters.append(owner_id)
        if mentorship_ids:
            whose.append(f"mentorship_id IN ({', '.join('?' * len(mentorship_ids))})")
            parameters.extend(mentorship_ids)
        if whose:
            conditions.append(f"({' OR '.join(whose)})")
        return self.where(" AND ".join(conditions), parameters, order="due_on IS NULL, due_on, id")

    def count_by_state(self) -> dict[GoalState, int]:
        """Return how many goals there are in each state."""
        rows = self.database.rows("SELECT state, count(*) AS count FROM goal WHERE deleted_at IS NULL GROUP BY state")
        return {GoalState(row["state"]): int(row["count"]) for row in rows}

    def milestones_of(self, goal_id: str) -> tuple[Milestone, ...]:
        """Return a goal's milestones in order."""
        return self.milestones.of_goal(goal_id)

    def latest_check_in(self, goal_id: str) -> CheckIn | None:
        """Return how a goal stood last."""
        return self.check_ins.first("goal_id = ?", [goal_id], order="at DESC, id DESC")

    def check_ins_since(self, goal_id: str, since: datetime) -> tuple[CheckIn, ...]:
        """Return the check-ins after a moment and the last one before it that has a number, the earliest first."""
        at = instant_text(since)
        before = self.check_ins.first(
            "goal_id = ? AND at <= ? AND value IS NOT NULL", [goal_id, at], order="at DESC, id DESC"
        )
        after = self.check_ins.where("goal_id = ? AND at > ?", [goal_id, at], order="at, id")
        return (before, *after) if before else after

    def turns_of(self, goal_id: str) -> tuple[GoalTurn, ...]:
        """Return the states a goal went through, the first one first."""
        return self.turns.where("goal_id = ?", [goal_id], order="on_day, id")

    def plans_of(self, goal_id: str) -> tuple[GoalPlan, ...]:
        """Return what came of the guided conversations about a goal, the newest first."""
        return self.plans.where("goal_id = ?", [goal_id], order="made_on DESC, id DESC")

    def standings(self, goal_ids: Sequence[str]) -> dict[str, Standing]:
        """Return where goals stand, by id, in three queries whatever their number."""
        found = {goal_id: Standing() for goal_id in goal_ids}
        for start in range(0, len(goal_ids), _IDS_AT_ONCE):
            ids = list(goal_ids[start : start + _IDS_AT_ONCE])
            marks = ", ".join("?" * len(ids))
            for row in self.database.rows(
                "SELECT goal_id, count(*) AS steps, count(reached_at) AS reached FROM milestone"
                f" WHERE goal_id IN ({marks}) AND deleted_at IS NULL GROUP BY goal_id",
                ids,
            ):
                found[row["goal_id"]] = replace(
                    found[row["goal_id"]], reached=int(row["reached"]), steps=int(row["steps"])
                )
            latest = self.check_ins.many(self._last_ids(ids, ""))
            numbers = self.check_ins.many(self._last_ids(ids, " AND value IS NOT NULL"))
            for check_in in latest.values():
                found[check_in.goal_id] = replace(found[check_in.goal_id], latest=check_in)
            for check_in in numbers.values():
                found[check_in.goal_id] = replace(found[check_in.goal_id], number=check_in.value)
        return found

    def standing(self, goal_id: str) -> Standing:
        """Return where one goal stands."""
        return self.standings([goal_id])[goal_id]

    def _last_ids(self, goal_ids: Sequence[str], condition: str) -> list[str]:
        rows = self.database.rows(
            "SELECT (SELECT id FROM check_in WHERE goal_id = goal.id AND deleted_at IS NULL"
            f"{condition} ORDER BY at DESC, id DESC LIMIT 1) AS id FROM goal"
            f" WHERE id IN ({', '.join('?' * len(goal_ids))})",
            goal_ids,
        )
        return [row["id"] for row in rows if row["id"]]


def _around(steps: Sequence[Milestone], index: int) -> tuple[str, str]:
    before = steps[index - 1].position if index else ""
    return before, steps[index].position if index < len(steps) else ""
