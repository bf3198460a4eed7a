"""Keeps a call undisturbed: when a session begins the computer goes quiet, when it ends all is put back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QScreen

from mentordesk.clock import Clock
from mentordesk.domain.focus import FocusSession, Reading
from mentordesk.phrases import timer
from mentordesk.presence.switch import AWAKE, BANNERS, MEDIA
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.qtkit.quieting import Quieting
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.theme.appearance import Appearance

from .course import SessionCourse
from .dimmer import Dimmer
from .words import phase_name

MINDS_END_EVERY = timedelta(minutes=1)
"""How often it looks whether the end of the call has moved: while it is paused, or because the clock was set."""

JITTER = timedelta(seconds=5)
"""Two clocks are read one after the other."""

FIELDS = {BANNERS: "quiet_banners", MEDIA: "quiet_media", AWAKE: "quiet_awake"}
"""Which preference says whether a switch is wanted."""


class Undisturbed(QObject):
    """Follows a course. It never waits: the session is seen at once, and switching goes on behind it."""

    switched = Signal(str)
    """What was switched for the session, to be kept with it."""

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        course: SessionCourse,
        quieting: Quieting,
        preferences: Preferences,
        call_screen: Callable[[], QScreen | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._course = clock, course
        self._quieting, self._preferences, self._call_screen = quieting, preferences, call_screen
        self._session_id = ""
        self._kept = ""
        self.dimmer = Dimmer(appearance, self)
        self._mind_end = Tick(MINDS_END_EVERY, self)
        self._mind_end.ticked.connect(self.follow_end)
        course.changed.connect(self._follow)
        course.looked.connect(self._show_time)
        quieting.changed.connect(self._keep)

    def wanted(self) -> tuple[str, ...]:
        """Return the switches that are wanted for a call."""
        now = self._preferences.now
        return tuple(switch for switch, field in FIELDS.items() if getattr(now, field))

    def is_something_open(self) -> bool:
        """Tell whether there is a reason to ask “still undisturbed?”: a line not ticked, or a switch undone by somebody."""
        session = self._course.session
        is_unticked = session is not None and any(not tick.is_done for tick in session.checklist)
        return is_unticked or bool(self._quieting.now.undone)

    def line(self) -> str:
        """Say what is switched now, and what did not work; empty for nothing."""
        troubles = self._quieting.now.troubles
        if troubles:
            said = self._quieting.line()
            return " ".join((f"{said}." if said else "", *troubles)).strip()
        return self._quieting.line()

    def dim_or_lift(self) -> None:
        """Make all screens but the call's dark, or give them back."""
        if self.dimmer.is_on:
            self.dimmer.lift()
        else:
            self.dimmer.dim(self._call_screen())

    def follow_end(self) -> None:
        """Say, and write down, when the call is to be over now."""
        until, said = self._until(), self._quieting.now.until
        if until is not None and until > self._clock.now() and (said is None or abs(until - said) >= JITTER):
            self._quieting.last_until(until)

    def _follow(self) -> None:
        session = self._course.session
        if session is None:
            if self._session_id:
                self._session_id = ""
                self._mind_end.stop()
                self._quieting.end()
                self.dimmer.lift()
        elif session.id != self._session_id:
            self._session_id, self._kept = session.id, ""
            self._begin(session)
        else:
            self.follow_end()

    def _begin(self, _session: FocusSession) -> None:
        now = self._preferences.now
        self._mind_end.start()
        self._quieting.begin(self.wanted(), self._until(), counts_missed=now.counts_missed)
        if now.dim_screens:
            self.dimmer.dim(self._call_screen())

    def _until(self) -> datetime | None:
        reading = self._course.reading()
        return None if reading is None else self._clock.now() + reading.left

    def _show_time(self, reading: Reading) -> None:
        session = self._course.session
        if not self.dimmer.is_on or session is None or not self._preferences.now.dim_shows_time:
            return
        self.dimmer.show_words(timer(reading.left), phase_name(session.phases[reading.phase_index].name))

    def _keep(self) -> None:
        said = ", ".join(self._quieting.now.switched)
        if self._session_id and said and said != self._kept:
            self._kept = said
            self.switched.emit(said)
