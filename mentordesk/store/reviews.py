"""Reviews of mentorships on disk."""

from __future__ import annotations

from mentordesk.domain.reviews import Review
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class ReviewStore(RecordTable[Review]):
    """How mentorships were seen, day by day."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Review, "review", Topic.REVIEWS)

    def of_mentorship(self, mentorship_id: str) -> tuple[Review, ...]:
        """Return a mentorship's reviews, the oldest first."""
        return self.where("mentorship_id = ?", [mentorship_id], order="held_on, id")
