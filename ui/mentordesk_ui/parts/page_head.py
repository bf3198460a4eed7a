"""The head of a screen: its title, a line beneath, and at the far end the search box and what else it is given."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk_ui.parts.search_box import SearchBox
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class PageHead(QWidget):
    """Title in H1 and a muted line; `ends` stand before the search box."""

    def __init__(
        self,
        appearance: Appearance,
        title: str,
        line: str = "",
        *,
        ends: tuple[QWidget, ...] = (),
        search: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = Text(appearance, title, TextStyle.H1)
        self._line = Text(appearance, line, TextStyle.BODY, "muted")
        if not line:
            self._line.hide()
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(self._title)
        words.addWidget(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addLayout(words, 1)
        for end in ends:
            row.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)
        self._ends = ends
        self._search = SearchBox(appearance) if search else None
        if self._search is not None:
            row.addWidget(self._search, 0, Qt.AlignmentFlag.AlignTop)
        appearance.resized.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the search box shrink to its icon before the title must wrap."""
        if self._search is None:
            return
        taken = self._title.sizeHint().width() + sum(end.sizeHint().width() + SPACE.s for end in self._ends) + SPACE.xl
        tight = taken + self._search.sizeHint().width() > self.width()
        self._search.setMaximumWidth(
            self._search.minimumSizeHint().width() if tight else self._search.sizeHint().width()
        )

    def set_words(self, title: str, line: str = "") -> None:
        self._title.setText(title)
        self._fit()
        self._line.setText(line)
        self._line.setVisible(bool(line))
