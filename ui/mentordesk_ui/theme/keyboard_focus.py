"""The focus ring for the keyboard: one overlay that follows the focused control; a mouse never makes it appear."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

KEY_FOCUS = "keyFocus"
"""Dynamic property, true while a widget has the focus and the keyboard brought it there."""
OWN_RING = "ownRing"
"""Set this dynamic property to true on a widget that paints its focus itself."""
RING_RADIUS = "ringRadius"
"""Corner radius of the control in px, when it is not the usual one of controls."""

_RING = 2
_GAP = 2
_MARGIN = 12
"""Room in px round what is scrolled to, for its ring."""
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
}
_TAB_REASONS = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
_POINTER_EVENTS = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}
_TOUCHES = {*_POINTER_EVENTS, QEvent.Type.KeyPress, QEvent.Type.Wheel}
_RING_EVENTS = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange,
}


def has_keyboard_focus(widget: QWidget) -> bool:
    """Tell whether a widget has the focus and should show it."""
    return widget.property(KEY_FOCUS) is True


class KeyboardFocus(QObject):
    """Watches the application's input and shows the ring where the keyboard is."""

    def __init__(self, application: QApplication, colour: QColor) -> None:
        super().__init__(application)
        self._colour = colour
        self._by_keyboard = False
        self._by_pointer = False
        self._shown: QWidget | None = None
        self._ring: FocusRing | None = None
        self._application = application
        self._watches = False
        self._rests = 0
        self.touched = 0
        """Goes up with each key, click and turn of the wheel: somebody is here."""

    def watch(self) -> None:
        """Begin to watch. From then on every event of every object passes here."""
        self._watches = True
        self._application.installEventFilter(self)
        # PySide6 builds the types of all Qt classes when the first object that Qt itself made passes here: 30 ms, spent
        # now instead of at the first key or the first move of the mouse. The parts of this one are such objects.
        QScrollArea().deleteLater()

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Look away for a while in which thousands of events tell of no key: making, showing or dressing widgets sends
        some 30 to each, and handing each to Python takes a third of the time. Where the keyboard went is seen afterwards.
        """
        before = QApplication.focusWidget()
        self._rests += 1
        self._application.removeEventFilter(self)
        try:
            yield
        finally:
            self._rests -= 1
            if self._watches and not self._rests:
                self._application.installEventFilter(self)
                self._catch_up(before)

    def _catch_up(self, before: QWidget | None) -> None:
        now = QApplication.focusWidget()
        if now is before and (self._shown is None or now is self._shown):
            return
        if now is not None and self._by_keyboard:
            self._show(now)
        else:
            self._hide()

    def set_colour(self, colour: QColor) -> None:
        """Take the ring's colour of a new theme."""
        self._colour = colour
        if self._ring is not None and isValid(self._ring):
            self._ring.set_colour(colour)

    def stop(self) -> None:
        """Watch no more, and take the ring away."""
        self._watches = False
        self._application.removeEventFilter(self)
        self._hide()
        self._drop_ring()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _TOUCHES:
            self.touched += 1
        if kind == QEvent.Type.KeyPress:
            if isinstance(event, QKeyEvent) and event.key() not in _MODIFIERS:
                self._by_keyboard, self._by_pointer = True, False
        elif kind in _POINTER_EVENTS:
            self._by_keyboard, self._by_pointer = False, True
            self._hide()
        elif kind == QEvent.Type.FocusIn:
            if isinstance(watched, QWidget) and isinstance(event, QFocusEvent):
                reason = event.reason()
                # Qt gives Tab as the reason too when a control that was clicked hides, and the focus goes on.
                if reason == Qt.FocusReason.ShortcutFocusReason or (reason in _TAB_REASONS and not self._by_pointer):
                    self._by_keyboard = True
                if self._by_keyboard and reason != Qt.FocusReason.MouseFocusReason:
                    self._show(watched)
                else:
                    self._hide()
        elif kind == QEvent.Type.FocusOut and watched is self._shown:
            self._hide()
        return False

    def _show(self, widget: QWidget) -> None:
        if widget is not self._shown:
            self._hide()
        self._shown = widget
        widget.setProperty(KEY_FOCUS, True)
        widget.update()
        _bring_into_sight(widget)
        if _shows_focus_itself(widget):
            return
        window = widget.window()
        if self._ring is None or not isValid(self._ring) or self._ring.parentWidget() is not window:
            self._drop_ring()
            self._ring = FocusRing(window, self._colour)
        self._ring.follow(widget)

    def _hide(self) -> None:
        widget, self._shown = self._shown, None
        if widget is not None and isValid(widget):
            widget.setProperty(KEY_FOCUS, False)
            widget.update()
        if self._ring is not None and isValid(self._ring):
            self._ring.follow(None)

    def _drop_ring(self) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.follow(None)
            self._ring.deleteLater()
        self._ring = None


def _bring_into_sight(widget: QWidget) -> None:
    """Scroll to what has the keyboard: Qt does so only when Tab comes from within the same column."""
    step = widget.parentWidget()
    while step is not None and not step.isWindow():
        if isinstance(step, QScrollArea):
            step.ensureWidgetVisible(widget, _MARGIN, _MARGIN)
        step = step.parentWidget()


def _shows_focus_itself(widget: QWidget) -> bool:
    if widget.property(OWN_RING) is True:
        return True
    if widget.isWindow():
        return True  # a menu marks its row; a ring within its edges would be a stain in each corner
    # Text fields take an accent border, lists mark their current row.
    if isinstance(widget, QLineEdit | QAbstractSpinBox | QAbstractScrollArea):
        return True
    return isinstance(widget, QComboBox) and widget.isEditable()


class FocusRing(QWidget):
    """A ring round one widget of the same window; it takes no clicks, no focus and no part in the layout."""

    def __init__(self, window: QWidget, colour: QColor) -> None:
        super().__init__(window)
        self._colour = colour
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("focusRing")
        self.hide()

    def set_colour(self, colour: QColor) -> None:
        self._colour = colour
        self.update()

    def follow(self, target: QWidget | None) -> None:
        """Surround a widget, wherever it moves; None hides the ring."""
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = target
        if target is None:
            self.hide()
            return
        step: QWidget | None = target
        while step is not None and step is not self.parentWidget():
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _RING_EVENTS:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        target = self._target
        if target is None or not isValid(target):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._visible_part(target))
        reach = _GAP + _RING / 2
        box = QRect(self.mapFromGlobal(target.mapToGlobal(QPoint(0, 0))), target.size())
        asked = target.property(RING_RADIUS)
        radius = float(asked) if isinstance(asked, int | float) else 8.0
        radius = min(radius, box.height() / 2) + reach
        painter.setPen(QPen(self._colour, _RING))
        painter.drawRoundedRect(box.toRectF().adjusted(-reach, -reach, reach, reach), radius, radius)
        painter.end()

    def _place(self) -> None:
        target, window = self._target, self.parentWidget()
        if target is None or not isValid(target) or window is None or not target.isVisible():
            self.hide()
            return
        reach = _GAP + _RING + 1
        corner = target.mapTo(window, QPoint(0, 0))
        self.setGeometry(QRect(corner, target.size()).adjusted(-reach, -reach, reach, reach))
        self.raise_()
        self.show()
        self.update()

    def _visible_part(self, target: QWidget) -> QRect:
        """Return what scroll areas let be seen, in this widget's coordinates."""
        part = self.rect()
        step = target.parentWidget()
        while step is not None and step is not self.parentWidget():
            around = step.parentWidget()
            if isinstance(around, QAbstractScrollArea) and around.viewport() is step:
                part = part.intersected(QRect(self.mapFromGlobal(step.mapToGlobal(QPoint(0, 0))), step.size()))
            step = around
        return part
