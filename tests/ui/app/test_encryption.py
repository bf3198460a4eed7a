"""Changing how the open desk is protected, from the settings, and being reminded of a recovery kit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.store.backups import Reason
from mentordesk.store.desk import Desk
from mentordesk.store.engine import is_plain
from mentordesk.vault.key_file import Kept, KeyFile
from mentordesk.vault.key_places import KeyPlaces
from mentordesk.vault.keyring_wire import Problem
from mentordesk.vault.keys import Key
from mentordesk.vault.kit import read_kit
from mentordesk.vault.wrapping import Purpose
from mentordesk.workflows.desk.open_desk import by_kit, check_passphrase
from mentordesk.workflows.desk.protect_desk import Wish, protect_new
from mentordesk.workflows.desk.protect_desk import make_kit as write_kit
from mentordesk.workflows.safety.back_up import back_up
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.app.no_desk import NoDesk
from mentordesk_ui.app.opening import OpeningWindow
from mentordesk_ui.screens.settings import SettingsScreen
from mentordesk_ui.screens.settings.encryption_section import EncryptionSection
from mentordesk_ui.screens.settings.key_sheet import KeySheet, PlainSheet
from mentordesk_ui.screens.settings.kit_sheet import KitSheet
from mentordesk_ui.screens.settings.left_keys import LeftKeySheet
from mentordesk_ui.screens.settings.passphrase_sheet import PassphraseSheet
from mentordesk_ui.screens.settings.safety_section import SafetySection
from tests.support.clock import FakeClock
from tests.support.keyrings import CHEAP, MemoryKeyring, kit_of
from tests.support.rehearsal import Rehearsal, settle, until

WORDS = "sieben Moewen am Kai"


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Rehearsal]:
    """A desk of Elena's and Maria's whose key is in the keyring."""
    stage = Rehearsal(tmp_path, demo=False)
    folder = tmp_path / "mine"
    unlocked = protect_new(folder, Wish(Kept.KEYRING), stage.keyring)
    desk = Desk.open(folder, stage.clock, unlocked.keys)
    desk.profile.begin(Person(name="Elena Weber"), Profile())
    desk.people.add(Person(name="Maria Sommer"))
    desk.close()
    stage.reopen(folder)
    yield stage
    stage.close()
    assert stage.bugs == []


def section(stage: Rehearsal) -> EncryptionSection:
    shown = stage.shown.screens.settings().encryption
    assert shown is not None
    settle()
    return shown


def entry(stage: Rehearsal) -> KeyFile:
    file = KeyFile.read(stage.folder / "mine")
    assert file is not None
    return file


def names(stage: Rehearsal) -> list[str]:
    return [person.name for person in stage.desk.people.others()]


def until_open_again(stage: Rehearsal, before: DeskWindow) -> None:
    until(lambda: isinstance(stage.program.shown, DeskWindow) and stage.program.shown is not before, "the desk again")


def make_kit(stage: Rehearsal) -> str:
    shown = section(stage)
    shown.kit.click()
    sheet = shown.sheet
    assert isinstance(sheet, KitSheet)
    QTest.keyClicks(sheet.passphrase.first, WORDS)
    QTest.keyClick(sheet.passphrase.first, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.passphrase.second, WORDS)
    QTest.keyClick(sheet.passphrase.second, Qt.Key.Key_Return)
    until(lambda: bool(sheet.kit), "the kit")
    return sheet.kit


def test_a_kit_is_made_printed_and_saved_and_opens_the_desk(stage: Rehearsal, tmp_path: Path) -> None:
    kit = make_kit(stage)
    shown = section(stage)
    sheet = shown.sheet
    assert isinstance(sheet, KitSheet)
    sheet.write(str(tmp_path / "kit.txt"))
    assert "kit.txt" in sheet.said.text()
    assert (tmp_path / "kit.txt").read_text(encoding="utf-8") == kit
    assert (tmp_path / "kit.txt").stat().st_mode & 0o777 == 0o600
    sheet.close_overlay()
    assert "There is a recovery kit" in shown.kit_state.text()
    assert by_kit(None, *read_kit(kit), WORDS).key == stage.desk.keys.now


def test_a_kit_that_cannot_be_written_says_so_and_stays(stage: Rehearsal, tmp_path: Path) -> None:
    make_kit(stage)
    sheet = section(stage).sheet
    assert isinstance(sheet, KitSheet)
    sheet.write(str(tmp_path / "nowhere" / "kit.txt"))
    assert "cannot be written" in sheet.said.text()
    assert sheet.kit


def test_a_passphrase_for_the_lock_is_set_asked_at_each_start_and_taken_back(stage: Rehearsal) -> None:
    shown = section(stage)
    shown.passphrase.click()
    sheet = shown.sheet
    assert isinstance(sheet, PassphraseSheet)
    sheet.passphrase.first.setText(WORDS)
    sheet.passphrase.second.setText(WORDS)
    sheet.confirmed.emit()
    until(lambda: entry(stage).now.copy_for(Purpose.START) is not None, "the passphrase")
    check_passphrase(entry(stage), WORDS)
    until(shown.at_start.isVisible, "the offer to ask for it")
    shown.at_start.click()
    until(lambda: entry(stage).now.kept is Kept.PASSPHRASE, "the key to leave the keyring")
    until(lambda: len(stage.keyring.secrets) == 1, "no more than the key of the stage's own desk")
    until(shown.in_keyring.isVisible, "the way back")
    shown.in_keyring.click()
    until(lambda: entry(stage).now.kept is Kept.KEYRING, "the key in the keyring")
    until(shown.no_passphrase.isVisible, "the way out")
    shown.no_passphrase.click()
    until(lambda: entry(stage).now.wrapped == (), "the passphrase to be gone")
    assert names(stage) == ["Maria Sommer"]


def test_a_keyring_that_is_gone_is_told_in_place_and_nothing_changes(stage: Rehearsal) -> None:
    shown = section(stage)
    shown.passphrase.click()
    sheet = shown.sheet
    assert isinstance(sheet, PassphraseSheet)
    sheet.passphrase.first.setText(WORDS)
    sheet.passphrase.second.setText(WORDS)
    sheet.at_start.setChecked(True)
    sheet.confirmed.emit()
    until(shown.in_keyring.isVisible, "the passphrase asked at the start")
    stage.keyring.problem = Problem.NONE
    shown.in_keyring.click()
    until(shown.said.isVisible, "the trouble")
    assert "No keyring is running" in shown.said.text()
    assert entry(stage).now.kept is Kept.PASSPHRASE


def test_a_new_key_closes_the_desk_and_opens_it_again(stage: Rehearsal) -> None:
    before, key = stage.shown, stage.desk.keys.now
    shown = section(stage)
    shown.new_key.click()
    assert isinstance(shown.sheet, KeySheet)
    shown.sheet.confirmed.emit()
    until_open_again(stage, before)
    assert stage.desk.keys.now not in (key, None)
    assert key in stage.desk.keys.others
    assert names(stage) == ["Maria Sommer"]
    assert "new key" in stage.window.notice_strip.text()


def test_encryption_is_taken_away_only_with_a_kit_for_the_backups_and_given_again(stage: Rehearsal) -> None:
    shown = section(stage)
    shown.plain.click()
    assert "recovery kit first" in shown.said.text()
    make_kit(stage)
    assert shown.sheet is not None
    shown.sheet.close_overlay()
    before = stage.shown
    shown.plain.click()
    assert isinstance(shown.sheet, PlainSheet)
    shown.sheet.confirmed.emit()
    until_open_again(stage, before)
    assert is_plain(stage.folder / "mine" / "desk.db")
    before = stage.shown
    again = section(stage)
    again.encrypt.click()
    assert isinstance(again.sheet, KeySheet)
    again.sheet.confirmed.emit()
    until_open_again(stage, before)
    assert not is_plain(stage.folder / "mine" / "desk.db")
    assert names(stage) == ["Maria Sommer"]


def test_a_change_that_fails_says_so_over_the_desk_as_it_was(stage: Rehearsal) -> None:
    before, key = stage.shown, stage.desk.keys.now
    stage.keyring.problem = Problem.LOCKED
    shown = section(stage)
    shown.new_key.click()
    assert shown.sheet is not None
    shown.sheet.confirmed.emit()
    until_open_again(stage, before)
    assert "locked" in stage.window.trouble_strip.text()
    assert stage.desk.keys.now == key


def test_the_desk_asks_for_its_passphrase_after_the_program_has_ended(stage: Rehearsal) -> None:
    shown = section(stage)
    shown.passphrase.click()
    sheet = shown.sheet
    assert isinstance(sheet, PassphraseSheet)
    sheet.passphrase.first.setText(WORDS)
    sheet.passphrase.second.setText(WORDS)
    sheet.at_start.setChecked(True)
    sheet.confirmed.emit()
    until(shown.in_keyring.isVisible, "the passphrase asked at the start")
    stage.program.unlocked.clear()
    stage.program.open(stage.folder / "mine")
    assert isinstance(stage.program.shown, OpeningWindow)


def ask_about_left_key(shown: EncryptionSection) -> LeftKeySheet:
    QTest.keyClick(shown.left.buttons[0], Qt.Key.Key_Return)
    assert isinstance(shown.left.sheet, LeftKeySheet)
    return shown.left.sheet


def test_the_key_of_a_desk_that_was_deleted_by_hand_is_taken_out_of_the_keyring_on_wish(
    stage: Rehearsal, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    protect_new(gone, Wish(Kept.KEYRING), stage.keyring)
    KeyPlaces().remember(gone)
    shutil.rmtree(gone)
    before = set(stage.keyring.secrets)
    stage.window.show_screen("settings")
    stage.shown.screens.settings().show_encryption()
    shown = section(stage)
    until(lambda: len(shown.left.buttons) == 1, "the key that is left")
    sheet = ask_about_left_key(shown)
    assert "recovery kit only" in sheet.warning.text()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    settle()
    assert set(stage.keyring.secrets) == before, "asked, and not wanted"
    stage.keyring.problem = Problem.LOCKED
    ask_about_left_key(shown).confirmed.emit()
    until(shown.left.said.isVisible, "that the keyring is locked")
    stage.keyring.problem = None
    ask_about_left_key(shown).confirmed.emit()
    until(shown.left.isHidden, "nothing to be left")
    assert len(before - set(stage.keyring.secrets)) == 1
    assert isinstance(key := stage.desk.keys.now, Key)
    assert key.hex in stage.keyring.secrets.values()


# --- being reminded ------------------------------------------------------------------------------------------


def test_a_kit_is_reminded_of_once_a_week_until_there_is_one(stage: Rehearsal) -> None:
    strip = stage.window.notice_strip
    assert "recovery kit brings it back" in strip.text()
    strip.away.click()
    assert not strip.isVisible()
    stage.reopen(stage.folder / "mine")
    assert not stage.window.notice_strip.isVisible()
    stage.clock.advance(days=7)
    stage.reopen(stage.folder / "mine")
    assert stage.window.notice_strip.isVisible()
    stage.window.notice_strip.button.click()
    settle()
    assert isinstance(section(stage).sheet, KitSheet)
    make_kit(stage)
    stage.clock.advance(days=30)
    stage.reopen(stage.folder / "mine")
    assert not stage.window.notice_strip.isVisible()


def test_a_desk_from_before_encryption_is_reminded_and_one_left_plain_by_choice_is_not(stage: Rehearsal) -> None:
    old = stage.folder / "old"
    desk = Desk.open(old, stage.clock)
    desk.profile.begin(Person(name="Elena Weber"), Profile())
    desk.people.add(Person(name="Maria Sommer"))
    desk.close()
    stage.clock.advance(days=8)
    stage.reopen(old)
    assert "not encrypted" in stage.window.notice_strip.text()
    stage.window.notice_strip.button.click()
    settle()
    assert stage.window.current_key() == "settings"
    stage.program.unlocked.clear()
    protect_new(old, Wish(Kept.NOWHERE), stage.keyring)
    stage.clock.advance(days=8)
    stage.reopen(old)
    assert not stage.window.notice_strip.isVisible()


# --- a backup with another key -------------------------------------------------------------------------------


def backup_from_elsewhere(folder: Path) -> tuple[Path, str]:
    """Make a backup of a desk with a kit on another computer, and return both."""
    unlocked = write_kit(folder, protect_new(folder, Wish(Kept.KEYRING), MemoryKeyring()), WORDS, CHEAP)
    with closing(Desk.open(folder, FakeClock(), unlocked.keys)) as desk:
        desk.profile.begin(Person(name="Elena Weber"), Profile())
        desk.people.add(Person(name="Ben Adler"))
    return back_up(folder, FakeClock(), Reason.WISHED, keys=unlocked.keys).backup.path, kit_of(folder, unlocked)


def test_a_backup_of_another_computer_is_restored_by_the_passphrase_of_its_kit(
    stage: Rehearsal, tmp_path: Path
) -> None:
    backup, _kit = backup_from_elsewhere(tmp_path / "elsewhere")
    before, key = stage.shown, stage.desk.keys.now
    safety = stage.shown.screens.settings().safety
    assert isinstance(safety, SafetySection)
    safety.ask_restore()
    sheet = safety.sheet
    assert sheet is not None
    sheet._take_file(str(backup))
    until(sheet.passphrase.isVisible, "the question")
    sheet.passphrase.setText("not the passphrase")
    sheet.unlock.click()
    until(lambda: bool(sheet._field.mistake), "the refusal")
    sheet.passphrase.setText(WORDS)
    sheet.unlock.click()
    assert sheet.confirm_button is not None
    until(sheet.confirm_button.isEnabled, "the comparison")
    sheet.confirmed.emit()
    until_open_again(stage, before)
    assert names(stage) == ["Ben Adler"]
    assert stage.desk.keys.now == key
    assert not is_plain(stage.folder / "mine" / "desk.db")


def test_an_encrypted_backup_that_lies_alone_comes_into_a_plain_desk_by_the_kit(
    stage: Rehearsal, tmp_path: Path
) -> None:
    backup, kit = backup_from_elsewhere(tmp_path / "elsewhere")
    alone = backup.rename(tmp_path / "alone.db")
    plain = tmp_path / "plain"
    with closing(Desk.open(plain, stage.clock)) as desk:
        desk.profile.begin(Person(name="Elena Weber"), Profile())
        desk.people.add(Person(name="Maria Sommer"))
    stage.reopen(plain)
    before = stage.shown
    safety = stage.shown.screens.settings().safety
    assert isinstance(safety, SafetySection)
    safety.ask_restore()
    sheet = safety.sheet
    assert sheet is not None
    sheet._take_file(str(alone))
    until(sheet.kit.isVisible, "the offer to use the kit")
    assert "use the recovery kit" in sheet.lines.text()
    sheet.kit.setFocus()
    QTest.keyClick(sheet.kit, Qt.Key.Key_Return)
    assert sheet.form.lines.hasFocus()
    sheet.form.lines.setPlainText(kit)
    QTest.keyClicks(sheet.form.passphrase, "not the passphrase")
    QTest.keyClick(sheet.form.passphrase, Qt.Key.Key_Return)
    until(lambda: bool(sheet.form.field.mistake), "the refusal")
    QTest.keyClicks(sheet.form.passphrase, WORDS)
    QTest.keyClick(sheet.form.passphrase, Qt.Key.Key_Return)
    assert sheet.confirm_button is not None
    until(sheet.confirm_button.isEnabled, "the comparison")
    assert not sheet.form.isVisible()
    sheet.confirmed.emit()
    until_open_again(stage, before)
    assert names(stage) == ["Ben Adler"]
    assert is_plain(plain / "desk.db")


def test_the_settings_lead_to_encryption_also_when_they_are_shown_for_the_first_time(stage: Rehearsal) -> None:
    stage.window.show_screen("settings")
    screen = stage.window.screen_of("settings")
    assert isinstance(screen, SettingsScreen)
    screen.show_encryption()
    settle()
    shown = screen.encryption
    assert shown is not None
    assert not shown.kit.visibleRegion().isEmpty()
    assert not shown.state.visibleRegion().isEmpty()


def test_a_damaged_file_of_keys_is_told_with_what_to_do_and_mended_by_the_one_beside_the_backups(
    stage: Rehearsal,
) -> None:
    folder = stage.folder / "mine"
    back_up(folder, stage.clock, Reason.WISHED, keys=stage.desk.keys)
    stage.program._leave()
    stage.program.unlocked.clear()
    (folder / "desk.keys").write_text("{", encoding="utf-8")
    stage.program.open(folder)
    shown = stage.program.shown
    assert isinstance(shown, NoDesk)
    assert "The same file lies beside your backups" in shown._trouble.sentence
    shutil.copy(next((folder / "backups").glob("desk-*.keys")), folder / "desk.keys")
    stage.reopen(folder)
    assert names(stage) == ["Maria Sommer"]
