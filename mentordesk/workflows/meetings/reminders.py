"""Remind of a meeting: which reminder speaks now, what it carries, and that somebody heard it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.reminders import STALE_AFTER, Reminder, stage_due
from mentordesk.domain.where_to_call import default_link
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk


@dataclass(frozen=True)
class ReminderDue:
    """A reminder that speaks now."""

    meeting_id: str
    person_id: str
    starts_at: datetime
    stage: int
    """Minutes before the meeting."""
    person: str
    initials: str
    times: str
    context: str
    """What it carries: the first thing on the agenda, how much else, what I promised."""
    link: str


def due_reminder(
    desk: Desk, clock: Clock, stages: Sequence[int], shown: ReminderDue | None = None
) -> ReminderDue | None:
    """Return the reminder that speaks now, of the soonest meeting that was not acknowledged; None while a session runs.

    `shown` is the one on the screen: it stays until it is acknowledged or its meeting is moved, closed or over, even
    when it is too late to speak up anew. After sleep only the latest stage speaks.
    """
    if not stages or desk.focus.running():
        return None
    now = clock.now()
    if shown and (kept := _still_due(desk, now, stages, shown)):
        return kept
    for meeting in desk.meetings.open_between(now - STALE_AFTER, now + timedelta(minutes=max(stages))):
        if meeting.starts_at is None or meeting.actual_start is not None:
            continue
        stage = stage_due(meeting.starts_at, stages, now)
        if stage is not None and not _is_acknowledged(desk, meeting, stage):
            return _reminder(desk, clock, meeting, meeting.starts_at, stage)
    return None


def acknowledge(desk: Desk, clock: Clock, due: ReminderDue) -> None:
    """Keep that a reminder was heard; later stages of the meeting, or the same at another time, still speak."""
    now = clock.now()
    desk.reminders.add(
        Reminder(
            meeting_id=due.meeting_id,
            stage=due.stage,
            due_at=due.starts_at - timedelta(minutes=due.stage),
            fired_at=now,
            acknowledged_at=now,
        )
    )


def _still_due(desk: Desk, now: datetime, stages: Sequence[int], shown: ReminderDue) -> ReminderDue | None:
    """Return the shown reminder, at a later stage if that has come, while there is still something to be reminded of."""
    meeting = desk.meetings.find(shown.meeting_id)
    if meeting is None or meeting.deleted_at or not meeting.is_open or meeting.actual_start is not None:
        return None
    if meeting.starts_at != shown.starts_at or now >= shown.starts_at + timedelta(minutes=meeting.minutes):
        return None
    stage = min((stage for stage in stages if now >= shown.starts_at - timedelta(minutes=stage)), default=shown.stage)
    if _is_acknowledged(desk, meeting, stage):
        return None
    return shown if stage == shown.stage else replace(shown, stage=stage)


def _is_acknowledged(desk: Desk, meeting: Meeting, stage: int) -> bool:
    """Tell whether this stage, or a later one, was heard at the meeting's present time."""
    if meeting.starts_at is None:
        return False
    heard = desk.reminders.latest_for(meeting.id, meeting.starts_at)
    return heard is not None and heard.acknowledged_at is not None and heard.stage <= stage


def _reminder(desk: Desk, clock: Clock, meeting: Meeting, starts_at: datetime, stage: int) -> ReminderDue | None:
    person = desk.people.find(meeting.person_id)
    if person is None:
        return None
    return ReminderDue(
        meeting_id=meeting.id,
        person_id=person.id,
        starts_at=starts_at,
        stage=stage,
        person=person.name,
        initials=person.initials,
        times=phrases.both_times(starts_at, clock.zone(), person.zone, city=person.city),
        context=_context(desk, meeting),
        link=meeting.link or default_link(person, meeting.mode),
    )


def _context(desk: Desk, meeting: Meeting) -> str:
    words = []
    agenda = desk.agenda.of_mentorship(meeting.mentorship_id) if meeting.mentorship_id else ()
    if agenda:
        more = len(agenda) - 1
        first = agenda[0].text
        words.append(
            ngettext("{topic}, and {more} more topic", "{topic}, and {more} more topics", more).format(
                topic=first, more=more
            )
            if more
            else first
        )
    elif meeting.title:
        words.append(meeting.title)
    profile = desk.profile.mine()
    actions = desk.actions.open_in(meeting.mentorship_id) if meeting.mentorship_id else ()
    mine = [action.text for action in actions if profile and action.owner_id == profile.person_id]
    if mine:
        words.append(_("You promised: {what}").format(what=mine[0]))
    return "\n".join(words)
