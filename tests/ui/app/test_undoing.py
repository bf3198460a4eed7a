"""Undo by key, from the palette and from the foot of the rail; and the trash that empties itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from mentordesk.domain.notes import Note
from mentordesk.store.trash import KEPT_FOR
from mentordesk_ui.app.keeping_trash import KeepingTrash
from tests.support.rehearsal import Rehearsal, settle, until

UNDO, REDO = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def stage(tmp_path: Path, qapp: QApplication) -> Iterator[Rehearsal]:
    rehearsal = Rehearsal(tmp_path)
    yield rehearsal
    rehearsal.close()
    assert rehearsal.bugs == []


def lines(menu: QMenu) -> dict[str, bool]:
    """Return the lines of a menu, and whether each can be chosen."""
    return {line.text(): line.isEnabled() for line in menu.actions() if not line.isSeparator()}


def titles(stage: Rehearsal) -> list[str]:
    return [command.entry().title for command in stage.window.commands()]


def throw(stage: Rehearsal, *names: str) -> None:
    for name in names:
        stage.desk.notes.add(Note(text=name), act=name)


def test_the_menu_at_the_foot_of_the_rail_names_the_acts_and_says_why_nothing_can_be_undone(stage: Rehearsal) -> None:
    menu = stage.shown.undoing.menu()
    assert lines(menu) == {
        "Undo: nothing was done yet since the start": False,
        "Do again: nothing was taken back": False,
        "Undo several: fewer than two acts since the start": False,
        "Open the trash": True,
    }
    throw(stage, "Plan a meeting", "Move the meeting")
    menu = stage.shown.undoing.menu()
    assert list(lines(menu)) == [
        "Undo: Move the meeting",
        "Do again: nothing was taken back",
        "Undo everything back to",
        "Open the trash",
    ]


def test_several_acts_are_taken_back_by_choosing_how_far(stage: Rehearsal) -> None:
    throw(stage, "First", "Second", "Third")
    menu = stage.shown.undoing.menu()
    several = next(line.menu() for line in menu.actions() if line.menu() is not None)
    assert isinstance(several, QMenu)
    found: list[QAction] = several.actions()
    assert [line.text() for line in found] == ["1. Third", "2. Second", "3. First"]
    found[1].trigger()
    assert stage.desk.database.undo_log.acts() == ("First",)
    toast = stage.window.current_toast()
    assert toast is not None
    assert toast.text() == "Taken back: 2 acts"
    assert titles(stage).count("Do again: Second") == 1


def test_the_palette_and_the_keys_name_and_undo_the_same_act(stage: Rehearsal) -> None:
    throw(stage, "Keep a note")
    assert "Undo: Keep a note" in titles(stage)
    stage.window.setFocus()
    QTest.keyClick(stage.window, Qt.Key.Key_Z, UNDO)
    settle()
    assert "Do again: Keep a note" in titles(stage)
    QTest.keyClick(stage.window, Qt.Key.Key_Z, REDO)
    settle()
    assert stage.desk.database.undo_log.next_undo == "Keep a note"


def test_in_a_text_the_key_undoes_typing_and_not_the_desk(stage: Rehearsal) -> None:
    throw(stage, "Keep a note")
    stage.show_screen("notes")
    screen = stage.shown.screens.notes()
    screen.new_journal_entry()
    settle()
    before = stage.desk.database.undo_log.acts()
    editor = screen.page.editor
    QTest.keyClicks(editor, "typed")
    QTest.keyClick(editor, Qt.Key.Key_Z, UNDO)
    assert "typed" not in editor.text()
    assert stage.desk.database.undo_log.acts() == before


def test_the_rail_opens_the_menu_by_keyboard(stage: Rehearsal) -> None:
    throw(stage, "Keep a note")
    button = stage.window.rail.history_button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction().text() == "Undo: Keep a note"
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    assert stage.desk.database.undo_log.next_redo == "Keep a note"


def test_what_lay_in_the_trash_for_thirty_days_goes_by_itself_but_not_in_a_call(stage: Rehearsal) -> None:
    desk = stage.desk
    note = desk.notes.add(Note(text="old"), act="New note")
    desk.notes.remove(note.id, act="Move a note to the trash")
    stage.clock.advance(seconds=KEPT_FOR.total_seconds() + 1)
    calls = [True]
    keeping = KeepingTrash(stage.program._lasting.background, desk, stage.clock, lambda: bool(calls), stage.window)
    keeping.look()
    assert not keeping.is_emptying
    calls.clear()
    keeping.look()
    assert keeping.is_emptying
    until(lambda: not keeping.is_emptying, "the trash to be emptied")
    assert desk.notes.find(note.id) is None
    assert desk.database.undo_log.acts() == ()
    keeping.look()
    assert not keeping.is_emptying
    keeping.stop()
    assert timedelta(days=30) == KEPT_FOR
