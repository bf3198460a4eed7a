"""The way of a note to the disk: pauses, ways out, and what happens when the disk refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentordesk.drafts import Drafts
from mentordesk.errors import Trouble
from mentordesk.store.engine import Busy
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.note_editor import keeping as module
from mentordesk_ui.theme.appearance import Appearance


class Disk:
    """Saves texts, or raises what it is told to."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.failure: Trouble | None = None

    def save(self, text: str) -> None:
        if self.failure is not None:
            raise self.failure
        self.texts.append(text)


class Desk:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.editor, self.other = NoteEditor(Appearance(), "Notes"), QLineEdit()
        column = QVBoxLayout(self.window)
        column.addWidget(self.editor)
        column.addWidget(self.other)
        self.disk, self.drafts = Disk(), Drafts(folder)
        self.keeping = NoteKeeping(self.editor, self.disk.save, self.drafts, "note/1")
        self.states: list[str] = []
        self.keeping.state_changed.connect(self.states.append)
        self.window.show()
        self.window.activateWindow()
        self.editor.setFocus()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.editor, text)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path / "drafts")
    yield made
    made.keeping.forget()
    made.window.hide()


def test_a_pause_of_less_than_a_second_saves(desk: Desk, qtbot: QtBot) -> None:
    assert module.PAUSE_MS < 1000
    with qtbot.waitSignal(desk.keeping.saved, timeout=5000):
        desk.type("words")
    assert desk.disk.texts == ["words"]
    assert desk.states == ["Saved"]


def test_typing_without_a_pause_is_saved_too(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.keeping._pause.setInterval(60_000)
    desk.keeping._longest.setInterval(1)
    with qtbot.waitSignal(desk.keeping.saved, timeout=5000):
        desk.type("words")


def test_showing_a_text_saves_nothing(desk: Desk) -> None:
    desk.editor.set_text("as it was")
    desk.keeping.flush()
    assert desk.disk.texts == []


def test_every_way_out_saves(desk: Desk) -> None:
    desk.type("a")
    desk.other.setFocus()
    assert desk.disk.texts == ["a"]
    desk.editor.setFocus()
    desk.type("b")
    desk.window.hide()
    assert desk.disk.texts[-1] == "ab"
    desk.window.show()
    desk.type("c")
    application = QCoreApplication.instance()
    assert application is not None
    application.aboutToQuit.emit()
    assert desk.disk.texts[-1] == "abc"
    desk.type("d")
    desk.window.close()
    assert desk.disk.texts[-1] == "abcd"


def test_a_full_disk_keeps_the_text_on_screen_and_in_a_draft_until_it_is_saved(desk: Desk, qtbot: QtBot) -> None:
    desk.disk.failure = Trouble("The disk is full.")
    desk.type("words")
    assert not desk.keeping.flush()
    assert desk.editor.text() == "words"
    draft = desk.drafts.find("note/1")
    assert draft is not None
    assert draft.text == "words"
    assert desk.states[-1] == "Not saved yet: The disk is full. Your text is kept."
    desk.disk.failure = None
    desk.keeping._again.start(1)
    with qtbot.waitSignal(desk.keeping.saved, timeout=5000):
        pass
    assert desk.disk.texts == ["words"]
    assert desk.drafts.find("note/1") is None
    assert desk.states[-1] == "Saved"


def test_a_lock_of_a_moment_is_waited_for_without_a_word(desk: Desk, qtbot: QtBot) -> None:
    desk.disk.failure = Busy("Another program is writing.")
    desk.type("words")
    assert not desk.keeping.flush()
    assert desk.states == []
    draft = desk.drafts.find("note/1")
    assert draft is not None
    desk.disk.failure = None
    with qtbot.waitSignal(desk.keeping.saved, timeout=5000):
        pass
    assert desk.drafts.find("note/1") is None


def test_when_even_the_draft_cannot_be_kept_it_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("in the way")
    desk.disk.failure = Trouble("The disk is full.")
    desk.type("words")
    desk.keeping.flush()
    assert "only on this screen" in desk.states[-1]


def test_a_draft_of_a_lost_session_comes_back_and_is_saved(desk: Desk) -> None:
    desk.drafts.keep("note/2", "old words and more")
    desk.keeping.open("note/2", "old words", desk.disk.save)
    assert desk.editor.text() == "old words and more"
    assert desk.disk.texts == ["old words and more"]
    assert desk.drafts.find("note/2") is None
    QTest.keyClick(desk.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.editor.text() == "old words"


def test_turning_to_another_note_saves_the_one_before(desk: Desk) -> None:
    other = Disk()
    desk.type("first")
    desk.keeping.open("note/2", "second", other.save)
    assert desk.disk.texts == ["first"]
    desk.type("x")
    desk.keeping.flush()
    assert other.texts == ["xsecond"]


def test_while_typing_goes_on_what_is_typed_is_in_a_draft(desk: Desk) -> None:
    assert module.DRAFT_MS < 1000
    desk.type("words")
    assert desk.keeping._aside.isActive()
    desk.keeping._aside.timeout.emit()
    draft = desk.drafts.find("note/1")
    assert draft is not None
    assert draft.text == "words"
    assert desk.disk.texts == []
    desk.keeping.flush()
    assert desk.disk.texts == ["words"]
    assert desk.drafts.find("note/1") is None


def test_a_draft_beside_a_saved_note_never_says_less_than_the_note(desk: Desk) -> None:
    desk.type("one")
    desk.keeping._aside.timeout.emit()
    desk.type(" two")
    at_the_save: list[str] = []

    def save(text: str) -> None:
        draft = desk.drafts.find("note/1")
        at_the_save.append(draft.text if draft is not None else "")

    desk.keeping._save = save
    desk.keeping.flush()
    assert at_the_save == ["one two"]


def test_where_no_draft_can_be_kept_typing_is_saved_instead(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("in the way")
    desk.type("words")
    desk.keeping._aside.timeout.emit()
    assert desk.disk.texts == ["words"]
    assert desk.states == ["Saved"]


def test_a_draft_that_is_found_is_saved_upon_what_it_was_typed_upon(desk: Desk) -> None:
    saved: list[tuple[str, str]] = []

    def save(text: str) -> None:
        saved.append((desk.keeping.base, text))

    desk.keeping.open("note/2", "tea", save)
    desk.type(" and cake")
    desk.keeping._aside.timeout.emit()
    (draft,) = desk.drafts.all()
    desk.keeping.forget()
    desk.drafts.keep("note/2", draft.text, draft.base)
    # Another window has written since.
    desk.keeping.open("note/3", "", save)
    desk.keeping.open("note/2", "green tea", save)
    assert saved == [("tea", draft.text)]
    assert desk.drafts.all() == ()
