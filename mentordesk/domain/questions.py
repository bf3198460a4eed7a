"""Questions between the calls: urgent, this week, or for the next meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mentordesk.domain.records import Record


class Urgency(StrEnum):
    """How long a question can wait."""

    URGENT = "urgent"
    THIS_WEEK = "this_week"
    NEXT_MEETING = "next_meeting"


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """Something to ask the other side of a mentorship."""

    mentorship_id: str = ""
    text: str = ""
    urgency: Urgency = Urgency.NEXT_MEETING
    author_id: str = ""
    """Who wants to know; empty means I."""
    context: str = ""
    """What the other needs to know to answer."""
    asked_how: str = ""
    asked_at: datetime | None = None
    answer: str = ""
    answered_at: datetime | None = None
    dropped_at: datetime | None = None
    agenda_item_id: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.answered_at is None and self.dropped_at is None
