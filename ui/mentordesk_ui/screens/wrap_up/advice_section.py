"""Advice worth trying: one line, and what was written down so far."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.advice import Advice
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.advice.keep_advice import giver_by_role, keep_advice, remove_advice
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class AdviceSection(QWidget):
    """Enter adds, Delete removes; a row opens it."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._meeting_id = ""
        self._others = ""
        self._giver_id = ""
        self._names: dict[str, str] = {}
        title = _("Advice worth trying")
        self._head = SectionHead(appearance, title)
        self._model: RowModel[Advice] = RowModel(self._look, removable=True, parent=self)
        self.view: RowView[Advice] = RowView(
            appearance,
            self._model,
            title,
            delegate=WrappingDelegate(appearance, lines=2, inset=0),
            click="opens",
            fits_content=True,
        )
        self.line = LineEdit(appearance, _("One line; it is asked about in two weeks"), name=title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        for part in (self._head, self.view, self.line):
            column.addWidget(part)
        self.line.returnPressed.connect(self._add)
        self.view.removed_row.connect(self._remove)
        self.view.activated_row.connect(self._open)

    def show_meeting(self, meeting_id: str) -> None:
        """Show the advice of a call; without a mentorship there is none to give."""
        self._meeting_id = meeting_id
        self.refresh()

    def refresh(self) -> None:
        """Read the call again."""
        meeting = self._desk.meetings.get(self._meeting_id)
        self.setVisible(bool(meeting.mentorship_id))
        if not meeting.mentorship_id:
            return
        me, name = self._desk.profile.me(), self._desk.people.get(meeting.person_id).short_name
        self._giver_id = giver_by_role(self._desk, meeting.mentorship_id)
        self._names = {me.id: _("You advised")}
        self._others = _("{name} advised").format(name=name)
        self._head.set_aside(_("from you") if self._giver_id == me.id else _("from {name}").format(name=name))
        advice = self._desk.advice.of_meeting(self._meeting_id)
        self._model.set_rows(advice)
        self._model.forget_looks()
        self.view.setVisible(bool(advice))

    def _look(self, advice: Advice) -> RowLook:
        return RowLook(advice.text, self._names.get(advice.giver_id, self._others), IconMark("lightbulb"))

    def _add(self) -> None:
        words = self.line.text()
        if words.strip():
            mentorship_id = self._desk.meetings.get(self._meeting_id).mentorship_id
            act = partial(
                keep_advice,
                self._desk,
                self._clock,
                mentorship_id,
                self._giver_id,
                words,
                meeting_id=self._meeting_id,
            )
            self._acts.perform(act, done=self._added)

    def _added(self, _advice: Advice) -> None:
        self.line.clear()
        self.refresh()

    def _remove(self, advice: Advice) -> None:
        self._acts.perform(partial(remove_advice, self._desk, advice.id), done=self._removed)

    def _removed(self, _nothing: object) -> None:
        self.refresh()
        self._navigation.toast(_("Removed"), undoable=True)

    def _open(self, advice: Advice) -> None:
        self._navigation.open_advice(advice.id)
