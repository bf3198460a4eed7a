"""Privacy: when the desk locks, and what the curtain covers on a shared screen."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.language import _, ngettext
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.check_row import CheckRow
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.capture_shield import can_shield
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.rows.keycap_painting import key_words
from mentordesk_ui.screens.settings.section import Section
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

LOCK_KEY, CURTAIN_KEY = "Ctrl+L", "Ctrl+Shift+H"
MINUTES = (0, 1, 5, 15, 30)


class _Part(QWidget):
    """A heading of its own within the section."""

    def __init__(self, appearance: Appearance, preferences: Preferences, title: str, line: str) -> None:
        super().__init__()
        self._appearance, self._preferences = appearance, preferences
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE.m)
        self.column.addWidget(SectionHead(appearance, title))
        self.line = Text(appearance, line, TextStyle.BODY, "muted")
        self.column.addWidget(self.line)
        self._rows: dict[str, CheckRow] = {}

    def refresh(self) -> None:
        """Show what is chosen now."""
        for field, row in self._rows.items():
            row.setChecked(bool(getattr(self._preferences.now, field)))

    def _add_row(self, field: str, words: str, detail: str) -> CheckRow:
        row = CheckRow(self._appearance, words, detail, checked=bool(getattr(self._preferences.now, field)))
        row.toggled.connect(self._choose)
        row.setProperty("field", field)
        self._rows[field] = row
        self.column.addWidget(row)
        return row

    def _add_button(self, words: str, icon: str, press: Callable[[], object], key: str) -> Button:
        # The key is bound to the command; here it is only shown.
        button = Button(self._appearance, words, icon)
        button.setToolTip(f"{words}  {key_words(key)}")
        button.clicked.connect(press)
        across = QHBoxLayout()
        across.addWidget(button)
        across.addStretch(1)
        self.column.addLayout(across)
        return button

    def _choose(self, on: bool) -> None:
        self._preferences.choose(**{str(self.sender().property("field")): on})


class LockPart(_Part):
    """When it locks, and what that is worth without a passphrase."""

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        lock: Callable[[], object],
        needs_passphrase: Callable[[], bool],
    ) -> None:
        super().__init__(appearance, preferences, _("Lock"), _lock_words(needs_passphrase()))
        self._needs_passphrase = needs_passphrase
        self.idle: Choice[int] = Choice(
            appearance,
            _("Lock after"),
            [(minutes, _minutes(minutes)) for minutes in MINUTES],
            self._nearest(),
        )
        self.idle.changed.connect(self._choose_minutes)
        self.column.addWidget(
            Field(
                appearance,
                _("Lock after"),
                self.idle,
                hint=_("So long without a key or a click. Not while a focus session runs: in a call one talks."),
            )
        )
        self.away = self._add_row(
            "lock_when_away",
            _("Lock when this computer sleeps or its screen is locked"),
            _("The time of a focus session goes on."),
        )
        self.at_start = self._add_row("lock_at_start", _("Locked at the start"), "")
        self.button = self._add_button(_("Lock now"), "lock", lock, LOCK_KEY)

    def refresh(self) -> None:
        """Show what is chosen now, and what the lock is worth."""
        super().refresh()
        self.idle.set_value(self._nearest())
        self.line.setText(_lock_words(self._needs_passphrase()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A passphrase may have been set or taken away since, in another section.
        self.line.setText(_lock_words(self._needs_passphrase()))

    def _choose_minutes(self, minutes: object) -> None:
        self._preferences.choose(lock_after_minutes=minutes)

    def _nearest(self) -> int:
        chosen = self._preferences.now.lock_after_minutes
        return min(MINUTES, key=lambda minutes: abs(minutes - chosen)) if chosen > 0 else 0


class CurtainPart(_Part):
    """What is covered on a shared screen, and when by itself."""

    def __init__(self, appearance: Appearance, preferences: Preferences, toggle: Callable[[], object]) -> None:
        super().__init__(
            appearance,
            preferences,
            _("Curtain"),
            _("For shared screens: initials instead of names and dots instead of notes, until you lift it."),
        )
        self.in_sessions = self._add_row(
            "curtain_in_sessions", _("Drawn in each focus session"), _("Lifted again when the session ends.")
        )
        self.shared = self._add_row(
            "curtain_covers_shared",
            _("Cover what is shared too"),
            _("Topics and promises marked as shared stay readable otherwise, with initials for names."),
        )
        self.shield = self._add_row("hides_from_capture", _("Keep the windows out of shared screens"), shield_words())
        self.shield.setEnabled(can_shield())
        self.button = self._add_button(_("Draw or lift the curtain"), "eye-off", toggle, CURTAIN_KEY)


class PrivacySection(Section):
    """Lock and curtain."""

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        *,
        lock: Callable[[], object],
        toggle_curtain: Callable[[], object],
        needs_passphrase: Callable[[], bool],
    ) -> None:
        """`needs_passphrase` says whether the lock opens for a passphrase only."""
        super().__init__(appearance, _("Privacy"))
        self.lock = LockPart(appearance, preferences, lock, needs_passphrase)
        self.curtain = CurtainPart(appearance, preferences, toggle_curtain)
        self.column.addWidget(self.lock)
        self.column.addSpacing(SPACE.s)
        self.column.addWidget(self.curtain)
        preferences.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what is chosen now."""
        self.lock.refresh()
        self.curtain.refresh()


def shield_words() -> str:
    """Say what this system can do about shared and recorded screens."""
    if sys.platform == "win32":
        return _(
            "Others see nothing where they stand. From Windows 10, version 2004, on; some recorders see them still."
        )
    if sys.platform == "darwin":
        return _("Others see nothing where they stand. Recorders that read the whole screen may see them still.")
    return _("Linux lets no program say that of its windows. Share one window instead of the whole screen.")


def _lock_words(needs_passphrase: bool) -> str:
    if needs_passphrase:
        return _("A locked desk shows nothing, and opens for your passphrase.")
    return _("This desk has no passphrase, so the lock only hides it: whoever sits here can open it.")


def _minutes(minutes: int) -> str:
    if not minutes:
        return _("Never")
    return ngettext("{minutes} minute", "{minutes} minutes", minutes).format(minutes=minutes)
