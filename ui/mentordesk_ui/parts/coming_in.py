"""Files that are dropped somewhere, or pasted into a note: what of a clipboard counts as a file, and what as a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtWidgets import QWidget


def files_in(source: QMimeData) -> list[str]:
    """Return the files of this computer that are dropped or pasted; none where anything else is among them."""
    urls = source.urls()
    return [url.toLocalFile() for url in urls] if urls and all(url.isLocalFile() for url in urls) else []


def picture_in(source: QMimeData) -> bytes:
    """Return a pasted picture as PNG; empty where there are words too, which are what was meant then."""
    if not source.hasImage() or source.hasText():
        return b""
    if source.hasFormat("image/png"):
        return bytes(source.data("image/png").data())
    image = source.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return b""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


class FileDrop(QObject):
    """Takes files that are dropped on a widget, as long as `is_wanted`; `over` is told while some are held above it."""

    def __init__(
        self,
        widget: QWidget,
        take: Callable[[Sequence[str]], None],
        is_wanted: Callable[[], bool],
        over: Callable[[bool], None],
    ) -> None:
        super().__init__(widget)
        self._take, self._is_wanted, self._over = take, is_wanted, over
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent | QDragEnterEvent | QDragMoveEvent) and event.type() in {
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.Drop,
        }:
            files = files_in(event.mimeData()) if self._is_wanted() else []
            if not files:
                return False
            event.acceptProposedAction()
            self._over(event.type() != QEvent.Type.Drop)
            if event.type() == QEvent.Type.Drop:
                self._take(files)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._over(False)
        return False
