"""A time of day, typed in any usual way."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.date_words import read_time, say_time
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.theme.appearance import Appearance

_DAY = 24 * 60


class TimeEdit(LineEdit):
    """Understands "15:00", "1530", "9", "3pm", "noon". Up and Down step to the next quarter of an hour, Page to the next hour.

    `changed` says the time, or None when the line was emptied; what cannot be understood stays to be corrected.
    """

    changed = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        moment: time | None = None,
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            appearance, placeholder or _("Time, such as {example}").format(example=say_time(time(15))), parent=parent
        )
        self._moment: time | None = None
        self.editingFinished.connect(self._settle)
        self.set_moment(moment)

    def moment(self) -> time | None:
        self._settle()
        return self._moment

    def set_moment(self, moment: time | None) -> None:
        """Show a time without saying `changed`."""
        self._moment = moment
        self.setText(say_time(moment) if moment is not None else "")

    def is_valid(self) -> bool:
        """Return whether the line is empty or says a time."""
        words = self.text().strip()
        return not words or read_time(words) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 15, Qt.Key.Key_Down: -15, Qt.Key.Key_PageUp: 60, Qt.Key.Key_PageDown: -60}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self._step(step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a wheel scrolls the form; it must not change an appointment in passing

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._settle()

    def _step(self, by: int) -> None:
        self._settle()
        if self._moment is None:
            self._take(time(9))
            return
        minutes = self._moment.hour * 60 + self._moment.minute
        size = abs(by)
        minutes = (minutes // size + 1) * size if by > 0 else ((minutes + size - 1) // size - 1) * size
        minutes %= _DAY
        self._take(time(minutes // 60, minutes % 60))

    def _take(self, moment: time) -> None:
        changed = moment != self._moment
        self.set_moment(moment)
        if changed:
            announce(self, say_time(moment))
            self.changed.emit(moment)

    def _settle(self) -> None:
        words = self.text().strip()
        if self._moment is not None and words == say_time(self._moment):
            return
        moment = read_time(words) if words else None
        if moment is not None:
            self._take(moment)
        elif self._moment is not None:
            self._moment = None
            self.changed.emit(None)
