"""A day in one's own words: until when a promise is put off, or is to be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.workflows.promises.put_off_action import day_in_words
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class DaySheet(Sheet):
    """`day_said` says the words as typed; whoever asked reads them and closes the sheet, or shows the Mistake."""

    day_said = Signal(str)

    def __init__(
        self, appearance: Appearance, host: QWidget, clock: Clock, title: str, confirm: str, words: str = ""
    ) -> None:
        super().__init__(appearance, host, title, confirm=confirm, width=420)
        self._clock = clock
        self.words = LineEdit(appearance, _("next monday, in 2 weeks, 24.12."), text=words)
        self.add_field("day", Field(appearance, _("Day"), self.words))
        self.understood = Text(appearance, "", TextStyle.BODY, "muted")
        self.add(self.understood)
        self.words.textChanged.connect(self._follow)
        self.words.returnPressed.connect(self.confirmed)
        self.confirmed.connect(self._say)
        self._follow(words)

    def focus_first(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    def _follow(self, words: str) -> None:
        try:
            said = phrases.day(day_in_words(self._clock, words)) if words.strip() else ""
        except Mistake:
            said = ""
        self.understood.setText(said)

    def _say(self) -> None:
        self.day_said.emit(self.words.text())
