"""What the years look like: the sums of the stores put together for a span, for one mentorship or for all."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from mentordesk.clock import Clock
from mentordesk.domain.insights import Insights, Reach, Span, allowed_gap, chosen_span, span_of
from mentordesk.domain.mentorships import Mentorship
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.vault.keys import Keys
from mentordesk.workflows.people.review import ReviewDue, reviews_due


@dataclass(frozen=True)
class Wish:
    """What somebody wants to look at. An empty `mentorship_id` means everybody; the days count for a chosen reach only."""

    mentorship_id: str = ""
    reach: Reach = Reach.YEAR
    first: date | None = None
    last: date | None = None


def read_insights(desk: Desk, clock: Clock, wish: Wish) -> Insights:
    """Read everything for a wish; raises Mistake for days between which there is nothing."""
    now, zone = clock.now(), clock.zone()
    today = now.astimezone(zone).date()
    offset = now.astimezone(zone).utcoffset() or timedelta()
    mentorship = desk.mentorships.get(wish.mentorship_id) if wish.mentorship_id else None
    span = _span(desk, wish, mentorship, today)
    me = desk.profile.me().id
    sums, which = desk.insights, wish.mentorship_id
    return Insights(
        span=span,
        person=desk.people.get(mentorship.person_id).short_name if mentorship else "",
        met=sums.met(span, offset, which),
        rhythm=sums.rhythm(span, offset, which),
        waits=_waits(desk, mentorship, span, offset, min(today, span.last)) if mentorship else (),
        first_words=sums.first_words(span, offset, me, which),
        promises=sums.promises(span, offset, me, which),
        topics=sums.topics(span, offset, which),
        goals=sums.goals(span, offset, which),
        presence=sums.presence(span, offset, which),
        parked=sums.parked(span, offset, which),
        reviews=desk.reviews.of_mentorship(which) if which else (),
    )


@dataclass(frozen=True)
class Reading:
    """What was read for a wish, and what else the page says."""

    insights: Insights
    due: tuple[ReviewDue, ...]
    """What it is time to look back on."""
    is_new: bool
    """Whether no meeting was ever held, with anybody."""


def read_beside(folder: Path, keys: Keys, clock: Clock, wish: Wish) -> Reading:
    """Read everything over a connection of its own, for a thread of its own; raises Mistake as `read_insights` does."""
    desk = Desk.open(folder, clock, keys)
    try:
        insights = read_insights(desk, clock, wish)
        is_new = insights.is_empty and desk.insights.begin() is None
        return Reading(insights, reviews_due(desk, clock), is_new)
    finally:
        desk.close()


def _span(desk: Desk, wish: Wish, mentorship: Mentorship | None, today: date) -> Span:
    if wish.reach is Reach.CHOSEN:
        return chosen_span(wish.first, wish.last, today)
    if wish.reach is not Reach.ALL:
        return span_of(wish.reach, today, None)
    begin = desk.insights.begin(wish.mentorship_id)
    started = mentorship.started_on if mentorship else None
    days = [day for day in (begin, started) if day]
    return span_of(Reach.ALL, today, min(days, default=None))


def _waits(
    desk: Desk, mentorship: Mentorship, span: Span, offset: timedelta, until: date
) -> tuple[tuple[date, date], ...]:
    """Return where it took longer than meant, the one that still goes on included."""
    waits = desk.insights.waits(span, offset, mentorship.id)
    if mentorship.cadence_days <= 0 or mentorship.is_over:
        return waits
    last = desk.meetings.first("mentorship_id = ? AND status = 'held'", [mentorship.id], order="actual_start DESC")
    since = _day(last.actual_start, offset) if last and last.actual_start else None
    due = since + timedelta(days=allowed_gap(mentorship.cadence_days)) if since else until
    return (*waits, (due, until + timedelta(days=1))) if due < until else waits


def _day(at: datetime, offset: timedelta) -> date:
    return (at + offset).date()
