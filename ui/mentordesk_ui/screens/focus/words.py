"""What the focus session says: names of parts, signs, times for the ear. No widget."""

from __future__ import annotations

from datetime import datetime, timedelta

from mentordesk.domain.focus import Cue, CueKind, FocusSession, Phase, Reading
from mentordesk.domain.people import Person
from mentordesk.language import _, ngettext
from mentordesk.phrases import clock_time, near_day

MINUTE = timedelta(minutes=1)


def phase_name(name: str) -> str:
    """Return what a part of the call is called: the shipped ones in the user's language, others as they were named."""
    shipped = {"small_talk": _("Small talk"), "topics": _("Topics"), "agreements": _("Agreements")}
    return shipped.get(name, name)


def minutes_of(phase: Phase) -> int:
    """Return how long a part lasts, in minutes."""
    return phase.length // MINUTE


def left_in_part(reading: Reading, session: FocusSession) -> str:
    """Say how long the part goes on: “25 min left in this part”."""
    if session.is_paused:
        return _("Paused")
    if reading.is_over:
        return _("over time")
    left = reading.phase_left
    if left <= timedelta():
        return _("Time for the next part")
    if left < MINUTE:
        return _("Less than a minute left in this part")
    minutes = -(-left // MINUTE)
    return ngettext("{minutes} min left in this part", "{minutes} min left in this part", minutes).format(
        minutes=minutes
    )


def cue_words(cue: Cue, session: FocusSession) -> str:
    """Say a soft sign in one line."""
    if cue.kind is CueKind.PHASE:
        name = session.phases[cue.number].name
        # Written out: which word stays small within a sentence is a matter of the language.
        shipped = {
            "small_talk": _("Time for small talk"),
            "topics": _("Time for topics"),
            "agreements": _("Time for agreements"),
        }
        return shipped.get(name) or _("Time for {part}").format(part=name)
    if cue.kind is CueKind.TIME_IS_UP:
        return _("Time is up. Close in your own time.")
    return ngettext("{minutes} minute left", "{minutes} minutes left", cue.number).format(minutes=cue.number)


def aloud(reading: Reading, session: FocusSession) -> str:
    """Say the time and the part for somebody who does not see the ring, in whole minutes."""
    part = phase_name(session.phases[reading.phase_index].name) if session.phases else ""
    if session.is_paused:
        return _("{part}, paused").format(part=part)
    if reading.is_over:
        minutes = -reading.left // MINUTE
        return ngettext("{part}, {minutes} minute over", "{part}, {minutes} minutes over", minutes).format(
            part=part, minutes=minutes
        )
    minutes = -(-reading.left // MINUTE)
    return ngettext("{part}, {minutes} minute left", "{part}, {minutes} minutes left", minutes).format(
        part=part, minutes=minutes
    )


def running_since(person: Person, started: datetime, now: datetime) -> str:
    """Say of a session that was found: “A session with Maria is still running (since 15:02).” Both times in one zone."""
    when = clock_time(started)
    if started.date() != now.date():
        when = _("{day}, {time}").format(day=near_day(started.date(), now.date()), time=when)
    return _("A session with {name} is still running (since {time}).").format(name=person.short_name, time=when)
