"""What an empty screen says: what belongs here, and the one next step."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class _RoundIcon(QWidget):
    def __init__(self, appearance: Appearance, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(56, 56)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.color("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        inner = self.rect().adjusted(16, 16, -16, -16)
        self._appearance.icon(self._icon, "on_accent_soft").paint(painter, inner)
        painter.end()


class EmptyState(QWidget):
    """An icon, a short title, one kind line, and a button when there is a next step (`pressed`)."""

    pressed = Signal()

    def __init__(
        self,
        appearance: Appearance,
        icon: str,
        title: str,
        line: str = "",
        button: str = "",
        *,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl * 2, SPACE.xl, SPACE.xl * 2)
        column.setSpacing(SPACE.s)
        column.addStretch(1)
        column.addWidget(_RoundIcon(appearance, icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(SPACE.s)
        self._title = Text(appearance, title, TextStyle.H2)
        self._line = Text(appearance, line, TextStyle.BODY, "muted")
        for text in (self._title, self._line):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        self._line.setVisible(bool(line))
        self.button: Button | None = None
        if button:
            self.button = Button(appearance, button, kind="primary", key=key, show_key=bool(key))
            self.button.clicked.connect(self._press)
            column.addSpacing(SPACE.m)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def set_words(self, title: str, line: str) -> None:
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))

    def _press(self) -> None:
        self.pressed.emit()
