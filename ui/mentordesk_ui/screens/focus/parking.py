"""Distractions parked for later: a list and the line that parks; and a small sheet that parks from any other screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.focus import Distraction
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.meetings import hold_session
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.desk_follower import DeskFollower
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


def _look(thought: Distraction) -> RowLook:
    done = thought.done_at is not None
    return RowLook(thought.text, checked=done, done=done)


class Parking(QWidget):
    """Enter parks; when the line was reached by its key, Enter and Esc go back to where the keyboard was."""

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        drafts: Drafts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock, self._acts = desk, clock, acts
        self._session_id = ""
        self._returns_to: QWidget | None = None
        self._head = SectionHead(appearance, _("Parked for later"))
        self._model: RowModel[Distraction] = RowModel(_look, removable=True)
        self.view: RowView[Distraction] = RowView(
            appearance,
            self._model,
            _("Parked for later"),
            delegate=RowDelegate(appearance, lines=1),
            fits_content=True,
        )
        self.line = LineEdit(appearance, _("Park a distraction, press Enter"), icon="plus")
        self._keeping = LineKeeping(self.line, drafts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self._head)
        column.addWidget(self.view)
        column.addSpacing(SPACE.xs)
        column.addWidget(self.line)
        self.line.returnPressed.connect(self._park)
        self.line.installEventFilter(self)
        self.view.toggled_row.connect(self._toggle)
        self.view.removed_row.connect(self._drop)
        self._follower = DeskFollower(desk.database, self, frozenset({Topic.FOCUS}), self.refresh)

    def show_session(self, session_id: str) -> None:
        """Show what was parked in a session."""
        if session_id != self._session_id:
            self._session_id = session_id
            self._keeping.open(line_key(session_id, "distraction"))
        self.refresh()

    def refresh(self) -> None:
        """Read again what is parked."""
        parked = self._desk.focus.parked_in(self._session_id) if self._session_id else ()
        self._model.set_rows(parked)
        self.view.setVisible(bool(parked))

    def take_keyboard(self) -> None:
        """Put the keyboard into the line, and remember where it was."""
        was = QApplication.focusWidget()
        if was is not self.line:
            self._returns_to = was
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
                self._returns_to = None
            if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
                return False
            if event.key() == Qt.Key.Key_Escape and self._returns_to is not None:
                self.line.clear()
                self._give_back()
                return True
        return False

    def _give_back(self) -> None:
        back, self._returns_to = self._returns_to, None
        if back is not None:
            back.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _park(self) -> None:
        words = self.line.text()
        if words.strip():
            self._acts.perform(partial(hold_session.park, self._desk, self._session_id, words), done=self._parked)
        else:
            self._give_back()

    def keep_line(self) -> None:
        """Have what is typed and not parked yet on disk."""
        self._keeping.keep()

    def park_line(self) -> None:
        """Park what is typed and not parked yet; there is no other moment for it once the session has ended."""
        words = self.line.text()
        if words.strip() and self._session_id:
            self.line.clear()
            self._acts.perform(partial(hold_session.park, self._desk, self._session_id, words))

    def _parked(self, thought: Distraction) -> None:
        self.line.clear()
        self.refresh()
        announce(self, _("Parked: {text}").format(text=thought.text))
        self._give_back()

    def _toggle(self, thought: Distraction) -> None:
        act = partial(hold_session.settle_thought, self._desk, self._clock, thought.id, is_done=thought.done_at is None)
        self._acts.perform(act)

    def _drop(self, thought: Distraction) -> None:
        self._acts.perform(partial(hold_session.drop_thought, self._desk, thought.id))


class ParkSheet(Sheet):
    """Parks one thought from wherever one is; closing gives the keyboard back to where it was."""

    def __init__(self, appearance: Appearance, host: QWidget, desk: Desk, acts: Acts, session_id: str) -> None:
        super().__init__(appearance, host, _("Park a distraction"), confirm=_("Park it"), width=440)
        self._desk, self._acts, self._session_id = desk, acts, session_id
        self.line = LineEdit(appearance, name=_("What came to mind"))
        self.add_field("text", Field(appearance, _("What came to mind"), self.line, hint=_("It waits for you.")))
        self.line.returnPressed.connect(self._park)
        self.confirmed.connect(self._park)
        self.closed.connect(self.deleteLater)

    def _park(self) -> None:
        act = partial(hold_session.park, self._desk, self._session_id, self.line.text())
        self._acts.perform(act, done=self._parked, failed=self.show_mistake)

    def _parked(self, _thought: Distraction) -> None:
        self.close_overlay()
