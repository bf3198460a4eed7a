"""Questions on disk."""

from __future__ import annotations

from mentordesk.domain.questions import Question, checked_question
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic

_OPEN = "answered_at IS NULL AND dropped_at IS NULL"
_CLOSED_AT = "coalesce(answered_at, dropped_at)"


class QuestionStore(RecordTable[Question]):
    """What is to be asked between the calls."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Question, "question", Topic.QUESTIONS)

    def checked(self, record: Question) -> Question:
        """Return the question as it may be kept; raises Mistake when it asks nothing."""
        return checked_question(record)

    def open_in(self, mentorship_id: str) -> tuple[Question, ...]:
        """Return a mentorship's open questions, oldest first."""
        return self.where(f"mentorship_id = ? AND {_OPEN}", [mentorship_id])

    def all_open(self) -> tuple[Question, ...]:
        """Return every open question, oldest first."""
        return self.where(_OPEN, order="created_at, id")

    def closed(self, *, limit: int) -> tuple[Question, ...]:
        """Return what was answered or let go, the last first."""
        return self.where(f"{_CLOSED_AT} IS NOT NULL", order=f"{_CLOSED_AT} DESC, id DESC", limit=limit)

    def ids_closed(self) -> tuple[str, ...]:
        """Return the ids of all that was answered or let go, the last first: to be read a page at a time."""
        rows = self.database.rows(
            f"SELECT id FROM question WHERE deleted_at IS NULL AND {_CLOSED_AT} IS NOT NULL ORDER BY {_CLOSED_AT} DESC, id DESC"
        )
        return tuple(row["id"] for row in rows)

    def of_agenda_item(self, item_id: str) -> Question | None:
        """Return the question that became this topic, if it is one."""
        return self.first("agenda_item_id = ?", [item_id])
