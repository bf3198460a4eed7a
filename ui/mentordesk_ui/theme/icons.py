"""Lucide icons from resources/icons, tinted in the colour of a role at the moment they are painted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from mentordesk.folders import resource

ColourOfRole = Callable[[str], QColor]


@cache
def icon_source(name: str) -> str:
    """Return the SVG text of an icon; raise FileNotFoundError for a name that is not shipped."""
    return resource("icons", f"{name}.svg").read_text("utf-8")


def tinted_svg(name: str, colour: QColor) -> bytes:
    """Return the SVG of an icon with its lines in a colour."""
    svg = icon_source(name).replace("currentColor", colour.name())
    return svg.encode()


def icon_pixmap(name: str, colour: QColor, size: QSize, ratio: float = 1.0) -> QPixmap:
    """Return an icon of `size` logical pixels, crisp at the device pixel ratio; kept in Qt's pixmap cache."""
    key = f"lucide:{name}:{colour.rgba():08x}:{size.width()}x{size.height()}@{ratio:.3f}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap((size * ratio).expandedTo(QSize(1, 1)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(colour.alphaF())
    side = min(pixmap.width(), pixmap.height())
    # Wider than high: the icon stands at the left and the rest is the gap to the text, which style sheets cannot set.
    left = 0.0 if pixmap.width() > pixmap.height() else (pixmap.width() - side) / 2
    box = QRectF(left, (pixmap.height() - side) / 2, side, side)
    QSvgRenderer(QByteArray(tinted_svg(name, colour))).render(painter, box)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def device_ratio(painter: QPainter) -> float:
    """Return how many device pixels a logical pixel has where is painted."""
    return painter.device().devicePixelRatioF()


class TintedIconEngine(QIconEngine):
    """Paints one icon in the colour its role has now, so that a theme change needs no new icons."""

    def __init__(self, colour_of: ColourOfRole, name: str, role: str) -> None:
        super().__init__()
        icon_source(name)  # a wrong name shows where the icon is asked for, not later inside a paint event
        self._colour_of = colour_of
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = device_ratio(painter)
        side = min(rect.width(), rect.height())
        corner = QPoint(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)
        painter.drawPixmap(corner, icon_pixmap(self._name, self._colour(mode), QSize(side, side), ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return icon_pixmap(self._name, self._colour(mode), size)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return icon_pixmap(self._name, self._colour(mode), size, scale)

    def clone(self) -> QIconEngine:
        return TintedIconEngine(self._colour_of, self._name, self._role)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        return self._colour_of("outline" if mode == QIcon.Mode.Disabled else self._role)
