"""How long to keep what is known of somebody: until a day, or for some months after the mentorship. By itself, for as long as one likes.

When somebody is reminded, and what a choice writes down, is `workflows.retention`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake
from mentordesk.language import _

MOST_MONTHS = 120
"""Ten years after the end of a mentorship."""


def checked_months(months: int) -> int:
    """Return a span as it may be kept; raises Mistake for less than none and more than ten years."""
    if not 0 <= months <= MOST_MONTHS:
        raise Mistake(_("Choose at most ten years."), field="months")
    return months


def keep_until(person: Person, mentorships: Iterable[Mentorship]) -> date | None:
    """Return the last day a person is meant to be kept; None while there is none: nothing is meant, or a mentorship still runs."""
    if person.keep_until is not None:
        return person.keep_until
    theirs = [one for one in mentorships if one.person_id == person.id and one.deleted_at is None]
    ends = [one.ended_on for one in theirs if one.ended_on is not None]
    if person.keep_months is None or not ends or len(ends) < len(theirs):
        return None
    return months_after(max(ends), person.keep_months)


def is_over(person: Person, mentorships: Iterable[Mentorship], today: date) -> bool:
    """Tell whether the last day is past."""
    last = keep_until(person, mentorships)
    return last is not None and today > last


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a month that is too short for it."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
