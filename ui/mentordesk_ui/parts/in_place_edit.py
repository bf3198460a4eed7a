"""A line that appears over a row to change its words where they stand."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class InPlaceEdit(LineEdit):
    """Enter and leaving keep the words (`kept`: the row's key and the words), Esc lets them go."""

    kept = Signal(object, str)

    def __init__(self, appearance: Appearance, view: RowView[Any], name: str) -> None:
        super().__init__(appearance, name=name, parent=view.viewport())
        self._view = view
        self._key: Hashable = None
        self._before = ""
        self.hide()

    def begin(self, key: Hashable, words: str, *, left: int = 0) -> None:
        """Stand over the row with this key, from `left` px on, with these words selected."""
        position = self._view.rows_model.position_of(key)
        if position is None:
            return
        row: QRect = self._view.visualRect(self._view.rows_model.index(position, 0))
        self._key, self._before = key, words
        height = min(row.height(), max(self.sizeHint().height(), self._appearance.px(32)))
        width = row.width() - left - SPACE.xs
        x = row.x() + SPACE.xs if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else row.x() + left
        self.setGeometry(x, row.y() + (row.height() - height) // 2, width, height)
        self.setText(words)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._before = self.text()
            self._end()
            event.accept()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end()

    def _end(self) -> None:
        if self.isHidden():
            return
        held_focus = self.hasFocus()
        words, key = self.text().strip(), self._key
        self.hide()
        if held_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if words and words != self._before:
            self.kept.emit(key, words)
