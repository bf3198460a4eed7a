"""Nothing lost: backups in the settings, the question before a restore, and the ways out of a damaged desk."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from mentordesk.store import backups
from mentordesk.store.desk import Desk
from mentordesk_ui.app.no_desk import NoDesk
from mentordesk_ui.screens.settings import SettingsScreen
from mentordesk_ui.screens.settings.safety_section import SafetySection
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.bringing_back import brought_backup
from tests.support.scenes.scene import Scene


def section(stage: Rehearsal) -> SafetySection:
    """Show the backups of a desk that has two, and has been written to since."""
    _back_up(stage.desk, stage)
    people = stage.desk.people.others()
    stage.desk.people.remove(people[-1].id)
    stage.show_screen("settings")
    screen = stage.window.screen_of("settings")
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.safety, SafetySection)
    screen.show_safety()
    settle()
    return screen.safety


def _back_up(desk: Desk, stage: Rehearsal) -> None:
    backups.write(desk.folder, backups.Reason.DAILY, stage.clock.now() - timedelta(days=1))
    backups.write(desk.folder, backups.Reason.IMPORT, stage.clock.now() - timedelta(hours=2))


def in_settings(stage: Rehearsal) -> QWidget:
    """Show when the last backup was made."""
    section(stage)
    return stage.window


def asked(stage: Rehearsal) -> QWidget:
    """Ask what a restore would change."""
    found = section(stage)
    found.ask_restore()
    sheet = found.sheet
    assert sheet is not None
    until(lambda: sheet.confirm_button is not None and sheet.confirm_button.isEnabled(), "the backup to be compared")
    return stage.window


def asked_for_kit(stage: Rehearsal) -> QWidget:
    """A backup of another desk is chosen, encrypted and with nothing beside it: its kit is asked for."""
    backup = brought_backup(stage)
    alone = backup.rename(stage.folder / "desk-of-the-other-computer.db")
    found = section(stage)
    found.ask_restore()
    sheet = found.sheet
    assert sheet is not None
    sheet._take_file(str(alone))
    until(sheet.kit.isVisible, "the offer to use the kit")
    sheet.kit.click()
    settle()
    return stage.window


def damaged(stage: Rehearsal) -> QWidget:
    """Open a desk whose file is damaged."""
    folder = stage.desk.folder
    _back_up(stage.desk, stage)
    stage.program._leave()
    path = folder / "desk.db"
    content = bytearray(path.read_bytes())
    content[:16] = b"\xa5" * 16
    path.write_bytes(content)
    stage.program.open(folder)
    shown = stage.program.shown
    assert isinstance(shown, NoDesk)
    shown.window.resize(*stage._size)
    until(
        lambda: (
            shown.salvage is not None
            and shown.backup is not None
            and not shown.salvage.button.isHidden()
            and not shown.backup.button.isHidden()
        ),
        "both ways to be known",
    )
    return shown.window


SCENES = (
    Scene("safety-settings", in_settings),
    Scene("safety-restore", asked),
    Scene("safety-restore-kit", asked_for_kit),
    Scene("safety-damaged", damaged),
)
