"""Controls that Qt draws are dressed when they are shown, and change clothes with the theme; nothing else wears a sheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mentordesk_ui.parts.check_row import CheckRow
from mentordesk_ui.theme.appearance import Appearance


def _ground(widget: QWidget) -> QColor:
    return widget.grab().toImage().pixelColor(QPoint(widget.width() // 2, 4))


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QSpinBox])
def test_a_field_that_is_seen_changes_with_the_theme(appearance: Appearance, qtbot: QtBot, kind: type[QWidget]) -> None:
    field = kind()
    qtbot.addWidget(field)
    field.show()
    assert _ground(field) == appearance.color("surface")
    appearance.choose("dark")
    assert _ground(field) == appearance.color("surface")


def test_a_field_that_is_hidden_has_changed_when_it_is_seen_again(appearance: Appearance, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.hide()
    worn = field.styleSheet()
    appearance.choose("dark")
    assert field.styleSheet() == worn
    field.show()
    assert _ground(field) == appearance.color("surface")


def test_a_hidden_field_takes_another_size_of_text_at_once(appearance: Appearance, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()
    before = field.sizeHint().height()
    appearance.scale_text(2)
    assert field.sizeHint().height() > 1.8 * before


def test_the_menu_of_a_field_that_qt_makes_is_ours(appearance: Appearance, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    menu.setParent(None)
    qtbot.addWidget(menu)
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    assert isinstance(menu, QMenu)
    assert _ground(menu) == appearance.color("surface")
    assert menu.grab().toImage().pixelColor(0, menu.height() // 2) == appearance.color("border")


@pytest.mark.parametrize("of_a_field", [False, True])
def test_a_tip_is_ours_whatever_it_is_about(
    appearance: Appearance, qapp: QApplication, qtbot: QtBot, of_a_field: bool
) -> None:
    about = QLineEdit() if of_a_field else QWidget()
    qtbot.addWidget(about)
    about.show()
    QToolTip.showText(QPoint(50, 50), "Search or jump to", about)
    tip = next(each for each in qapp.topLevelWidgets() if each.objectName() == "qtooltip_label")
    assert isinstance(tip, QLabel)
    assert _ground(tip).name() == appearance.color("tooltip").name()
    assert tip.fontInfo().pixelSize() == 12
    QToolTip.hideText()


def test_what_paints_itself_wears_no_sheet(appearance: Appearance, qtbot: QtBot) -> None:
    row = CheckRow(appearance, "Phone away")
    qtbot.addWidget(row)
    row.show()
    assert row.styleSheet() == ""


def test_the_ground_shows_through_what_scrolls(appearance: Appearance, qtbot: QtBot) -> None:
    area = QScrollArea()
    area.setWidget(QWidget())
    around = QWidget()
    around.setStyleSheet("background: #336699")
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
    around.resize(100, 100)
    around.show()
    assert area.frameWidth() == 0
    assert not area.viewport().autoFillBackground()


def test_a_scroll_bar_is_dressed_when_there_is_something_to_scroll(appearance: Appearance, qtbot: QtBot) -> None:
    area = QScrollArea()
    content = QWidget()
    content.setFixedSize(50, 50)
    area.setWidget(content)
    qtbot.addWidget(area)
    area.resize(100, 100)
    area.show()
    bar = area.verticalScrollBar()
    assert bar.styleSheet() == ""
    content.setFixedSize(50, 500)
    qtbot.waitUntil(bar.isVisible)
    assert bar.width() == bar.sizeHint().width() == appearance.px(10)
    appearance.choose("dark")
    assert appearance.theme.track in bar.styleSheet()
