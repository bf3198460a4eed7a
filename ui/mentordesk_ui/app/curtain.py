"""The curtain for shared screens: initials instead of names, dots instead of notes, until it is lifted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk_ui.app.covered_copies import CoveredCopies
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.shell.curtain_fall import CurtainFall
from mentordesk_ui.shell.curtain_strip import CurtainStrip
from mentordesk_ui.shell.spoken_veil import SpokenVeil
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.window import Window


class Curtain(QObject):
    """Draws and lifts it for one desk and its window. Nothing is read again for it but the names."""

    changed = Signal(bool)
    """Whether it is drawn now."""

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        preferences: Preferences,
        window: Window,
        *,
        is_session_running: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._appearance, self._desk, self._preferences = appearance, desk, preferences
        self._window, self._is_session_running = window, is_session_running
        self._was_in_session = False
        self._is_for_session = False
        self.strip = CurtainStrip(appearance)
        self.strip.lifted.connect(self.lift)
        window.add_strip(self.strip)
        self.spoken = SpokenVeil(appearance, self)
        self._copies = CoveredCopies(appearance, self)
        self._copies.covered.connect(self._say_covered)
        self._fall = CurtainFall(appearance, self)
        preferences.changed.connect(self._follow_preferences)

    @property
    def is_drawn(self) -> bool:
        return self._appearance.veil.is_drawn

    @Slot()
    def toggle(self) -> None:
        """Draw it, or lift it."""
        if self.is_drawn:
            self.lift()
        else:
            self.draw()

    @Slot()
    def draw(self) -> None:
        """Cover names and notes now."""
        if self.is_drawn:
            return
        self._fall.begin()
        self._appearance.veil_words(
            is_drawn=True, covers_shared=self._preferences.now.curtain_covers_shared, names=self.names()
        )
        self.strip.say_drawn()
        self.changed.emit(True)

    @Slot()
    def lift(self) -> None:
        """Show names and notes again."""
        if not self.is_drawn:
            return
        self._is_for_session = False
        self._appearance.veil_words(is_drawn=False)
        self.strip.hide()
        announce(self._window, _("The curtain is lifted."))
        self.changed.emit(False)

    @Slot()
    def _say_covered(self) -> None:
        if self.is_drawn:
            self._window.toast(_("Copied behind the curtain, so names and words are covered. Lift it to copy them."))

    def names(self) -> list[str]:
        """Return every name of the desk, also of those in the trash: a title may still speak of them."""
        rows = self._desk.database.rows("SELECT name, called FROM person")
        return [name for row in rows for name in (row["name"], row["called"]) if name]

    def follow(self, topics: frozenset[Topic]) -> None:
        """Take up what changed on the desk: new names, a session that began or ended."""
        if Topic.FOCUS in topics:
            self.follow_session()
        if not self.is_drawn:
            return
        if topics & {Topic.PEOPLE, Topic.PROFILE}:
            self._appearance.veil_words(names=self.names())
        self.spoken.look_soon()

    def follow_session(self) -> None:
        """Draw it when a session begins, if that is wished, and lift what was drawn for one when it ends."""
        runs = self._is_session_running()
        if runs == self._was_in_session:
            return
        self._was_in_session = runs
        if runs and self._preferences.now.curtain_in_sessions and not self.is_drawn:
            self.draw()
            self._is_for_session = True
        elif not runs and self._is_for_session:
            self.lift()

    def close(self) -> None:
        """Leave nothing covered behind: another desk begins without."""
        self._copies.close()
        self._appearance.veil_words(is_drawn=False, is_locked=False, names=())

    @Slot()
    def _follow_preferences(self) -> None:
        covers = self._preferences.now.curtain_covers_shared
        if self.is_drawn and covers != self._appearance.veil.covers_shared:
            self._appearance.veil_words(covers_shared=covers)
