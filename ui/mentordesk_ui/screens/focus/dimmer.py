"""The dimmer: every screen but the call's goes dark, one window each; a click or Esc lifts it. It dies with the program."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from mentordesk.language import _
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

SETTLE_MS = 400
"""A screen that was plugged in is not yet where it will be."""


class DimWindow(QWidget):
    """Covers one screen. It never takes the keyboard from the call."""

    lifted = Signal()

    def __init__(self, appearance: Appearance, screen: QScreen) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self._appearance = appearance
        self._time = ""
        self._line = ""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowTitle(_("Dimmed for the call"))
        self.setProperty("showsWhileCovered", True)
        self.setAccessibleName(_("Dimmed for the call. A click or Escape lifts it."))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.cover(screen)

    def cover(self, screen: QScreen) -> None:
        """Cover this screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        if QGuiApplication.platformName().startswith("wayland"):
            # There a program may not place a window, but it may fill a screen.
            self.showFullScreen()
        else:
            self.show()

    def show_words(self, time: str, line: str) -> None:
        """Show these in the middle; empty for nothing but dark."""
        if (time, line) != (self._time, self._line):
            self._time, self._line = time, line
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if self._time:
            # Grey on black whatever the theme: bright enough to read, dark enough to forget.
            painter.setPen(Qt.GlobalColor.gray)
            painter.setFont(self._appearance.font(TextStyle.DISPLAY))
            middle = self.rect().adjusted(0, 0, 0, -self._appearance.px(24))
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, self._time)
            painter.setFont(self._appearance.font(TextStyle.BODY))
            below = self.rect().adjusted(0, self._appearance.px(72), 0, 0)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._appearance.veil.words(self._line))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.lifted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.lifted.emit()


class Dimmer(QObject):
    """`dim` all screens but the one a window is on; screens that come and go are followed."""

    changed = Signal(bool)
    """Whether anything is dimmed now."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._windows: dict[QScreen, DimWindow] = {}
        self._call: QScreen | None = None
        self._is_on = False
        self._words = ("", "")
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._cover_others)
        application = cast("QGuiApplication", QGuiApplication.instance())
        application.screenAdded.connect(self._screen_added)
        application.screenRemoved.connect(self._screen_removed)

    @property
    def is_on(self) -> bool:
        """Whether screens are kept dark; with a single screen there may be nothing to see of it."""
        return self._is_on

    def windows(self) -> tuple[DimWindow, ...]:
        """Return the windows that cover screens now."""
        return tuple(self._windows.values())

    def dim(self, call: QScreen | None) -> None:
        """Keep every screen dark but the call's; with None, the first there is stays bright."""
        self._call = call or next(iter(QGuiApplication.screens()), None)
        self._is_on = True
        self._cover_others()
        self.changed.emit(True)

    def lift(self) -> None:
        """Give all screens back."""
        if not self._is_on:
            return
        self._is_on = False
        self._settle.stop()
        for screen in tuple(self._windows):
            self._uncover(screen)
        self.changed.emit(False)

    def show_words(self, time: str, line: str) -> None:
        """Show these on the dark screens; empty for nothing."""
        self._words = time, line
        for window in self._windows.values():
            window.show_words(time, line)

    def _cover_others(self) -> None:
        if not self._is_on:
            return
        screens = QGuiApplication.screens()
        if self._call not in screens:
            self._call = next(iter(screens), None)
        for screen in screens:
            if screen is self._call:
                self._uncover(screen)
            elif screen in self._windows:
                self._windows[screen].cover(screen)
            else:
                window = DimWindow(self._appearance, screen)
                screen.geometryChanged.connect(self._screen_moved)
                window.lifted.connect(self.lift)
                window.show_words(*self._words)
                self._windows[screen] = window

    def _screen_moved(self, _geometry: QRect) -> None:
        if self._is_on:
            self._settle.start()

    def _screen_added(self, _screen: QScreen) -> None:
        if self._is_on:
            self._settle.start()

    def _screen_removed(self, screen: QScreen) -> None:
        self._uncover(screen)
        if self._is_on and screen is self._call:
            # The call has moved to what is left: that one must not stay dark.
            self._call = None
            self._cover_others()

    def _uncover(self, screen: QScreen) -> None:
        window = self._windows.pop(screen, None)
        if window is not None:
            screen.geometryChanged.disconnect(self._screen_moved)
            window.hide()
            window.deleteLater()
