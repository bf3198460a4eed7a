"""A sheet holds the focus, fits the window, and gives everything back when it goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from mentordesk.errors import Mistake
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.parts.toast import Toast
from mentordesk_ui.theme.appearance import Appearance
from tests.support.shown import Show

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
MakeSheet = Callable[..., Sheet]


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def below(appearance: Appearance) -> Button:
    return Button(appearance, "Plan a meeting")


@pytest.fixture
def sheet(appearance: Appearance, show: Show, below: Button) -> Sheet:
    window = show(below, width=960, height=640)
    below.setFocus()
    made = Sheet(appearance, window, "Plan a meeting", confirm="Plan meeting")
    made.add_field("title", Field(appearance, "Title", LineEdit(appearance)))
    made.add_field("starts", Field(appearance, "Starts", LineEdit(appearance)))
    made.open()
    return made


def test_a_sheet_takes_the_focus_and_gives_it_back(sheet: Sheet, below: Button) -> None:
    assert sheet.isAncestorOf(focus())
    closed = QSignalSpy(sheet.closed)
    QTest.keyClick(focus(), KEY.Key_Escape)
    assert focus() is below
    assert (closed.count(), sheet.isVisible()) == (1, False)


def test_tab_goes_round_inside_in_reading_order(sheet: Sheet) -> None:
    names = []
    for _step in range(6):
        names.append(focus().accessibleName())
        QTest.keyClick(focus(), KEY.Key_Tab)
    assert names == ["Title", "Starts", "Plan meeting", "Cancel", "Close", "Title"]
    QTest.keyClick(focus(), KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert focus().accessibleName() == "Title"


def test_control_enter_confirms_once_and_leaves_the_sheet_open(sheet: Sheet) -> None:
    confirmed = QSignalSpy(sheet.confirmed)
    QTest.keyClick(focus(), KEY.Key_Return, CTRL)
    assert (confirmed.count(), sheet.isVisible()) == (1, True)


def test_a_mistake_is_shown_at_the_field_it_names_and_words_are_kept(sheet: Sheet) -> None:
    QTest.keyClicks(focus(), "Promotion case")
    sheet.show_mistake(Mistake("Choose a day from today on.", field="starts"))
    assert focus().accessibleName() == "Starts"
    assert focus().accessibleDescription() == "Choose a day from today on."
    assert [line.text() for line in sheet.findChildren(LineEdit)] == ["Promotion case", ""]


def test_keys_of_the_window_below_rest_while_a_sheet_is_open(sheet: Sheet) -> None:
    window = sheet.window()
    shortcut = QShortcut("Ctrl+2", window)
    pressed = QSignalSpy(shortcut.activated)
    QTest.keyClick(focus(), KEY.Key_2, CTRL)
    assert pressed.count() == 0
    sheet.close_overlay()
    QTest.keyClick(focus(), KEY.Key_2, CTRL)
    assert pressed.count() == 1


def test_the_size_of_text_can_be_changed_while_a_sheet_is_open(sheet: Sheet) -> None:
    shortcut = QShortcut("Ctrl++", sheet.window())
    pressed = QSignalSpy(shortcut.activated)
    QTest.keyClick(focus(), KEY.Key_Plus, CTRL)
    assert pressed.count() == 1


def test_a_question_puts_the_focus_on_the_harmless_answer(appearance: Appearance, show: Show, below: Button) -> None:
    window = show(below)
    question = Sheet(
        appearance, window, "Forget Maria?", line="This cannot be undone.", confirm="Forget", kind="danger"
    )
    question.open()
    assert focus().accessibleName() == "Cancel"
    question.close_overlay()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_sheet_fits_a_small_window_and_scrolls_to_what_has_the_focus(
    appearance: Appearance, show: Show, below: Button, scale: float
) -> None:
    appearance.scale_text(scale)
    window = show(below, width=960, height=640)
    sheet = Sheet(appearance, window, "Wrap up", confirm="Done")
    for number in range(9):
        sheet.add_field(str(number), Field(appearance, f"Question {number}", LineEdit(appearance), hint="a hint"))
    sheet.open()
    assert window.rect().contains(sheet.panel.geometry())
    assert sheet.confirm_button is not None
    for _step in range(8):
        QTest.keyClick(focus(), KEY.Key_Tab)
    assert focus().accessibleName() == "Question 8"
    assert not focus().visibleRegion().isEmpty()
    assert not sheet.confirm_button.visibleRegion().isEmpty()
    sheet.close_overlay()


def test_a_toast_is_taken_back_by_its_button(appearance: Appearance, show: Show) -> None:
    window = show(QWidget())
    toast = Toast(appearance, window, "Goal deleted", undo=True)
    undone, gone = QSignalSpy(toast.undone), QSignalSpy(toast.gone)
    toast.appear()
    assert toast.is_waiting()
    assert window.rect().contains(toast.geometry())
    button = next(one for one in toast.findChildren(QWidget) if one.accessibleName() == "Undo")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (undone.count(), gone.count()) == (1, 1)


def test_a_toast_waits_while_it_has_the_focus(appearance: Appearance, show: Show) -> None:
    other = LineEdit(appearance)
    window = show(other)
    toast = Toast(appearance, window, "Goal deleted", undo=True)
    toast.appear()
    other.setFocus()
    button = next(one for one in toast.findChildren(QWidget) if one.accessibleName() == "Undo")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not toast.is_waiting()
    other.setFocus()
    assert toast.is_waiting()
    toast.leave()


def test_a_toast_does_not_take_the_focus_and_holds_long_words(appearance: Appearance, show: Show) -> None:
    appearance.scale_text(2.0)
    line = LineEdit(appearance)
    window = show(line, width=960, height=640)
    line.setFocus()
    toast = Toast(appearance, window, "Everything about Maria was put into the trash for thirty days, " * 2, undo=True)
    toast.appear()
    assert focus() is line
    assert window.rect().contains(toast.geometry())
    toast.leave()


def test_a_destroyed_sheet_leaves_the_widgets_below_alive(appearance: Appearance, show: Show) -> None:
    ground = QWidget()
    column = QVBoxLayout(ground)
    flow = Flow()
    for number in range(3):
        flow.addWidget(Button(appearance, str(number)))
    column.addLayout(flow)
    window = show(ground)
    sheet = Sheet(appearance, window, "Keys", cancel="Close")
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()
    QTest.keyClick(focus(), KEY.Key_Tab)
    QTest.keyClick(focus(), KEY.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert flow.heightForWidth(80) > flow.heightForWidth(800) > 0


def test_a_sheet_to_read_is_scrolled_by_keys(appearance: Appearance, show: Show, below: Button) -> None:
    window = show(below, width=960, height=640)
    sheet = Sheet(appearance, window, "Keys", cancel="Close")
    for number in range(80):
        sheet.add(Text(appearance, f"line {number}"))
    sheet.open()
    bar = sheet.findChildren(QScrollArea)[0].verticalScrollBar()
    QTest.keyClick(focus(), KEY.Key_PageDown)
    after_page = bar.value()
    QTest.keyClick(focus(), KEY.Key_Down)
    assert 0 < after_page < bar.value()
    sheet.close_overlay()
