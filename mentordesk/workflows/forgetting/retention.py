"""Keep somebody for some time: say until when, be reminded once when it is over, and choose what then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.people import Person
from mentordesk.domain.retention import checked_months, is_over, keep_until
from mentordesk.errors import Mistake
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk


@dataclass(frozen=True)
class KeptLongEnough:
    """Somebody whose time is over, and whom nobody was asked about yet."""

    person_id: str
    name: str
    until: date


def choose_retention(
    desk: Desk, clock: Clock, person_id: str, *, until: date | None = None, months: int | None = None
) -> Person:
    """Keep a person until a day, or for some months after the mentorship, or without an end; raises Mistake for a day past."""
    person = desk.people.get(person_id)
    if until is not None and until < _today(clock):
        raise Mistake(_("This day is past. Choose a later one."), field="until")
    chosen = replace(
        person,
        keep_until=until,
        keep_months=None if months is None or until is not None else checked_months(months),
        keep_asked_on=None,
    )
    if until is None and months is None:
        act = _("Keep {name} without an end").format(name=person.name)
    else:
        act = _("Say how long to keep {name}").format(name=person.name)
    return desk.people.save(chosen, act=act)


def kept_long_enough(desk: Desk, clock: Clock) -> KeptLongEnough | None:
    """Return somebody whose time is over and whom nobody was asked about, if there is anybody; not while a call is on."""
    if desk.focus.running():
        return None
    today = _today(clock)
    meant = desk.people.where(
        "keep_asked_on IS NULL AND (keep_until < ? OR (keep_until IS NULL AND keep_months IS NOT NULL))",
        [today.isoformat()],
    )
    for person in meant:
        mentorships = desk.mentorships.of_person(person.id)
        last = keep_until(person, mentorships)
        if last is not None and is_over(person, mentorships, today):
            return KeptLongEnough(person.id, person.name, last)
    return None


def asked(desk: Desk, clock: Clock, person_id: str) -> Person:
    """Keep that somebody was asked about: it is said once."""
    return desk.people.save(replace(desk.people.get(person_id), keep_asked_on=_today(clock)))


def retention_words(desk: Desk, clock: Clock, person: Person) -> str:
    """Say how long a person is kept; empty where nothing was said."""
    mentorships = desk.mentorships.of_person(person.id)
    last = keep_until(person, mentorships)
    if last is not None:
        if is_over(person, mentorships, _today(clock)):
            return _("You wanted to keep {name} until {day}.").format(
                name=person.short_name, day=phrases.brief_date(last)
            )
        return _("Kept until {day}.").format(day=phrases.brief_date(last))
    if person.keep_months is not None:
        return months_words(person.keep_months)
    return ""


def is_past(desk: Desk, clock: Clock, person: Person) -> bool:
    """Tell whether the time is over."""
    return is_over(person, desk.mentorships.of_person(person.id), _today(clock))


def months_words(months: int) -> str:
    """Say a span after a mentorship."""
    if not months:
        return _("Kept until the mentorship ends.")
    return ngettext(
        "Kept for {count} month after the mentorship ends.",
        "Kept for {count} months after the mentorship ends.",
        months,
    ).format(count=months)


def reminder_words(due: KeptLongEnough) -> str:
    """Ask what is to become of somebody whose time is over."""
    return _("You wanted to keep {name} until {day}. What now?").format(
        name=due.name, day=phrases.brief_date(due.until)
    )


def _today(clock: Clock) -> date:
    return clock.now().astimezone(clock.zone()).date()
