"""Looking back on a mentorship: when it is time, and keeping what was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Person
from mentordesk.domain.reviews import Review, review_due_on
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk


@dataclass(frozen=True)
class ReviewDue:
    """A mentorship that has not been looked back on for a while."""

    mentorship_id: str
    person_id: str
    person: str
    initials: str
    since: date
    """From when on it was time."""
    last: date | None
    """When it was looked back on last."""


def reviews_due(desk: Desk, clock: Clock) -> tuple[ReviewDue, ...]:
    """Return the running mentorships it is time to look back on, the longest waiting first."""
    last_days = desk.reviews.last_days()
    today = _today(clock)
    found = []
    for mentorship in desk.mentorships.where("ended_on IS NULL AND review_every_days > 0"):
        due = review_due_on(mentorship, last_days.get(mentorship.id))
        if due is not None and due <= today:
            found.append((due, mentorship))
    people = desk.people.many(mentorship.person_id for _due, mentorship in found)
    found.sort(key=_waited)
    return tuple(
        _due(one, people[one.person_id], due, last_days.get(one.id)) for due, one in found if one.person_id in people
    )


def review_due(desk: Desk, clock: Clock, mentorship: Mentorship) -> ReviewDue | None:
    """Return that it is time to look back on a mentorship, if it is."""
    reviews = desk.reviews.of_mentorship(mentorship.id)
    last = reviews[-1].held_on if reviews else None
    due = review_due_on(mentorship, last)
    if due is None or due > _today(clock):
        return None
    return _due(mentorship, desk.people.get(mentorship.person_id), due, last)


def due_words(due: ReviewDue) -> str:
    """Say calmly that it is time to look back."""
    if due.last is None:
        said = _(
            "You have not looked back on your time with {person} yet. Six questions, two minutes, whenever you like."
        )
        return said.format(person=due.person)
    return _("You last looked back on your time with {person} in {month}. Whenever you like.").format(
        person=due.person, month=phrases.month(due.last)
    )


def last_words(due: ReviewDue) -> str:
    """Say in a few words when somebody was looked back on last, beside their name."""
    if due.last is None:
        return _("You have not looked back yet")
    return _("You last looked back in {month}").format(month=phrases.month(due.last))


def review_of_today(desk: Desk, clock: Clock, mentorship_id: str) -> Review:
    """Return today's review as far as it was written, or a new one; on another day a new one is begun."""
    today = _today(clock)
    return desk.reviews.on_day(mentorship_id, today) or Review(mentorship_id=mentorship_id, held_on=today)


def keep_review(
    desk: Desk, clock: Clock, mentorship_id: str, ratings: tuple[int, ...], keep: str, change: str
) -> Review:
    """Keep how I see a mentorship today: today's review is written anew, earlier ones stay; one step of undo.

    Raises Mistake for a review that says nothing.
    """
    written = replace(review_of_today(desk, clock, mentorship_id), ratings=ratings, keep=keep, change=change)
    act = _("Look back")
    if desk.reviews.find(written.id):
        return desk.reviews.save(written, act=act)
    return desk.reviews.add(written, act=act)


def _due(mentorship: Mentorship, person: Person, since: date, last: date | None) -> ReviewDue:
    return ReviewDue(mentorship.id, person.id, person.short_name, person.initials, since, last)


def _today(clock: Clock) -> date:
    return clock.now().astimezone(clock.zone()).date()


def _waited(pair: tuple[date, Mentorship]) -> tuple[date, str]:
    return pair[0], pair[1].id
