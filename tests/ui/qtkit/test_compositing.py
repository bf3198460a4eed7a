"""Small windows without a frame: see-through where windows are blended, cut to their shape where they are not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk_ui.parts.reminder_window import ReminderWindow
from mentordesk_ui.qtkit import compositing
from mentordesk_ui.screens.focus.pill import Pill
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.shadow import SHADOW_PX
from tests.support.shown import appearance

__all__ = ["appearance"]


def _nobody_blends() -> bool:
    return False


def test_without_blending_a_window_has_no_corners(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compositing, "blends_windows", _nobody_blends)
    window = QWidget()
    window.resize(100, 60)
    assert compositing.cut_out(window, QRectF(window.rect()), 20)
    assert not window.mask().contains(QPoint(1, 1))
    assert window.mask().contains(QPoint(50, 30))


def test_where_windows_are_blended_nothing_is_cut(qapp: QApplication) -> None:
    window = QWidget()
    window.resize(100, 60)
    assert not compositing.cut_out(window, QRectF(window.rect()), 20)
    assert window.mask().isEmpty()


def test_without_blending_reminder_and_pill_are_as_large_as_their_cards(
    appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compositing, "blends_windows", _nobody_blends)
    reminder, pill = ReminderWindow(appearance), Pill(appearance, floats=True)
    reminder.show_reminder("Maria Santos", "MS", "15:00", "", can_join=True)
    pill.appear()
    assert not reminder.mask().contains(QPoint(SHADOW_PX // 2, reminder.height() // 2))
    assert reminder.mask().contains(QPoint(SHADOW_PX + 2, reminder.height() // 2))
    assert not pill.mask().contains(QPoint(1, 1))
    assert pill.mask().contains(pill.rect().center())
    reminder.close()
    pill.close()
