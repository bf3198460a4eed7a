"""The personal part, looked back on: who began with it, what was asked, and what was told; a word will do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.threads import Thread
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.meetings.wrap_up import note_who_began
from mentordesk.workflows.people import ask_about
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class SmallTalkSection(QWidget):
    """The ring says that it was asked; Enter on a row, or a click, asks what was told; Delete, that it is not to be raised."""

    def __init__(
        self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation, drafts: Drafts
    ) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._meeting_id = ""
        self._me_id = self._other_id = ""
        self._about = ""
        self.who: Choice[str] = Choice(
            appearance,
            _("Who began with the personal?"),
            [("me", _("I")), ("other", _("They")), ("nobody", _("Nobody noticed"))],
        )
        self.who.changed.connect(self._tell_who)
        self._model: RowModel[Thread] = RowModel(_look, removable=True, parent=self)
        self.view: RowView[Thread] = RowView(
            appearance,
            self._model,
            _("What there was to ask about"),
            delegate=WrappingDelegate(appearance, lines=2, inset=0),
            click="opens",
            fits_content=True,
        )
        self.answer = LineEdit(appearance, _("A word will do, Enter"), name=_("What was told"))
        self._keeping = LineKeeping(self.answer, drafts)
        self._answer_field = Field(appearance, "", self.answer)
        self._answer_field.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(SectionHead(appearance, _("Small talk"), _("stays with me")))
        column.addWidget(Field(appearance, _("Who began with the personal?"), self.who))
        column.addWidget(self.view)
        column.addWidget(self._answer_field)
        self.view.toggled_row.connect(self._toggle)
        self.view.activated_row.connect(self._ask_what)
        self.view.removed_row.connect(self._leave_alone)
        self.answer.returnPressed.connect(self._tell)

    def show_meeting(self, meeting_id: str) -> None:
        """Show who began in a call, and what there was to ask about; an answer being written stays."""
        if meeting_id != self._meeting_id:
            self._meeting_id = meeting_id
            self.forget_answer()
            self.refresh()
            self._take_up(self._model.rows())
        else:
            self.refresh()

    def refresh(self) -> None:
        """Read the call again."""
        meeting = self._desk.meetings.get(self._meeting_id)
        self._me_id, self._other_id = self._desk.profile.me().id, meeting.person_id
        self.who.set_words("other", self._desk.people.get(meeting.person_id).short_name)
        sides = {self._me_id: "me", self._other_id: "other"} | ({"": "nobody"} if meeting.personal_unnoticed else {})
        if said := sides.get(meeting.personal_first_id):
            self.who.set_value(said)
        else:
            self.who.clear()
        threads = ask_about.threads_of_call(self._desk, self._clock, meeting)
        self._model.set_rows(threads)
        self.view.setVisible(bool(threads))
        if self._about and self._about not in {thread.id for thread in threads}:
            self.forget_answer()

    def forget_answer(self) -> None:
        """Put the line for an answer away."""
        self._about = ""
        self._keeping.leave()
        self.answer.clear()
        self._answer_field.hide()

    def _tell_who(self, who: str) -> None:
        first = {"me": self._me_id, "other": self._other_id}.get(who, "")
        self._acts.perform(partial(note_who_began, self._desk, self._meeting_id, first), done=self._changed)

    def _toggle(self, thread: Thread) -> None:
        is_asked = thread.asked_at is None
        if is_asked:
            self._ask_what(thread)
        elif self._about == thread.id:
            self.forget_answer()
        act = partial(ask_about.tick_thread, self._desk, self._clock, thread.id, is_asked=is_asked)
        self._acts.perform(act, done=self._changed)

    def _ask_what(self, thread: Thread) -> None:
        self._ask_about(thread)
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_about(self, thread: Thread) -> None:
        self._about = thread.id
        self._answer_field.set_label(_("What was told about “{text}”?").format(text=thread.text))
        self._keeping.open(line_key(thread.id, "answer"), thread.answer)
        self._answer_field.show()

    def _take_up(self, threads: Sequence[Thread]) -> None:
        """Ask again where an answer was left half typed."""
        for thread in threads:
            if self._keeping.has_left(line_key(thread.id, "answer")):
                self._ask_about(thread)
                return

    def _tell(self) -> None:
        if self._about:
            act = partial(ask_about.hear_thread, self._desk, self._clock, self._about, self.answer.text())
            self._acts.perform(act, done=self._told)

    def _told(self, thread: Thread) -> None:
        if self._about == thread.id:
            self._keeping.settle()
            self.forget_answer()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _leave_alone(self, thread: Thread) -> None:
        act = partial(ask_about.leave_alone, self._desk, self._clock, thread.id)
        said = _("Not raised again: {text}").format(text=thread.text)
        self._acts.perform(act, done=partial(self._left_alone, said))

    def _left_alone(self, said: str, _thread: Thread) -> None:
        self.refresh()
        self._navigation.toast(said, undoable=True)

    def _changed(self, _record: object) -> None:
        self.refresh()


def _look(thread: Thread) -> RowLook:
    is_asked = thread.asked_at is not None
    detail = _("told: {words}").format(words=thread.answer) if thread.answer else ""
    if not detail and is_asked:
        detail = _("asked, not told")
    return RowLook(
        thread.text, detail, checked=is_asked, round_check=True, spoken_marks=(_("asked, done"), _("not asked"))
    )
