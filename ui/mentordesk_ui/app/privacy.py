"""Lock and curtain of one desk in its window: what begins them, and their commands."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mentordesk.clock import Clock
from mentordesk.domain.focus import Reading
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk_ui.app.curtain import Curtain
from mentordesk_ui.app.desk_unlocker import DeskUnlocker
from mentordesk_ui.app.lasting import Lasting
from mentordesk_ui.app.locking import Locking
from mentordesk_ui.app.screens import Screens
from mentordesk_ui.qtkit.capture_shield import CaptureShield
from mentordesk_ui.qtkit.leaving_watch import LeavingWatch, Watch, ask_computer_idle
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.qtkit.unlocking import Unlocker
from mentordesk_ui.shell.commands import Command
from mentordesk_ui.shell.curtain_strip import CURTAIN_KEY
from mentordesk_ui.window import Window

if TYPE_CHECKING:
    from mentordesk_ui.screens.settings.section import Section

LOCK_KEY = "Ctrl+L"
BEAT = timedelta(seconds=5)
"""How often it is looked whether somebody is still here."""


class Privacy(QObject):
    """Made with the desk's window when the desk is locked from the start, else once the first sight is through."""

    def __init__(
        self,
        lasting: Lasting,
        desk: Desk,
        clock: Clock,
        window: Window,
        screens: Screens,
        unlocker: Unlocker | None = None,
        *,
        watch_leaving: Watch | None = None,
    ) -> None:
        super().__init__(window)
        self._lasting, self._window, self._screens = lasting, window, screens
        self._follows_course = False
        screens.make_privacy = self._make_section
        self.locking = Locking(
            lasting.appearance,
            clock,
            lasting.preferences,
            window,
            unlocker or DeskUnlocker(desk.folder, lasting.background, lambda: desk.keys),
            session=self._session,
            put_away=screens.put_capture_away,
            computer_idle=partial(ask_computer_idle, lasting.background),
        )
        self.curtain = Curtain(
            lasting.appearance, desk, lasting.preferences, window, is_session_running=self._is_session_running
        )
        self.shield = CaptureShield(self._is_shielded, self)
        self._beat = Tick(BEAT, self)
        self._beat.ticked.connect(self.locking.look)
        self._beat.ticked.connect(self.shield.look)
        self._beat.start()
        self.leaving = LeavingWatch(lasting.background, self, watch=watch_leaving)
        self.leaving.left.connect(self.locking.leave)
        self.locking.changed.connect(self._tell_lock)
        window.screen_shown.connect(self._follow_focus)
        lasting.preferences.changed.connect(self._follow_preferences)

    def lock_at_start(self) -> None:
        """Lock before the window is seen for the first time, unless the passphrase was asked for a moment ago."""
        unlocker = self.locking.unlocker
        if not (isinstance(unlocker, DeskUnlocker) and unlocker.was_asked_at_start):
            self.locking.lock()

    def start(self) -> None:
        """Listen to the computer from now on: nothing of that stands in the way of the first sight."""
        self._follow_preferences()
        self._follow_focus("focus")

    def follow(self, topics: frozenset[Topic]) -> None:
        """Take up what changed on the desk."""
        self.curtain.follow(topics)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done by key and palette."""
        section, curtain = _("Privacy"), self.curtain
        return (
            Command("privacy.lock", _("Lock the desk"), section, self.locking.lock, LOCK_KEY, "lock"),
            Command("privacy.curtain", _("Draw or lift the curtain"), section, curtain.toggle, CURTAIN_KEY, "eye-off"),
        )

    def close(self) -> None:
        """Listen no longer, and leave nothing covered."""
        self._beat.stop()
        self.leaving.stop()
        self._lasting.preferences.changed.disconnect(self._follow_preferences)
        self.curtain.close()

    def _make_section(self) -> Section:
        from mentordesk_ui.screens.settings.privacy_section import PrivacySection

        return PrivacySection(
            self._lasting.appearance,
            self._lasting.preferences,
            lock=self.locking.lock,
            toggle_curtain=self.curtain.toggle,
            needs_passphrase=self._needs_passphrase,
        )

    def _needs_passphrase(self) -> bool:
        return self.locking.unlocker.needs_passphrase

    # -- what they ask

    def _session(self) -> Reading | None:
        return self._screens.focus().course.reading() if self._is_focus_built() else None

    def _is_session_running(self) -> bool:
        return self._is_focus_built() and self._screens.focus().is_running()

    def _is_focus_built(self) -> bool:
        return "focus" in self._window.built_screens()

    def _is_shielded(self) -> bool:
        return self._lasting.preferences.now.hides_from_capture

    # -- what they follow

    @Slot(str)
    def _follow_focus(self, _key: str) -> None:
        if not self._follows_course and self._is_focus_built():
            self._follows_course = True
            # Before the session's page is painted for the first time.
            self._screens.focus().course.changed.connect(self.curtain.follow_session)
            self.curtain.follow_session()

    @Slot()
    def _follow_preferences(self) -> None:
        self.shield.look()
        if self._lasting.preferences.now.lock_when_away:
            self.leaving.start()
        else:
            self.leaving.stop()

    @Slot(bool)
    def _tell_lock(self, _is_locked: bool) -> None:
        self.curtain.spoken.look()
