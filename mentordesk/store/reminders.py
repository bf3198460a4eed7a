"""Reminders on disk: which stage spoke, and whether somebody heard."""

from __future__ import annotations

from datetime import datetime

from mentordesk.domain.reminders import Reminder
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class ReminderStore(RecordTable[Reminder]):
    """Reminders that have spoken."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Reminder, "reminder", Topic.REMINDERS)

    def latest_for(self, meeting_id: str, due_for: datetime) -> Reminder | None:
        """Return the last stage that spoke for a meeting at its present time: one that was moved is reminded of anew."""
        spoken = self.where("meeting_id = ?", [meeting_id], order="stage, id")
        return next(
            (one for one in spoken if one.due_at and (due_for - one.due_at).total_seconds() == one.stage * 60), None
        )
