from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.store import backups
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.app.no_desk import NoDesk
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes import safety


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Rehearsal]:
    stage = Rehearsal(tmp_path)
    yield stage
    stage.close()
    assert not stage.bugs, "\n".join(stage.bugs)


def opened(stage: Rehearsal) -> bool:
    return isinstance(stage.program.shown, DeskWindow)


def test_a_backup_is_made_once_a_day_and_after_midnight_again(stage: Rehearsal) -> None:
    keeping = stage.shown._backups
    assert keeping is not None
    folder = stage.desk.folder
    keeping.look()
    until(lambda: len(backups.backups_of(folder)) == 1 and keeping._token is None, "the backup of today")
    keeping.look()
    assert keeping._token is None
    stage.clock.advance(hours=12)
    keeping.look()
    until(lambda: len(backups.backups_of(folder)) == 2 and keeping._token is None, "the backup of tomorrow")
    backups.verify(backups.backups_of(folder)[0].path)


def test_a_second_folder_that_is_gone_is_told_once_and_hinders_nothing(stage: Rehearsal, tmp_path: Path) -> None:
    stage.program.preferences.choose(backup_folder=str(tmp_path / "unplugged"))
    keeping = stage.shown._backups
    assert keeping is not None
    keeping.look()
    until(lambda: stage.window.current_toast() is not None, "the toast")
    assert len(backups.backups_of(stage.desk.folder)) == 1
    assert not (tmp_path / "unplugged").exists()
    toast = stage.window.current_toast()
    assert toast is not None
    assert "is not there" in toast.text()
    toast.leave()
    settle()
    stage.clock.advance(hours=12)
    keeping.look()
    until(lambda: len(backups.backups_of(stage.desk.folder)) == 2 and keeping._token is None, "the next backup")
    assert stage.window.current_toast() is None


def test_back_up_now_and_a_second_folder_by_hand(stage: Rehearsal, tmp_path: Path) -> None:
    section = safety.section(stage)
    second = tmp_path / "second"
    second.mkdir()
    section.use_second(str(second))
    until(lambda: section._token is None, "the backup")
    assert "Backed up and checked." in section.said.text()
    (place,) = second.iterdir()
    assert len(backups.backups_in(place)) == 1
    section.make.setFocus()
    QTest.keyClick(section.make, Qt.Key.Key_Return)
    until(lambda: section._token is None, "the backup")
    assert len(backups.backups_in(place)) == 2
    assert stage.window.focusWidget() is section.make


def test_the_check_says_that_all_is_in_order_and_which_backup_is_good(stage: Rehearsal) -> None:
    section = safety.section(stage)
    QTest.mouseClick(section.check, Qt.MouseButton.LeftButton)
    until(lambda: section._token is None, "the check")
    assert "Everything on the desk is in order." in section.said.text()
    assert "The newest good backup is from today" in section.said.text()


def test_a_restore_says_what_changes_does_it_and_one_click_takes_it_back(stage: Rehearsal) -> None:
    before = len(stage.desk.people.others())
    safety.asked(stage)
    section = safety.section(stage)
    assert len(stage.desk.people.others()) == before - 2
    sheet = section.sheet
    assert sheet is not None
    assert "Only in the backup, and would come back: 1 person" in sheet.lines.text()
    assert sheet.confirm_button is not None
    sheet.confirm_button.click()
    until(lambda: opened(stage), "the desk to open again")
    assert len(stage.desk.people.others()) == before
    strip = stage.window.notice_strip
    assert strip.isVisible()
    undo = next(button for button in strip.findChildren(type(sheet.other)) if button.words() == "Undo")
    undo.click()
    until(lambda: opened(stage), "the desk to open again")
    assert len(stage.desk.people.others()) == before - 2


def test_a_damaged_desk_offers_its_backup_and_what_is_readable_side_by_side(stage: Rehearsal) -> None:
    people = len(stage.desk.people.others())
    safety.damaged(stage)
    shown = stage.program.shown
    assert isinstance(shown, NoDesk)
    assert shown.backup is not None
    assert shown.salvage is not None
    assert "people" in shown.backup.words.text()
    assert shown.salvage.more.text() == "Every record can still be read."
    QTest.mouseClick(shown.salvage.button, Qt.MouseButton.LeftButton)
    until(lambda: opened(stage), "the desk to open")
    assert len(stage.desk.people.others()) == people
    assert any(path.name.startswith("damaged-") for path in (stage.desk.folder / "backups").iterdir())


def test_the_newest_backup_of_a_damaged_desk_becomes_the_desk(stage: Rehearsal) -> None:
    safety.damaged(stage)
    shown = stage.program.shown
    assert isinstance(shown, NoDesk)
    assert shown.backup is not None
    shown.backup.button.setFocus()
    QTest.keyClick(shown.backup.button, Qt.Key.Key_Return)
    until(lambda: opened(stage), "the desk to open")
    assert "damaged file is kept" in stage.window.notice_strip.text()


def test_stopping_a_restore_opens_the_desk_as_it_was(stage: Rehearsal) -> None:
    folder = stage.desk.folder
    made = backups.write(folder, backups.Reason.DAILY, stage.clock.now() - timedelta(days=1))
    people = len(stage.desk.people.others())
    stage.desk.people.remove(stage.desk.people.others()[-1].id)
    stage.program.restore(made.path)
    at_work = stage.program.shown
    assert at_work is not None
    at_work.page.stop.click()  # type: ignore[union-attr]  # it is the window of work
    until(lambda: opened(stage), "the desk to open")
    assert len(stage.desk.people.others()) in {people, people - 1}


def test_a_synchronised_folder_is_warned_of_and_left_by_one_click(
    stage: Rehearsal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / ".stfolder").mkdir()
    people = len(stage.desk.people.others())
    keeping = stage.shown._backups
    assert keeping is not None
    keeping.begin()
    until(stage.window.notice_strip.isVisible, "the warning")
    assert "Syncthing" in stage.window.notice_strip.text()
    stage.program.move()
    place = tmp_path / "data" / "MentorDesk" / "desk"
    until(lambda: opened(stage) and stage.desk.folder == place, "the desk to open in its new place")
    assert len(stage.desk.people.others()) == people
    assert str(stage.desk.folder) in stage.window.notice_strip.text()
