"""The settings screen: sections below one another, each kept as it is changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.qtkit.quieting import Quieting
from mentordesk_ui.screens.settings.call_section import CallSection
from mentordesk_ui.screens.settings.desk_section import DeskSection
from mentordesk_ui.screens.settings.encryption_section import EncryptionSection
from mentordesk_ui.screens.settings.look_section import LookSection
from mentordesk_ui.screens.settings.me_section import MeSection
from mentordesk_ui.screens.settings.quiet_section import QuietSection
from mentordesk_ui.screens.settings.section import Section
from mentordesk_ui.screens.settings.take_along_section import TakeAlongSection
from mentordesk_ui.theme.appearance import Appearance

AT_ONCE = 2
"""As many sections as a window shows at first; dressing and placing the others would keep it waiting twice as long."""


class SettingsScreen(QWidget):
    """Everything that can be chosen. Nothing has to be saved.

    The sections further down come one by one between two events, or all at once when somebody is led to one.
    """

    topics = frozenset({Topic.PROFILE, Topic.PEOPLE})

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        preferences: Preferences,
        navigation: Navigation,
        quieting: Quieting,
        background: Background,
        bring_back: Callable[[], None],
        *,
        encryption: EncryptionSection | None = None,
        privacy: Section | None = None,
        safety: Section | None = None,
    ) -> None:
        super().__init__()
        self.encryption, self.privacy, self.safety = encryption, privacy, safety
        self.quiet = QuietSection(appearance, clock, preferences, quieting)
        self.take_along = TakeAlongSection(appearance, desk, clock, background, navigation, bring_back)
        self._sections = (
            LookSection(appearance, preferences),
            MeSection(appearance, desk, clock, acts),
            CallSection(appearance, desk, acts, preferences),
            self.quiet,
            *(section for section in (encryption, privacy, safety) if section is not None),
            DeskSection(appearance, desk, navigation),
            self.take_along,
        )
        column = self._column = ScrollColumn(appearance)
        column.add(PageHead(appearance, _("Settings"), _("Kept as you change them.")))
        for section in self._sections:
            column.add(section, space_before=36)
        self._to_come = list(self._sections[AT_ONCE:])
        for section in self._to_come:
            section.hide()
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._show_next)
        self._next.start()
        column.add_stretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def show_quiet(self) -> None:
        """Go to what is switched for a call."""
        self._lead_to(self.quiet)

    def show_take_along(self) -> None:
        """Go to taking the desk along."""
        self._lead_to(self.take_along)

    def show_encryption(self) -> None:
        """Go to how the desk is protected."""
        if self.encryption is not None:
            self._lead_to(self.encryption)

    def make_kit(self) -> None:
        """Go to how the desk is protected, and make a recovery kit where it has a key."""
        self.show_encryption()
        if self.encryption is not None and self.encryption.is_encrypted:
            self.encryption.ask_kit()

    def show_privacy(self) -> None:
        """Go to lock and curtain."""
        if self.privacy is not None:
            self._lead_to(self.privacy)

    def show_safety(self) -> None:
        """Go to the backups."""
        if self.safety is not None:
            self._lead_to(self.safety)

    def _lead_to(self, section: Section) -> None:
        while self._to_come:
            self._show_next()
        section.take_focus()
        self._column.show_widget(section)

    def _show_next(self) -> None:
        if self._to_come:
            self._to_come.pop(0).show()
        else:
            self._next.stop()

    def refresh(self, topics: frozenset[Topic] = topics) -> None:
        """Read again what the desk says."""
        if topics & self.topics:
            for section in self._sections:
                section.refresh()
