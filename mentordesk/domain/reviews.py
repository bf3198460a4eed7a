"""Reviews of a mentorship every few months: a short set of questions, answered in private."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mentordesk.domain.records import Record


@dataclass(frozen=True, kw_only=True)
class Review(Record):
    """How I see a mentorship on a day."""

    mentorship_id: str = ""
    held_on: date | None = None
    ratings: tuple[int, ...] = ()
    """From 1 to 5, in the order of the questions; 0 means not said."""
    keep: str = ""
    change: str = ""
