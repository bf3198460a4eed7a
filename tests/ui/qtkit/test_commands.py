"""Commands: one key, one act."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mentordesk_ui.qtkit.commands import Command, Commands


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


def test_a_key_runs_its_command(window: QWidget) -> None:
    ran: list[str] = []
    commands = Commands(window)
    commands.add(Command("Go to People", "Ctrl+2", lambda: ran.append("people")))
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["people"]


def test_what_is_not_available_does_not_run_and_is_not_listed(window: QWidget) -> None:
    ran: list[str] = []
    available = [False]
    commands = Commands(window)
    commands.add(Command("Undo", "Ctrl+U", lambda: ran.append("undo"), is_available=lambda: available[0]))
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert (ran, commands.available()) == ([], [])
    available[0] = True
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["undo"]
    assert [command.title for command in commands.available()] == ["Undo"]


def test_a_key_cannot_be_given_twice(window: QWidget) -> None:
    commands = Commands(window)
    commands.add(Command("One", "Ctrl+1", lambda: None))
    with pytest.raises(ValueError, match="One"):
        commands.add(Command("Two", "ctrl+1", lambda: None))


def test_a_removed_command_loses_its_key_and_the_key_is_free(window: QWidget) -> None:
    ran: list[str] = []
    commands = Commands(window)
    spy = QSignalSpy(commands.changed)
    one = Command("One", "Ctrl+1", lambda: ran.append("one"))
    commands.add(one)
    commands.remove(one)
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert ran == []
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    commands.add(Command("Two", "Ctrl+1", lambda: ran.append("two")))
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["two"]
    assert spy.count() == 3
    assert len(commands) == 1


def test_a_key_is_said_as_the_platform_says_it() -> None:
    assert Command("Palette", "Ctrl+K", lambda: None).key_words
    assert Command("None", "", lambda: None).key_words == ""
