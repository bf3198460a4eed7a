"""What was promised about a goal: lines of its note, and promises linked to it. Ticking one here or elsewhere is the same act."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.goals import Goal
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.promises import edit_action
from mentordesk.workflows.promises.promise_goal import promises_for
from mentordesk_ui.parts.action_list.action_rows import ActionRow, action_look, action_row
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.pick_sheet import PickSheet
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.suggestions import Suggestion
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class GoalPromises(QWidget):
    """Hidden while there are none, and none that could be linked. `about_to_change` comes before a write that may change the
    note; `link_wanted` asks for a promise to link, `unlink_wanted` says the id of one that is to leave.
    """

    about_to_change = Signal()
    link_wanted = Signal()
    unlink_wanted = Signal(str)

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts) -> None:
        super().__init__()
        self._desk, self._clock, self._acts = desk, clock, acts
        self._appearance = appearance
        self.model: RowModel[ActionRow] = RowModel(action_look, removable=True, parent=self)
        self.view: RowView[ActionRow] = RowView(
            appearance, self.model, _("Promises"), delegate=WrappingDelegate(appearance), fits_content=True
        )
        head = QVBoxLayout()
        head.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        self.link_button = Button(appearance, _("Link a promise"), "link", "plain")
        head.addWidget(SectionHead(appearance, _("Promises"), end=self.link_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view)
        self.view.toggled_row.connect(self._tick)
        self.view.activated_row.connect(self._tick)
        self.view.removed_row.connect(self._unlink)
        self.view.menu_wanted.connect(self._open_menu)
        self.link_button.clicked.connect(self.link_wanted)

    def show_goal(self, goal: Goal) -> None:
        """Show the promises of a goal."""
        actions = self._desk.actions.of_goal(goal.id)
        people = self._desk.people.many(action.owner_id for action in actions)
        me, today = self._desk.profile.me(), self._today()
        self.model.set_rows([action_row(action, people.get(action.owner_id), me, today) for action in actions])
        can_link = goal.deleted_at is None and bool(promises_for(self._desk, goal, most=1))
        self.link_button.setVisible(can_link)
        self.view.setVisible(bool(actions))
        self.setVisible(bool(actions) or can_link)

    def focus_promise(self, action_id: str) -> None:
        """Put the keyboard on a promise that is listed."""
        if self.view.choose(action_id):
            self.view.setFocus()

    def _tick(self, row: ActionRow) -> None:
        self.about_to_change.emit()
        is_done = row.action.done_at is None
        self._acts.perform(partial(edit_action.tick_action, self._desk, self._clock, row.id, is_done=is_done))

    def _unlink(self, row: ActionRow) -> None:
        self.unlink_wanted.emit(row.id)

    def menu_for(self, row: ActionRow) -> QMenu:
        """Return what can be done with a promise here."""
        menu = QMenu(self)
        words = _("Not done") if row.action.done_at is not None else _("Done")
        offer(self._appearance, menu, words, "check", "Space", partial(self._tick, row))
        offer(self._appearance, menu, _("Take it off this goal"), "x", "Del", partial(self._unlink, row))
        return menu

    def _open_menu(self, row: ActionRow, point: QPoint) -> None:
        menu = self.menu_for(row)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()


def promise_sheet(appearance: Appearance, host: QWidget, desk: Desk, clock: Clock, goal: Goal) -> PickSheet:
    """Return the sheet that asks which promise serves a goal."""
    actions = promises_for(desk, goal)
    people = desk.people.many(action.owner_id for action in actions)
    me, today = desk.profile.me(), clock.now().astimezone(clock.zone()).date()
    rows = [action_row(action, people.get(action.owner_id), me, today) for action in actions]
    offered = [
        Suggestion(row.id, action_look(row).title, " · ".join(filter(None, (row.owner, row.due)))) for row in rows
    ]
    return PickSheet(appearance, host, _("Which promise serves this goal?"), offered, line=goal.title)
