"""Drives the suggestion of a session: one word when a microphone is in use and no session runs, and nothing more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from mentordesk.clock import Clock
from mentordesk_ui.parts.suggestion_window import SuggestionWindow
from mentordesk_ui.qtkit.call_watch import CallWatch, Watch, watch_microphone
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.theme.appearance import Appearance


class Suggesting(QObject):
    """Its acts (`start_session`, `not_now`) are also for the palette, as the window never takes the keyboard."""

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        beat: Tick,
        preferences: Preferences,
        is_running: Callable[[], bool],
        start: Callable[[], object],
        parent: QObject | None = None,
        *,
        watch: Watch = watch_microphone,
    ) -> None:
        """`is_running` says whether a session runs, `start` leads to where one begins."""
        super().__init__(parent)
        self._appearance, self._preferences = appearance, preferences
        self._is_running, self._start = is_running, start
        self._window: SuggestionWindow | None = None
        self._watch = CallWatch(clock, beat, self._ignored, self, watch=watch)
        self._watch.suggested.connect(self._suggest)
        preferences.changed.connect(self._follow_preferences)
        self._follow_preferences()

    @property
    def window(self) -> SuggestionWindow | None:
        """The window, once there was something to say."""
        return self._window

    def is_speaking(self) -> bool:
        """Tell whether a suggestion is on the screen."""
        return self._window is not None and self._window.isVisible()

    def start_session(self) -> None:
        """Do as suggested."""
        self.not_now()
        self._start()

    def not_now(self) -> None:
        """Take the suggestion away; it does not come again for this call."""
        if self._window is not None:
            self._window.hide()

    def close(self) -> None:
        """Listen no longer, at the end of the program."""
        self._watch.stop()
        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()
            self._window = None

    def _ignored(self) -> tuple[str, ...]:
        return self._preferences.now.ignored_programs

    def _follow_preferences(self) -> None:
        if self._preferences.now.notices_calls:
            self._watch.start()
        else:
            self._watch.stop()
            self.not_now()

    def _suggest(self, program: str) -> None:
        if self._is_running() or self._appearance.veil.is_locked:
            return
        if self._window is None:
            self._window = SuggestionWindow(self._appearance)
            self._window.session_wanted.connect(self.start_session)
            self._window.not_now.connect(self.not_now)
            self._window.ignore_wanted.connect(self._ignore)
        self._window.suggest(program)

    def _ignore(self, program: str) -> None:
        self.not_now()
        self._preferences.choose(ignored_programs=(*self._ignored(), program))
        # Those it listens for are read when it begins.
        self._watch.stop()
        self._follow_preferences()
