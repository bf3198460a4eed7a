"""How the desk is protected, in the settings, and what changes it."""

from __future__ import annotations

import shutil

from PySide6.QtWidgets import QWidget

from mentordesk.vault.key_file import Kept
from mentordesk.vault.key_places import KeyPlaces
from mentordesk.workflows.desk.open_desk import WITHOUT_KEY
from mentordesk.workflows.desk.protect_desk import Wish, change_key, protect_new
from mentordesk_ui.screens.settings import SettingsScreen
from mentordesk_ui.screens.settings.encryption_section import EncryptionSection
from mentordesk_ui.screens.settings.kit_sheet import KitSheet
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import Scene

WORDS = "sieben Möwen am Kai"


def encrypt(stage: Rehearsal) -> None:
    """Give the desk of the stage a key, kept in its keyring."""
    folder = stage.desk.folder
    stage.program.shown, shown = None, stage.shown
    shown.close()
    stage.program.unlocked[folder] = change_key(folder, stage.clock, WITHOUT_KEY, Wish(Kept.KEYRING), stage.keyring)
    stage.reopen(folder)


def section(stage: Rehearsal) -> EncryptionSection:
    """Show the section."""
    stage.show_screen("settings")
    screen = stage.window.screen_of("settings")
    assert isinstance(screen, SettingsScreen)
    screen.show_encryption()
    settle()
    assert isinstance(screen.encryption, EncryptionSection)
    return screen.encryption


def plain(stage: Rehearsal) -> QWidget:
    """A desk that is not encrypted."""
    section(stage)
    return stage.window


def encrypted(stage: Rehearsal) -> QWidget:
    """An encrypted desk without a kit."""
    encrypt(stage)
    section(stage)
    return stage.window


def kit(stage: Rehearsal) -> QWidget:
    """The first step to a kit."""
    encrypt(stage)
    section(stage).ask_kit()
    settle()
    return stage.window


def kit_made(stage: Rehearsal) -> QWidget:
    """A kit that is to be printed now. Its lines are others each time, and stand in for themselves."""
    encrypt(stage)
    shown = section(stage)
    shown.ask_kit()
    sheet = shown.sheet
    assert isinstance(sheet, KitSheet)
    for line in (sheet.passphrase.first, sheet.passphrase.second):
        line.setText(WORDS)
    sheet.passphrase.second.returnPressed.emit()
    until(lambda: bool(sheet.kit), "the kit")
    lines = sheet.lines.toPlainText()
    sheet.lines.setPlainText("".join(letter if letter.isspace() else "K" for letter in lines))
    settle()
    return stage.window


def passphrase(stage: Rehearsal) -> QWidget:
    """A first passphrase."""
    encrypt(stage)
    section(stage).passphrase.click()
    settle()
    return stage.window


def new_key(stage: Rehearsal) -> QWidget:
    """Another key."""
    encrypt(stage)
    section(stage).new_key.click()
    settle()
    return stage.window


def left_key(stage: Rehearsal) -> QWidget:
    """A desk was deleted by hand, and the keyring still has its key."""
    gone = stage.folder / "gone"
    protect_new(gone, Wish(Kept.KEYRING), stage.keyring)
    KeyPlaces().remember(gone)
    shutil.rmtree(gone)
    shown = section(stage)
    until(lambda: bool(shown.left.buttons), "the key that is left")
    shown.left.buttons[0].setFocus()
    settle()
    return stage.window


def left_key_asked(stage: Rehearsal) -> QWidget:
    """It is asked what goes with that key."""
    left_key(stage)
    section(stage).left.buttons[0].click()
    settle()
    return stage.window


SCENES = (
    Scene("encryption-none", plain),
    Scene("encryption", encrypted),
    Scene("encryption-kit", kit),
    Scene("encryption-kit-made", kit_made),
    Scene("encryption-passphrase", passphrase),
    Scene("encryption-new-key", new_key),
    Scene("encryption-left-key", left_key),
    Scene("encryption-left-key-asked", left_key_asked),
)
