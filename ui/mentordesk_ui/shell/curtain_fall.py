"""What falls over every window of the program in the very frame in which the curtain is drawn: plain ground, nothing to read.

Veiling all words and laying them out anew takes some frames on a slow computer; until then this lies over them.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

from mentordesk_ui.theme.appearance import Appearance


class _Fall(QWidget):
    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._appearance = appearance
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        # Now, and not when the event loop comes to it: what follows takes its time.
        self.repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._appearance.color("canvas"))
        painter.end()


class CurtainFall(QObject):
    """`begin` before the veil is drawn; it is gone again by itself once what lies below can be seen."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._falls: list[_Fall] = []
        self._end = QTimer(self, singleShot=True, interval=0)
        self._end.timeout.connect(self.end)

    def begin(self) -> None:
        """Cover all windows that can be seen, at once."""
        QToolTip.hideText()
        self._falls += [_Fall(self._appearance, each) for each in QApplication.topLevelWidgets() if _is_seen(each)]
        self._end.start()

    @Slot()
    def end(self) -> None:
        """Take it away: everything below is veiled by now."""
        falls, self._falls = self._falls, []
        for fall in falls:
            if isValid(fall):
                fall.hide()
                fall.deleteLater()


def _is_seen(window: QWidget) -> bool:
    kind = window.windowType()
    return window.isVisible() and kind not in (Qt.WindowType.ToolTip, Qt.WindowType.Desktop, Qt.WindowType.Popup)
