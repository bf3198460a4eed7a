"""A place in the order of Tab for widgets that are made later: Qt would put them at the end of the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class TabPlace(QWidget):
    """Make it where the later widgets belong; it is hidden, and Tab passes it by."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # without, Qt would not take it for a place
        self.hide()

    def put(self, widgets: Iterable[QWidget]) -> None:
        """Let Tab come to these here, in this order; they are in the window already."""
        before: QWidget = self
        for widget in widgets:
            QWidget.setTabOrder(before, widget)
            before = widget
