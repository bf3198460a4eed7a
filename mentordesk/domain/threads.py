"""Threads: pieces of somebody's life to ask about, offered once they are ripe."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass


@dataclass(frozen=True, kw_only=True)
class Thread(Record):
    """Something to ask a person about, such as her sister's wedding."""

    person_id: str = ""
    text: str = ""
    ripe_on: date | None = None
    """From when on to ask; None means any time."""
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    answer: str = ""
    let_be_at: datetime | None = None
    """Since when it is not to be raised."""
    origin_meeting_id: str = ""
    origin_note_id: str = ""
    note_line: str = ""
    """The line of that note from which it was picked."""
    note_place: int = 0
    """Which of that note’s threads it is, from 0."""

    @property
    def is_answered(self) -> bool:
        """Whether the story was told."""
        return self.answered_at is not None


def checked_thread(thread: Thread) -> Thread:
    """Return the thread as it may be kept; raises Mistake for one that says nothing."""
    if not thread.text.strip():
        raise Mistake(_("Write what to ask about."), field="text")
    return replace(thread, text=" ".join(thread.text.split()))


def is_ripe(thread: Thread, today: date) -> bool:
    """Tell whether to offer a thread: its day has come, it may be raised, and it was neither asked nor answered."""
    if thread.asked_at or thread.answered_at or thread.let_be_at:
        return False
    return thread.ripe_on is None or thread.ripe_on <= today


def asked(thread: Thread, at: datetime) -> Thread:
    """Return the thread as asked about: it is not offered again."""
    return replace(thread, asked_at=thread.asked_at or at)


def answered(thread: Thread, at: datetime, answer: str = "") -> Thread:
    """Return the thread with what was told."""
    return replace(asked(thread, at), answered_at=at, answer=answer)


def not_to_raise(thread: Thread, at: datetime) -> Thread:
    """Return the thread as one to leave alone: it is offered nowhere."""
    return replace(thread, let_be_at=thread.let_be_at or at)


def may_be_raised(thread: Thread) -> Thread:
    """Return the thread as one that may be raised again."""
    return replace(thread, let_be_at=None)
