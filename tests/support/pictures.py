"""Small pictures for tests, as files hold them."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QLinearGradient, QPainter


def png(width: int = 640, height: int = 400) -> bytes:
    """Return a picture of a horizon as PNG."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor(40, 90, 130))
    sky.setColorAt(1, QColor(240, 190, 130))
    painter = QPainter(image)
    painter.fillRect(image.rect(), sky)
    land = QLinearGradient(0, height * 2 / 3, width, height)
    land.setColorAt(0, QColor(30, 70, 60))
    land.setColorAt(1, QColor(90, 120, 70))
    painter.fillRect(0, height * 2 // 3, width, height, land)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())
