"""Focus sessions on disk, with the distractions parked in them."""

from __future__ import annotations

from mentordesk.domain.focus import Distraction, FocusSession
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class FocusStore(RecordTable[FocusSession]):
    """Calls held in focus mode."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, FocusSession, "focus_session", Topic.FOCUS)
        self.distractions = RecordTable(database, Distraction, "distraction", Topic.FOCUS)

    def running(self) -> FocusSession | None:
        """Return the session that has begun and not ended, if there is one; the last begun, if a crash left several."""
        return self.first("started_at IS NOT NULL AND ended_at IS NULL", order="started_at DESC")

    def of_meeting(self, meeting_id: str) -> FocusSession | None:
        """Return the session in which a meeting was held, the last one if it was held in several."""
        return self.first("meeting_id = ?", [meeting_id], order="started_at DESC, id DESC")

    def parked_in(self, session_id: str) -> tuple[Distraction, ...]:
        """Return what was parked during a session, in order."""
        return self.distractions.where("session_id = ?", [session_id])
