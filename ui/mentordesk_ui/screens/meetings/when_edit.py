"""Day, time and length in one row, as a plan and a log ask for them."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from mentordesk.clock import Clock
from mentordesk.language import _
from mentordesk_ui.parts.date_edit import DateEdit
from mentordesk_ui.parts.date_words import read_date, read_time
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.time_edit import TimeEdit
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

_LENGTH = re.compile(r"(?:(\d{1,2})\s*h(?:\s*(\d{1,2})\s*(?:m|min)?)?|(\d{1,4})\s*(?:m|min)?)", re.IGNORECASE)


class MinutesEdit(LineEdit):
    """A length: "45", "45 min", "1h", "1h 30". Up and Down step by five minutes."""

    changed = Signal(object)

    def __init__(self, appearance: Appearance, minutes: int) -> None:
        super().__init__(appearance, _("Minutes"), name=_("Minutes"))
        self.set_minutes(minutes)
        self.textEdited.connect(self._tell)

    def minutes(self) -> int:
        """Return the minutes; 0 for what is no length."""
        found = _LENGTH.fullmatch(self.text().strip())
        if found is None:
            return 0
        return int(found[3]) if found[3] else int(found[1]) * 60 + int(found[2] or 0)

    def set_minutes(self, minutes: int) -> None:
        """Show a length."""
        self.setText(_("{minutes} min").format(minutes=minutes))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 5, Qt.Key.Key_Down: -5}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.set_minutes(max(5, (self.minutes() + step) // 5 * 5))
        self._tell()

    def _tell(self, *_words: object) -> None:
        self.changed.emit(self.minutes())


class WhenEdit(QWidget):
    """`changed` whenever day or time are others; `wall` is what a clock on the wall would show, without zone."""

    changed = Signal()

    def __init__(self, appearance: Appearance, clock: Clock, wall: datetime, minutes: int) -> None:
        super().__init__()
        self.day = DateEdit(appearance, clock, wall.date())
        self.day.setAccessibleName(_("Day"))
        self.time = TimeEdit(appearance, wall.time())
        self.time.setAccessibleName(_("Time"))
        self.length = MinutesEdit(appearance, minutes)
        self._appearance = appearance
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.s)
        for edit, share in ((self.day, 5), (self.time, 3), (self.length, 3)):
            edit.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._row.addWidget(edit, share)
        self.day.changed.connect(self._tell)
        self.time.changed.connect(self._tell)
        for edit in (self.day, self.time):
            edit.textEdited.connect(self._tell)
        self.setFocusProxy(self.day)

    def wall(self) -> datetime | None:
        """Return day and time; None while either cannot be understood."""
        day, moment = self.day.day(), self.time.moment()
        return datetime.combine(day, moment) if day is not None and moment is not None else None

    def wall_so_far(self) -> datetime | None:
        """Return the same while it is still being typed: what is typed is read and left alone."""
        day = read_date(self.day.text(), self.day.today())
        moment = read_time(self.time.text())
        return datetime.combine(day, moment) if day is not None and moment is not None else None

    def minutes(self) -> int:
        """Return the length in minutes; 0 for what is no length."""
        return self.length.minutes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand one above the other where the words would not fit side by side."""
        super().resizeEvent(event)
        tight = self.width() < self._appearance.px(430)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight)

    def _tell(self, *_value: object) -> None:
        self.changed.emit()
