"""Questions between the calls: urgent, this week, or for the next meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass


class Urgency(StrEnum):
    """How long a question can wait."""

    URGENT = "urgent"
    THIS_WEEK = "this_week"
    NEXT_MEETING = "next_meeting"


class AskedHow(StrEnum):
    """By what a question went to the other side."""

    MAIL = "mail"
    CALL = "call"
    COPY = "copy"


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
    """By what it was asked: see `AskedHow`; empty until it was."""
    asked_at: datetime | None = None
    answer: str = ""
    answered_at: datetime | None = None
    dropped_at: datetime | None = None
    agenda_item_id: str = ""
    """The topic it became for the next meeting; kept while it waits elsewhere, so that it never becomes two."""

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.answered_at is None and self.dropped_at is None


def checked_question(question: Question) -> Question:
    """Return the question as it may be kept; raises Mistake, field `text`, for one that asks nothing."""
    if not question.text.strip():
        raise Mistake(_("Write what you want to know."), field="text")
    return replace(question, text=" ".join(question.text.split()))


def asked(question: Question, how: AskedHow, at: datetime) -> Question:
    """Return the question as asked; asked again it was asked last now."""
    return replace(question, asked_how=how.value, asked_at=at)


def answered(question: Question, answer: str, at: datetime) -> Question:
    """Return the question with its answer; a better wording of the answer keeps its first day."""
    return replace(question, answer=answer.strip(), answered_at=question.answered_at or at, dropped_at=None)


def dropped(question: Question, at: datetime) -> Question:
    """Return the question as let go."""
    return replace(question, dropped_at=question.dropped_at or at)


def reopened(question: Question) -> Question:
    """Return the question as still to be answered; the answer there was stays to be read and reworded."""
    return replace(question, answered_at=None, dropped_at=None)
