"""Lock and curtain: the locked desk with and without a passphrase and in a session, the curtain drawn, and the settings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mentordesk_ui.screens.settings import SettingsScreen
from mentordesk_ui.screens.settings.privacy_section import PrivacySection
from tests.support.rehearsal import Rehearsal, settle
from tests.support.scenes.scene import Scene, noted_meeting, running


class Passphrase:
    """Opens for one passphrase, when it is told to answer: `answer`."""

    needs_passphrase = True

    def __init__(self, right: str = "correct horse battery staple") -> None:
        self._right = right
        self.asked: list[tuple[str, Callable[[], object], Callable[[], object]]] = []

    def check(self, passphrase: str, done: Callable[[], object], failed: Callable[[], object]) -> None:
        """Keep the question until it is answered."""
        self.asked.append((passphrase, done, failed))

    def answer(self) -> None:
        """Answer what was asked."""
        for passphrase, done, failed in self.asked:
            (done if passphrase == self._right else failed)()
        self.asked.clear()


def locked(stage: Rehearsal) -> QWidget:
    stage.show_screen("today")
    stage.shown.privacy().locking.lock()
    settle()
    return stage.window


def locked_with_passphrase(stage: Rehearsal) -> QWidget:
    """Refuse a passphrase: it stays in its line."""
    stage.show_screen("today")
    locking = stage.shown.privacy().locking
    locking.unlocker = unlocker = Passphrase()
    locking.lock()
    assert locking.page is not None
    locking.page.passphrase.setText("wrong")
    locking.page.button.click()
    unlocker.answer()
    # Marked from end to end it would be taken for words on words.
    locking.page.passphrase.deselect()
    settle()
    return stage.window


def locked_in_session(stage: Rehearsal) -> QWidget:
    screen = running(stage)
    stage.clock.advance(minutes=17, seconds=42)
    screen.course.look()
    stage.shown.privacy().locking.lock()
    settle()
    return stage.window


def curtain(stage: Rehearsal) -> QWidget:
    stage.show_screen("today")
    stage.window.hide_notice()
    stage.shown.privacy().curtain.draw()
    settle()
    return stage.window


def curtain_over_notes(stage: Rehearsal) -> QWidget:
    stage.shown.ways.open_meeting(noted_meeting(stage).id)
    stage.window.hide_notice()
    settle()
    stage.shown.privacy().curtain.draw()
    settle()
    return stage.window


def in_settings(stage: Rehearsal) -> QWidget:
    section(stage)
    return stage.window


def section(stage: Rehearsal) -> PrivacySection:
    """Show lock and curtain in the settings."""
    stage.show_screen("settings")
    screen = stage.window.screen_of("settings")
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.privacy, PrivacySection)
    screen.show_privacy()
    settle()
    return screen.privacy


SCENES = (
    Scene("locked", locked),
    Scene("locked-passphrase", locked_with_passphrase),
    Scene("locked-session", locked_in_session),
    Scene("curtain", curtain),
    Scene("curtain-notes", curtain_over_notes),
    Scene("privacy-settings", in_settings),
)
