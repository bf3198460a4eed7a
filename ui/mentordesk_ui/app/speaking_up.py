"""What speaks up by itself: a reminder before a meeting, a suggestion when the microphone is in use. Windows that never take the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mentordesk.clock import Clock
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk_ui.app.lasting import Lasting
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.qtkit.tick import Tick

if TYPE_CHECKING:
    from mentordesk_ui.screens.focus.suggesting import Suggesting
    from mentordesk_ui.screens.today.reminding import Reminding

BEAT = timedelta(seconds=3)
"""How often the reminders and the microphone are looked at; either costs microseconds."""


class SpeakingUp:
    """Begins with `start`, once the first sight is through."""

    def __init__(self, lasting: Lasting, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        self._lasting, self._desk, self._clock = lasting, desk, clock
        self._acts, self._navigation = acts, navigation
        self.beat = Tick(BEAT)
        self.beat.start()
        self._reminding: Reminding | None = None
        self._suggesting: Suggesting | None = None

    def start(
        self, parent: QObject, is_session_running: Callable[[], bool], start_session: Callable[[], object]
    ) -> None:
        """Speak up from now on."""
        from mentordesk_ui.qtkit.call_watch import watch_microphone
        from mentordesk_ui.screens.focus.suggesting import Suggesting
        from mentordesk_ui.screens.today.reminding import Reminding

        lasting = self._lasting
        self._reminding = Reminding(
            lasting.appearance,
            self._desk,
            self._clock,
            self._acts,
            self.beat,
            self._navigation,
            self._wants_reminders,
            parent,
        )
        self._reminding.look()
        self._suggesting = Suggesting(
            lasting.appearance,
            self._clock,
            self.beat,
            lasting.preferences,
            is_session_running,
            start_session,
            parent,
            watch=lasting.watch_microphone or watch_microphone,
        )

    def refresh(self, topics: frozenset[Topic]) -> None:
        """Let the reminder follow a change."""
        if self._reminding is not None:
            self._reminding.refresh(topics)

    def reminding(self) -> Reminding | None:
        """Return what speaks up before meetings, once it does."""
        return self._reminding

    def suggesting(self) -> Suggesting | None:
        """Return what speaks up when the microphone is in use, once it does."""
        return self._suggesting

    def leave(self) -> None:
        """Be silent for good."""
        self.beat.stop()
        self.beat.deleteLater()
        for speaker in (self._reminding, self._suggesting):
            if speaker is not None:
                speaker.close()

    def _wants_reminders(self) -> bool:
        return self._lasting.preferences.now.reminders_on
