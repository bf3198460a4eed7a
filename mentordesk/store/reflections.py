"""Reflections on disk."""

from __future__ import annotations

from mentordesk.domain.reflections import Reflection, checked_reflection
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class ReflectionStore(RecordTable[Reflection]):
    """What meetings left with me."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Reflection, "reflection", Topic.REFLECTIONS)

    def checked(self, record: Reflection) -> Reflection:
        """Return the reflection as it may be kept; raises Mistake for a presence outside 1 to 5."""
        return checked_reflection(record)

    def of_meeting(self, meeting_id: str) -> Reflection | None:
        """Return the reflection on a meeting, if there is one."""
        return self.first("meeting_id = ?", [meeting_id])
