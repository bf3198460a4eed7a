"""The soft shadow under cards: painted once per colour and radius, then stretched from nine pieces."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPixmapCache

from .icons import device_ratio

SHADOW_PX = 24
"""How far the shadow of a card reaches round it, at most."""


def draw_shadow(painter: QPainter, colour: QColor, rect: QRectF, radius: float) -> None:
    """Draw the soft shadow of a rounded rect, up to SHADOW_PX round it; nothing for a transparent colour."""
    if colour.alpha() == 0:
        return
    # One corner-stretched picture per colour and radius: the blur is painted once, then nine pieces are drawn.
    ratio, reach, corner = device_ratio(painter), SHADOW_PX, SHADOW_PX + int(radius) + 2
    side = 2 * corner + 2
    key = f"shadow:{colour.rgba():08x}:{radius:.1f}@{ratio:.3f}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _shadow_pixmap(colour, radius, side, ratio)
        QPixmapCache.insert(key, pixmap)
    box = rect.adjusted(-reach, -reach, reach, reach)
    far = side - corner
    columns = (
        (box.left(), corner, 0, corner),
        (box.left() + corner, box.width() - 2 * corner, corner, 2),
        (box.right() - corner, corner, far, corner),
    )
    rows = (
        (box.top(), corner, 0, corner),
        (box.top() + corner, box.height() - 2 * corner, corner, 2),
        (box.bottom() - corner, corner, far, corner),
    )
    for top, height, source_top, source_height in rows:
        for left, width, source_left, source_width in columns:
            if width > 0 and height > 0:
                source = QRectF(source_left * ratio, source_top * ratio, source_width * ratio, source_height * ratio)
                painter.drawPixmap(QRectF(left, top, width, height), pixmap, source)


def _shadow_pixmap(colour: QColor, radius: float, side: int, ratio: float) -> QPixmap:
    """Paint a soft shadow as a pile of faint rounded rects, wider and fainter outwards, 4 px lower than its card."""
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    layers = 16
    for layer in range(layers, 0, -1):
        grow = layer * (SHADOW_PX - 5) / layers
        faint = QColor(colour)
        faint.setAlphaF(colour.alphaF() * 2 / layers * (1 - layer / (layers + 1)) ** 1.6)
        painter.setBrush(faint)
        box = QRectF(QRect(SHADOW_PX, SHADOW_PX, side - 2 * SHADOW_PX, side - 2 * SHADOW_PX)).translated(0, 4)
        painter.drawRoundedRect(box.adjusted(-grow, -grow, grow, grow), radius + grow, radius + grow)
    painter.end()
    return pixmap
