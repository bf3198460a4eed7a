"""The box that opens the palette; it looks like a line to type in and is a button."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mentordesk.language import _
from mentordesk_ui.rows.keycap_painting import draw_keycap, key_words, keycap_size
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle

PALETTE_KEY = "Ctrl+K"


@runtime_checkable
class HasPalette(Protocol):
    """A window with a palette."""

    def open_palette(self) -> None:
        """Open the palette."""


class SearchBox(QAbstractButton):
    """Place it anywhere on a screen: a click opens the palette of the window it stands in."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._words = _("Search or jump to…")
        self._key_words = key_words(PALETTE_KEY)
        self._hint: QSize | None = None
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._open_palette)
        appearance.resized.connect(self._follow_sizes)
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        if self._hint is None:
            self._hint = self._wished_size()
        return QSize(self._hint)

    def _wished_size(self) -> QSize:
        px = self._appearance.px
        metrics = self._appearance.metrics(TextStyle.BODY)
        cap = keycap_size(self._appearance, self._key_words).width()
        wide = px(36) + metrics.horizontalAdvance(self._words) + px(SPACE.xl) + cap
        return QSize(max(px(220), wide), max(px(34), metrics.height() + px(16)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().height(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = self._appearance.px
        painter = QPainter(self)
        rect = QRectF(self.rect())
        line = self._appearance.color("outline" if self.underMouse() else "border")
        painting.draw_round(painter, rect, RADIUS.m, self._appearance.color("surface"), line)
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = px(15)
        icon = QRectF(px(12), rect.center().y() - side / 2, side, side)
        icon_only = rect.width() < px(80)
        if icon_only:
            icon.moveCenter(rect.center())
        words = self._key_words
        size = keycap_size(self._appearance, words)
        cap = QRectF(
            rect.right() - px(8) - size.width(), rect.center().y() - size.height() / 2, size.width(), size.height()
        )
        room = rect.adjusted(px(35), 0, -px(16) - size.width(), 0)
        for place in (icon, cap, room):
            if leftwards:
                place.moveLeft(rect.width() - place.right())
        painting.draw_icon(painter, self._appearance, icon, "search")
        if not icon_only:
            near = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
            painting.draw_text(painter, self._appearance, room, self._words, TextStyle.BODY, "muted", align=near)
            draw_keycap(painter, self._appearance, cap, words)
        painter.end()

    def _open_palette(self) -> None:
        window = self.window()
        if isinstance(window, HasPalette):
            window.open_palette()

    @Slot()
    def _follow_sizes(self) -> None:
        self._hint = None
        self.updateGeometry()
