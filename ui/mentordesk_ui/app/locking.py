"""When the desk locks and how it opens again: by key, after idle time, when the computer sleeps or locks, at the start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.focus import Reading
from mentordesk.language import _
from mentordesk_ui.parts.note_editor.keeping import NoteKeeping
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.qtkit.unlocking import Unlocker
from mentordesk_ui.shell.cover import Cover
from mentordesk_ui.shell.lock_page import LockPage
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.window import Window

Running = Callable[[], Reading | None]
ComputerIdle = Callable[[Callable[[timedelta | None], object]], object]
"""Finds out how long nobody has touched the computer, and calls back; None where it cannot be known."""

TIME_EVERY = timedelta(seconds=1)


class Locking(QObject):
    """Locks one window. `look` at each beat whether it is time to."""

    changed = Signal(bool)
    """Whether the desk is locked now."""

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        preferences: Preferences,
        window: Window,
        unlocker: Unlocker,
        *,
        session: Running,
        put_away: Callable[[], object] | None = None,
        computer_idle: ComputerIdle | None = None,
    ) -> None:
        """`session` says where a running session stands, `put_away` closes what must not be open.

        `computer_idle` is asked only when the time has come in this program.
        """
        super().__init__(window)
        self._appearance, self._clock, self._preferences = appearance, clock, preferences
        self._window, self.unlocker = window, unlocker
        self._session, self._computer_idle = session, computer_idle
        self._put_away = put_away
        self._cover: Cover | None = None
        self._page: LockPage | None = None
        self._touched = appearance.touched()
        self._since = clock.elapsed()
        self._attempt = 0
        self._time = Tick(TIME_EVERY, self)
        self._time.ticked.connect(self._tell_time)

    @property
    def is_locked(self) -> bool:
        return self._cover is not None

    @property
    def page(self) -> LockPage | None:
        """What is shown of the locked desk; None while it is open."""
        return self._page

    # -- locking

    @Slot()
    def lock(self) -> None:
        """Hide everything at once; what was typed goes to disk first, and stays where it is."""
        if self._cover is not None:
            return
        self._keep_typed()
        if self._put_away is not None:
            self._put_away()
        page = LockPage(self._appearance, needs_passphrase=self.unlocker.needs_passphrase)
        page.opened.connect(self._open)
        self._page, self._cover = page, Cover(self._window, page)
        self._tell_time()
        self._cover.put_on(page.take_focus)
        self._appearance.veil_words(is_locked=True)
        self._time.start()
        self.changed.emit(True)

    def _keep_typed(self) -> None:
        for keeping in self._window.findChildren(NoteKeeping):
            keeping.flush()
        line = QApplication.focusWidget()
        if isinstance(line, QLineEdit) and line.isModified() and line.window() is self._window:
            # A line that keeps itself when one leaves it: one has left.
            line.editingFinished.emit()

    @Slot()
    def look(self) -> None:
        """Lock when nobody has touched the program, nor the computer where that is known, for as long as was chosen."""
        touched, now = self._appearance.touched(), self._clock.elapsed()
        # In a call one talks and touches nothing.
        if touched != self._touched or self.is_locked or self._session() is not None:
            self._touched, self._since = touched, now
            return
        limit = timedelta(minutes=self._preferences.now.lock_after_minutes)
        if not limit or now - self._since < limit:
            return
        if self._computer_idle is None:
            self.lock()
        else:
            self._computer_idle(self._hear_idle)

    def _hear_idle(self, idle: timedelta | None) -> None:
        """Somebody who is at work in another program is here."""
        limit = timedelta(minutes=self._preferences.now.lock_after_minutes)
        if idle is None or idle >= limit:
            if limit and self._clock.elapsed() - self._since >= limit:
                self.lock()
        else:
            self._since = self._clock.elapsed() - idle

    @Slot()
    def leave(self) -> None:
        """Lock because the computer sleeps or its screen was locked, if that is wished."""
        if self._preferences.now.lock_when_away:
            self.lock()

    # -- unlocking

    @Slot(str)
    def _open(self, passphrase: str) -> None:
        if self._page is not None and not self._page.needs_passphrase:
            self._unlock()
            return
        self._attempt += 1
        attempt = self._attempt

        def done() -> None:
            if attempt == self._attempt:
                self._unlock()

        def failed() -> None:
            if attempt == self._attempt and self._page is not None:
                self._page.refuse()

        self.unlocker.check(passphrase, done, failed)

    def _unlock(self) -> None:
        cover, page = self._cover, self._page
        if cover is None or page is None:
            return
        self._cover = self._page = None
        self._time.stop()
        page.passphrase.clear()
        # Before anything can be seen again: what is below is as the curtain wants it.
        self._appearance.veil_words(is_locked=False)
        cover.take_off()
        self._touched, self._since = self._appearance.touched(), self._clock.elapsed()
        self.changed.emit(False)

    # -- the session that goes on

    @Slot()
    def _tell_time(self) -> None:
        reading = self._session()
        if self._page is None:
            return
        if reading is None:
            self._page.show_session("", "", 0.0)
            return
        self._page.show_session(_("Focus session"), session_words(reading), reading.fraction)

    def soon(self) -> None:
        """Lock as soon as the event loop runs."""
        QTimer.singleShot(0, self, self.lock)


def session_words(reading: Reading) -> str:
    """Say how much of a session is left, and nothing else of it."""
    left = phrases.timer(reading.left)
    return _("{time} over").format(time=left) if reading.is_over else _("{time} left").format(time=left)
