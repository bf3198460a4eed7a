"""What to ask about somebody's life, ticked off as it is asked."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.threads import Thread
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.people import ask_about
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.desk_follower import DeskFollower
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class AskAbout(QWidget):
    """Threads of one person. What was asked since the call began stays to be seen, ticked."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._person_id = self._meeting_id = ""
        self._since: datetime | None = None
        self._model: RowModel[Thread] = RowModel(_look, removable=True)
        self.view: RowView[Thread] = RowView(appearance, self._model, _("Ask about"), lines=1, fits_content=True)
        self._nothing = Text(appearance, _("Nothing to ask about yet."), TextStyle.BODY, "muted")
        self.line = LineEdit(appearance, _("Something to ask about, Enter"), name=_("Add something to ask about"))
        self._keeping = LineKeeping(self.line)
        self._wrong = Text(appearance, "", TextStyle.CAPTION, "danger")
        self._wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(SectionHead(appearance, _("Ask about")))
        column.addWidget(self._nothing)
        column.addWidget(self.view)
        column.addSpacing(SPACE.xs)
        column.addWidget(self.line)
        column.addWidget(self._wrong)
        self.view.toggled_row.connect(self._tick)
        self.view.removed_row.connect(self._forget)
        self.line.returnPressed.connect(self._add)
        self.line.textEdited.connect(self._forget_wrong)
        self._follower = DeskFollower(desk.database, self, frozenset({Topic.THREADS}), self.refresh)

    def show_person(self, person_id: str, meeting_id: str, since: datetime | None) -> None:
        """Show what to ask a person about; `since` is when the call, or looking at it, began."""
        self._person_id, self._meeting_id, self._since = person_id, meeting_id, since
        self._keeping.open(line_key(person_id, "thread"))
        self.refresh()

    def refresh(self) -> None:
        """Read the threads again."""
        threads = ask_about.threads_to_ask(self._desk, self._clock, self._person_id, self._since)
        self._model.set_rows(threads)
        self._nothing.setVisible(not threads)
        self.view.setVisible(bool(threads))

    def _tick(self, thread: Thread) -> None:
        act = partial(ask_about.tick_thread, self._desk, self._clock, thread.id, is_asked=thread.asked_at is None)
        self._acts.perform(act, done=self._changed)

    def _add(self) -> None:
        words = self.line.text()
        if words.strip():
            act = partial(ask_about.remember_to_ask, self._desk, self._clock, self._person_id, words, self._meeting_id)
            self._acts.perform(act, done=self._added, failed=self._ask_back)

    def _ask_back(self, mistake: Mistake) -> None:
        self._wrong.setText(mistake.sentence)
        self._wrong.show()
        announce(self, mistake.sentence, urgent=True)

    def _forget_wrong(self, _words: str) -> None:
        self._wrong.hide()

    def _added(self, _thread: Thread) -> None:
        self.line.clear()
        self.refresh()

    def _forget(self, thread: Thread) -> None:
        said = _("Removed “{text}”").format(text=thread.text)
        self._acts.perform(partial(ask_about.forget_thread, self._desk, thread.id), done=partial(self._forgot, said))

    def _forgot(self, said: str, _result: object) -> None:
        self.refresh()
        self._navigation.toast(said, undoable=True)

    def _changed(self, _thread: Thread) -> None:
        self.refresh()


def _look(thread: Thread) -> RowLook:
    is_asked = thread.asked_at is not None
    return RowLook(thread.text, checked=is_asked, done=is_asked)
