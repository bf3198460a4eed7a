"""Reviews of mentorships on disk."""

from __future__ import annotations

from datetime import date

from mentordesk.domain.reviews import Review, checked_review
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class ReviewStore(RecordTable[Review]):
    """How mentorships were seen, day by day."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Review, "review", Topic.REVIEWS)

    def checked(self, record: Review) -> Review:
        """Return the review as it may be kept; raises Mistake for one that says nothing or goes beyond 1 to 5."""
        return checked_review(record)

    def of_mentorship(self, mentorship_id: str) -> tuple[Review, ...]:
        """Return a mentorship's reviews, the oldest first."""
        return self.where("mentorship_id = ?", [mentorship_id], order="held_on, id")

    def on_day(self, mentorship_id: str, day: date) -> Review | None:
        """Return the review of a day, if there is one."""
        return self.first("mentorship_id = ? AND held_on = ?", [mentorship_id, day.isoformat()])

    def last_days(self) -> dict[str, date]:
        """Return on which day each mentorship was looked back on last; mentorships without a review are left out."""
        rows = self.database.rows(
            "SELECT mentorship_id, max(held_on) AS held_on FROM review WHERE deleted_at IS NULL GROUP BY mentorship_id"
        )
        return {row["mentorship_id"]: date.fromisoformat(row["held_on"]) for row in rows if row["held_on"]}
