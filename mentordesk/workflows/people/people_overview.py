"""Everybody on the desk at a glance: who they are to me, and when we speak next or mean to."""

from __future__ import annotations

from datetime import date, datetime

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Mentorship, due_on
from mentordesk.domain.people import Person
from mentordesk.domain.zones import is_zone
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.workflows.brief.brief_lines import Reader, role_words


@dataclass(frozen=True)
class PersonEntry:
    """Somebody as the list of people shows them."""

    id: str
    name: str
    initials: str
    called: str
    zone: str
    city: str
    apart: str
    """Organisation, and what else tells two people of one name apart."""
    roles: tuple[str, ...]
    """What they are to me in running mentorships, such as “your mentee”."""
    is_current: bool
    """Whether a mentorship is running."""
    was: str
    """What they were to me, where all of it has ended."""
    next_words: str
    """When we speak next, or when it would be time to."""
    is_due: bool
    """Nothing is planned, and by the rhythm agreed on it is time."""


def people_overview(desk: Desk, clock: Clock) -> tuple[PersonEntry, ...]:
    """Return everybody but me: whom I speak to next first, then who is due, then the rest by name; past ones last."""
    reader = Reader("", clock.now(), clock.zone())
    people = desk.people.others()
    next_times = desk.meetings.next_times(reader.now)
    last_times = desk.meetings.last_held_times()
    mentorships: dict[str, list[Mentorship]] = {}
    for mentorship in desk.mentorships.where(order="ended_on IS NOT NULL, started_on DESC, id DESC"):
        mentorships.setdefault(mentorship.person_id, []).append(mentorship)
    names: dict[str, int] = {}
    for person in people:
        names[person.name.casefold()] = names.get(person.name.casefold(), 0) + 1
    ranked = []
    for person in people:
        theirs = mentorships.get(person.id, [])
        running = [one for one in theirs if not one.is_over]
        next_at = next_times.get(person.id)
        due = None if next_at else _due(reader, running, last_times.get(person.id))
        is_due = due is not None and due <= reader.today
        entry = PersonEntry(
            id=person.id,
            name=person.name,
            initials=person.initials,
            called=person.called,
            zone=person.zone if is_zone(person.zone) else "",
            city=person.city,
            apart=person.organisation or (_reach(person) if names[person.name.casefold()] > 1 else ""),
            roles=tuple(dict.fromkeys(role_words(one.my_role) for one in running)),
            is_current=bool(running),
            was="" if running or not theirs else _was(theirs[0], reader),
            next_words=_next_words(reader, next_at, due),
            is_due=is_due,
        )
        ranked.append((_rank(entry, next_at, due), entry))
    ranked.sort(key=lambda one: one[0])
    return tuple(entry for _place, entry in ranked)


def _rank(entry: PersonEntry, next_at: datetime | None, due: date | None) -> tuple[bool, int, str, str]:
    name = entry.name.casefold()
    if not entry.is_current:
        return (True, 0, "", name)
    if next_at:
        return (False, 0, next_at.isoformat(), name)
    return (False, 1, due.isoformat(), name) if due else (False, 2, "", name)


def _due(reader: Reader, running: list[Mentorship], last: datetime | None) -> date | None:
    days = (due_on(one, reader.day_of(last) if last else None) for one in running)
    return min((day for day in days if day), default=None)


def _next_words(reader: Reader, next_at: datetime | None, due: date | None) -> str:
    if next_at:
        here = next_at.astimezone(reader.zone)
        day = phrases.near_day(here.date(), reader.today)
        return _("{day}, {time}").format(day=day[:1].upper() + day[1:], time=phrases.clock_time(here))
    if due is None:
        return ""
    if due < reader.today:
        return _("due since {day}").format(day=phrases.brief_day(due, reader.today))
    return _("due {day}").format(day=phrases.near_day(due, reader.today))


def _was(mentorship: Mentorship, reader: Reader) -> str:
    until = phrases.month(mentorship.ended_on or reader.today)
    return _("{role} until {month}").format(role=role_words(mentorship.my_role), month=until)


def _reach(person: Person) -> str:
    return person.mail or next((channel.value for channel in person.channels), "")
