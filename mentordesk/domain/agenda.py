"""Agenda items: what two people want to talk about. They belong to the mentorship, so moving a meeting loses none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass


class AgendaState(StrEnum):
    """Where an item stands."""

    OPEN = "open"
    DISCUSSED = "discussed"
    PARKED = "parked"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class AgendaItem(Record):
    """One thing to talk about."""

    mentorship_id: str = ""
    meeting_id: str = ""
    """The meeting in which it was last on the table; empty until there was one."""
    text: str = ""
    author_id: str = ""
    minutes: int = 0
    """How long it may take; 0 means nobody said."""
    position: str = ""
    """A fractional key, see `order`."""
    state: AgendaState = AgendaState.OPEN
    carried_since: date | None = None
    """The day of the first meeting that did not get to it."""
    carried_count: int = 0
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be talked about in the next meeting."""
        return self.state is AgendaState.OPEN


def checked_item(item: AgendaItem) -> AgendaItem:
    """Return the item as it may be kept; raises Mistake for one that says nothing or takes less than no time."""
    if not item.text.strip():
        raise Mistake(_("Write what you want to talk about."), field="text")
    if not 0 <= item.minutes <= 24 * 60:
        raise Mistake(_("Minutes go from 0 to a day."), field="minutes")
    return replace(item, text=" ".join(item.text.split()))


def discussed(item: AgendaItem, meeting_id: str, at: datetime) -> AgendaItem:
    """Return the item as talked about in a meeting; an item of the day before keeps its first closing."""
    return replace(item, state=AgendaState.DISCUSSED, meeting_id=meeting_id, closed_at=item.closed_at or at)


def parked(item: AgendaItem) -> AgendaItem:
    """Return the item set aside: kept, and in nobody's way until taken up again."""
    return replace(item, state=AgendaState.PARKED, closed_at=None)


def dropped(item: AgendaItem, at: datetime) -> AgendaItem:
    """Return the item as let go."""
    return replace(item, state=AgendaState.DROPPED, closed_at=at)


def reopened(item: AgendaItem) -> AgendaItem:
    """Return the item as still to be talked about."""
    return replace(item, state=AgendaState.OPEN, closed_at=None)


def carried(item: AgendaItem, meeting_id: str, met_on: date) -> AgendaItem:
    """Return an undiscussed item carried over from a meeting; carrying it twice from one meeting counts once."""
    if not item.is_open or item.meeting_id == meeting_id:
        return item
    return replace(
        item,
        meeting_id=meeting_id,
        carried_since=item.carried_since or met_on,
        carried_count=item.carried_count + 1,
    )
