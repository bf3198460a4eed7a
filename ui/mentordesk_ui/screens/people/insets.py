"""Words that stand a little inside the column: rows reach over them on both sides, so that their ground does."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentordesk_ui.theme.tokens import SPACE

REACH = SPACE.s


def inset(widget: QWidget) -> QHBoxLayout:
    """Return a layout that holds a widget in line with the words of the rows below it."""
    row = QHBoxLayout()
    row.setContentsMargins(REACH, 0, REACH, 0)
    row.addWidget(widget)
    return row
