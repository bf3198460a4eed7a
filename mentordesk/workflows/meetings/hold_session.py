"""Hold a call in a focus session: prepare it, begin, pause, go on, park a thought, finish; and find one left running."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from mentordesk.clock import Clock
from mentordesk.domain import focus
from mentordesk.domain.focus import ChecklistTick, Distraction, FocusSession, Reading
from mentordesk.domain.meetings import Meeting, Status, begun, held
from mentordesk.domain.profile import Profile
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.meetings.carry_over import carry_over
from mentordesk.workflows.meetings.plan_meeting import start_unplanned

UNPLANNED_MINUTES = 30


def shipped_checklist() -> tuple[str, ...]:
    """Return what there is to do before a call, as long as nobody has written a list of their own."""
    return (
        _("Phone is in another room"),
        _("Mail and chat are closed"),
        _("Second screen is off"),
        _("A glass of water, a pen"),
    )


def prepare_session(desk: Desk, meeting_id: str) -> FocusSession:
    """Return a session for a meeting, not begun: phases by its length, the checklist of the profile.

    Nothing is written yet. Raises Mistake for a meeting that is no longer on the desk.
    """
    meeting = desk.meetings.get(meeting_id)
    profile = desk.profile.mine() or Profile()
    return FocusSession(
        meeting_id=meeting.id,
        person_id=meeting.person_id,
        phases=focus.phases_for(meeting.minutes, profile.phases),
        checklist=tuple(ChecklistTick(text) for text in checklist_of(profile)),
    )


def prepare_unplanned(desk: Desk, person_id: str, minutes: int = UNPLANNED_MINUTES) -> FocusSession:
    """Return a session for a call nobody planned, not begun; its meeting is made when it begins."""
    person = desk.people.get(person_id)
    profile = desk.profile.mine() or Profile()
    return FocusSession(
        person_id=person.id,
        phases=focus.phases_for(minutes, profile.phases),
        checklist=tuple(ChecklistTick(text) for text in checklist_of(profile)),
    )


def checklist_of(profile: Profile) -> tuple[str, ...]:
    """Return what I do before a call: my own list, or the one that ships while I have none."""
    if not profile.checklist:
        return shipped_checklist()
    # One empty line stands for a list that somebody emptied on purpose.
    return tuple(line for line in profile.checklist if line)


def keep_checklist(desk: Desk, lines: Sequence[str]) -> tuple[str, ...]:
    """Keep these lines as my list and return them as kept: without empty ones, each said once. One step of undo."""
    kept = tuple(dict.fromkeys(said for line in lines if (said := " ".join(line.split()))))
    with desk.database.change(Topic.PROFILE, act=_("Change the checklist")):
        profile = desk.profile.mine()
        if profile is not None:
            desk.profile.save(replace(profile, checklist=kept or ("",)))
    return kept


def begin(desk: Desk, clock: Clock, session: FocusSession) -> FocusSession:
    """Begin a prepared session and its meeting; parts of no minutes are left out.

    Raises Mistake while another session is running, and for a call of no length.
    """
    with desk.database.change(Topic.FOCUS, Topic.MEETINGS):
        if desk.focus.running():
            raise Mistake(_("A session is already running. Finish it first."))
        now = clock.now()
        phases = tuple(phase for phase in session.phases if phase.minutes > 0)
        session = focus.started(replace(session, phases=phases), now, clock.boot_id(), clock.elapsed())
        if session.meeting_id:
            desk.meetings.save(begun(desk.meetings.get(session.meeting_id), now, clock.zone().key))
        else:
            meeting = start_unplanned(desk, clock, session.person_id)
            desk.meetings.save(replace(meeting, minutes=session.length // timedelta(minutes=1)))
            session = replace(session, meeting_id=meeting.id)
        return desk.focus.add(session)


def time_gone(clock: Clock, session: FocusSession) -> timedelta:
    """Return how long a session has gone on by now, pauses included."""
    return focus.session_time(session, clock.now(), clock.boot_id(), clock.elapsed())


def read(clock: Clock, session: FocusSession) -> Reading:
    """Read where a session stands now."""
    return focus.reading_at(session, time_gone(clock, session))


def pause(desk: Desk, clock: Clock, session_id: str) -> FocusSession:
    """Let a session stand still."""
    return _act(desk, clock, session_id, focus.paused)


def go_on(desk: Desk, clock: Clock, session_id: str) -> FocusSession:
    """Let a paused session go on."""
    return _act(desk, clock, session_id, focus.resumed)


def extend(desk: Desk, clock: Clock, session_id: str, minutes: int = 5) -> FocusSession:
    """Give a session some minutes more."""
    return _act(desk, clock, session_id, lambda session, at: focus.extended(session, at, minutes))


def next_phase(desk: Desk, clock: Clock, session_id: str) -> FocusSession:
    """Go on to the next phase before its time; the end of the call stays."""
    return _act(desk, clock, session_id, focus.advanced)


def keep_facts(desk: Desk, clock: Clock, session_id: str) -> FocusSession:
    """Note on disk how far a session has come, so that a restart with a wrong clock costs little."""
    return _act(desk, clock, session_id, lambda session, _at: session)


def tick(desk: Desk, session_id: str, index: int, *, is_done: bool) -> FocusSession:
    """Tick or untick a line of a running session's checklist."""
    with desk.database.change(Topic.FOCUS):
        session = desk.focus.get(session_id)
        ticked = replace(session.checklist[index], is_done=is_done)
        return desk.focus.save(
            replace(session, checklist=(*session.checklist[:index], ticked, *session.checklist[index + 1 :]))
        )


def set_intention(desk: Desk, session_id: str, intention: str) -> FocusSession:
    """Write down the one line of what this call is for."""
    with desk.database.change(Topic.FOCUS):
        return desk.focus.save(replace(desk.focus.get(session_id), intention=" ".join(intention.split())))


def keep_switched(desk: Desk, session_id: str, switched: str) -> FocusSession:
    """Keep with a session what was switched on this computer for it."""
    with desk.database.change(Topic.FOCUS):
        return desk.focus.save(replace(desk.focus.get(session_id), switched=switched))


def park(desk: Desk, session_id: str, text: str) -> Distraction:
    """Park a thought that came up during a call; raises Mistake for one that says nothing."""
    if not text.strip():
        raise Mistake(_("Write what came to mind."), field="text")
    distraction = Distraction(session_id=session_id, text=" ".join(text.split()))
    return desk.focus.distractions.add(distraction, act=_("Park a thought"))


def settle_thought(desk: Desk, clock: Clock, distraction_id: str, *, is_done: bool) -> Distraction:
    """Say that a parked thought was dealt with, or was not."""
    with desk.database.change(Topic.FOCUS, act=_("Tick a parked thought")):
        thought = desk.focus.distractions.get(distraction_id)
        return desk.focus.distractions.save(replace(thought, done_at=clock.now() if is_done else None))


def drop_thought(desk: Desk, distraction_id: str) -> None:
    """Put a parked thought into the trash."""
    desk.focus.distractions.remove(distraction_id, act=_("Drop a parked thought"))


def finish(desk: Desk, clock: Clock, session_id: str) -> Meeting:
    """End a session: the meeting is held, and what was not talked about is carried over."""
    session = desk.focus.get(session_id)
    return _finish_at(desk, clock, session, time_gone(clock, session))


def finish_found(desk: Desk, clock: Clock, session_id: str) -> Meeting:
    """End a session that was found running and is over: when it was paused, or at its planned end if that has passed."""
    session = desk.focus.get(session_id)
    return _finish_at(desk, clock, session, focus.likely_end(session, time_gone(clock, session)))


def _finish_at(desk: Desk, clock: Clock, session: FocusSession, gone: timedelta) -> Meeting:
    with desk.database.change(Topic.FOCUS, Topic.MEETINGS, Topic.AGENDA):
        started = session.started_at or clock.now()
        # Reckoned from the start and not read off the clock, which may have been set back meanwhile.
        ended = started + gone
        desk.focus.save(focus.ended(focus.resumed(session, gone), ended))
        meeting = desk.meetings.get(session.meeting_id)
        if meeting.status is Status.HELD and meeting.actual_end:
            # Taken up again after it was ended: one meeting, held until now.
            ended = max(ended, meeting.actual_end)
        first = min(started, meeting.actual_start or started)
        meeting = desk.meetings.save(held(meeting, first, ended, meeting.lived_zone or clock.zone().key))
        carry_over(desk, clock, meeting.id)
        return meeting


def left_running(desk: Desk, clock: Clock) -> FocusSession | None:
    """Return the session a crash or restart left running, to be offered again.

    One that ended so long ago that nobody can still be in the call is closed at its planned end instead.
    """
    session = desk.focus.running()
    if session is None:
        return None
    at = time_gone(clock, session)
    if focus.is_worth_resuming(session, at):
        return session
    finish_found(desk, clock, session.id)
    return None


def _act(
    desk: Desk, clock: Clock, session_id: str, change: Callable[[FocusSession, timedelta], FocusSession]
) -> FocusSession:
    with desk.database.change(Topic.FOCUS):
        session = desk.focus.get(session_id)
        if not session.is_running:
            raise Mistake(_("This session has already ended."))
        changed = change(session, time_gone(clock, session))
        return desk.focus.save(focus.reanchored(changed, clock.now(), clock.boot_id(), clock.elapsed()))
