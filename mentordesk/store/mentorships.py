"""Mentorships on disk."""

from __future__ import annotations

from mentordesk.domain.mentorships import Mentorship
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class MentorshipStore(RecordTable[Mentorship]):
    """What I have with whom."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Mentorship, "mentorship", Topic.MENTORSHIPS)

    def of_person(self, person_id: str) -> tuple[Mentorship, ...]:
        """Return a person's mentorships, the running ones first, then the newest."""
        return self.where("person_id = ?", [person_id], order="ended_on IS NOT NULL, started_on DESC, id DESC")

    def current_of(self, person_id: str) -> Mentorship | None:
        """Return the running mentorship with a person, the newest if there are several."""
        return self.first("person_id = ? AND ended_on IS NULL", [person_id], order="started_on DESC, id DESC")

    def running(self) -> tuple[Mentorship, ...]:
        """Return every mentorship that has not ended."""
        return self.where("ended_on IS NULL")
