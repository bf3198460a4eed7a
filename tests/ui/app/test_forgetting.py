"""Forgetting somebody in the whole program: asked by their name, done with the desk closed, finished after an interruption."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.people import Person
from mentordesk.store import backups
from mentordesk.store.purging import Reach, purge
from mentordesk.store.scouring import is_unfinished
from mentordesk.workflows.forgetting.retention import choose_retention
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.screens.people.forget_sheet import ForgetSheet
from mentordesk_ui.screens.people.held_sheet import HeldSheet
from mentordesk_ui.screens.people.keep_sheet import KeepSheet
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes import forgetting

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Rehearsal]:
    stage = Rehearsal(tmp_path)
    yield stage
    stage.close()
    assert not stage.bugs, "\n".join(stage.bugs)


def is_forgotten(stage: Rehearsal, person: Person) -> bool:
    shown = stage.program.shown
    return isinstance(shown, DeskWindow) and stage.desk.people.find(person.id) is None


def words_on_disk(stage: Rehearsal, words: str, *, with_backups: bool = False) -> list[str]:
    """Return the files of the desk in whose bytes the words are."""
    folder = stage.folder / "desk"
    files = (path for path in folder.rglob("*") if path.is_file())
    return [
        path.name
        for path in files
        if words.encode() in path.read_bytes() and (with_backups or "backups" not in path.parts)
    ]


def test_only_the_name_typed_in_full_lets_one_go_on(stage: Rehearsal) -> None:
    sheet = forgetting.forget_sheet(stage)
    person, confirm = sheet.person, sheet.confirm_button
    assert confirm is not None
    assert not confirm.isEnabled()
    QTest.keyClicks(sheet.typed, person.name[:-1])
    assert not confirm.isEnabled()
    QTest.keyClick(sheet.typed, ENTER)
    QTest.keyClick(sheet, ENTER, CONTROL)
    settle()
    assert stage.desk.people.get(person.id) == person
    sheet.typed.clear()
    QTest.keyClicks(sheet.typed, f" {person.name.upper()} ")
    assert confirm.isEnabled()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    settle()
    assert stage.desk.people.get(person.id) == person


def test_what_is_forgotten_is_in_no_byte_of_the_desk_and_no_undo_brings_it_back(stage: Rehearsal) -> None:
    desk = stage.desk
    person = desk.people.add(Person(name="Zqanna Zqkovar", remember="zqsecret"), act="Add Zqanna")
    stage.shown.ways.open_person(person.id)
    page = stage.shown.screens.people().page
    QTest.keyClicks(page.avoid.editor, "zqavoid")
    page.head.forget_wanted.emit()
    sheet = stage.shown.screens.letting_go().sheet
    assert isinstance(sheet, ForgetSheet)
    until(lambda: sheet._preview is not None, "the preview")
    assert words_on_disk(stage, "zqsecret")
    assert words_on_disk(stage, "zqavoid")
    QTest.keyClicks(sheet.typed, "zqanna zqkovar")
    QTest.keyClick(sheet, ENTER, CONTROL)
    until(lambda: is_forgotten(stage, person), "her to be forgotten")
    toast = stage.window.current_toast()
    assert toast is not None
    assert toast.text() == "Zqanna Zqkovar is forgotten."
    assert words_on_disk(stage, "zq") == []
    assert words_on_disk(stage, "Zqanna") == []
    assert stage.desk.database.undo_log.next_undo == ""
    assert not is_unfinished(stage.desk.database)


def test_backups_that_know_somebody_go_when_that_is_ticked(stage: Rehearsal) -> None:
    sheet = forgetting.forget_sheet(stage)
    person = sheet.person
    assert "1 backup made before still holds" in sheet.backups.text()
    QTest.mouseClick(sheet.renew, Qt.MouseButton.LeftButton)
    assert sheet.renew.isChecked()
    sheet.typed.setText(person.name)
    assert sheet.confirm_button is not None
    QTest.mouseClick(sheet.confirm_button, Qt.MouseButton.LeftButton)
    until(lambda: is_forgotten(stage, person), "the person to be forgotten")
    (fresh,) = backups.backups_of(stage.desk.folder)
    assert fresh.reason is backups.Reason.WISHED
    assert words_on_disk(stage, person.id, with_backups=True) == []


def test_what_speaks_of_them_is_opened_from_the_question(stage: Rehearsal) -> None:
    sheet = forgetting.forget_sheet(stage)
    row = sheet.model.index(0, 0)
    assert "Reading list" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    sheet.view.setFocus()
    sheet.view.setCurrentIndex(row)
    QTest.keyClick(sheet.view, ENTER)
    settle()
    assert stage.window.current_key() == "notes"
    assert "knows a good book" in stage.shown.screens.notes().page.editor.text()


def test_an_interrupted_purge_is_finished_and_said_after_the_next_start(stage: Rehearsal) -> None:
    desk = stage.desk
    person = desk.people.add(Person(name="Zqanna", remember="zqsecret"))
    folder = desk.folder
    beside = desk.open_beside()
    purge(beside.database, Reach(beside.database).of_person(person.id))
    assert words_on_disk(stage, "zqsecret")
    stage.program.open(folder)
    stage.shown._complete(None)
    until(lambda: stage.window.current_toast() is not None, "the word that it is done")
    beside.close()
    toast = stage.window.current_toast()
    assert toast is not None
    assert "off the disk" in toast.text()
    assert words_on_disk(stage, "zqsecret") == []


def test_a_call_that_is_on_is_not_pulled_away(stage: Rehearsal) -> None:
    sheet = forgetting.forget_sheet(stage)
    desk, person = stage.desk, sheet.person
    from mentordesk.workflows.meetings.hold_session import begin, prepare_unplanned

    other = next(one for one in desk.people.others() if one.id != person.id)
    begin(desk, stage.clock, prepare_unplanned(desk, other.id))
    sheet.typed.setText(person.name)
    QTest.keyClick(sheet, ENTER, CONTROL)
    settle()
    assert sheet._trouble.isVisible()
    assert desk.people.get(person.id) == person


def test_what_is_held_is_read_copied_and_saved(stage: Rehearsal, tmp_path: Path) -> None:
    forgetting.held(stage)
    sheet = stage.shown.screens.letting_go().sheet
    assert isinstance(sheet, HeldSheet)
    assert "To remember" in sheet.page.toPlainText()
    QTest.mouseClick(sheet.copy, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    assert copied.startswith(f"# What this desk holds about {sheet.person.name}")
    sheet.write_markdown(str(tmp_path / "held.md"))
    assert (tmp_path / "held.md").read_text(encoding="utf-8") == copied
    assert (tmp_path / "held.md").stat().st_mode & 0o077 == 0
    sheet.write_pdf(str(tmp_path / "held.pdf"))
    assert (tmp_path / "held.pdf").read_bytes().startswith(b"%PDF")
    sheet.write_markdown(str(tmp_path / "nowhere" / "held.md"))
    assert "cannot be written" in sheet._trouble.text()


def test_how_long_somebody_is_kept_is_chosen_seen_and_taken_back(stage: Rehearsal) -> None:
    forgetting.how_long(stage)
    sheet = stage.shown.screens.letting_go().sheet
    assert isinstance(sheet, KeepSheet)
    sheet.how.set_value("until")
    sheet._fit()
    QTest.keyClick(sheet, ENTER, CONTROL)
    assert "Write a day" in sheet._fields["until"].mistake
    QTest.keyClicks(sheet.until, "31.12.2027")
    QTest.keyClick(sheet, ENTER, CONTROL)
    settle()
    page = stage.shown.screens.people().page
    assert page.kept_for.words.text() == "Kept until 31 Dec 2027."
    assert page.kept_for.isVisible()
    stage.shown.undoing.undo()
    settle()
    assert not page.kept_for.isVisible()


@pytest.mark.parametrize("answer", ["forget", "longer", "keep"])
def test_when_the_time_is_over_one_is_asked_once(stage: Rehearsal, answer: str) -> None:
    forgetting.time_over(stage)
    room = stage.shown.screens.letting_go()
    strip = room.strip
    assert strip.isVisible()
    assert "You wanted to keep" in strip.text()
    QTest.mouseClick(getattr(strip, answer), Qt.MouseButton.LeftButton)
    settle()
    assert not strip.isVisible()
    if answer == "keep":
        toast = stage.window.current_toast()
        assert toast is not None
        assert "without an end" in toast.text()
    else:
        assert isinstance(room.sheet, ForgetSheet if answer == "forget" else KeepSheet)
        room.sheet.close_overlay()
    stage.clock.advance(days=30)
    room.look()
    assert not strip.isVisible()


def test_somebody_whose_time_ends_while_the_program_runs_is_asked_about(stage: Rehearsal) -> None:
    person = forgetting.somebody(stage)
    choose_retention(stage.desk, stage.clock, person.id, until=stage.clock.now().date() + timedelta(days=1))
    room = stage.shown.screens.letting_go()
    room.look()
    assert not room.strip.isVisible()
    stage.clock.advance(days=2)
    room._beat.ticked.emit()
    assert room.strip.isVisible()
