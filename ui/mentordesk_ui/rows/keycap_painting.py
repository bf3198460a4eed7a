"""A key as people see it on a keyboard: its words, and a small cap painted round them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter

from mentordesk.language import own_words
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.painting import draw_round
from mentordesk_ui.theme.tokens import TextStyle

_SHORT = {"Return": "↵", "Enter": "↵", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Esc": "esc"}


def key_words(key: str) -> str:
    """Return how a key is written for people: "Ctrl+Return" becomes "Ctrl ↵" (on a Mac with its own signs)."""
    sequence = QKeySequence(key)
    native = _parts(sequence.toString(QKeySequence.SequenceFormat.NativeText) or key)
    # The signs go by Qt's own names: an arrow is “Links” in German.
    plain = _parts(sequence.toString(QKeySequence.SequenceFormat.PortableText) or key)
    if len(native) != len(plain):
        return own_words(" ".join(native))
    return own_words(" ".join(_SHORT.get(name, words) for name, words in zip(plain, native, strict=True)))


def _parts(keys: str) -> list[str]:
    parts = keys.split("+")
    # The last one may be the plus key itself.
    return [*parts[:-2], "+"] if keys.endswith("+") else parts


def keycap_size(appearance: Appearance, words: str) -> QSize:
    metrics = appearance.metrics(TextStyle.CAPTION)
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
