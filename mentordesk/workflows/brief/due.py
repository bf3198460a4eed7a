"""Who is due: people whom it is time to meet again by the rhythm both agreed on, the longest wait first. Never a reproach."""

from __future__ import annotations

from datetime import timedelta

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Mentorship, due_on
from mentordesk.language import _, ngettext
from mentordesk.store.desk import Desk
from mentordesk.workflows.brief.brief_lines import DueLine, Reader, role_words

SOON = timedelta(days=3)
"""Somebody due this soon is named too: a call wants planning ahead."""


def people_due(desk: Desk, clock: Clock, *, limit: int = 6) -> tuple[DueLine, ...]:
    """Return whom to meet next, the longest overdue first; those with a meeting to come are left out."""
    reader = Reader("", clock.now(), clock.zone())
    expected = desk.meetings.expected_people(reader.now)
    last_times = desk.meetings.last_held_times()
    waiting: list[tuple[int, Mentorship]] = []
    for mentorship in desk.mentorships.running():
        if mentorship.person_id in expected:
            continue
        held_at = last_times.get(mentorship.person_id)
        since = reader.day_of(held_at) if held_at else mentorship.started_on or reader.day_of(reader.now)
        due = due_on(mentorship, since)
        if due and due <= reader.today + SOON:
            waiting.append(((reader.today - due).days, mentorship))
    waiting.sort(key=lambda one: (-one[0], one[1].id))
    lines: dict[str, DueLine] = {}
    for days_over, mentorship in waiting:
        if len(lines) == limit:
            break
        person = desk.people.find(mentorship.person_id)
        # The same person may be in two mentorships: whichever is due first speaks for both.
        if person is None or person.deleted_at or person.id in lines:
            continue
        held_at = last_times.get(person.id)
        lines[person.id] = DueLine(
            id=mentorship.id,
            person_id=person.id,
            name=person.name,
            initials=person.initials,
            role_words=role_words(mentorship.my_role),
            detail=" · ".join(
                [_last_words(reader, reader.now - held_at if held_at else None), _rhythm_words(mentorship)]
            ),
            days_over=days_over,
        )
    return tuple(lines.values())


def _last_words(reader: Reader, ago: timedelta | None) -> str:
    if ago is None:
        return _("Not met yet")
    if ago < timedelta(days=1):
        return _("Met today")
    days = ago.days
    if days < 14:
        return ngettext("Last met {days} day ago", "Last met {days} days ago", days).format(days=days)
    if days < 70:
        weeks = days // 7
        return ngettext("Last met {weeks} week ago", "Last met {weeks} weeks ago", weeks).format(weeks=weeks)
    return _("Last met in {month}").format(month=phrases.month(reader.day_of(reader.now - ago)))


def _rhythm_words(mentorship: Mentorship) -> str:
    days = mentorship.cadence_days
    if days % 7 == 0:
        weeks = days // 7
        return ngettext("you meet every week", "you meet every {weeks} weeks", weeks).format(weeks=weeks)
    return ngettext("you meet every day", "you meet every {days} days", days).format(days=days)
