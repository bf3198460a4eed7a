"""Lays out, a few lines at a time, what of a note is out of sight; what is in sight stays where it is."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QTextEdit

from .layout import NoteLayout

_SLICE_SECONDS = 0.006
LARGE = 500_000
"""Characters beyond which lines out of sight are laid out only when they come into it."""


class Settling(QTimer):
    """Goes on from its start until no line waits."""

    def __init__(self, editor: QTextEdit, layout: NoteLayout) -> None:
        super().__init__(editor, interval=10)
        self._editor = editor
        self._layout = layout
        self.timeout.connect(self._settle_some)

    @Slot()
    def _settle_some(self) -> None:
        bar, rows = self._editor.verticalScrollBar(), self._layout.rows
        if not len(rows) or self._layout.waits:
            self.stop()
            return
        row = rows[rows.at(bar.value())]
        offset = bar.value() - row.y
        if not self._layout.settle_some(_SLICE_SECONDS) or self._editor.document().characterCount() > LARGE:
            self.stop()
        if bar.value() and round(row.y + offset) != bar.value():
            bar.setValue(round(row.y + offset))
