"""Charts as files: a picture of twice the dots, a drawing, the numbers. And the numbers as text between tabs, for copying."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from mentordesk.errors import Trouble
from mentordesk.folders import write_whole
from mentordesk.language import _
from mentordesk_ui.parts.charts.points import Numbers

PICTURE_SCALE = 2
"""Dots of a saved picture per px, so that it is sharp on paper and on fine screens."""

Draw = Callable[[QPainter, QSizeF], None]


def as_tabbed(numbers: Numbers) -> str:
    """Return the numbers as they are said, tabs between columns: what spreadsheets take from the clipboard."""
    rows = (numbers.heads, *numbers.said)
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows) + "\n"


def as_csv(numbers: Numbers) -> str:
    """Return the raw numbers as CSV (RFC 4180): ISO dates, a point in decimals, nothing for a gap."""
    import csv  # loaded when somebody saves the numbers, not with the first chart

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(numbers.heads)
    writer.writerows([_raw(cell) for cell in row] for row in numbers.raw)
    return out.getvalue()


def picture(draw: Draw, size: QSizeF, ground: QColor) -> QImage:
    """Return a chart as a picture on a ground of the theme."""
    image = QImage((size * PICTURE_SCALE).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(PICTURE_SCALE)
    image.fill(ground)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, size)
    painter.end()
    return image


def drawing(draw: Draw, size: QSizeF, ground: QColor, title: str) -> bytes:
    """Return a chart as SVG; letters stay letters."""
    # Loaded when somebody saves one, not when the first chart opens.
    from PySide6.QtSvg import QSvgGenerator

    into = QByteArray()
    buffer = QBuffer(into)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    whole = QSize(round(size.width()), round(size.height()))
    generator.setSize(whole)
    generator.setViewBox(QRect(0, 0, whole.width(), whole.height()))
    generator.setTitle(title)
    generator.setResolution(96)
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, whole.width(), whole.height()), ground)
    painter.setPen(Qt.PenStyle.NoPen)
    draw(painter, size)
    painter.end()
    buffer.close()
    # Readers of the file have not our copy of Inter.
    return bytes(into.data()).replace(b'font-family="MentorDesk Inter"', b'font-family="Inter, sans-serif"')


def write(path: Path, content: bytes) -> None:
    """Write a file; raises Trouble when that fails."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise Trouble(_("The file {file} cannot be written. Choose another place.").format(file=path.name)) from error


def png(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    into = QByteArray()
    buffer = QBuffer(into)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only of bytes for the format
    buffer.close()
    return bytes(into.data())


def _raw(cell: object) -> object:
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return "" if cell is None else cell
