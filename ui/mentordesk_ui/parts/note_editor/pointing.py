"""What lies under the pointer in a note, and what comes in and goes out through the clipboard and the browser."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, QStringListModel, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextBlock, QTextDocumentFragment
from PySide6.QtWidgets import QTextEdit

from mentordesk.domain.markdown import LineKind
from mentordesk_ui.theme.appearance import Appearance

from .layout import NoteLayout
from .marks import box_rect

_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_REACH_PX = 4
"""How far beside a check box a click still counts."""


def open_in_browser(url: str) -> None:
    """Open a web, mail or telephone link with the program the computer uses for it; other schemes stay closed."""
    address = QUrl(url)
    if address.scheme().lower() in _SAFE_SCHEMES:
        QDesktopServices.openUrl(address)


def made_by_qt() -> QMimeData:
    """Return empty data for the clipboard that Python has not made: Qt lets go of it at the end, when there is no Python any more."""
    model = QStringListModel([""])
    empty = model.mimeData([model.index(0)])
    empty.clear()
    return empty


def plain_text(source: QMimeData) -> str:
    """Return what is pasted or dropped as plain text, also when only HTML is offered."""
    if source.hasText():
        return source.text()
    return QTextDocumentFragment.fromHtml(source.html()).toPlainText() if source.hasHtml() else ""


class Pointing:
    """Finds boxes and letters at a point of an editor's viewport."""

    def __init__(self, editor: QTextEdit, layout: NoteLayout, appearance: Appearance) -> None:
        self._editor = editor
        self._layout = layout
        self._appearance = appearance

    def box_at(self, point: QPointF) -> QTextBlock | None:
        """Return the block whose check box is there and may be ticked."""
        place, rows = self._in_document(point), self._layout.rows
        if not len(rows):
            return None
        number = rows.at(place.y())
        row, block = rows[number], self._layout.document().findBlockByNumber(number)
        if row.line.kind is not LineKind.CHECK or not row.laid or self._editor.isReadOnly():
            return None
        reach = self._appearance.px(_REACH_PX)
        box = box_rect(self._appearance, block.layout(), row).adjusted(-reach, -reach, reach, reach)
        return block if box.translated(self._layout.left, row.y).contains(place) else None

    def position_at(self, point: QPointF) -> int:
        """Return the position in the document of the letter there; -1 where there is none."""
        return self._layout.hitTest(self._in_document(point), Qt.HitTestAccuracy.ExactHit)

    def _in_document(self, point: QPointF) -> QPointF:
        editor = self._editor
        return point + QPointF(editor.horizontalScrollBar().value(), editor.verticalScrollBar().value())
