"""Wrap up a meeting: what was talked about, what it left with me, the next one. Each answer is kept as it is given.

What was agreed is an action, see `edit_action`; what goes to the other side is in `summarise`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from mentordesk.clock import Clock
from mentordesk.domain.actions import Action
from mentordesk.domain.agenda import AgendaItem, carried, discussed, reopened
from mentordesk.domain.meetings import Meeting, Status
from mentordesk.domain.merging import merge_keeping_all
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.records import Visibility
from mentordesk.domain.reflections import Reflection, checked_reflection
from mentordesk.domain.threads import Thread
from mentordesk.domain.zones import instant_of, wall_of
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.meetings.carry_over import day_of
from mentordesk.workflows.meetings.plan_meeting import Plan, their_zone
from mentordesk.workflows.people.tell_thread import read_thread

_USUAL_DAYS = 14


@dataclass(frozen=True)
class WrapUp:
    """Everything the sheet shows, read at once."""

    meeting: Meeting
    person: Person
    me: Person
    agreed: tuple[Action, ...]
    agenda: tuple[AgendaItem, ...]
    """What was on the table: discussed in this meeting, or open and so carried over."""
    threads: tuple[Thread, ...]
    """What came up to ask about next time."""
    note: Note | None
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
        threads=threads_of(desk, meeting_id),
        note=desk.notes.of_meeting(meeting_id),
        reflection=desk.reflections.of_meeting(meeting_id) or Reflection(meeting_id=meeting_id),
        next_meeting=desk.meetings.next_with(meeting.person_id, clock.now()),
    )


def settle(desk: Desk, clock: Clock, meeting_id: str, item_id: str, *, is_discussed: bool) -> AgendaItem:
    """Say of an agenda item that it was talked about in this meeting, or was not and comes along."""
    with desk.database.change(Topic.AGENDA, act=_("Settle a topic")):
        item = desk.agenda.get(item_id)
        if is_discussed:
            return desk.agenda.save(discussed(item, meeting_id, clock.now()))
        meeting = desk.meetings.get(meeting_id)
        item = reopened(item)
        if meeting.status is Status.HELD and item.carried_since is None:
            # The meeting is closed and nobody else will carry it.
            item = carried(replace(item, meeting_id=""), meeting_id, day_of(meeting, clock))
        return desk.agenda.save(item)


def show_note_to(desk: Desk, meeting_id: str, visibility: Visibility) -> None:
    """Say whether the summary may contain the notes of a meeting."""
    with desk.database.change(Topic.NOTES, act=_("Change who sees it")):
        for note in desk.notes.where("meeting_id = ?", [meeting_id]):
            desk.notes.save(replace(note, visibility=visibility))


def reflect(desk: Desk, meeting_id: str, answers: Reflection, before: Reflection | None = None) -> Reflection:
    """Keep the answers given so far; a meeting has one reflection. Raises Mistake for a presence outside 1 to 5.

    `before` is what they were when whoever answers last looked: what another window wrote since stays too.
    """
    checked_reflection(answers)
    with desk.database.change(Topic.REFLECTIONS):
        present = desk.reflections.of_meeting(meeting_id)
        if present is None:
            if answers.is_empty:
                return answers
            return desk.reflections.add(replace(answers, meeting_id=meeting_id, visibility=Visibility.PRIVATE))
        seen = before or present
        return desk.reflections.save(
            replace(
                present,
                went_well=merge_keeping_all(seen.went_well, answers.went_well, present.went_well),
                would_change=merge_keeping_all(seen.would_change, answers.would_change, present.would_change),
                learned=merge_keeping_all(seen.learned, answers.learned, present.learned),
                feeling=present.feeling if answers.feeling == seen.feeling else answers.feeling,
                presence=present.presence if answers.presence == seen.presence else answers.presence,
            )
        )


def ask_next_time(desk: Desk, clock: Clock, meeting_id: str, words: str) -> Thread:
    """Remember something to ask about next time, as typed: “~ her sister’s wedding in June”.

    A `!date` says from when on and is left out of the words; a day named in passing counts too and stays in them.
    Raises Mistake, field `text`, for words that say nothing and for a `!date` that is none.
    """
    meeting = desk.meetings.get(meeting_id)
    text, ripe_on = read_thread(clock, words)
    thread = Thread(person_id=meeting.person_id, text=text, ripe_on=ripe_on, origin_meeting_id=meeting_id)
    return desk.threads.add(thread, act=_("Remember to ask"))


def threads_of(desk: Desk, meeting_id: str) -> tuple[Thread, ...]:
    """Return what came up in a meeting to ask about next time; what is not to be raised is left out."""
    return desk.threads.where("origin_meeting_id = ? AND let_be_at IS NULL", [meeting_id])


def forget_thread(desk: Desk, thread_id: str) -> None:
    """Put something to ask about into the trash."""
    desk.threads.remove(thread_id, act=_("Remove what to ask about"))


def note_who_began(desk: Desk, meeting_id: str, person_id: str) -> Meeting:
    """Note who began with the personal in a call; empty for nobody noticed. The turns follow from it."""
    with desk.database.change(Topic.MEETINGS, act=_("Note who began")):
        meeting = desk.meetings.get(meeting_id)
        return desk.meetings.save(replace(meeting, personal_first_id=person_id, personal_unnoticed=not person_id))


def suggest_next(desk: Desk, clock: Clock, meeting_id: str) -> Plan:
    """Return a plan for the next meeting: same weekday and time on the same person's clock, as often as both mean to meet.

    Without a rhythm it is in two weeks. A time that does not exist on that day is an hour later, as clocks show it.
    """
    meeting = desk.meetings.get(meeting_id)
    person = desk.people.get(meeting.person_id)
    mentorship = desk.mentorships.current_of(person.id)
    days = mentorship.cadence_days if mentorship and mentorship.cadence_days > 0 else _USUAL_DAYS
    step = timedelta(weeks=max(1, round(days / 7)))
    on_their_clock = bool(person.zone) and meeting.zone_owner_id == person.id
    zone = their_zone(person, clock) if on_their_clock else clock.zone().key
    begin = meeting.starts_at or meeting.actual_start or clock.now()
    wall = _on_the_quarter(wall_of(begin, zone)) + step
    while instant_of(wall, zone) <= clock.now():
        wall += step
    return Plan(
        person_id=person.id,
        wall=wall_of(instant_of(wall, zone), zone),
        on_their_clock=on_their_clock,
        minutes=meeting.minutes,
        mode=meeting.mode,
        link=meeting.link,
        place=meeting.place,
    )


def _on_the_quarter(wall: datetime) -> datetime:
    """Return the nearest quarter of an hour: a call that began at 14:58 is one at three."""
    at = wall.replace(second=0, microsecond=0)
    over = timedelta(minutes=at.minute % 15)
    return at - over + (timedelta(minutes=15) if over > timedelta(minutes=7) else timedelta())
