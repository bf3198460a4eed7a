"""Reminders before a meeting: when each stage is due, and which one still speaks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from mentordesk.domain.records import Record
from mentordesk.light_dataclass import dataclass

STALE_AFTER = timedelta(minutes=5)
"""How long past the meeting's start a reminder caught up after sleep still helps."""


@dataclass(frozen=True, kw_only=True)
class Reminder(Record):
    """One stage of reminding somebody of a meeting, kept until acknowledged."""

    meeting_id: str = ""
    stage: int = 0
    """Minutes before the meeting."""
    due_at: datetime | None = None
    fired_at: datetime | None = None
    acknowledged_at: datetime | None = None


def stage_due(starts_at: datetime, stages: Iterable[int], now: datetime) -> int | None:
    """Return the latest stage whose time has come, in minutes before the start; None when none speaks now."""
    if now - starts_at > STALE_AFTER:
        return None
    return min((stage for stage in stages if now >= starts_at - timedelta(minutes=stage)), default=None)
