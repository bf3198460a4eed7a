"""Carry over: when a meeting is closed, what was on its table and not talked about says so, and stays on the agenda."""

from __future__ import annotations

from datetime import date

from mentordesk.clock import Clock
from mentordesk.domain.agenda import AgendaItem, carried
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.zones import wall_of
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic


def day_of(meeting: Meeting, clock: Clock) -> date:
    """Return the day of a meeting where I was, or am."""
    instant = meeting.actual_start or meeting.starts_at or clock.now()
    return wall_of(instant, meeting.lived_zone or clock.zone().key).date()


def carry_over(desk: Desk, clock: Clock, meeting_id: str) -> tuple[AgendaItem, ...]:
    """Mark the open items of a closed meeting as carried since its day, and return those marked.

    Closing a meeting twice carries once. An item written down after the meeting was not on its table and stays as it
    is. Part of the act that closes the meeting: it is no step of undo by itself.
    """
    meeting = desk.meetings.get(meeting_id)
    if not meeting.mentorship_id:
        return ()
    ended = meeting.ends_at or clock.now()
    met_on = day_of(meeting, clock)
    marked: list[AgendaItem] = []
    with desk.database.change(Topic.AGENDA):
        for item in desk.agenda.of_mentorship(meeting.mentorship_id):
            if item.created_at is not None and item.created_at > ended:
                continue
            after = carried(item, meeting.id, met_on)
            if after is not item:
                marked.append(desk.agenda.save(after))
    return tuple(marked)
