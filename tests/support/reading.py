"""Reads the words a window paints, as an eye would: each run of text with its place, its ink and the widget it is on."""

from __future__ import annotations

# ruff: noqa: N802 - a paint engine is called by Qt, in Qt's names
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF
from PySide6.QtGui import QColor, QPaintDevice, QPaintEngine, QPainter, QTextItem
from PySide6.QtWidgets import QApplication, QWidget

_METRIC = QPaintDevice.PaintDeviceMetric


@dataclass(frozen=True)
class Words:
    """One run of text in one font: `box` is where it stands on `on`, in that widget's coordinates."""

    text: str
    box: QRectF
    ink: QColor
    size_px: int
    weight: int
    on: QWidget

    def box_in(self, window: QWidget) -> QRectF:
        """Return where it stands in the window."""
        corner = self.on.mapTo(window, QPoint(0, 0)) if self.on is not window else QPoint(0, 0)
        return self.box.translated(QPointF(corner))


def read_window(window: QWidget) -> list[Words]:
    """Return the words the window paints now, in the order of painting; what is scrolled out of sight may be left out."""
    page = _Page(window)
    watch = _PaintWatch()
    application = QApplication.instance()
    if application is None:
        raise TypeError("reading needs a QApplication")
    application.installEventFilter(watch)
    try:
        page.engine.watch = watch
        painter = QPainter(page)
        window.render(painter, QPoint())
        painter.end()
    finally:
        application.removeEventFilter(watch)
    return page.engine.words


class _PaintWatch(QObject):
    """Knows which widget paints at the moment: the painter itself does not say."""

    def __init__(self) -> None:
        super().__init__()
        self.widget: QWidget | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.widget = watched
        return False


class _WordEngine(QPaintEngine):
    """Takes down text and lets everything else pass."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.words: list[Words] = []
        self.watch = _PaintWatch()

    def begin(self, _device: QPaintDevice) -> bool:
        self.setActive(True)
        return True

    def end(self) -> bool:
        self.setActive(False)
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, _state: object) -> None:
        pass

    def drawTextItem(self, place: object, item: QTextItem) -> None:
        painter, widget = self.painter(), self.watch.widget
        if widget is None or not isinstance(place, QPointF) or not item.text().strip():
            return
        start = painter.combinedTransform().map(place)
        ascent = item.ascent()
        box = QRectF(start.x(), start.y() - ascent, item.width(), ascent + item.descent())
        font = item.font()
        ink = painter.pen().color()
        ink.setAlphaF(ink.alphaF() * painter.opacity())
        self.words.append(Words(item.text(), box, ink, font.pixelSize(), font.weight(), widget))

    def drawPixmap(self, *_what: object) -> None: ...
    def drawImage(self, *_what: object) -> None: ...
    def drawTiledPixmap(self, *_what: object) -> None: ...
    def drawPath(self, *_what: object) -> None: ...
    def drawPolygon(self, *_what: object) -> None: ...
    def drawRects(self, *_what: object) -> None: ...
    def drawLines(self, *_what: object) -> None: ...
    def drawEllipse(self, *_what: object) -> None: ...
    def drawPoints(self, *_what: object) -> None: ...


class _Page(QPaintDevice):
    """As large as the window, and made of words."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.engine = _WordEngine()
        self._metrics = {
            _METRIC.PdmWidth: window.width(),
            _METRIC.PdmHeight: window.height(),
            _METRIC.PdmWidthMM: window.widthMM(),
            _METRIC.PdmHeightMM: window.heightMM(),
            _METRIC.PdmNumColors: 1 << 24,
            _METRIC.PdmDepth: 32,
            _METRIC.PdmDpiX: window.logicalDpiX(),
            _METRIC.PdmDpiY: window.logicalDpiY(),
            _METRIC.PdmPhysicalDpiX: window.physicalDpiX(),
            _METRIC.PdmPhysicalDpiY: window.physicalDpiY(),
            _METRIC.PdmDevicePixelRatio: 1,
            _METRIC.PdmDevicePixelRatioScaled: int(QPaintDevice.devicePixelRatioFScale()),
        }

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, asked: QPaintDevice.PaintDeviceMetric) -> int:
        return self._metrics.get(asked, 0)
