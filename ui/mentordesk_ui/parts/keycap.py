"""A key as people see it on a keyboard: its words, and a small cap to paint or to place in a line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

_SHORT = {"Return": "↵", "Enter": "↵", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Esc": "esc"}


def key_words(key: str) -> str:
    """Return how a key is written for people: "Ctrl+Return" becomes "Ctrl ↵" (on a Mac with its own signs)."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
    if "+" not in native.rstrip("+"):
        return _SHORT.get(native, native)
    parts = native.split("+")
    if parts[-1] == "" and len(parts) > 1:  # the plus key itself
        parts = [*parts[:-2], "+"]
    return " ".join(_SHORT.get(part, part) for part in parts)


def keycap_size(appearance: Appearance, words: str) -> QSize:
    metrics = QFontMetrics(appearance.font(TextStyle.CAPTION))
    height = metrics.height() + appearance.px(4)
    return QSize(max(height, metrics.horizontalAdvance(words) + appearance.px(16)), height)


def draw_keycap(painter: QPainter, appearance: Appearance, rect: QRectF, words: str) -> None:
    """Paint a bordered cap with the words in its middle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(appearance.color("border"), 1))
    painter.setBrush(appearance.color("canvas"))
    radius = appearance.px(4)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(appearance.color("muted"))
    painter.setFont(appearance.font(TextStyle.CAPTION))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.restore()


class Keycap(QWidget):
    """One key, for a line of hints. Screen readers skip it: the hint beside it says what the key does."""

    def __init__(self, appearance: Appearance, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._follow_appearance)

    def sizeHint(self) -> QSize:
        return keycap_size(self._appearance, self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_keycap(painter, self._appearance, QRectF(self.rect()), self._words)
        painter.end()

    def _follow_appearance(self) -> None:
        self.updateGeometry()
        self.update()
