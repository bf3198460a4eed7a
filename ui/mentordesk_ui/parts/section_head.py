"""The head of a section: a title, and at the far end a quiet aside or a button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class SectionHead(QWidget):
    """Title at the near end, aside (caption) and then any `end` widget at the far end."""

    def __init__(
        self,
        appearance: Appearance,
        title: str,
        aside: str = "",
        *,
        end: QWidget | None = None,
        style: TextStyle = TextStyle.TITLE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = Text(appearance, title, style)
        self._title.be_heading()
        self._aside = Text(appearance, aside, TextStyle.CAPTION, "muted")
        self._aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if not aside:
            self._aside.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, SPACE.xs)
        row.setSpacing(SPACE.s)
        # Beside a button, which is taller than the words, all stand on its middle line.
        level = Qt.AlignmentFlag.AlignBottom if end is None else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self._title, 1, level)
        row.addWidget(self._aside, 0, level)
        if end is not None:
            row.addWidget(end, 0, level)

    def title(self) -> str:
        return self._title.text()

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_aside(self, aside: str) -> None:
        self._aside.setText(aside)
        self._aside.setVisible(bool(aside))
