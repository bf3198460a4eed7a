"""A date, typed in any usual way or picked from a small calendar."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.language import _
from mentordesk.spoken_dates import get_ready_soon
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import IconButton
from mentordesk_ui.parts.calendar_popup import CalendarPopup
from mentordesk_ui.parts.covering import SAYS_OURS
from mentordesk_ui.parts.date_words import read_date, say_date, say_date_aloud
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.theme.appearance import Appearance


class DateEdit(LineEdit):
    """Understands "12 Nov", "12.11.", "2026-11-12", "friday", "tomorrow", "+3". Up and Down step by a day, Page by a month.

    Alt+Down or the icon opens the calendar. `changed` says the date, or None when the line was emptied. What cannot be
    understood stays to be corrected: `is_valid` is then False and `day` None.
    """

    changed = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        day: date | None = None,
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            appearance, placeholder or _("Day, such as {example}").format(example=_("friday")), parent=parent
        )
        self.setProperty(SAYS_OURS, True)
        self._clock = clock
        self._day: date | None = None
        self._popup: CalendarPopup | None = None
        self._open = IconButton(appearance, "calendar", _("Calendar  Alt+↓"), size=28)
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+Down is its key; Tab goes on to the next field
        self._open.clicked.connect(self.open_calendar)
        self.set_trailing(self._open)
        self.editingFinished.connect(self._settle)
        self.set_day(day)

    def day(self) -> date | None:
        self._settle()
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show a date without saying `changed`."""
        self._day = day
        self.setText(say_date(day) if day is not None else "")
        self.setCursorPosition(0)
        self.setAccessibleDescription(say_date_aloud(day) if day is not None else "")

    def is_valid(self) -> bool:
        """Return whether the line is empty or says a date."""
        words = self.text().strip()
        return not words or self._read(words) is not None

    def today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()

    def open_calendar(self) -> None:
        self._settle()
        if self._popup is None:
            self._popup = CalendarPopup(self._appearance, self)
            self._popup.picked.connect(self._take)
        self._popup.open_at(self._day or self.today(), self.today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Down and keys == Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not keys:
            self._step(days=1 if key == Qt.Key.Key_Up else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not keys:
            self._step(months=1 if key == Qt.Key.Key_PageUp else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        get_ready_soon()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._settle()

    def _step(self, days: int = 0, months: int = 0) -> None:
        self._settle()
        if self._day is None:
            self._take(self.today())
            return
        day = self._day + timedelta(days=days)
        if months:
            year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
            day = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        self._take(day)

    def _take(self, day: date) -> None:
        if day != self._day:
            self.set_day(day)
            announce(self, say_date_aloud(day))
            self.changed.emit(day)
        else:
            self.set_day(day)

    def _settle(self) -> None:
        words = self.text().strip()
        if self._day is not None and words == say_date(self._day):
            return
        day = self._read(words) if words else None
        if day is not None:
            self._take(day)
        elif self._day is not None:
            self._day = None
            self.changed.emit(None)

    def _read(self, words: str) -> date | None:
        if self._day is not None and words == say_date(self._day):
            return self._day
        return read_date(words, self.today())
