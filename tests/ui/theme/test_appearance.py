"""The appearance follows choice and system, scales text, and tells who listens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPalette
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.fonts import FAMILY
from mentordesk_ui.theme.tokens import TextStyle, load_theme


def test_choosing_a_theme_dresses_the_application_and_says_so_once(appearance: Appearance, qapp: QApplication) -> None:
    spy = QSignalSpy(appearance.changed)
    appearance.choose("dark")
    assert spy.count() == 1
    assert appearance.theme is load_theme("dark")
    assert appearance.color("canvas").name().upper() == load_theme("dark").canvas
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == load_theme("dark").canvas
    assert qapp.styleSheet() == ""


def test_choosing_the_theme_that_is_worn_says_nothing(appearance: Appearance) -> None:
    spy = QSignalSpy(appearance.changed)
    appearance.choose("light")
    assert spy.count() == 0


def test_an_unknown_theme_is_refused_and_changes_nothing(appearance: Appearance) -> None:
    with pytest.raises(ValueError, match="sepia"):
        appearance.choose("sepia")
    assert appearance.choice == "light"


@pytest.mark.parametrize(("scheme", "name"), [(Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")])
def test_the_system_choice_follows_the_system_while_running(
    appearance: Appearance, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme, name: str
) -> None:
    appearance.choose("contrast")
    appearance.choose("system")
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _hints: scheme)
    qapp.styleHints().colorSchemeChanged.emit(scheme)
    assert appearance.theme.name == name


def test_a_chosen_theme_does_not_follow_the_system(
    appearance: Appearance, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _hints: Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert appearance.theme.name == "light"


def test_text_can_be_twice_as_large_and_no_larger(appearance: Appearance, qapp: QApplication) -> None:
    spy = QSignalSpy(appearance.changed)
    appearance.scale_text(3)
    assert appearance.text_scale == 2.0
    assert spy.count() == 1
    assert appearance.font(TextStyle.BODY).pixelSize() == 28
    assert qapp.font().pixelSize() == 28
    assert appearance.px(12) == 24
    appearance.scale_text(0.5)
    assert appearance.text_scale == 1.0


def test_a_button_grows_with_the_text(appearance: Appearance) -> None:
    button = QPushButton("Start focus session")
    button.ensurePolished()
    before = button.sizeHint()
    appearance.scale_text(2)
    button.ensurePolished()
    after = button.sizeHint()
    assert after.width() > before.width() * 1.8
    assert after.height() > before.height() * 1.8


def test_the_shipped_face_is_used_in_its_own_weights(appearance: Appearance) -> None:
    for style in TextStyle:
        info = QFontInfo(appearance.font(style))
        assert info.family() == FAMILY
        assert info.weight() == style.weight


def test_digits_of_a_timer_have_one_width(appearance: Appearance) -> None:
    metrics = QFontMetricsF(appearance.font(TextStyle.DISPLAY, tabular=True))
    assert metrics.horizontalAdvance("11:11") == metrics.horizontalAdvance("88:88")
    plain = QFontMetricsF(appearance.font(TextStyle.DISPLAY))
    assert plain.horizontalAdvance("11:11") != plain.horizontalAdvance("88:88")


def test_a_font_handed_out_can_be_changed_without_harm(appearance: Appearance) -> None:
    appearance.font(TextStyle.BODY).setPixelSize(99)
    assert appearance.font(TextStyle.BODY).pixelSize() == 14


def test_code_is_set_in_the_computers_fixed_face(appearance: Appearance) -> None:
    assert appearance.mono_font().family() != FAMILY
    assert appearance.mono_font(TextStyle.CAPTION).pixelSize() == 12


def test_reduced_motion_takes_no_time(appearance: Appearance) -> None:
    assert appearance.motion_ms(150) == 150
    spy = QSignalSpy(appearance.changed)
    appearance.set_reduce_motion(True)
    assert appearance.motion_ms(150) == 0
    assert spy.count() == 1
