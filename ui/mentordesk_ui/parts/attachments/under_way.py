"""What takes a while, line by line: what is done, how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.progress import Progress
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.attaching import UnderWay
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

SHOWN_AFTER_MS = 400
"""What is done sooner says nothing in between."""


class UnderWayRows(QWidget):
    """Seen once something takes longer than a moment."""

    stop_wanted = Signal(int)

    def __init__(self, appearance: Appearance, *, after: QWidget) -> None:
        """Tab comes here from `after`."""
        super().__init__()
        self._appearance = appearance
        self._after = after
        self._lines: dict[int, _Line] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        self._column.setSpacing(SPACE.xs)
        self._wait = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._wait.timeout.connect(self.show_now)
        self.hide()

    def count(self) -> int:
        """Return how many lines can be seen."""
        return len(self._lines) if not self.isHidden() else 0

    def show_all(self, all_of_it: Sequence[UnderWay]) -> None:
        """Show these, each as far as it is."""
        numbers = {one.number for one in all_of_it}
        for number in [number for number in self._lines if number not in numbers]:
            line = self._lines.pop(number)
            self._column.removeWidget(line)
            line.deleteLater()
        for one in all_of_it:
            if one.number not in self._lines:
                line = self._lines[one.number] = _Line(self._appearance, one.words)
                line.stop.clicked.connect(partial(self.stop_wanted.emit, one.number))
                self._column.addWidget(line)
                QWidget.setTabOrder(self._after, line.stop)
            self._lines[one.number].bar.set_share(one.share)
        if not self._lines:
            self._wait.stop()
            self.hide()
        elif self.isHidden() and not self._wait.isActive():
            self._wait.start()

    def show_now(self) -> None:
        """Show what is under way without waiting."""
        if self._lines:
            self.show()
            for line in self._lines.values():
                announce(self, line.words.text())


class _Line(QWidget):
    def __init__(self, appearance: Appearance, words: str) -> None:
        super().__init__()
        self.words = Text(appearance, words, TextStyle.CAPTION, "muted", elides=True)
        self.bar = Progress(appearance, 0.0, words)
        self.stop = Button(appearance, _("Stop"), kind="plain")
        self.stop.setAccessibleDescription(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
