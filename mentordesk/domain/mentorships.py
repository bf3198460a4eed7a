"""Mentorships: what two people have with each other, which side I am on, and how often they mean to meet."""

from __future__ import annotations

from datetime import date, time, timedelta
from enum import StrEnum

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass


class Role(StrEnum):
    """What I am in a mentorship."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    PEER = "peer"


@dataclass(frozen=True, kw_only=True)
class Mentorship(Record):
    """One mentoring relationship with a person; the same person may be in several, one after the other."""

    person_id: str = ""
    my_role: Role = Role.MENTOR
    purpose: str = ""
    phase: str = ""
    cadence_days: int = 14
    """How often we mean to meet; 0 means as it comes."""
    started_on: date | None = None
    ended_on: date | None = None
    ended_why: str = ""
    urgent_channel: str = ""
    """How to reach each other when it cannot wait, as agreed: a channel of the person, in words."""
    urgent_from: time | None = None
    """From when to when, in the person's zone; None means at any time."""
    urgent_to: time | None = None
    pact: tuple[str, ...] = ()
    """What both agreed for their calls."""
    review_every_days: int = 90
    """How often to look back on it; 0 means never."""

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ended_on is not None


def checked_mentorship(mentorship: Mentorship) -> Mentorship:
    """Return the mentorship as it may be kept; raises Mistake for one that ends before it begins."""
    if mentorship.started_on and mentorship.ended_on and mentorship.ended_on < mentorship.started_on:
        raise Mistake(_("It cannot end before it began. Choose a later day."), field="ended")
    if not 0 <= mentorship.cadence_days <= 366:
        raise Mistake(_("Choose a rhythm of at most a year."), field="cadence")
    if (mentorship.urgent_from is None) != (mentorship.urgent_to is None):
        missing = "urgent_from" if mentorship.urgent_from is None else "urgent_to"
        raise Mistake(_("Say from when until when, or leave both empty."), field=missing)
    return mentorship


def due_on(mentorship: Mentorship, last_held_on: date | None) -> date | None:
    """Return when the next meeting is due by cadence; None when it has none or is over."""
    if mentorship.cadence_days <= 0 or mentorship.is_over:
        return None
    since = last_held_on or mentorship.started_on
    return since + timedelta(days=mentorship.cadence_days) if since else None
