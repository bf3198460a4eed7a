"""Parts of a page two by two; one below the other where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

NARROW = 560


class Pairs(QWidget):
    """Shows parts in reading order; `stretches` makes the two of a row equally tall."""

    def __init__(self, appearance: Appearance, parts: Sequence[QWidget], *, stretches: bool = False) -> None:
        super().__init__()
        self._appearance = appearance
        self._parts = tuple(parts)
        self._align = Qt.AlignmentFlag(0) if stretches else Qt.AlignmentFlag.AlignTop
        self._is_narrow: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.l if stretches else SPACE.xl)
        self._grid.setVerticalSpacing(SPACE.l if stretches else SPACE.xl + SPACE.xs)
        for part in parts:
            part.setParent(self)
        appearance.changed.connect(self._fit)

    def show_parts(self, parts: Sequence[QWidget]) -> None:
        """Show these parts and hide the others."""
        if tuple(parts) == self._parts and self._is_narrow is not None:
            return
        for part in self._parts:
            if part not in parts:
                self._grid.removeWidget(part)
                part.hide()
        self._parts = tuple(parts)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._appearance.px(NARROW)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._place()

    def _place(self) -> None:
        across = 1 if self._is_narrow else 2
        for place, part in enumerate(self._parts):
            self._grid.addWidget(part, place // across, place % across, self._align)
            part.show()
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
