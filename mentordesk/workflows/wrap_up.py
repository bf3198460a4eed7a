"""Wrap up a meeting: what was agreed, what it left with me, the next one. Each answer is kept as it is given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mentordesk.clock import Clock
from mentordesk.domain.actions import Action
from mentordesk.domain.agenda import AgendaItem, discussed, reopened
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.people import Person
from mentordesk.domain.records import Visibility
from mentordesk.domain.reflections import Reflection, checked_reflection
from mentordesk.domain.threads import Thread
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic


@dataclass(frozen=True)
class WrapUp:
    """Everything the sheet shows, read at once."""

    meeting: Meeting
    person: Person
    me: Person
    agreed: tuple[Action, ...]
    agenda: tuple[AgendaItem, ...]
    """What was on the table: discussed in this meeting, or open and so carried over."""
    reflection: Reflection
    next_meeting: Meeting | None


def read_wrap_up(desk: Desk, clock: Clock, meeting_id: str) -> WrapUp:
    """Return what there is to wrap up of a meeting."""
    meeting = desk.meetings.get(meeting_id)
    return WrapUp(
        meeting=meeting,
        person=desk.people.get(meeting.person_id),
        me=desk.profile.me(),
        agreed=desk.actions.of_meeting(meeting_id),
        agenda=desk.agenda.for_meeting(meeting.mentorship_id, meeting_id),
        reflection=desk.reflections.of_meeting(meeting_id) or Reflection(meeting_id=meeting_id),
        next_meeting=desk.meetings.next_with(meeting.person_id, clock.now()),
    )


def agree(desk: Desk, meeting_id: str, owner_id: str, text: str, due_on: date | None = None) -> Action:
    """Write down what was agreed in a meeting. Both know of it, so it is shared unless marked otherwise."""
    meeting = desk.meetings.get(meeting_id)
    action = Action(
        owner_id=owner_id,
        mentorship_id=meeting.mentorship_id,
        text=text,
        due_on=due_on,
        origin_meeting_id=meeting_id,
        visibility=Visibility.SHARED,
    )
    return desk.actions.add(action, act=_("Add what was agreed"))


def settle(desk: Desk, clock: Clock, meeting_id: str, item_id: str, *, is_discussed: bool) -> AgendaItem:
    """Say of an agenda item that it was talked about in this meeting, or was not and comes along."""
    with desk.database.change(Topic.AGENDA, act=_("Settle a topic")):
        item = desk.agenda.get(item_id)
        return desk.agenda.save(discussed(item, meeting_id, clock.now()) if is_discussed else reopened(item))


def reflect(desk: Desk, meeting_id: str, answers: Reflection) -> Reflection:
    """Keep the answers given so far; a meeting has one reflection. Raises Mistake for a presence outside 1 to 5."""
    checked_reflection(answers)
    with desk.database.change(Topic.REFLECTIONS):
        present = desk.reflections.of_meeting(meeting_id)
        if present is None:
            return answers if answers.is_empty else desk.reflections.add(replace(answers, meeting_id=meeting_id))
        return desk.reflections.save(
            replace(
                present,
                went_well=answers.went_well,
                would_change=answers.would_change,
                learned=answers.learned,
                feeling=answers.feeling,
                presence=answers.presence,
            )
        )


def ask_next_time(desk: Desk, meeting_id: str, text: str, ripe_on: date | None = None) -> Thread:
    """Remember something to ask about next time."""
    meeting = desk.meetings.get(meeting_id)
    thread = Thread(person_id=meeting.person_id, text=text, ripe_on=ripe_on, origin_meeting_id=meeting_id)
    return desk.threads.add(thread, act=_("Remember to ask"))
