"""The style sheet is whole, and what it draws can be seen."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.sheet import style_sheets
from mentordesk_ui.theme.tokens import THEME_NAMES, load_theme


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_no_radius_is_more_than_half_the_size_it_rounds(qapp: object, name: str, scale: float) -> None:
    sheet = "".join(style_sheets(load_theme(name), scale).values())
    assert "$" not in sheet
    for rule in re.findall(r"\{[^}]*\}", sheet):
        radius = re.search(r"border-radius: (\d+)px", rule)
        height = re.search(r"(?<![-\w])height: (\d+)px", rule)
        border = re.search(r"border: (\d+)px", rule)
        if radius and height:
            whole = int(height[1]) + 2 * (int(border[1]) if border else 0)
            assert int(radius[1]) <= whole / 2, rule


def test_focus_and_mistakes_do_not_move_a_field(appearance: Appearance, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()
    before = field.sizeHint()
    field.setProperty("mistaken", "true")
    field.style().unpolish(field)
    field.style().polish(field)
    assert field.sizeHint() == before


def test_a_checked_box_shows_its_tick(appearance: Appearance, qtbot: QtBot) -> None:
    box = QCheckBox("Done")
    qtbot.addWidget(box)
    box.setChecked(True)
    box.resize(box.sizeHint())
    picture = box.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(18) for y in range(picture.height())}
    assert appearance.color("accent").name() in colours
    assert appearance.color("on_accent").name() in colours


@pytest.mark.parametrize(
    ("kind", "ground"), [("primary", "accent"), ("quiet", "surface"), ("plain", "canvas"), ("danger", "surface")]
)
def test_each_kind_of_button_has_its_ground(appearance: Appearance, qtbot: QtBot, kind: str, ground: str) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    button = QPushButton("Words", around)
    button.setProperty("kind", kind)
    button.resize(button.sizeHint())
    around.resize(200, 80)
    assert around.grab().toImage().pixelColor(QPoint(button.width() // 2, 5)) == appearance.color(ground)


def test_a_scroll_bar_is_slim(appearance: Appearance, qtbot: QtBot) -> None:
    bar = QScrollBar()
    qtbot.addWidget(bar)
    bar.ensurePolished()
    assert bar.sizeHint().width() == 10


def test_the_sheet_is_in_place_when_the_change_is_announced(appearance: Appearance, qtbot: QtBot) -> None:
    button = QPushButton("Words")
    qtbot.addWidget(button)
    button.ensurePolished()
    spy = QSignalSpy(appearance.changed)
    small = button.sizeHint()
    appearance.scale_text(1.5)
    assert spy.count() == 1
    assert button.sizeHint().height() > small.height()
