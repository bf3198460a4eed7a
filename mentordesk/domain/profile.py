"""The profile: which person on this desk am I, and what I prefer wherever this desk is opened."""

from __future__ import annotations

from datetime import time
from enum import StrEnum

from mentordesk.domain.focus import DEFAULT_SHARES, PhaseShare
from mentordesk.domain.records import Record
from mentordesk.light_dataclass import dataclass


class Side(StrEnum):
    """On which side of mentoring I am."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True)
class Profile(Record):
    """My settings on this desk."""

    person_id: str = ""
    side: Side = Side.BOTH
    working_from: time = time(9)
    working_to: time = time(18)
    checklist: tuple[str, ...] = ()
    """What I do before a call, in my own words; empty means the list that ships."""
    phases: tuple[PhaseShare, ...] = DEFAULT_SHARES
    reminder_stages: tuple[int, ...] = (15, 5, 1)
    """Minutes before a meeting."""
    pill_moments: tuple[int, ...] = (15,)
    """Minutes into a session at which the pill asks kindly; the last one repeats. Empty means never."""
    is_demo: bool = False
    """A desk of made-up people, to look around in and throw away."""
