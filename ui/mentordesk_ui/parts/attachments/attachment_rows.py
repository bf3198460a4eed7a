"""How attachments look in a list: kind, size and day; a small picture where there is one, decrypted in memory only."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

from mentordesk.light_dataclass import dataclass
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import RADIUS, SPACE

SIDE_PX = 40
_MOST_PIXELS = 100_000_000
"""A picture of more is not unpacked: a small file may ask for any amount of memory."""

_ICONS = {"image": "image", "audio": "volume-2", "video": "video"}


@dataclass(frozen=True, slots=True)
class PictureMark(IconMark):
    """A small picture; its icon stands there until it is read."""

    key: str = ""


class AttachmentDelegate(WrappingDelegate):
    """Paints the small pictures it was given, by key."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._pictures: dict[str, QPixmap] = {}

    def show_picture(self, key: str, picture: QPixmap) -> None:
        """Show a picture where its row is painted next."""
        self._pictures[key] = picture

    def knows(self, key: str) -> bool:
        """Tell whether there is a picture for a row, or was looked for one."""
        return key in self._pictures

    def forget_pictures(self) -> None:
        """Let go of what was decrypted."""
        self._pictures.clear()

    def _leading_side(self, look: RowLook) -> int:
        if isinstance(look.leading, IconMark):
            return self._appearance.px(SIDE_PX)
        return super()._leading_side(look)

    def _paint_leading(self, painter: QPainter, place: QRect, look: RowLook, row: QRect, view: QWidget) -> int:
        mark = look.leading
        picture = self._pictures.get(mark.key) if isinstance(mark, PictureMark) else None
        if picture is None or picture.isNull() or self._appearance.veil.covers:
            return super()._paint_leading(painter, place, look, row, view)
        side = self._leading_side(look)
        box = QRect(place.x(), place.y() + (place.height() - side) // 2, side, side)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self._mirrored(box, row, view)), RADIUS.s, RADIUS.s)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(outline)
        painter.drawPixmap(self._mirrored(box, row, view), picture, _middle(picture))
        painter.restore()
        return side + self._appearance.px(SPACE.m)


def icon_of(media_type: str) -> str:
    """Return the icon of a kind of file."""
    return _ICONS.get(media_type.partition("/")[0], "file-text")


def picture_of(content: bytes, most: QSize) -> QImage:
    """Return a picture as large as it fits into `most`, upright; a null image for what is none. For any thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return QImage()
    if size.width() > most.width() or size.height() > most.height():
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _middle(picture: QPixmap) -> QRect:
    """Return the square in the middle of a picture."""
    side = min(picture.width(), picture.height())
    return QRect((picture.width() - side) // 2, (picture.height() - side) // 2, side, side)
