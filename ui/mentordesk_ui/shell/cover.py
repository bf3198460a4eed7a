"""Puts one page over everything a program shows: nothing below it is seen, heard or reached, and nothing of it is lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from mentordesk_ui.theme.keyboard_focus import FocusRing

MAY_SHOW = "showsWhileCovered"
"""Set this dynamic property to true on a window of its own that says nothing of the desk while it is covered."""
COVERED = "isCovered"
"""Dynamic property of a window, true while a page lies over it."""


class Cover(QObject):
    """Hides the parts of a window and every other window; `take_off` brings back what was there, the keyboard included."""

    def __init__(self, window: QWidget, page: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.page = page
        self._had_focus: QWidget | None = None
        self._parts: list[QWidget] = []
        self._windows: list[QWidget] = []
        self._late: list[QWidget] = []

    def put_on(self, focus_page: object = None) -> None:
        """Cover everything, in one go: nothing is painted in between. `focus_page` is called once the page can be seen."""
        window, page = self._window, self.page
        self._close_popups()
        self._had_focus = window.focusWidget()
        page.setParent(window)
        page.setGeometry(window.rect())
        page.show()
        page.raise_()
        if callable(focus_page):
            # Before the parts are hidden: what loses the keyboard this way takes it for a change of windows.
            focus_page()
        for part in self._shown_parts():
            self._parts.append(part)
            part.hide()
        for other in QApplication.topLevelWidgets():
            if self._is_to_hide(other):
                self._windows.append(other)
                other.hide()
        window.setProperty(COVERED, True)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def take_off(self) -> None:
        """Bring back what was there; the page is thrown away."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        window = self._window
        window.setProperty(COVERED, False)
        for part in (*self._parts, *self._late):
            if isValid(part) and part.parentWidget() is window:
                part.show()
        for other in self._windows:
            if isValid(other):
                other.show()
        back = self._had_focus
        # First where it was, then away with the page: else Qt hands the keyboard to whatever comes next.
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        else:
            window.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.hide()
        self.page.deleteLater()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._window:
            self.page.setGeometry(self._window.rect())
        elif kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched is not self.page:
            if watched.isWindow() and watched is not self._window:
                if self._is_to_hide(watched):
                    # It cannot be hidden while Qt is about to show it; nothing is painted before the timer.
                    watched.setWindowOpacity(0.0)
                    self._windows.append(watched)
                    QTimer.singleShot(0, self, self._hide_latecomers)
            elif watched.parentWidget() is self._window and self._is_part(watched):
                self.page.raise_()
                self._late.append(watched)
                QTimer.singleShot(0, self, self._hide_latecomers)
        return False

    def _hide_latecomers(self) -> None:
        """Hide what came up meanwhile, such as a report of a bug: it is there after unlocking."""
        focus = QApplication.focusWidget()
        for late in (*self._late, *self._windows):
            if isValid(late) and late.isVisible():
                had_focus = focus is not None and (late is focus or late.isAncestorOf(focus))
                late.hide()
                late.setWindowOpacity(1.0)
                if had_focus:
                    self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shown_parts(self) -> list[QWidget]:
        children = self._window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [one for one in children if self._is_part(one) and not one.isHidden()]

    def _is_part(self, widget: QWidget) -> bool:
        # The ring goes with the keyboard, and is the page's now.
        return widget is not self.page and not widget.isWindow() and not isinstance(widget, FocusRing)

    def _is_to_hide(self, other: QWidget) -> bool:
        if other is self._window or other.property(MAY_SHOW) is True or not other.isVisible():
            return False
        return other.windowType() not in (Qt.WindowType.ToolTip, Qt.WindowType.Desktop)

    def _close_popups(self) -> None:
        for _turn in range(10):
            popup = QApplication.activePopupWidget()
            if popup is None:
                return
            popup.close() if isinstance(popup, QMenu) else popup.hide()
