"""One thing to ask about: its words, from when on, and what was told."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.threads import Thread
from mentordesk.language import _
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.date_edit import DateEdit
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.theme.appearance import Appearance


class ThreadSheet(Sheet):
    """Confirmed with an answer, it is told."""

    again_wanted = Signal()
    silence_turned = Signal()
    """Not to be raised from now on, or to be raised again."""
    remove_wanted = Signal()

    def __init__(self, appearance: Appearance, host: QWidget, clock: Clock, thread: Thread) -> None:
        super().__init__(appearance, host, _("Ask about"), confirm=_("Keep"), width=480)
        self.thread_id = thread.id
        optional = _("optional")
        self.text = LineEdit(appearance, text=thread.text)
        self.ripe_on = DateEdit(appearance, clock, thread.ripe_on, placeholder=_("Any time"))
        self.answer = LineEdit(appearance, _("What they told; it is not offered again then"), text=thread.answer)
        self.add_field("text", Field(appearance, _("What"), self.text))
        self.add_field("ripe_on", Field(appearance, _("Not before"), self.ripe_on, optional=optional))
        self.add_field("answer", Field(appearance, _("Answer"), self.answer, optional=optional))
        self.text.returnPressed.connect(self.confirmed)
        self.answer.returnPressed.connect(self.confirmed)
        if thread.asked_at:
            again = self.add_button(Button(appearance, _("Ask again"), "refresh-cw"))
            again.clicked.connect(self.again_wanted)
        words = _("May be raised again") if thread.let_be_at else _("Don’t raise it")
        silence = self.add_button(Button(appearance, words, "eye" if thread.let_be_at else "eye-off", "plain"))
        silence.clicked.connect(self.silence_turned)
        remove = self.add_button(Button(appearance, _("Remove"), "trash-2", "plain"))
        remove.clicked.connect(self.remove_wanted)

    def focus_first(self) -> None:
        self.answer.setFocus()
