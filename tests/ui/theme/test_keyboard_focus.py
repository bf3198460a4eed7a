"""The focus ring is for the keyboard only, and stays where the control is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.keyboard_focus import OWN_RING, FocusRing, has_keyboard_focus


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.field = QLineEdit()
        self.first = QPushButton("First")
        self.second = QPushButton("Second")
        for widget in (self.field, self.first, self.second):
            column.addWidget(widget)
        self.resize(300, 200)

    def ring(self) -> FocusRing | None:
        rings = [ring for ring in self.findChildren(FocusRing) if ring.isVisible()]
        return rings[0] if rings else None


@pytest.fixture
def window(appearance: Appearance, qtbot: QtBot) -> Iterator[Window]:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()


def test_tab_shows_the_ring_round_the_control(window: Window) -> None:
    window.field.setFocus()
    QTest.keyClick(window.field, Qt.Key.Key_Tab)
    ring = window.ring()
    assert QApplication.focusWidget() is window.first
    assert has_keyboard_focus(window.first)
    assert ring is not None
    assert ring.geometry().contains(window.first.geometry())


def test_a_click_shows_no_ring_and_takes_one_away(window: Window) -> None:
    window.field.setFocus()
    QTest.keyClick(window.field, Qt.Key.Key_Tab)
    QTest.mouseClick(window.second, Qt.MouseButton.LeftButton)
    assert not has_keyboard_focus(window.first)
    assert not has_keyboard_focus(window.second)
    assert window.ring() is None


def test_focus_given_by_the_program_after_a_click_shows_no_ring(window: Window) -> None:
    QTest.mouseClick(window.second, Qt.MouseButton.LeftButton)
    window.first.setFocus()
    assert window.first.hasFocus()
    assert window.ring() is None


def test_a_clicked_control_that_hides_hands_the_focus_on_without_a_ring(window: Window) -> None:
    QTest.mouseClick(window.first, Qt.MouseButton.LeftButton)
    window.first.hide()
    assert window.second.hasFocus()
    assert window.ring() is None


def test_focus_given_by_the_program_after_a_key_shows_the_ring(window: Window) -> None:
    window.field.setFocus()
    QTest.keyClick(window.field, Qt.Key.Key_Return)
    window.second.setFocus()
    assert has_keyboard_focus(window.second)
    assert window.ring() is not None


def test_a_field_marks_its_focus_itself(window: Window) -> None:
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.first, Qt.Key.Key_Backtab)
    assert has_keyboard_focus(window.field)
    assert window.ring() is None


def test_a_control_with_a_ring_of_its_own_gets_no_second_one(window: Window) -> None:
    window.second.setProperty(OWN_RING, True)
    window.second.setFocus(Qt.FocusReason.TabFocusReason)
    assert has_keyboard_focus(window.second)
    assert window.ring() is None


def test_a_menu_opened_by_key_has_no_ring_in_it(window: Window) -> None:
    QTest.keyClick(window.field, Qt.Key.Key_Return)
    menu = QMenu(window)
    menu.addAction("Change")
    menu.popup(window.mapToGlobal(QPoint(0, 0)))
    menu.setFocus(Qt.FocusReason.PopupFocusReason)
    QApplication.sendEvent(menu, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.PopupFocusReason))
    assert not menu.findChildren(FocusRing)
    menu.close()


def test_the_ring_follows_a_control_that_moves(window: Window) -> None:
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    window.resize(500, 400)
    window.first.setGeometry(40, 50, 120, 40)
    ring = window.ring()
    assert ring is not None
    assert ring.geometry().center() == window.first.geometry().center()


def test_the_ring_goes_with_a_control_that_is_hidden(window: Window) -> None:
    window.second.setFocus(Qt.FocusReason.TabFocusReason)
    window.second.hide()
    ring = window.ring()
    assert ring is None or not ring.geometry().contains(window.second.geometry())


def test_the_ring_survives_a_control_that_is_deleted(window: Window, qtbot: QtBot) -> None:
    window.second.setFocus(Qt.FocusReason.TabFocusReason)
    window.second.setParent(None)
    window.second.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.resize(400, 300)
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.ring() is not None


def test_the_ring_is_cut_where_a_scroll_area_ends(appearance: Appearance, qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    inside = QWidget()
    button = QPushButton("Far", inside)
    button.setGeometry(10, 60, 200, 40)
    inside.resize(300, 400)
    area.setWidget(inside)
    area.resize(320, 100)
    with qtbot.waitExposed(area):
        area.show()
    area.activateWindow()
    area.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = area.findChild(FocusRing)
    assert isinstance(ring, FocusRing)
    seen = ring._visible_part(button)
    viewport = area.viewport()
    bottom = viewport.mapTo(area, QPoint(0, viewport.height())).y()
    assert ring.geometry().top() + seen.bottom() + 1 <= bottom
    area.close()


def test_the_ring_takes_no_clicks(window: Window) -> None:
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.childAt(window.first.geometry().center()) is window.first


def test_a_window_that_comes_back_keeps_the_ring_off_after_a_click(window: Window) -> None:
    QTest.mouseClick(window.first, Qt.MouseButton.LeftButton)
    event = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(window.first, event)
    assert window.ring() is None
