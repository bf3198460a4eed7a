"""An appearance worn by the application, and a place to show widgets in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mentordesk_ui.theme.appearance import Appearance

Show = Callable[..., QWidget]


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """A light appearance without motion, taken off again afterwards."""
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    made = Appearance()
    made.choose("light")
    made.set_reduce_motion(True)
    made.apply(qapp)
    yield made
    made.undress()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def show(appearance: Appearance) -> Iterator[Show]:
    """Show widgets in one active window of 900 x 700; the window is returned."""
    opened: list[QWidget] = []

    def open_window(*widgets: QWidget, width: int = 900, height: int = 700) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(0)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        opened.append(window)
        return window

    yield open_window
    for window in opened:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
