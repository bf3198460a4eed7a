"""The settings screen: sections below one another, each kept as it is changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

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
from mentordesk_ui.qtkit.by_and_by import ByAndBy
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
"""As many sections as a window shows at first; making the others would keep it waiting three times as long."""


class SettingsScreen(QWidget):
    """Everything that can be chosen. Nothing has to be saved.

    The sections further down come by and by, or all at once when somebody is led to one.
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
        encryption: Callable[[], EncryptionSection] | None = None,
        privacy: Callable[[], Section] | None = None,
        safety: Callable[[], Section] | None = None,
    ) -> None:
        """The last three make a section, each where there is one."""
        super().__init__()
        makers: dict[str, Callable[[], Section] | None] = {
            "look": partial(LookSection, appearance, preferences),
            "me": partial(MeSection, appearance, desk, clock, acts),
            "call": partial(CallSection, appearance, desk, acts, preferences),
            "quiet": partial(QuietSection, appearance, clock, preferences, quieting),
            "encryption": encryption,
            "privacy": privacy,
            "safety": safety,
            "desk": partial(DeskSection, appearance, desk, navigation),
            "take_along": partial(TakeAlongSection, appearance, desk, clock, background, navigation, bring_back),
        }
        self._sections: dict[str, Section] = {}
        column = self._column = ScrollColumn(appearance)
        column.add(PageHead(appearance, _("Settings"), _("Kept as you change them.")))
        steps = [partial(self._add, name, make) for name, make in makers.items() if make is not None]
        self._place = QVBoxLayout()
        column.add(self._place)
        column.add_stretch()
        for step in steps[:AT_ONCE]:
            step()
        self.by_and_by = ByAndBy(self)
        self.by_and_by.then(*steps[AT_ONCE:])
        column.expect_rest(self.by_and_by)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _add(self, name: str, make: Callable[[], Section]) -> None:
        section = self._sections[name] = make()
        self._place.addSpacing(36)
        self._place.addWidget(section)

    def _section(self, name: str) -> Section | None:
        self.by_and_by.finish()
        return self._sections.get(name)

    @property
    def quiet(self) -> QuietSection:
        """What is switched for a call."""
        return cast("QuietSection", self._section("quiet"))

    @property
    def take_along(self) -> TakeAlongSection:
        """Taking the desk along."""
        return cast("TakeAlongSection", self._section("take_along"))

    @property
    def encryption(self) -> EncryptionSection | None:
        """How the desk is protected."""
        return cast("EncryptionSection | None", self._section("encryption"))

    @property
    def privacy(self) -> Section | None:
        """Lock and curtain."""
        return self._section("privacy")

    @property
    def safety(self) -> Section | None:
        """The backups."""
        return self._section("safety")

    def show_quiet(self) -> None:
        """Go to what is switched for a call."""
        self._lead_to(self.quiet)

    def show_take_along(self) -> None:
        """Go to taking the desk along."""
        self._lead_to(self.take_along)

    def show_encryption(self) -> None:
        """Go to how the desk is protected."""
        if (section := self.encryption) is not None:
            self._lead_to(section)

    def make_kit(self) -> None:
        """Go to how the desk is protected, and make a recovery kit where it has a key."""
        self.show_encryption()
        if (section := self.encryption) is not None and section.is_encrypted:
            section.ask_kit()

    def show_privacy(self) -> None:
        """Go to lock and curtain."""
        if (section := self.privacy) is not None:
            self._lead_to(section)

    def show_safety(self) -> None:
        """Go to the backups."""
        if (section := self.safety) is not None:
            self._lead_to(section)

    def _lead_to(self, section: Section) -> None:
        section.take_focus()
        self._column.show_widget(section)
        # A page that is shown for the first time finds its size only when this is over.
        QTimer.singleShot(0, self, partial(self._column.show_widget, section))

    def refresh(self, topics: frozenset[Topic] = topics) -> None:
        """Read again what the desk says."""
        if topics & self.topics:
            for section in self._sections.values():
                section.refresh()
