"""A key as people see it on a keyboard: its words, and a small cap painted round them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.painting import draw_round
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
    draw_round(painter, rect, appearance.px(4), appearance.color("canvas"), appearance.color("border"))
    painter.save()
    painter.setPen(appearance.color("muted"))
    painter.setFont(appearance.font(TextStyle.CAPTION))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
