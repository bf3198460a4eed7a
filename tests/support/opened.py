"""Starts of the program on a desk whose keyring, passphrase or kit is tried: fixtures, and what is done on the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.settings import SettingsFile
from mentordesk.store.desk import Desk
from mentordesk.vault.keyrings import Keyring
from mentordesk.workflows.desk.open_desk import Unlocked
from mentordesk.workflows.desk.protect_desk import Wish, protect_new
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.app.opening import OpeningWindow
from mentordesk_ui.app.program import Program
from mentordesk_ui.qtkit.preferences import Preferences
from tests.support.clock import FakeClock
from tests.support.keyrings import MemoryKeyring
from tests.support.rehearsal import settle

WORDS = "sieben Moewen am Kai"

Start = Callable[[Keyring], Program]


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, folder: Path) -> Iterator[Start]:
    """Return what starts the program with a keyring and opens the desk; each start ends the one before."""
    qapp.setQuitOnLastWindowClosed(False)
    worn = qapp.styleSheet(), qapp.palette(), qapp.font()
    running: list[Program] = []

    def end() -> None:
        if running:
            program = running.pop()
            program.close()
            program.appearance.undress()
            program.deleteLater()
            settle()

    def begin(keyring: Keyring) -> Program:
        end()
        preferences = Preferences(SettingsFile(tmp_path / "config"))
        program = Program(qapp, FakeClock(), preferences, log_folder=tmp_path / "logs", keyring=keyring)
        running.append(program)
        program.open(folder)
        if program.shown is not None:
            program.shown.window.activateWindow()
        settle()
        return program

    yield begin
    end()
    qapp.setStyleSheet(worn[0])
    qapp.setPalette(worn[1])
    qapp.setFont(worn[2])


def make(folder: Path, wish: Wish, keyring: Keyring) -> Unlocked:
    """Make a desk of Elena's and return what opens it."""
    unlocked = protect_new(folder, wish, keyring)
    desk = Desk.open(folder, FakeClock(), unlocked.keys)
    desk.profile.begin(Person(name="Elena Weber"), Profile())
    desk.close()
    return unlocked


def page(program: Program, kind: type[QWidget]) -> QWidget:
    """Return the page that is shown, which is of this kind."""
    assert isinstance(program.shown, OpeningWindow)
    assert isinstance(program.shown.page, kind)
    return program.shown.page


def type_into(line: QWidget, words: str) -> None:
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)


def is_open(program: Program) -> bool:
    return isinstance(program.shown, DeskWindow)
