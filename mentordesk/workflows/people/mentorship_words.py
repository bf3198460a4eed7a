"""Mentorships in words: what I am in one, how often we meet, since when and until when."""

from __future__ import annotations

from datetime import date

from mentordesk import phrases
from mentordesk.domain.mentorships import Mentorship, Role
from mentordesk.language import _, ngettext

RHYTHMS = (7, 14, 21, 28, 42, 91, 0)
"""Days between meetings that are offered; 0 is as it comes."""

LOOKING_BACK = (30, 90, 180, 0)
"""Days between two looks back that are offered; 0 is never."""


def rhythm_words(days: int) -> str:
    """Say how often two people mean to meet."""
    if days <= 0:
        return _("as it comes")
    if days % 7 == 0:
        weeks = days // 7
        return ngettext("every week", "every {weeks} weeks", weeks).format(weeks=weeks)
    return ngettext("every day", "every {days} days", days).format(days=days)


def looking_back_words(days: int) -> str:
    """Say how often somebody looks back on a mentorship; a month has thirty days here, or a little more."""
    if days <= 0:
        return _("never")
    months = max(1, round(days / 30.4))
    return ngettext("every month", "every {months} months", months).format(months=months)


def my_role_words(role: Role, name: str) -> str:
    """Say what I am: I mentor Maria."""
    words = {
        Role.MENTOR: _("I mentor {name}"),
        Role.MENTEE: _("{name} mentors me"),
        Role.PEER: _("{name} and I are peers"),
    }
    return words[role].format(name=name)


def span_words(mentorship: Mentorship, today: date) -> str:
    """Say since when a mentorship runs, or from when to when it ran."""
    began = phrases.month(mentorship.started_on) if mentorship.started_on else ""
    if mentorship.ended_on is None:
        return _("since {month}").format(month=began) if began else ""
    ended = phrases.brief_day(mentorship.ended_on, today)
    return (
        _("{began} until {ended}").format(began=began, ended=ended) if began else _("until {ended}").format(ended=ended)
    )


def detail_words(mentorship: Mentorship, today: date) -> str:
    """Say rhythm, phase and time of a mentorship in one line."""
    rhythm = "" if mentorship.is_over else rhythm_words(mentorship.cadence_days)
    words = " · ".join(part for part in (rhythm, span_words(mentorship, today), mentorship.phase) if part)
    return words[:1].upper() + words[1:]
