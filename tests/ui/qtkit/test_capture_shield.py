"""Windows kept out of shared screens: each one once, also those that come later, and all of them back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk_ui.qtkit.capture_shield import CaptureShield


class Windows:
    """Stands in for the system."""

    def __init__(self) -> None:
        self.hidden: dict[int, bool] = {}
        self.calls = 0

    def __call__(self, handle: int, is_hidden: bool) -> None:
        """Take down what was asked."""
        self.calls += 1
        self.hidden[handle] = is_hidden


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    shown = QWidget()
    shown.show()
    yield shown
    shown.close()
    shown.deleteLater()


def test_each_window_is_hidden_once_and_comes_back(window: QWidget) -> None:
    system, wanted = Windows(), [True]
    shield = CaptureShield(lambda: wanted[0], window, shield=system)
    shield.look()
    assert system.hidden[int(window.winId())]
    shield.look()
    assert system.calls == len(system.hidden)
    wanted[0] = False
    shield.look()
    assert not any(system.hidden.values())


def test_a_window_that_comes_later_is_hidden_too(window: QWidget, qapp: QApplication) -> None:
    system = Windows()
    shield = CaptureShield(lambda: True, window, shield=system)
    shield.look()
    later = QWidget()
    later.show()
    shield.look()
    assert system.hidden[int(later.winId())]
    later.close()
    later.deleteLater()


def test_nothing_is_asked_of_a_system_when_nobody_wants_it(window: QWidget) -> None:
    system = Windows()
    CaptureShield(lambda: False, window, shield=system).look()
    assert system.calls == 0
