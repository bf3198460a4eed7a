"""Actions: what somebody promised to do, with a day if there is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass


@dataclass(frozen=True, kw_only=True)
class Action(Record):
    """A promise: the owner is a person, me or the other."""

    owner_id: str = ""
    mentorship_id: str = ""
    text: str = ""
    due_on: date | None = None
    done_at: datetime | None = None
    dropped_at: datetime | None = None
    snoozed_until: date | None = None
    origin_meeting_id: str = ""
    origin_note_id: str = ""
    """The note a line of which is this action: ticking either ticks both."""
    note_line: str = ""
    """The line of that note as it was last read; an edit of the line is told from an edit of the action by it."""
    note_place: int = 0
    """Which of the note's promises it is, counted from 0."""
    goal_id: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.dropped_at is None

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.is_open and self.due_on is not None and self.due_on < today


def checked_action(action: Action) -> Action:
    """Return the action as it may be kept; raises Mistake for one that says nothing or belongs to nobody."""
    if not action.text.strip():
        raise Mistake(_("Write what is to be done."), field="text")
    if not action.owner_id:
        raise Mistake(_("Choose who does it."), field="owner")
    return replace(action, text=" ".join(action.text.split()))


def done(action: Action, at: datetime) -> Action:
    """Return the action as done; done twice keeps the first time."""
    return replace(action, done_at=action.done_at or at, dropped_at=None)


def reopened(action: Action) -> Action:
    """Return the action as still to be done."""
    return replace(action, done_at=None, dropped_at=None)


def dropped(action: Action, at: datetime) -> Action:
    """Return the action as let go; what was done stays done."""
    return action if action.done_at is not None else replace(action, dropped_at=action.dropped_at or at)


def is_asleep(action: Action, today: date) -> bool:
    """Tell whether it is put off until a day after this one; it comes back by itself."""
    return action.is_open and action.snoozed_until is not None and action.snoozed_until > today
