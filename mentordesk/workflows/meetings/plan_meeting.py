"""Plan a meeting and say what became of it: move, call off, missed, took place, unplanned, logged afterwards.

Each is one step of undo. The course of a call is in `hold_session`, what follows it in `wrap_up`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from mentordesk.clock import Clock
from mentordesk.domain.meetings import Kind, Meeting, Mode, Status, begun, cancelled, held, missed, moved, planned
from mentordesk.domain.people import Person
from mentordesk.domain.zones import checked_wall, comes_twice, instant_of, wall_of, zone_named
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.phrases import both_times, clock_time, weekday_and_day
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.meetings.carry_over import carry_over
from mentordesk.workflows.notes.keep_note import keep_meeting_note

DEFAULT_MINUTES = 60


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A meeting as it is asked for."""

    person_id: str
    wall: datetime | None
    """What the clock shows of whom `on_their_clock` says; naive."""
    on_their_clock: bool = False
    minutes: int = DEFAULT_MINUTES
    mode: Mode = Mode.VIDEO
    link: str = ""
    place: str = ""
    title: str = ""


@dataclass(frozen=True)
class TimeSaid:
    """When a planned meeting would be, for both."""

    starts_at: datetime
    words: str
    """Day and both times: Thursday, 12 November · 15:00 your time · 22:00 in Manila."""
    remark: str = ""
    """What is odd about it, such as a time that comes twice that night."""


def their_zone(person: Person, clock: Clock) -> str:
    """Return a person's zone; mine while theirs is not known."""
    return person.zone or clock.zone().key


def say_time(desk: Desk, clock: Clock, plan: Plan) -> TimeSaid:
    """Say when a plan would be, for both; raises Mistake, field `starts`, for a time that does not exist."""
    if plan.wall is None:
        raise Mistake(_("Choose a day and a time."), field="starts")
    person = desk.people.get(plan.person_id)
    zone = _zone_of(plan, person, clock)
    wall = checked_wall(plan.wall, zone)
    instant = instant_of(wall, zone)
    here = instant.astimezone(clock.zone())
    words = _("{day} · {times}").format(
        day=weekday_and_day(here.date()), times=both_times(instant, clock.zone(), person.zone, city=person.city)
    )
    remark = ""
    if comes_twice(wall, zone):
        remark = _("The clocks go back that night and show {time} twice. This is the first one.").format(
            time=clock_time(wall)
        )
    elif plan.on_their_clock and not person.zone:
        remark = _("{name}’s time zone is not known yet, so yours is used.").format(name=person.short_name)
    return TimeSaid(instant, words, remark)


def plan_meeting(desk: Desk, clock: Clock, plan: Plan) -> Meeting:
    """Plan a meeting with the running mentorship of that person; raises Mistake with the field at fault.

    Fields: `person`, `starts`, `minutes`, `link`, `place`.
    """
    with desk.database.change(Topic.MEETINGS, act=_("Plan a meeting")):
        return desk.meetings.add(_as_meeting(desk, clock, plan, Meeting(person_id=plan.person_id)))


def change_meeting(desk: Desk, clock: Clock, meeting_id: str, plan: Plan) -> Meeting:
    """Change an open meeting: at another time it is moved, else only its length, mode, link or place are another."""
    with desk.database.change(Topic.MEETINGS, act=_("Change the meeting")):
        meeting = desk.meetings.get(meeting_id)
        if not meeting.is_open:
            raise Mistake(_("Only a meeting that is still to come can be changed."))
        after = _as_meeting(desk, clock, replace(plan, person_id=meeting.person_id), meeting)
        if after.starts_at != meeting.starts_at:
            after = replace(after, status=Status.MOVED, moved_from=meeting.starts_at)
        return desk.meetings.save(after)


def move_meeting(
    desk: Desk, clock: Clock, meeting_id: str, wall: datetime | None, *, on_their_clock: bool = False
) -> Meeting:
    """Move an open meeting; its agenda comes along. Raises Mistake, field `starts`, for a time that cannot be."""
    if wall is None:
        raise Mistake(_("Choose a day and a time."), field="starts")
    with desk.database.change(Topic.MEETINGS, act=_("Move the meeting")):
        meeting = desk.meetings.get(meeting_id)
        person = desk.people.get(meeting.person_id)
        zone = their_zone(person, clock) if on_their_clock else clock.zone().key
        after = moved(meeting, wall, zone)
        if after.starts_at == meeting.starts_at:
            raise Mistake(_("That is when it is planned already. Choose another time."), field="starts")
        return desk.meetings.save(replace(after, zone_owner_id=_owner(desk, person, on_their_clock)))


def cancel_meeting(desk: Desk, meeting_id: str, why: str = "") -> Meeting:
    """Call an open meeting off."""
    with desk.database.change(Topic.MEETINGS, act=_("Call off the meeting")):
        return desk.meetings.save(cancelled(desk.meetings.get(meeting_id), " ".join(why.split())))


def miss_meeting(desk: Desk, clock: Clock, meeting_id: str, why: str = "") -> Meeting:
    """Say that a meeting whose time has come did not happen."""
    with desk.database.change(Topic.MEETINGS, act=_("Mark the meeting as missed")):
        return desk.meetings.save(missed(desk.meetings.get(meeting_id), clock.now(), " ".join(why.split())))


def say_why(desk: Desk, meeting_id: str, why: str) -> Meeting:
    """Say why a meeting did not take place; raises Mistake for one that did, or may still."""
    with desk.database.change(Topic.MEETINGS, act=_("Say why")):
        meeting = desk.meetings.get(meeting_id)
        if meeting.status not in {Status.CANCELLED, Status.MISSED}:
            raise Mistake(_("This meeting was neither called off nor missed."))
        return desk.meetings.save(replace(meeting, status_why=" ".join(why.split())))


def hold_meeting(desk: Desk, clock: Clock, meeting_id: str) -> Meeting:
    """Say that a meeting took place as planned; what was not talked about is carried over."""
    with desk.database.change(Topic.MEETINGS, Topic.AGENDA, act=_("Mark the meeting as held")):
        meeting = desk.meetings.get(meeting_id)
        started = meeting.actual_start or meeting.starts_at
        if not meeting.is_open or started is None:
            raise Mistake(_("This meeting is already closed."))
        if started > clock.now():
            raise Mistake(_("This meeting is still to come."))
        ended = meeting.actual_end or min(started + timedelta(minutes=meeting.minutes), clock.now())
        meeting = desk.meetings.save(held(meeting, started, ended, meeting.lived_zone or clock.zone().key))
        carry_over(desk, clock, meeting.id)
        return meeting


def start_unplanned(desk: Desk, clock: Clock, person_id: str) -> Meeting:
    """Begin a call nobody planned, now."""
    with desk.database.change(Topic.MEETINGS, act=_("Start an unplanned call")):
        zone = clock.zone().key
        person = desk.people.get(person_id)
        plan = Plan(
            person_id=person_id,
            wall=wall_of(clock.now(), zone).replace(second=0, microsecond=0),
            minutes=30,
            link=person.call_link,
        )
        meeting = _as_meeting(desk, clock, plan, Meeting(person_id=person_id))
        # In the hour that comes twice the wall time alone would be the first of the two.
        meeting = replace(meeting, starts_at=clock.now().replace(second=0, microsecond=0))
        return desk.meetings.add(begun(meeting, clock.now(), zone))


def log_past(desk: Desk, clock: Clock, person_id: str, when: datetime | None, minutes: int, text: str = "") -> Meeting:
    """Write down a meeting that took place, `when` on my clock, with a line of notes if there is one.

    Raises Mistake, field `starts`, for a time that does not exist or is still to come.
    """
    with desk.database.change(Topic.MEETINGS, Topic.NOTES, Topic.ACTIONS, act=_("Log a meeting")):
        person = desk.people.get(person_id)
        plan = Plan(person_id=person.id, wall=when, minutes=minutes, link="")
        meeting = _as_meeting(desk, clock, plan, Meeting(person_id=person_id))
        if meeting.starts_at is None or meeting.starts_at > clock.now():
            raise Mistake(
                _("That is still to come. Plan it instead, or choose a time that has passed."), field="starts"
            )
        ended = meeting.starts_at + timedelta(minutes=minutes)
        meeting = desk.meetings.add(held(meeting, meeting.starts_at, ended, clock.zone().key))
        if text.strip():
            keep_meeting_note(desk, clock, meeting.id, text.strip())
        return meeting


def last_full_hour(clock: Clock) -> datetime:
    """Return the last full hour on my clock, where logging a meeting begins; naive."""
    return wall_of(clock.now() - timedelta(hours=1), clock.zone().key).replace(minute=0, second=0, microsecond=0)


def next_good_hour(clock: Clock) -> datetime:
    """Return tomorrow at the next full hour on my clock, where planning begins; naive, and a time that exists."""
    wall = wall_of(clock.now() + timedelta(days=1, hours=1), clock.zone().key)
    wall = wall.replace(minute=0, second=0, microsecond=0)
    return wall_of(instant_of(wall, clock.zone().key), clock.zone().key)


def _as_meeting(desk: Desk, clock: Clock, plan: Plan, meeting: Meeting) -> Meeting:
    """Return the meeting with what the plan says."""
    if not plan.person_id:
        raise Mistake(_("Choose who you meet."), field="person")
    person = desk.people.get(plan.person_id)
    mentorship = desk.mentorships.current_of(person.id)
    is_known = desk.meetings.first("person_id = ? AND id <> ?", [person.id, meeting.id]) is not None
    link = plan.link.strip()
    if link and any(letter.isspace() for letter in link):
        raise Mistake(_("A link has no spaces. Paste it once more."), field="link")
    return planned(
        replace(
            meeting,
            mentorship_id=meeting.mentorship_id or (mentorship.id if mentorship else ""),
            wall_start=plan.wall,
            zone=_zone_of(plan, person, clock),
            zone_owner_id=_owner(desk, person, plan.on_their_clock),
            minutes=plan.minutes,
            mode=plan.mode,
            link=link,
            place=" ".join(plan.place.split()),
            title=" ".join(plan.title.split()),
            kind=meeting.kind if is_known else Kind.FIRST,
        )
    )


def _zone_of(plan: Plan, person: Person, clock: Clock) -> str:
    zone = their_zone(person, clock) if plan.on_their_clock else clock.zone().key
    zone_named(zone)
    return zone


def _owner(desk: Desk, person: Person, on_their_clock: bool) -> str:
    if on_their_clock:
        return person.id
    profile = desk.profile.mine()
    return profile.person_id if profile else ""
