"""Goals, milestones and check-ins on disk."""

from __future__ import annotations

from mentordesk.domain.goals import CheckIn, Goal, GoalPlan, GoalTurn, Milestone
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class GoalStore(RecordTable[Goal]):
    """What somebody wants to reach, the steps towards it, and how it went."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Goal, "goal", Topic.GOALS)
        self.milestones = RecordTable(database, Milestone, "milestone", Topic.GOALS)
        self.check_ins = RecordTable(database, CheckIn, "check_in", Topic.GOALS)
        self.turns = RecordTable(database, GoalTurn, "goal_turn", Topic.GOALS)
        self.plans = RecordTable(database, GoalPlan, "goal_plan", Topic.GOALS)

    def open_in(self, mentorship_id: str) -> tuple[Goal, ...]:
        """Return a mentorship's open goals, the one due first first."""
        return self.where("mentorship_id = ? AND state = 'open'", [mentorship_id], order="due_on IS NULL, due_on, id")

    def milestones_of(self, goal_id: str) -> tuple[Milestone, ...]:
        """Return a goal's milestones in order."""
        return self.milestones.where("goal_id = ?", [goal_id], order="position, id")

    def latest_check_in(self, goal_id: str) -> CheckIn | None:
        """Return how a goal stood last."""
        return self.check_ins.first("goal_id = ?", [goal_id], order="at DESC")
