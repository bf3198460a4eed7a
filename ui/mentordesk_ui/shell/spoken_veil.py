"""Has the names, descriptions and tips of widgets say no more than the veil lets through, whoever set them and whenever."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from mentordesk_ui.parts.covering import cover_editor
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance

_SOON_MS = 0
_Getter = Callable[[QWidget], str]
_Setter = Callable[[QWidget, str], None]
_WORDS: tuple[tuple[_Getter, _Setter], ...] = (
    (QWidget.accessibleName, QWidget.setAccessibleName),
    (QWidget.accessibleDescription, QWidget.setAccessibleDescription),
    (QWidget.toolTip, QWidget.setToolTip),
    (QWidget.windowTitle, QWidget.setWindowTitle),
)


class SpokenVeil(QObject):
    """Looks through all widgets whenever the veil, the keyboard's place or the desk has changed. Whatever is drawn is another's."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._kept: dict[tuple[int, int], tuple[QWidget, str, str]] = {}
        """By widget and place in `_WORDS`: the widget, what it said, and what it says instead."""
        self._state = appearance.veil.state
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.look)
        appearance.changed.connect(self._follow)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.look_soon)

    def look_soon(self, *_changed: object) -> None:
        """Look once the event loop comes to it."""
        if self._appearance.veil.covers:
            self._soon.start()

    def look(self) -> None:
        """Look through all widgets now."""
        veil = self._appearance.veil
        if not veil.covers:
            self._bring_back()
            return
        if veil.state != self._state:
            self._bring_back()
            self._state = veil.state
        for widget in QApplication.allWidgets():
            if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
                cover_editor(widget, self._appearance)
            for place, (read, write) in enumerate(_WORDS):
                said = read(widget)
                if not said or (isinstance(widget, Text) and place == 0):
                    continue
                kept = self._kept.get((id(widget), place))
                if kept is not None and kept[0] is widget and said == kept[2]:
                    continue
                instead = veil.read_back(said)
                if instead != said:
                    write(widget, instead)
                    self._kept[id(widget), place] = (widget, said, instead)

    def _follow(self) -> None:
        if self._appearance.veil.state != self._state:
            self.look()

    def _bring_back(self) -> None:
        self._state = self._appearance.veil.state
        kept, self._kept = self._kept, {}
        for (_id, place), (widget, said, instead) in kept.items():
            read, write = _WORDS[place]
            if isValid(widget) and read(widget) == instead:
                write(widget, said)
