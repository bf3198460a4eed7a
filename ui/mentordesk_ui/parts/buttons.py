"""Buttons: with words (primary, quiet, plain, danger) and with an icon alone; painted, so that the icon keeps its gap."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mentordesk_ui.rows.keycap_painting import draw_keycap, key_words, keycap_size
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.painting import draw_round
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle

ButtonKind = Literal["primary", "quiet", "plain", "danger"]

# ground, ground under the mouse, words, border
_COLOURS: dict[str, tuple[str, str, str, str]] = {
    "primary": ("accent", "accent_hover", "on_accent", ""),
    "quiet": ("surface", "hover", "text", "border"),
    "plain": ("", "hover", "muted", ""),
    "danger": ("danger", "danger", "on_danger", ""),
}

_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class _Pressable(QAbstractButton):
    """Return presses it as Space does. A double click that began elsewhere, on a row that led here, is not for it."""

    _pressed_at = -1_000_000
    """When it was last pressed, in ms of the events."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.timestamp()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.timestamp() - self._pressed_at > 2 * QGuiApplication.styleHints().mouseDoubleClickInterval():
            event.accept()
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # they scroll what is around; Tab goes to the next control
        else:
            super().keyPressEvent(event)


class Button(_Pressable):
    """A button with words. `key` ("Ctrl+Return") binds the key while the button can be seen; `show_key` paints it too."""

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        icon: str | None = None,
        kind: ButtonKind | str = "quiet",
        *,
        key: str = "",
        show_key: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if kind not in _COLOURS:
            raise ValueError(f"no such kind of button: {kind}")
        self._appearance = appearance
        self._kind = kind
        self._icon_name = icon
        self._words = ""
        self._key = key
        self._show_key = show_key and bool(key)
        self.set_words(text)
        if key:
            bind(self, key)
            if not show_key:
                self.setToolTip(f"{text}  {key_words(key)}")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(appearance.font(TextStyle.TITLE))
        appearance.resized.connect(self._follow_sizes)
        appearance.changed.connect(self.update)

    def words(self) -> str:
        return self._words

    def set_words(self, text: str) -> None:
        """Change what the button says; an ampersand is just an ampersand."""
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str | None) -> None:
        self._icon_name = icon
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: ButtonKind | str) -> None:
        if kind != self._kind:
            self._kind = kind
            self.updateGeometry()  # a plain button is narrower
            self.update()

    def sizeHint(self) -> QSize:
        px = self._appearance.px
        metrics = QFontMetrics(self.font())
        side = px(SPACE.s + 2) if self._kind == "plain" else px(SPACE.l)
        width = metrics.horizontalAdvance(self._appearance.veil.words(self._words)) + 2 * side + 1
        if self._icon_name:
            width += px(16) + px(SPACE.s)
        height = metrics.height() + px(18)
        width += self._cap_width()
        return QSize(width, max(height, px(36)))

    def minimumSizeHint(self) -> QSize:
        # The key goes first where it is narrow; only very long words end in an ellipsis.
        size = self.sizeHint()
        return QSize(min(size.width() - self._cap_width(), self._appearance.px(280)), size.height())

    def _cap_width(self) -> int:
        if not self._show_key:
            return 0
        return keycap_size(self._appearance, key_words(self._key)).width() + self._appearance.px(SPACE.s)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = paint_ground(painter, self, self._appearance, self._kind)
        self._paint_words(painter, words)
        painter.end()

    def _paint_words(self, painter: QPainter, role: str) -> None:
        px = self._appearance.px
        painter.setFont(self.font())
        metrics = QFontMetrics(self.font())
        icon_width = px(16) + px(SPACE.s) if self._icon_name else 0
        wide = self.width() >= self.sizeHint().width()
        words = key_words(self._key) if self._show_key and wide else ""
        cap = keycap_size(self._appearance, words) if words else QSize(0, 0)
        cap_width = cap.width() + px(SPACE.s) if words else 0
        room = self.width() - 2 * px(SPACE.s) - icon_width - cap_width
        text = metrics.elidedText(self._appearance.veil.words(self._words), Qt.TextElideMode.ElideRight, room)
        total = icon_width + metrics.horizontalAdvance(text) + cap_width
        x = (self.width() - total) // 2
        middle = self.height() / 2
        if self._icon_name:
            rect = self._mirrored(QRect(x, round(middle - px(16) / 2), px(16), px(16)))
            self._appearance.icon(self._icon_name, role).paint(painter, rect)
        painter.setPen(self._appearance.color(role))
        rect = self._mirrored(QRect(x + icon_width, 0, metrics.horizontalAdvance(text) + 2, self.height()))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip), text)
        if words:
            cap_x = x + total - cap.width()
            rect = self._mirrored(QRect(cap_x, round(middle - cap.height() / 2), cap.width(), cap.height()))
            if self._kind in ("primary", "danger"):
                self._paint_cap_on_colour(painter, rect, words, role)
            else:
                draw_keycap(painter, self._appearance, QRectF(rect), words)

    def _paint_cap_on_colour(self, painter: QPainter, rect: QRect, words: str, role: str) -> None:
        ink = self._appearance.color(role)
        line = QColor(ink)
        line.setAlphaF(0.45)
        painter.setPen(QPen(line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(ink)
        painter.setFont(self._appearance.font(TextStyle.CAPTION))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)

    def _mirrored(self, rect: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QRect(self.width() - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())
        return rect

    @Slot()
    def _follow_sizes(self) -> None:
        self.setFont(self._appearance.font(TextStyle.TITLE))
        self.updateGeometry()


class IconButton(_Pressable):
    """A square button with an icon alone; `name` is its tooltip and what screen readers say."""

    def __init__(
        self,
        appearance: Appearance,
        icon: str,
        name: str,
        *,
        key: str = "",
        role: str = "muted",
        size: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._icon_name = icon
        self._role = role
        self._size = size
        self._key = key
        self.set_name(name)
        if key:
            bind(self, key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        appearance.resized.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {key_words(self._key)}" if self._key else name)

    def set_icon(self, icon: str, role: str | None = None) -> None:
        self._icon_name = icon
        self._role = role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        side = self._appearance.px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, self._appearance, "plain")
        side = self._appearance.px(round(self._size * 0.53))
        rect = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        role = self._role if self.isEnabled() else "faint"
        if self.isCheckable() and self.isChecked():
            role = "accent"
        self._appearance.icon(self._icon_name, role).paint(painter, rect)
        painter.end()


def bind(button: QAbstractButton, key: str) -> None:
    """Let a key press the button while it can be seen, at once: Qt's own button shortcuts wait for an animation."""
    shortcut = QShortcut(QKeySequence(key), button)
    shortcut.activated.connect(button.click)


def paint_ground(painter: QPainter, button: QAbstractButton, appearance: Appearance, kind: str) -> str:
    """Paint the ground of a button in its present state and return the colour role of the words on it."""
    ground, under_mouse, words, border = _COLOURS[kind]
    hovered = button.underMouse() and button.isEnabled()
    role = under_mouse if hovered or button.isDown() else ground
    if not button.isEnabled():
        role, words = ("track" if ground else ""), "faint"
        border = ""
    elif kind == "plain" and hovered:
        words = "text"
    if role or border:
        colour = appearance.color(role) if role else QColor(Qt.GlobalColor.transparent)
        if button.isDown() and kind in ("primary", "danger"):
            colour = colour.darker(108)
        line = appearance.color(border) if border else None
        draw_round(painter, QRectF(button.rect()), RADIUS.m, colour, line)
    return words
