"""A short message at the lower edge of the window, with Undo where there is something to undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QStyle, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.rows.keycap_painting import key_words
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle

SHOWN_MS = 8000
_AFTER_HOVER_MS = 3000


class _InkButton(QAbstractButton):
    """A button on the dark ground of a toast."""

    def __init__(self, appearance: Appearance, text: str, hint: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._words = text
        self._hint = hint
        self._icon_name = icon
        self.setAccessibleName(text)
        self.setToolTip(text if icon else "")
        self.setProperty("ownRing", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        px = self._appearance.px
        metrics = self._appearance.metrics(TextStyle.TITLE)
        height = max(px(32), metrics.height() + px(12))
        if self._icon_name:
            return QSize(height, height)
        small = self._appearance.metrics(TextStyle.CAPTION)
        hint = small.horizontalAdvance(self._hint) + px(SPACE.s) if self._hint else 0
        return QSize(metrics.horizontalAdvance(self._words) + hint + px(SPACE.xl), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = self._appearance.px
        painter = QPainter(self)
        ink = self._appearance.color("on_tooltip")
        rect = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            wash = self._appearance.color("on_tooltip")
            wash.setAlphaF(0.14)
            painting.draw_round(painter, rect, RADIUS.s, wash)
        if self.hasFocus():
            painting.draw_round(painter, rect, RADIUS.s, None, ink, 2)
        if self._icon_name:
            side = px(16)
            middle = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
            painting.draw_icon(painter, self._appearance, middle, self._icon_name, "on_tooltip")
        else:
            inner = rect.adjusted(px(SPACE.m), 0, -px(SPACE.m), 0)
            painting.draw_text(painter, self._appearance, inner, self._words, TextStyle.TITLE, "on_tooltip")
            far = Qt.AlignmentFlag.AlignRight
            painting.draw_text(painter, self._appearance, inner, self._hint, TextStyle.CAPTION, "on_tooltip", align=far)
        painter.end()


class Toast(QFrame):
    """Stays eight seconds, longer while the mouse or the focus is on it; said politely to screen readers.

    It never takes the focus. `undone` when Undo is pressed; `gone` when it has left, for whatever reason.
    """

    undone = Signal()
    gone = Signal()

    def __init__(self, appearance: Appearance, host: QWidget, text: str, *, undo: bool = False) -> None:
        super().__init__(host)
        self._appearance = appearance
        self._text = text
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.leave)
        self._undo = _InkButton(appearance, _("Undo"), key_words("Ctrl+Z"), "", self)
        self._undo.setVisible(undo)
        self._undo.clicked.connect(self._take_back)
        self._close = _InkButton(appearance, _("Dismiss"), "", "x", self)
        self._close.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setSpacing(SPACE.xs)
        row.addStretch(1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        for button in (self._undo, self._close):
            button.installEventFilter(self)
        self.setAccessibleName(text)
        host.installEventFilter(self)
        appearance.changed.connect(self._follow_appearance)
        self.place()

    def text(self) -> str:
        return self._text

    def is_waiting(self) -> bool:
        """True while the time runs; False while somebody is on it."""
        return self._clock.isActive()

    def appear(self) -> None:
        """Show it, start its time and say it."""
        self.place()
        self.show()
        self.raise_()
        self._clock.start(SHOWN_MS)
        announce(self, self._text)

    def leave(self) -> None:
        """Take it away now."""
        if not self.isHidden():
            self._clock.stop()
            self.hide()
            self.gone.emit()
            self.deleteLater()

    def place(self) -> None:
        """Stand in the middle above the lower edge of the host, as wide as the words need and the host allows."""
        host = self.parentWidget()
        if host is None:
            return
        px = self._appearance.px
        buttons = self._close.sizeHint().width() + SPACE.xs
        if not self._undo.isHidden():
            buttons += self._undo.sizeHint().width() + SPACE.xs
        room = host.width() - 2 * SPACE.xl
        metrics = self._appearance.metrics(TextStyle.BODY)
        chrome = px(SPACE.l) + px(SPACE.m) + buttons + SPACE.s
        width = min(room, px(720), metrics.horizontalAdvance(self._seen()) + 2 + chrome)
        words = metrics.boundingRect(QRect(0, 0, max(80, width - chrome), 10_000), _WRAP, self._seen())
        height = max(self._close.sizeHint().height() + 2 * SPACE.s, words.height() + 2 * SPACE.m)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(SPACE.l), 0, SPACE.s, 0)
        self.setGeometry((host.width() - width) // 2, host.height() - height - SPACE.xl, width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.draw_round(painter, QRectF(self.rect()), RADIUS.m + 2, self._appearance.color("tooltip"))
        painter.setFont(self._appearance.font(TextStyle.BODY))
        painter.setPen(self._appearance.color("on_tooltip"))
        first = self._undo if not self._undo.isHidden() else self._close
        near = self._appearance.px(SPACE.l)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = first.geometry().right() + SPACE.m
            place = QRect(left, 0, self.width() - near - left, self.height())
        else:
            place = QRect(near, 0, first.x() - SPACE.s - near, self.height())
        align = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(place, int(align | Qt.AlignmentFlag.AlignVCenter) | _WRAP, self._seen())
        painter.end()

    def _seen(self) -> str:
        return self._appearance.veil.words(self._text)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._wait_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget():
            if event.type() == QEvent.Type.Resize:
                self.place()
        elif event.type() == QEvent.Type.FocusIn:
            self._clock.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._wait_again()
        return False

    def _wait_again(self) -> None:
        if not self.isHidden() and not self.underMouse():
            self._clock.start(_AFTER_HOVER_MS)

    def _follow_appearance(self) -> None:
        self.place()
        self.update()

    def _take_back(self) -> None:
        self.undone.emit()
        self.leave()


_WRAP = int(Qt.TextFlag.TextWordWrap)
