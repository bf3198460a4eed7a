"""The pill: a small window above all others that shows the time of the call. It never takes the keyboard.

Under Wayland no program may keep a window above others or place it: there the pill is an ordinary small window that the
user opens and places. Under XWayland (QT_QPA_PLATFORM=xcb) it is what it is under X.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.buttons import IconButton
from mentordesk_ui.qtkit.compositing import cut_out
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .ring import RingLook, paint_ring

LINE_MS = 8000
_FADE_MS = 600
_EDGE = 24
_CLICK = 4

Place = tuple[int, int]


def can_float() -> bool:
    """Tell whether this desktop lets a window stay above others where it is put."""
    return not QGuiApplication.platformName().startswith("wayland")


class _Face(QWidget):
    """Ring, time, name, and for a while one gentle line."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.look = RingLook()
        self.name = ""
        self.line = ""
        self.strength = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        px = self._appearance.px
        time = QFontMetrics(self._time_font()).horizontalAdvance(max(self.look.time, "00:00", key=len))
        small = self._appearance.metrics(TextStyle.CAPTION)
        words = max(time, min(px(150), small.horizontalAdvance(self.name)))
        height = px(28) + small.height() + QFontMetrics(self._time_font()).height() - px(14)
        width = px(34) + px(SPACE.m) + words + 2
        if self.line:
            width = max(width, min(px(280), small.horizontalAdvance(self.line) + 2))
            height += small.height() + px(SPACE.xs)
        return QSize(width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = self._appearance.px
        painter = QPainter(self)
        small = self._appearance.metrics(TextStyle.CAPTION)
        beneath = small.height() + px(SPACE.xs) if self.line else 0
        room = QRectF(0, 0, self.width(), self.height() - beneath)
        side = px(30)
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = room.right() - side - 2 if leftwards else 2.0
        circle = QRectF(x, room.center().y() - side / 2, side, side)
        paint_ring(
            painter, self._appearance, circle, self.look, stroke=3.5 * self._appearance.text_scale, ground="surface"
        )
        near = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
        words = QRectF(0 if leftwards else px(34 + SPACE.m), 0, self.width() - px(34 + SPACE.m), 0)
        time_height = QFontMetrics(self._time_font()).height()
        whole = time_height + small.height()
        top = room.center().y() - whole / 2
        painter.setFont(self._time_font())
        tone = {"warm": "warm", "accent": "text"}.get(self.look.tone, "muted")
        painter.setPen(self._appearance.color(tone))
        painter.drawText(QRectF(words.x(), top, words.width(), time_height), near, self.look.time)
        row = QRectF(words.x(), top + time_height, words.width(), small.height())
        painting.draw_text(painter, self._appearance, row, self.name, TextStyle.CAPTION, "muted", align=near)
        if self.line:
            painter.setOpacity(self.strength)
            row = QRectF(0, self.height() - small.height(), self.width(), small.height())
            painting.draw_text(painter, self._appearance, row, self.line, TextStyle.CAPTION, "accent", align=near)
        painter.end()

    def time_area(self) -> QRect:
        """Return where the time stands, and a little more."""
        left = self._appearance.px(30)
        return QRect(
            0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else left,
            0,
            self.width() - left,
            self.height() // (2 if not self.line else 3) + self._appearance.px(8),
        )

    def _time_font(self) -> QFont:
        return self._appearance.font(TextStyle.H2, tabular=True)


class Pill(QWidget):
    """Drag it anywhere; a click brings the window forward; under the mouse it offers five minutes more and the next part."""

    clicked = Signal()
    more_wanted = Signal()
    next_wanted = Signal()
    seen = Signal(bool)
    """It can be seen now, or no longer."""

    def __init__(
        self,
        appearance: Appearance,
        *,
        load_place: Callable[[], Place | None] | None = None,
        save_place: Callable[[Place], object] | None = None,
        floats: bool | None = None,
    ) -> None:
        super().__init__(None)
        self._appearance = appearance
        self._load_place, self._save_place = load_place, save_place
        self._floats = can_float() if floats is None else floats
        self._pressed_at: QPoint | None = None
        self._was_at = QPoint()
        self._is_dragged = False
        self._is_cut_out = False
        self.setWindowTitle(_("MentorDesk: time of the call"))
        # A locked desk goes on showing the time, and nothing else of the call.
        self.setProperty("showsWhileCovered", True)
        if self._floats:
            self.setWindowFlags(
                Qt.WindowType.Tool
                | Qt.WindowType.FramelessWindowHint
                | Qt.WindowType.WindowStaysOnTopHint
                | Qt.WindowType.WindowDoesNotAcceptFocus
                | Qt.WindowType.NoDropShadowWindowHint
            )
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
            self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # The program ends with its window, not with this one.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._face = _Face(appearance, self)
        self.more_button = IconButton(appearance, "plus", _("5 minutes more"), size=28)
        self.next_button = IconButton(appearance, "skip-forward", _("Next part"), size=28)
        self._acts = QWidget(self)
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(0)
        for button, signal in ((self.more_button, self.more_wanted), (self.next_button, self.next_wanted)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(signal)
            acts.addWidget(button)
        self._acts.hide()
        row = QHBoxLayout(self)
        row.setSpacing(SPACE.s)
        row.addWidget(self._face)
        row.addWidget(self._acts)
        self._fading = QVariantAnimation(self)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.valueChanged.connect(self._set_strength)
        self._fading.finished.connect(self._end_line)
        self._line_end = QTimer(self, singleShot=True, interval=LINE_MS)
        self._line_end.timeout.connect(self._fade_line)
        appearance.changed.connect(self._fit)

    @property
    def line(self) -> str:
        """The gentle line shown now."""
        return self._face.line

    def show_look(self, look: RingLook, name: str, spoken: str) -> None:
        """Show this time; only a change is painted."""
        face = self._face
        if look == face.look and name == face.name:
            return
        is_only_time = name == face.name and replace(look, time=face.look.time) == face.look
        fits = len(look.time) == len(face.look.time) and name == face.name
        face.look, face.name = look, name
        self.setAccessibleName(spoken)
        if not fits:
            self._fit()
        if is_only_time and fits:
            face.update(face.time_area())
        else:
            face.update()

    def say(self, words: str) -> None:
        """Show one gentle line, which fades after a few seconds."""
        self._fading.stop()
        self._face.line, self._face.strength = words, 1.0
        self._line_end.start()
        self._fit()

    def _fade_line(self) -> None:
        duration = self._appearance.motion_ms(_FADE_MS)
        if duration:
            self._fading.setDuration(duration)
            self._fading.start()
        else:
            self._end_line()

    def _set_strength(self, value: object) -> None:
        self._face.strength = float(value)  # type: ignore[arg-type]  # Qt types the value of an animation as object
        self._face.update()

    def _end_line(self) -> None:
        self._face.line, self._face.strength = "", 0.0
        self._fit()

    # -- place and size

    def appear(self) -> None:
        """Show it where it was last, wholly on a screen; by whoever has the keyboard unnoticed."""
        if self.isVisible():
            return
        self._fit()
        if self._floats:
            self.move(self._wanted_place())
        self.show()

    def _wanted_place(self) -> QPoint:
        place = self._load_place() if self._load_place is not None else None
        screen = QGuiApplication.primaryScreen()
        if place is not None:
            middle = QPoint(place[0] + self.width() // 2, place[1] + self.height() // 2)
            at = QGuiApplication.screenAt(middle)
            if at is not None:
                room = at.availableGeometry()
                x = min(max(place[0], room.left()), room.right() + 1 - self.width())
                return QPoint(x, min(max(place[1], room.top()), room.bottom() + 1 - self.height()))
        room = screen.availableGeometry()
        return QPoint(room.right() + 1 - self.width() - _EDGE, room.top() + _EDGE)

    def _fit(self) -> None:
        """Take the size the words need, growing away from the edge of the screen."""
        self._face.updateGeometry()
        layout = self.layout()
        if layout is not None:
            # The ring fits the round end; at the other one words need to keep a little more away.
            px = self._appearance.px
            layout.setContentsMargins(px(SPACE.m), px(SPACE.s), px(SPACE.m + SPACE.xs), px(SPACE.s))
            layout.invalidate()
            layout.activate()
        size = self.sizeHint()
        if size == self.size():
            self.update()
            return
        right = self.geometry().right()
        screen = self.screen()
        is_right = self.isVisible() and self.geometry().center().x() > screen.availableGeometry().center().x()
        self.resize(size)
        if is_right and self._floats:
            self.move(right + 1 - size.width(), self.y())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut_out()
        self.update()

    def _radius(self) -> float:
        return min(self.height() / 2, self._appearance.px(26))

    def _cut_out(self) -> None:
        if self._floats:
            self._is_cut_out = cut_out(self, QRectF(self.rect()), self._radius())

    # -- mouse

    def enterEvent(self, event: QEnterEvent) -> None:
        self._acts.show()
        self._fit()

    def leaveEvent(self, event: QEvent) -> None:
        if self._pressed_at is None:
            self._acts.hide()
            self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()
            self._was_at, self._is_dragged = self.pos(), False
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        moved = event.globalPosition().toPoint() - self._pressed_at
        if self._is_dragged or moved.manhattanLength() > _CLICK:
            self._is_dragged = True
            self.move(self._was_at + moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed_at = None
        if self._is_dragged:
            if self._save_place is not None:
                self._save_place((self.x(), self.y()))
        else:
            self.clicked.emit()

    # -- seen

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._cut_out()
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._acts.hide()
        self.seen.emit(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_cut_out:
            # Half-covered pixels of the rim would let the black below through.
            painter.fillRect(self.rect(), self._appearance.color("border"))
        if self._floats:
            painting.draw_card(painter, self._appearance, QRectF(self.rect()), radius=self._radius(), raised=False)
        else:
            painter.fillRect(self.rect(), self._appearance.color("surface"))
        painter.end()
