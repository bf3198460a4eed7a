"""One piece of advice opened: its words and context, what was answered so far, and the question to answer at any time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.domain.advice import Standing, Tried
from mentordesk.language import _
from mentordesk.workflows.advice.advice_overview import AdviceRow
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .asked_form import AskedForm


class AdviceSheet(Sheet):
    """Confirmed once an answer is chosen. What else can be done with it are buttons beside."""

    change_wanted = Signal()
    turned = Signal()
    """To be let go, or taken up again."""
    origin_wanted = Signal()
    remove_wanted = Signal()

    def __init__(
        self, appearance: Appearance, host: QWidget, row: AdviceRow, answers: Sequence[str], *, origin: str = ""
    ) -> None:
        """`origin` says where it came from, such as “Open the note”; empty when it was typed."""
        super().__init__(appearance, host, _("Advice"), confirm=_("Keep the answer"), cancel=_("Close"))
        self.row = row
        self.add(Text(appearance, row.text, TextStyle.NOTE, selectable=True))
        about = QVBoxLayout()
        about.setSpacing(SPACE.xs)
        if row.context:
            about.addWidget(Text(appearance, row.context, TextStyle.BODY, "muted", selectable=True))
        about.addWidget(Text(appearance, row.detail, TextStyle.CAPTION, "muted"))
        self.add(about)
        if answers:
            said = QVBoxLayout()
            said.setSpacing(SPACE.xs)
            said.addWidget(SectionHead(appearance, _("So far")))
            for answer in answers:
                said.addWidget(Text(appearance, answer, TextStyle.BODY))
            self.add(said)
        self.form = AskedForm(appearance, row)
        self.add(self.form)
        acts = QWidget()
        expand_across(acts)
        flow = Flow(acts)
        is_gone = row.standing is Standing.LET_GO
        self.turn = Button(
            appearance,
            _("Take it up again") if is_gone else _("Let it go"),
            "archive-restore" if is_gone else "archive",
            "plain",
        )
        self.change = Button(appearance, _("Change…"), "pencil", "plain")
        self.origin = Button(appearance, origin, "external-link", "plain")
        self.remove = Button(appearance, _("Remove"), "trash-2", "plain")
        for button in (self.turn, self.change, self.origin, self.remove):
            flow.addWidget(button)
        self.origin.setVisible(bool(origin))
        self.add(acts)
        self.form.chosen.connect(self._choose)
        self.turn.clicked.connect(self.turned)
        self.change.clicked.connect(self.change_wanted)
        self.origin.clicked.connect(self.origin_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self._choose(self.form.answer())

    def _choose(self, tried: Tried | None) -> None:
        if self.confirm_button is not None:
            self.confirm_button.setEnabled(tried is not None)
        self.place()
