"""Advice: what somebody advised, and what became of it when it was tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mentordesk.domain.records import Record


class Tried(StrEnum):
    """What the answer to “tried?” may be; not said is the empty text."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not_yet"


@dataclass(frozen=True, kw_only=True)
class Advice(Record):
    """One piece of advice with the situation it was given for."""

    mentorship_id: str = ""
    giver_id: str = ""
    """Who advised: the other, or I."""
    text: str = ""
    context: str = ""
    given_on: date | None = None
    let_go_at: datetime | None = None
    origin_meeting_id: str = ""
    origin_note_id: str = ""


@dataclass(frozen=True, kw_only=True)
class AdviceAnswer(Record):
    """What was answered when a piece of advice was asked about; appended, never counted up."""

    advice_id: str = ""
    asked_on: date | None = None
    at: datetime | None = None
    tried: str = ""
    """A value of `Tried`; empty when it was asked and not answered."""
    happened: str = ""
    worth: int | None = None
    """From 1 to 5; None means not said."""
