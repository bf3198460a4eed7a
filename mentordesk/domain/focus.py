"""Focus sessions: the time of a call and its phases. Keeps facts and never counts down; what is left is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

MARKS = (10, 5, 1, 0)
"""Minutes before the end at which the screen gives a soft sign."""

STALE = timedelta(minutes=5)
"""A sign missed by more than this, in sleep, is not given any more; that the time is up stays worth saying."""

TOO_LONG_AGO = timedelta(hours=12)
"""A session this far past its end is over, whatever it says: nobody is still in that call."""


@dataclass(frozen=True)
class PhaseShare:
    """A part of every call and the share of its length, in hundredths."""

    name: str
    share: int


DEFAULT_SHARES = (PhaseShare("small_talk", 10), PhaseShare("topics", 70), PhaseShare("agreements", 20))


@dataclass(frozen=True)
class Phase:
    """A part of one call."""

    name: str
    minutes: int
    extra_minutes: int = 0
    """Added during the call."""

    @property
    def length(self) -> timedelta:
        """How long it lasts, with what was added."""
        return timedelta(minutes=self.minutes + self.extra_minutes)


@dataclass(frozen=True)
class ChecklistTick:
    """A line of the checklist before the call."""

    text: str
    is_done: bool = False


@dataclass(frozen=True)
class Anchor:
    """One moment read on every clock, from which the session's time is reckoned."""

    at: datetime
    boot_id: str
    reading_ms: int
    """The suspend-aware stopwatch."""
    session_ms: int = 0
    """How long the session had gone on at that moment, pauses included."""


@dataclass(frozen=True)
class Pause:
    """A pause, in the session's own time; `end_ms` is None while it lasts."""

    start_ms: int
    end_ms: int | None = None


@dataclass(frozen=True)
class PhaseStart:
    """The session went on to a phase by hand, at this much active time."""

    index: int
    active_ms: int


@dataclass(frozen=True, kw_only=True)
class FocusSession(Record):
    """One call held in focus mode."""

    meeting_id: str = ""
    person_id: str = ""
    intention: str = ""
    phases: tuple[Phase, ...] = ()
    checklist: tuple[ChecklistTick, ...] = ()
    anchor: Anchor | None = None
    pauses: tuple[Pause, ...] = ()
    advances: tuple[PhaseStart, ...] = ()
    started_at: datetime | None = None
    ended_at: datetime | None = None
    switched: str = ""
    """What was switched on this computer for the call, as the presence room wrote it down."""

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended; a paused session runs."""
        return self.started_at is not None and self.ended_at is None

    @property
    def is_paused(self) -> bool:
        """Whether it stands still."""
        return bool(self.pauses) and self.pauses[-1].end_ms is None

    @property
    def length(self) -> timedelta:
        """How long the call is meant to last, with what was added."""
        return sum((phase.length for phase in self.phases), timedelta())


@dataclass(frozen=True, kw_only=True)
class Distraction(Record):
    """A thought that came up during a call and was parked for later."""

    session_id: str = ""
    text: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True)
class Reading:
    """Where a session stands at one moment."""

    active: timedelta
    """Time gone, pauses not counted."""
    left: timedelta
    """Time still to go; negative once the call runs over."""
    phase_index: int
    phase_left: timedelta
    fraction: float
    """How much of the planned length is gone, from 0 to 1."""
    is_over: bool


class CueKind(StrEnum):
    """What a soft sign says."""

    MINUTES_LEFT = "minutes_left"
    TIME_IS_UP = "time_is_up"
    PHASE = "phase"


@dataclass(frozen=True)
class Cue:
    """A soft sign on the screen."""

    kind: CueKind
    at: timedelta
    """The active time at which it is due."""
    number: int = 0
    """Minutes left, or the index of the phase that begins."""


def phases_for(minutes: int, shares: Sequence[PhaseShare] = DEFAULT_SHARES) -> tuple[Phase, ...]:
    """Divide a call of so many minutes by shares; every phase gets whole minutes and together they fill the call."""
    whole = sum(share.share for share in shares)
    if minutes < len(shares) or whole <= 0:
        return (Phase("topics", max(1, minutes)),)
    lengths = [max(1, minutes * share.share // whole) for share in shares]
    # What rounding left over goes to the longest part, which feels it least; what it took too much comes from there.
    longest = max(range(len(shares)), key=lambda index: shares[index].share)
    lengths[longest] += max(0, minutes - sum(lengths))
    while sum(lengths) > minutes:
        lengths[lengths.index(max(lengths))] -= 1
    return tuple(Phase(share.name, length) for share, length in zip(shares, lengths, strict=True))


def started(session: FocusSession, now: datetime, boot_id: str, reading: timedelta) -> FocusSession:
    """Return the session as it begins."""
    if session.is_running:
        raise Mistake(_("This session is already running."))
    if not session.phases or session.length <= timedelta(0):
        raise Mistake(_("Give the call at least one minute."), field="minutes")
    return replace(session, started_at=now, anchor=Anchor(now, boot_id, _ms(reading)))


def session_time(session: FocusSession, now: datetime, boot_id: str, reading: timedelta) -> timedelta:
    """Return how long the session has gone on, pauses included.

    Within one run of the computer the stopwatch decides, so neither sleep nor a change of the clock matters; after a
    restart the stopwatch has begun anew and the calendar decides.
    """
    if session.anchor is None:
        return timedelta()
    anchor = session.anchor
    gone = reading - timedelta(milliseconds=anchor.reading_ms) if boot_id == anchor.boot_id else now - anchor.at
    return timedelta(milliseconds=anchor.session_ms) + max(gone, timedelta())


def active_time(session: FocusSession, at: timedelta) -> timedelta:
    """Return the session's time without its pauses, given the time it has gone on."""
    upto = _ms(at)
    paused = sum(
        max(0, min(upto, upto if pause.end_ms is None else pause.end_ms) - pause.start_ms) for pause in session.pauses
    )
    return timedelta(milliseconds=max(0, upto - paused))


def reading_at(session: FocusSession, at: timedelta) -> Reading:
    """Read the session, given the time it has gone on (see `session_time`)."""
    active = active_time(session, at)
    ends = phase_ends(session)
    length = ends[-1] if ends else timedelta()
    scheduled = next((index for index, end in enumerate(ends) if active < end), max(0, len(ends) - 1))
    index = max(scheduled, session.advances[-1].index if session.advances else 0)
    return Reading(
        active=active,
        left=length - active,
        phase_index=index,
        phase_left=(ends[index] if ends else timedelta()) - active,
        fraction=min(1.0, active / length) if length else 1.0,
        is_over=active >= length,
    )


def phase_ends(session: FocusSession) -> tuple[timedelta, ...]:
    """Return the active time at which each phase ends; going on early by hand leaves the ends where they are."""
    ends = []
    so_far = timedelta()
    for phase in session.phases:
        so_far += phase.length
        ends.append(so_far)
    return tuple(ends)


def cues_between(session: FocusSession, since: timedelta, until: timedelta) -> tuple[Cue, ...]:
    """Return the signs due in a span of active time, `since` not included; the same moment gives one sign."""
    ends = phase_ends(session)
    if not ends:
        return ()
    length = ends[-1]
    by_moment: dict[timedelta, Cue] = {}
    reached = session.advances[-1].index if session.advances else 0
    for index, end in enumerate(ends[:-1]):
        # Whoever went on by hand is in that part already and need not be told so.
        if index + 1 <= reached:
            continue
        by_moment[end] = Cue(CueKind.PHASE, end, index + 1)
    for minutes in MARKS:
        moment = length - timedelta(minutes=minutes)
        # A call of ten minutes need not be told at its start that ten minutes are left.
        if moment > timedelta() and moment not in by_moment:
            kind = CueKind.MINUTES_LEFT if minutes else CueKind.TIME_IS_UP
            by_moment[moment] = Cue(kind, moment, minutes)
    return tuple(by_moment[moment] for moment in sorted(by_moment) if since < moment <= until)


def latest_cue(cues: Sequence[Cue], active: timedelta) -> Cue | None:
    """Return the one sign worth giving of those that fell due, as after sleep: the last, unless it is long past."""
    fresh = [cue for cue in cues if cue.kind is CueKind.TIME_IS_UP or active - cue.at <= STALE]
    return fresh[-1] if fresh else None


def asks_between(moments: Sequence[int], since: timedelta, until: timedelta) -> bool:
    """Tell whether one of the moments, in minutes of active time, falls in a span; the last one repeats."""
    if not moments or until <= since:
        return False
    marks = sorted({moment for moment in moments if moment > 0})
    if not marks:
        return False
    if any(since < timedelta(minutes=mark) <= until for mark in marks):
        return True
    last = timedelta(minutes=marks[-1])
    return until > last and until // last > max(since // last, 1)


def paused(session: FocusSession, at: timedelta) -> FocusSession:
    """Return the session standing still from now on."""
    if session.is_paused:
        return session
    return replace(session, pauses=(*session.pauses, Pause(_ms(at))))


def resumed(session: FocusSession, at: timedelta) -> FocusSession:
    """Return the session going on."""
    if not session.is_paused:
        return session
    return replace(session, pauses=(*session.pauses[:-1], replace(session.pauses[-1], end_ms=_ms(at))))


def extended(session: FocusSession, at: timedelta, minutes: int = 5) -> FocusSession:
    """Return the session with minutes more in its present phase; a call that ran over gets them from now on."""
    reading = reading_at(session, at)
    over = -(reading.phase_left // timedelta(minutes=1)) if reading.phase_left < timedelta() else 0
    phase = session.phases[reading.phase_index]
    longer = replace(phase, extra_minutes=phase.extra_minutes + minutes + over)
    index = reading.phase_index
    return replace(session, phases=(*session.phases[:index], longer, *session.phases[index + 1 :]))


def advanced(session: FocusSession, at: timedelta) -> FocusSession:
    """Return the session in its next phase; the end of the call stays where it is."""
    reading = reading_at(session, at)
    if reading.phase_index + 1 >= len(session.phases):
        return session
    start = PhaseStart(reading.phase_index + 1, _ms(reading.active))
    return replace(session, advances=(*session.advances, start))


def ended(session: FocusSession, now: datetime) -> FocusSession:
    """Return the session as over; ending it twice keeps the first end."""
    return replace(session, ended_at=session.ended_at or now)


def reanchored(session: FocusSession, now: datetime, boot_id: str, reading: timedelta) -> FocusSession:
    """Return the session reckoned from now on: after a restart, and whenever it is saved, so that little can be lost."""
    gone = session_time(session, now, boot_id, reading)
    return replace(session, anchor=Anchor(now, boot_id, _ms(reading), _ms(gone)))


def likely_end(session: FocusSession, at: timedelta) -> timedelta:
    """Return the session's own time at which a call nobody ended was over: its pause, its planned end, or now."""
    if session.is_paused:
        return timedelta(milliseconds=session.pauses[-1].start_ms)
    return at + min(timedelta(), reading_at(session, at).left)


def is_worth_resuming(session: FocusSession, at: timedelta) -> bool:
    """Tell whether a session found running may still be going on."""
    return session.is_running and at - likely_end(session, at) < TOO_LONG_AGO


def _ms(span: timedelta) -> int:
    return round(span / timedelta(milliseconds=1))
