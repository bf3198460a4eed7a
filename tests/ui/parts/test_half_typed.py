"""What is typed in a form is on disk before it is confirmed, and in the form again after a kill; confirmed or left, it is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mentordesk.drafts import Drafts
from mentordesk.vault.keys import Key, Keys
from mentordesk_ui.parts import half_typed
from mentordesk_ui.parts.asking_line import AskingLine, Reading
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.form_drafts import FormDrafts
from mentordesk_ui.parts.growing_text import GrowingText
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.screens.people.channel_lines import ChannelLines
from mentordesk_ui.theme.appearance import Appearance
from tests.support.shown import Show


class Form:
    """A form of two fields over a window, as a screen opens it."""

    def __init__(self, appearance: Appearance, window: QWidget, name: str = "", *, is_secret: bool = False) -> None:
        self.sheet = Sheet(appearance, window, "Add a person", confirm="Add")
        self.name, self.why = LineEdit(appearance, text=name), GrowingText(appearance, "Why")
        if is_secret:
            self.name.setEchoMode(QLineEdit.EchoMode.Password)
        self.sheet.add_field("name", Field(appearance, "Name", self.name))
        self.sheet.add_field("why", Field(appearance, "Why", self.why))
        self.sheet.open()

    def let_time_pass(self) -> None:
        """Come to the moment at which what is typed is kept."""
        if self.sheet._half_typed is not None and self.sheet._half_typed.isActive():
            self.sheet._half_typed.timeout.emit()


Open = Callable[..., Form]


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts", Keys(Key.new()))


@pytest.fixture
def open_form(appearance: Appearance, show: Show, drafts: Drafts) -> Open:
    window = show(Button(appearance, "Add a person"), width=960, height=640).window()
    FormDrafts(drafts, window)

    def make(name: str = "", *, is_secret: bool = False) -> Form:
        return Form(appearance, window, name, is_secret=is_secret)

    return make


def type_into(form: Form) -> None:
    QTest.keyClicks(form.name, "Maria")
    QTest.keyClicks(form.why, "She asked twice")
    form.let_time_pass()


def test_what_was_typed_is_in_the_form_when_it_is_opened_after_a_kill(open_form: Open, drafts: Drafts) -> None:
    assert half_typed.KEPT_MS < 1000
    type_into(open_form())
    assert len(drafts.all()) == 1
    again = open_form()
    assert (again.name.text(), again.why.text()) == ("Maria", "She asked twice")
    QTest.keyClick(again.name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert again.name.text() == ""


def test_a_form_that_is_closed_leaves_nothing(open_form: Open, drafts: Drafts) -> None:
    form = open_form()
    type_into(form)
    form.sheet.close_overlay()
    assert drafts.all() == ()
    assert open_form().name.text() == ""


def test_words_taken_back_are_not_kept(open_form: Open, drafts: Drafts) -> None:
    form = open_form()
    QTest.keyClicks(form.name, "M")
    form.let_time_pass()
    QTest.keyClick(form.name, Qt.Key.Key_Backspace)
    form.let_time_pass()
    assert drafts.all() == ()


def test_the_form_of_somebody_else_stays_as_it_is(open_form: Open, drafts: Drafts) -> None:
    type_into(open_form("Elena"))
    assert open_form("Misaki").name.text() == "Misaki"
    assert open_form("Elena").name.text() == "Maria"


def test_lines_that_come_and_go_while_a_form_is_typed_are_kept_as_well(
    appearance: Appearance, show: Show, drafts: Drafts
) -> None:
    window = show(Button(appearance, "Add a person"), width=960, height=640).window()
    FormDrafts(drafts, window)

    def open_sheet() -> tuple[Sheet, ChannelLines]:
        sheet, channels = Sheet(appearance, window, "Add a person", confirm="Add"), ChannelLines(appearance, ())
        sheet.add_field("channels", Field(appearance, "Ways to reach them", channels))
        sheet.open()
        return sheet, channels

    sheet, channels = open_sheet()
    for words in ("maria@example.org", "+63 2 555", "gone@example.org"):
        QTest.keyClicks(channels.lines()[-1], words)
        assert sheet._half_typed is not None
        sheet._half_typed.timeout.emit()
    kept = sheet._half_typed
    assert kept is not None
    channels._lines[2].remove.click()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kept.timeout.emit()
    _again, channels = open_sheet()
    assert [line.text() for line in channels.lines()] == ["maria@example.org", "+63 2 555", ""]


def test_a_line_that_adds_keeps_its_words_until_they_are_added(
    appearance: Appearance, show: Show, drafts: Drafts
) -> None:
    window = QWidget()
    FormDrafts(drafts, show(window).window())
    lines = [AskingLine(appearance, "Add a promise", "Add a promise", lambda _words: Reading()) for _start in range(2)]
    column = QVBoxLayout(window)
    column.addWidget(lines[0])
    lines[0].show()
    QTest.keyClicks(lines[0].line, "send it")
    assert lines[0]._keeping is not None
    lines[0]._keeping.timeout.emit()
    column.addWidget(lines[1])
    lines[1].show()
    assert lines[1].line.text() == "send it"
    lines[0].clear()
    lines[0]._keeping.timeout.emit()
    assert drafts.all() == ()


def test_a_passphrase_is_never_kept(open_form: Open, drafts: Drafts) -> None:
    type_into(open_form(is_secret=True))
    assert drafts.all() == ()
