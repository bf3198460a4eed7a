"""A scrim over the whole window with one panel on it; it keeps the focus inside and gives it back afterwards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.painting import draw_card

HELP_KEY = "F1"
TEXT_KEYS = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0})
"""With Ctrl larger and smaller text, and the usual size: wanted wherever something is read. A plus may need Shift."""


class Panel(QFrame):
    """A raised, rounded ground for what an overlay shows."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        appearance.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_card(painter, self._appearance, QRectF(self.rect()), raised=False)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The shadow lies outside the panel, on the scrim: a panel that shrinks would leave it behind.
        overlay = self.parentWidget()
        if overlay is not None:
            overlay.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


class Overlay(QWidget):
    """Covers the window of `host`. Esc closes; Tab stays inside; keys of the window below rest until it is closed."""

    closed = Signal()

    def __init__(self, appearance: Appearance, host: QWidget) -> None:
        # A sub-window is no window of its own, but Qt keeps Tab inside it. (Walking nextInFocusChain from Python is no way:
        # PySide ties every widget it returns to the one asked, and destroying a sheet then invalidates half the window.)
        super().__init__(host.window(), Qt.WindowType.SubWindow)
        self._appearance = appearance
        self._returns_to: QWidget | None = None
        self._resting: tuple[QShortcut, ...] = ()
        self._shade = 0.0
        self.closes_on_scrim = False
        self.panel = Panel(appearance, self)
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self._set_shade)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        appearance.changed.connect(self._follow_appearance)

    # -- open and close

    def open(self) -> None:
        """Show it over the window and take the focus."""
        window = self.parentWidget()
        if self.isVisible() or window is None:
            return
        focus = QApplication.focusWidget()
        self._returns_to = focus if focus is not None and focus.window() is window else None
        self._let_keys_below_rest()
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.place()
        self.raise_()
        self.show()
        self.place()
        self._fade.setDuration(self._appearance.motion_ms(140))
        self._fade.start()
        self.focus_first()

    def close_overlay(self) -> None:
        """Take it away and put the focus back where it was."""
        if self.isHidden():
            return
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        self._fade.stop()
        focus = QApplication.focusWidget()
        held_focus = focus is None or self.isAncestorOf(focus)
        if window is not None and held_focus:
            # Else Qt hands it to whatever comes next in the window, and Enter presses a button nobody went to.
            window.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        for shortcut in self._shortcuts_below():
            if shortcut in self._resting:
                shortcut.setEnabled(True)
        self._resting = ()
        back = self._returns_to
        self._returns_to = None
        if held_focus and back is not None and self._is_alive(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _let_keys_below_rest(self) -> None:
        """Let keys rest that something below has as well: a key that two buttons of a window have presses neither."""
        own = {shortcut.key() for shortcut in self.findChildren(QShortcut)}
        below = (shortcut for shortcut in self._shortcuts_below() if shortcut.isEnabled())
        self._resting = tuple(shortcut for shortcut in below if shortcut.key() in own)
        for shortcut in self._resting:
            shortcut.setEnabled(False)

    def _shortcuts_below(self) -> list[QShortcut]:
        window, own = self.parentWidget(), set(self.findChildren(QShortcut))
        return [shortcut for shortcut in window.findChildren(QShortcut) if shortcut not in own] if window else []

    def place(self) -> None:
        """Put the panel where it belongs; called on every resize."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Focus what comes first inside."""
        for child in self.findChildren(QWidget):
            if can_be_tabbed_to(child, self):
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _is_alive(self, widget: QWidget) -> bool:
        window = self.parentWidget()
        return window is not None and any(child is widget for child in window.findChildren(QWidget))

    # -- keys and mouse

    def event(self, event: QEvent) -> bool:
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.ShortcutOverride and not self._is_own_shortcut(event):
                event.accept()
                return True
        return super().event(event)

    def _is_own_shortcut(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        # Help is the window's, and nowhere more wanted than in a form.
        resizes = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and Qt.Key(event.key()) in TEXT_KEYS
        return (
            resizes
            or pressed == QKeySequence(HELP_KEY)
            or any(pressed == shortcut.key() for shortcut in self.findChildren(QShortcut))
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self.closes_on_scrim:
            self.close_overlay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            window = self.parentWidget()
            if window is not None:
                self.setGeometry(window.rect())
                self.place()
        return False

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        scrim = QColor(self._appearance.color("scrim"))
        scrim.setAlphaF(scrim.alphaF() * self._shade)
        painter.fillRect(self.rect(), scrim)
        draw_card(painter, self._appearance, QRectF(self.panel.geometry()))
        painter.end()

    def _set_shade(self, value: object) -> None:
        self._shade = float(value)  # type: ignore[arg-type]  # Qt types the value of an animation as object
        self.update()

    def _follow_appearance(self) -> None:
        if self.isVisible():
            self.place()
            self.update()


def can_be_tabbed_to(widget: QWidget, within: QWidget) -> bool:
    """Return whether Tab can reach a widget once what it lies in is shown."""
    wants = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    return bool(wants) and widget.isEnabled() and widget.isVisibleTo(within)


def centred(inside: QRect, width: int, height: int, top: int | None = None) -> QRect:
    """Return a rectangle of this size in the middle of another, or at a fixed top."""
    left = inside.x() + (inside.width() - width) // 2
    y = inside.y() + (inside.height() - height) // 2 if top is None else top
    return QRect(QPoint(left, max(inside.y(), y)), QRect(0, 0, width, height).size())
