"""What was promised about a goal: the lines of its note. Ticking one here, in the note or in a list is the same act."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.goals import Goal
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.promises import edit_action
from mentordesk_ui.parts.action_list.action_rows import ActionRow, action_look, action_row
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class GoalPromises(QWidget):
    """Hidden while there are none. `about_to_change` comes before a write that may change the note."""

    about_to_change = Signal()

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts) -> None:
        super().__init__()
        self._desk, self._clock, self._acts = desk, clock, acts
        self.model: RowModel[ActionRow] = RowModel(action_look, parent=self)
        self.view: RowView[ActionRow] = RowView(
            appearance, self.model, _("Promises"), delegate=WrappingDelegate(appearance), fits_content=True
        )
        head = QVBoxLayout()
        head.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        head.addWidget(SectionHead(appearance, _("Promises")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view)
        self.view.toggled_row.connect(self._tick)
        self.view.activated_row.connect(self._tick)

    def show_goal(self, goal: Goal) -> None:
        """Show the promises of a goal."""
        actions = self._desk.actions.of_goal(goal.id)
        people = self._desk.people.many(action.owner_id for action in actions)
        me, today = self._desk.profile.me(), self._today()
        self.model.set_rows([action_row(action, people.get(action.owner_id), me, today) for action in actions])
        self.setVisible(bool(actions))

    def _tick(self, row: ActionRow) -> None:
        self.about_to_change.emit()
        is_done = row.action.done_at is None
        self._acts.perform(partial(edit_action.tick_action, self._desk, self._clock, row.id, is_done=is_done))

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()
