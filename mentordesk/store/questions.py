"""Questions on disk."""

from __future__ import annotations

from mentordesk.domain.questions import Question
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class QuestionStore(RecordTable[Question]):
    """What is to be asked between the calls."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Question, "question", Topic.QUESTIONS)

    def open_in(self, mentorship_id: str) -> tuple[Question, ...]:
        """Return a mentorship's open questions, oldest first."""
        return self.where("mentorship_id = ? AND answered_at IS NULL AND dropped_at IS NULL", [mentorship_id])
