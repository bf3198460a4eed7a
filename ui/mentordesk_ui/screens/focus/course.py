"""The course of a running session as the window follows it: looks at the clock, says what changed and what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Signal, Slot

from mentordesk.clock import Clock
from mentordesk.domain.focus import FocusSession, Reading, cues_between, latest_cue
from mentordesk.domain.meetings import Meeting
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from mentordesk.workflows.meetings import hold_session
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.tick import Tick

LOOKS_EVERY = timedelta(milliseconds=500)
KEEPS_EVERY = timedelta(minutes=1)
_AWAY = timedelta(minutes=2)
"""Between two looks this long the computer slept, or nobody could see the session."""


class SessionCourse(QObject):
    """Holds the running session. It looks at the clock twice a second while somebody watches, else once a minute."""

    changed = Signal()
    """Another session, none, or its facts changed: paused, longer, another part."""
    looked = Signal(object)
    """The Reading of now."""
    cue_due = Signal(object)
    woke = Signal()
    """The computer was away past the planned end: is the call still going on?"""
    ended = Signal(object)
    """The Meeting that was held."""

    def __init__(self, desk: Desk, clock: Clock, acts: Acts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._clock, self._acts = desk, clock, acts
        self._session: FocusSession | None = None
        self._seen_active = timedelta()
        self._said_second: int | None = None
        self._watchers: set[str] = set()
        self._tick = Tick(LOOKS_EVERY, self)
        self._tick.ticked.connect(self.look)
        self._keep = Tick(KEEPS_EVERY, self)
        self._keep.ticked.connect(self._keep_facts)

    @property
    def session(self) -> FocusSession | None:
        """The running session."""
        return self._session

    @property
    def is_looking(self) -> bool:
        return self._tick.is_running

    def reading(self) -> Reading | None:
        """Return where the session stands now."""
        return hold_session.read(self._clock, self._session) if self._session is not None else None

    # -- begin and end

    def begin(self, prepared: FocusSession, failed: Callable[[Mistake], object] | None = None) -> None:
        """Begin a prepared session."""
        self._acts.perform(
            lambda: hold_session.begin(self._desk, self._clock, prepared), done=self.follow, failed=failed
        )

    def follow(self, session: FocusSession) -> None:
        """Follow a session that runs; signs that fell due before now are not given."""
        self._session = session
        reading = hold_session.read(self._clock, session)
        self._seen_active = reading.active
        self._keep.start()
        self._mind_tick()
        self.changed.emit()
        self.looked.emit(reading)

    def finish(self) -> None:
        """End the session."""
        self._end(hold_session.finish)

    def finish_found(self) -> None:
        """End a session that was found running and is over."""
        self._end(hold_session.finish_found)

    def _end(self, ending: Callable[[Desk, Clock, str], Meeting]) -> None:
        session = self._session
        if session is not None:
            self._acts.perform(lambda: ending(self._desk, self._clock, session.id), done=self._ended)

    def _ended(self, meeting: Meeting) -> None:
        self._session = None
        self._keep.stop()
        self._mind_tick()
        self.changed.emit()
        self.ended.emit(meeting)

    # -- acts

    @Slot()
    def pause_or_go_on(self) -> None:
        session = self._session
        if session is not None:
            self._act(hold_session.go_on if session.is_paused else hold_session.pause)

    @Slot()
    def extend(self) -> None:
        self._act(hold_session.extend)

    @Slot()
    def next_phase(self) -> None:
        self._act(hold_session.next_phase)

    def set_intention(self, words: str) -> None:
        session = self._session
        if session is not None and " ".join(words.split()) != session.intention:
            self._acts.perform(lambda: hold_session.set_intention(self._desk, session.id, words), done=self._take)

    def tick(self, index: int, is_done: bool) -> None:
        session = self._session
        if session is not None:
            self._acts.perform(
                lambda: hold_session.tick(self._desk, session.id, index, is_done=is_done), done=self._take
            )

    def _act(self, act: Callable[[Desk, Clock, str], FocusSession]) -> None:
        session = self._session
        if session is not None:
            self._acts.perform(lambda: act(self._desk, self._clock, session.id), done=self._take)

    def _take(self, session: FocusSession) -> None:
        self._session = session
        reading = hold_session.read(self._clock, session)
        # Longer by five minutes, “10 minutes left” may come once more; what is past now stays past.
        self._seen_active = reading.active
        self.changed.emit()
        self.looked.emit(reading)

    # -- time

    def watch(self, who: str, is_watching: bool) -> None:
        """Say that somebody can see the time now, or no longer."""
        before = bool(self._watchers)
        (self._watchers.add if is_watching else self._watchers.discard)(who)
        self._mind_tick()
        if self._watchers and not before:
            self._said_second = None
            self.look()

    def _mind_tick(self) -> None:
        if self._session is not None and self._watchers:
            self._tick.start()
        else:
            self._tick.stop()

    @Slot()
    def look(self) -> None:
        """Look at the clock once."""
        session = self._session
        if session is None:
            return
        reading = hold_session.read(self._clock, session)
        since, self._seen_active = self._seen_active, max(self._seen_active, reading.active)
        second = -(-reading.left // timedelta(seconds=1))
        if second != self._said_second:
            # Every other look finds the same second: nobody needs to hear of it.
            self._said_second = second
            self.looked.emit(reading)
        if reading.active <= since:
            return
        cue = latest_cue(cues_between(session, since, reading.active), reading.active)
        if reading.is_over and reading.active - since > _AWAY:
            self.woke.emit()
        elif cue is not None:
            self.cue_due.emit(cue)

    @Slot()
    def _keep_facts(self) -> None:
        session = self._session
        if session is None:
            return
        if not self._tick.is_running:
            self._seen_active = hold_session.read(self._clock, session).active
        self._acts.perform(
            lambda: hold_session.keep_facts(self._desk, self._clock, session.id),
            done=self._take_facts,
            failed=self._lose,
        )

    def _take_facts(self, session: FocusSession) -> None:
        if self._session is not None and self._session.id == session.id:
            self._session = session

    def _lose(self, _mistake: Mistake) -> None:
        """The session was ended or taken away by another program."""
        self._session = None
        self._keep.stop()
        self._mind_tick()
        self.changed.emit()
