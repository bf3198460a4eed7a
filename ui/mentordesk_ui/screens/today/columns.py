"""Sections side by side in two columns, in rows that begin at one height; one column where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

NARROW = 640
GAP = 33
"""Between the columns, besides what rows reach over their words."""


class Columns(QWidget):
    """Shows sections in reading order: first row left, first row right, and so on."""

    def __init__(self, appearance: Appearance, sections: Sequence[QWidget]) -> None:
        """`sections` are all there may be, in the order in which Tab goes through them."""
        super().__init__()
        self._appearance = appearance
        self._sections: tuple[QWidget, ...] = ()
        self._is_narrow: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(SPACE.xl)
        for section in sections:
            section.setParent(self)
            section.hide()
        appearance.resized.connect(self._fit)

    def show_sections(self, sections: Sequence[QWidget]) -> None:
        """Show these sections and hide those shown before that are not among them; nothing moves when none changed."""
        if tuple(sections) == self._sections:
            return
        for section in self._sections:
            if section not in sections:
                self._grid.removeWidget(section)
                section.hide()
        self._sections = tuple(sections)
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
        for place, section in enumerate(self._sections):
            self._grid.addWidget(section, place // across, place % across, Qt.AlignmentFlag.AlignTop)
            section.show()
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
            self._grid.setColumnMinimumWidth(column, 0)
        self._grid.setHorizontalSpacing(GAP if across == 2 else 0)
