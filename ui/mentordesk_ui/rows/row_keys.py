"""Keys that act on the row that has the keyboard, as the lines of its menu do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from mentordesk_ui.rows.row_view import RowView

T = TypeVar("T")


def bind_row_keys(view: RowView[Any], kind: type[T], acts: Mapping[Qt.Key, Callable[[T], object]]) -> None:
    """Let keys, pressed alone, act on the current row of a list; rows of another kind, such as headings, have none."""
    view.installEventFilter(_RowKeys(view, kind, acts))


class _RowKeys(QObject):
    def __init__(self, view: RowView[Any], kind: type[T], acts: Mapping[Qt.Key, Callable[[T], object]]) -> None:
        super().__init__(view)
        self._view, self._kind, self._acts = view, kind, acts

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        row = self._view.current_row()
        act = self._acts.get(Qt.Key(event.key()))
        if act is None or not isinstance(row, self._kind):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        act(row)
        return True
