"""When the pill is shown and what it says: while a session runs and its screen cannot be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from mentordesk.domain.focus import Cue, Reading, asks_between, phase_ends
from mentordesk.language import _
from mentordesk.phrases import timer
from mentordesk_ui.theme.appearance import Appearance

from .course import SessionCourse
from .pill import Pill, Place, can_float
from .ring import RingLook
from .words import aloud, cue_words, phase_name

_SETTLE_MS = 250
"""Windows lose the focus for a moment while menus open: the pill waits that long."""


class PillWatch(QObject):
    """Minds one screen. `wanted` says whether the user wants a pill, `moments` when it asks kindly (minutes into the call)."""

    def __init__(
        self,
        appearance: Appearance,
        screen: QWidget,
        course: SessionCourse,
        *,
        name: Callable[[], str],
        moments: Callable[[], Sequence[int]],
        wanted: Callable[[], bool] | None,
        come_forward: Callable[[], object],
        load_place: Callable[[], Place | None] | None,
        save_place: Callable[[Place], object] | None,
    ) -> None:
        super().__init__(screen)
        self._appearance, self._screen, self._course = appearance, screen, course
        self._name, self._moments, self._wanted = name, moments, wanted
        self._come_forward, self._load_place, self._save_place = come_forward, load_place, save_place
        self._pill: Pill | None = None
        self._window: QWidget | None = None
        self._asked_at: timedelta | None = None
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self.decide)
        course.changed.connect(self._follow_course)
        appearance.changed.connect(self._follow_veil)
        course.looked.connect(self._show)
        course.cue_due.connect(self._say_cue)
        screen.installEventFilter(self)
        screen.destroyed.connect(self._take_away)

    @property
    def pill(self) -> Pill | None:
        """The pill, once there was need of one."""
        return self._pill

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type
        if watched is self._screen and event.type() in (kinds.Show, kinds.Hide):
            self._watch_window()
            self._settling.start()
        elif watched is self._window and event.type() in (kinds.ActivationChange, kinds.WindowStateChange, kinds.Hide):
            self._settling.start()
        return False

    def _watch_window(self) -> None:
        window = self._screen.window()
        if window is not self._window:
            if self._window is not None:
                self._window.removeEventFilter(self)
            self._window = window
            window.installEventFilter(self)

    def is_screen_seen(self) -> bool:
        """Tell whether somebody who looks at the window sees the session."""
        window = self._screen.window()
        # The page of a locked desk shows the time as well.
        is_shown = self._screen.isVisible() or window.property("isCovered") is True
        return is_shown and not window.isMinimized() and window.isActiveWindow()

    @Slot()
    def decide(self) -> None:
        """Show the pill or take it away, as it should be now."""
        runs = self._course.session is not None
        self._course.watch("screen", runs and self._screen.isVisible() and not self._screen.window().isMinimized())
        is_due = runs and can_float() and not self.is_screen_seen() and (self._wanted is None or self._wanted())
        if is_due:
            self._made().appear()
        elif self._pill is not None and (can_float() or not runs):
            self._pill.hide()

    def show_small_window(self) -> None:
        """Show the time in a small window, on desktops where the pill cannot come by itself too."""
        self._made().appear()

    def _made(self) -> Pill:
        if self._pill is None:
            self._pill = Pill(self._appearance, load_place=self._load_place, save_place=self._save_place)
            self._pill.clicked.connect(self._forward)
            self._pill.more_wanted.connect(self._course.extend)
            self._pill.next_wanted.connect(self._course.next_phase)
            self._pill.seen.connect(self._pill_seen)
            reading = self._course.reading()
            if reading is not None:
                self._show(reading)
        return self._pill

    def _pill_seen(self, is_seen: bool) -> None:
        self._course.watch("pill", is_seen)

    def _forward(self) -> None:
        window = self._screen.window()
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        self._come_forward()

    # -- what it says

    @Slot()
    def _follow_course(self) -> None:
        if self._course.session is None:
            self._asked_at = None
        self.decide()

    def _show(self, reading: Reading) -> None:
        session, pill = self._course.session, self._pill
        if session is None:
            return
        since, self._asked_at = self._asked_at, reading.active
        if pill is None:
            return
        ends = phase_ends(session)
        look = RingLook(
            ends=tuple(end / ends[-1] for end in ends),
            share=round(reading.fraction, 3),
            time=timer(reading.left),
            tone="outline" if session.is_paused else "warm" if reading.is_over else "accent",
            knob=False,
        )
        part = phase_name(session.phases[reading.phase_index].name) if session.phases else ""
        is_locked = self._appearance.veil.is_locked
        words = "" if is_locked else " · ".join(word for word in (part, self._name()) if word)
        pill.show_look(look, words, aloud(reading, session))
        if pill.isVisible() and since is not None and asks_between(self._moments(), since, reading.active):
            pill.say(_("Still undisturbed? Phone away?"))

    @Slot()
    def _follow_veil(self) -> None:
        reading = self._course.reading() if self._pill is not None else None
        if reading is not None:
            self._show(reading)
            self.decide()

    def say(self, words: str) -> None:
        """Say a line, if the pill is there to say it."""
        if self._pill is not None and self._pill.isVisible():
            self._pill.say(words)

    def _say_cue(self, cue: Cue) -> None:
        session, pill = self._course.session, self._pill
        if session is not None and pill is not None and pill.isVisible():
            pill.say(cue_words(cue, session))

    def _take_away(self) -> None:
        # At the end of the program Qt may have been quicker.
        if self._pill is not None and isValid(self._pill):
            self._pill.hide()
            self._pill.deleteLater()
        self._pill = None
