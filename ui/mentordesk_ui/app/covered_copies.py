"""What is copied behind the curtain or the lock is covered as well: the next thing one does is paste it where others see it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from mentordesk_ui.parts.covering import shows_selection
from mentordesk_ui.theme.appearance import Appearance


class CoveredCopies(QObject):
    """Puts dots and initials on the clipboard in place of what this program has put there; what others put there is theirs."""

    covered = Signal()
    """What was to be copied lies there covered; said once whoever copied it has said so."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._veil = appearance.veil
        self._said_after = QTimer(self, singleShot=True, interval=0)
        self._said_after.timeout.connect(self.covered)
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._look)
        if clipboard.supportsSelection():
            clipboard.selectionChanged.connect(self._let_go)

    def close(self) -> None:
        """Listen no longer."""
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.disconnect(self._look)
        if clipboard.supportsSelection():
            clipboard.selectionChanged.disconnect(self._let_go)

    @Slot()
    def _look(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if not self._veil.covers or not clipboard.ownsClipboard() or shows_selection(QApplication.focusWidget()):
            return
        seen = self._veil.words(clipboard.text())
        if seen != clipboard.text():
            clipboard.setText(seen)
            self._said_after.start()

    @Slot()
    def _let_go(self) -> None:
        """Under X11 what is marked can be pasted elsewhere, without anybody copying it."""
        clipboard = QGuiApplication.clipboard()
        if self._veil.covers and clipboard.ownsSelection() and not shows_selection(QApplication.focusWidget()):
            clipboard.clear(QClipboard.Mode.Selection)
