"""A check box that is a whole row: a click anywhere toggles it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle

_WRAP = Qt.TextFlag.TextWordWrap


class CheckRow(QCheckBox):
    """Words and an optional quieter line, both wrapped. With `fades` the words fade when it is checked. Use Qt's `toggled`."""

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        detail: str = "",
        *,
        checked: bool = False,
        fades: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._words = text
        self._detail = detail
        self._fades = fades
        self.setChecked(checked)
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        appearance.resized.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def words(self) -> str:
        return self._words

    def set_words(self, text: str, detail: str = "") -> None:
        self._words, self._detail = text, detail
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, detail = self._heights(width - self._words_left() - SPACE.s)
        return max(self._appearance.px(40), title + detail + self._appearance.px(18))

    def sizeHint(self) -> QSize:
        metrics = self._appearance.metrics(TextStyle.BODY)
        small = self._appearance.metrics(TextStyle.CAPTION)
        words = max(
            metrics.horizontalAdvance(self._seen(self._words)),
            min(small.horizontalAdvance(self._seen(self._detail)), self._appearance.px(420)),
        )
        width = self._words_left() + words + 2 + SPACE.s
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self._appearance.px(120)
        return QSize(width, self._appearance.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = self._appearance.px
        painter = QPainter(self)
        hovered = self.underMouse() and self.isEnabled()
        if hovered:
            painting.draw_round(painter, QRectF(self.rect()), RADIUS.m, self._appearance.color("hover"))
        first = self._appearance.metrics(TextStyle.BODY).height()
        left = self._words_left()
        title, detail = self._heights(self.width() - left - SPACE.s)
        top = (self.height() - title - detail) // 2
        side = px(18)
        box = QRect(SPACE.s, top + (first - side) // 2, side, side)
        painting.draw_check(
            painter,
            self._appearance,
            QRectF(self._mirrored(box)),
            checked=self.isChecked(),
            hovered=hovered,
            enabled=self.isEnabled(),
        )
        faded = (self._fades and self.isChecked()) or not self.isEnabled()
        near = Qt.AlignmentFlag.AlignRight if self._leftwards() else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._appearance.font(TextStyle.BODY))
        painter.setPen(self._appearance.color("muted" if faded else "text"))
        place = QRect(left, top, self.width() - left - SPACE.s, title)
        painter.drawText(self._mirrored(place), int(near) | int(_WRAP), self._seen(self._words))
        if self._detail:
            painter.setFont(self._appearance.font(TextStyle.CAPTION))
            painter.setPen(self._appearance.color("muted"))
            place = QRect(left, top + title + px(2), place.width(), detail)
            painter.drawText(self._mirrored(place), int(near) | int(_WRAP), self._seen(self._detail))
        painter.end()

    def _seen(self, words: str) -> str:
        return self._appearance.veil.words(words)

    def _words_left(self) -> int:
        return SPACE.s + self._appearance.px(18 + SPACE.m - 1)

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(1, width), 100_000)
        metrics = self._appearance.metrics(TextStyle.BODY)
        title = metrics.boundingRect(room, int(_WRAP), self._seen(self._words)).height()
        if not self._detail:
            return title, 0
        small = self._appearance.metrics(TextStyle.CAPTION)
        return title, small.boundingRect(room, int(_WRAP), self._seen(self._detail)).height() + self._appearance.px(2)

    def _leftwards(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _mirrored(self, rect: QRect) -> QRect:
        if not self._leftwards():
            return rect
        return QRect(self.width() - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())
