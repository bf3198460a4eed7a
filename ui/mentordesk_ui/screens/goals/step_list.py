"""The steps towards a goal: add, reword, reorder, tick, date and remove them without leaving the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.goals import Goal, Milestone
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.goals import goal_steps
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.in_place_edit import InPlaceEdit
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_keys import bind_row_keys
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class StepList(QWidget):
    """Space takes a step, F2 rewords it, Alt+Up and Alt+Down move it, Delete removes it, Enter opens all of it."""

    edit_wanted = Signal(object)
    """All of a step is to be changed."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        super().__init__()
        self._appearance, self._desk, self._clock = appearance, desk, clock
        self._acts, self._navigation = acts, navigation
        self._goal = Goal()
        self.setAccessibleName(_("Steps"))
        self._head = SectionHead(appearance, _("Steps"))
        self.model: RowModel[Milestone] = RowModel(self._look, movable=True, removable=True, parent=self)
        self.view: RowView[Milestone] = RowView(
            appearance, self.model, _("Steps"), delegate=_StepDelegate(appearance), click="opens", fits_content=True
        )
        self._edit = InPlaceEdit(appearance, self.view, _("Step"), "milestone", self.edit)
        self.line = LineEdit(appearance, _("Add a step, press Enter"), name=_("Add a step"))
        self._keeping = LineKeeping(self.line)
        self._wrong = Text(appearance, "", TextStyle.CAPTION, "danger")
        self._wrong.hide()
        words = QVBoxLayout()
        words.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        words.addWidget(self._head)
        below = QVBoxLayout()
        below.setContentsMargins(SPACE.s, SPACE.xs, SPACE.s, 0)
        below.setSpacing(SPACE.xs)
        below.addWidget(self._edit.left)
        below.addWidget(self.line)
        below.addWidget(self._wrong)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(words)
        column.addWidget(self.view)
        column.addLayout(below)
        self.view.toggled_row.connect(self._tick)
        self.view.activated_row.connect(self.edit_wanted)
        self.view.moved_row.connect(self._move)
        self.view.removed_row.connect(self.remove)
        self.view.menu_wanted.connect(self._open_menu)
        bind_row_keys(self.view, Milestone, {Qt.Key.Key_F2: self.edit})
        self.line.returnPressed.connect(self._add)
        self.line.textEdited.connect(self._clear_wrong)
        self._edit.kept.connect(self._reword)
        appearance.resized.connect(self._edit.finish)

    def show_goal(self, goal: Goal, steps: tuple[Milestone, ...]) -> None:
        """Show the steps of a goal; another goal begins with an empty line."""
        if goal.id != self._goal.id:
            self._edit.finish()
            self._keeping.leave()
            self.line.clear()
            self._clear_wrong()
        self._keeping.open(line_key(goal.id, "step"))
        if goal != self._goal:
            self._goal = goal
            self.model.forget_looks()
        self.model.set_rows(steps)
        self.view.setVisible(bool(steps))
        reached = sum(step.is_reached for step in steps)
        self._head.set_aside(_("{done} of {all}").format(done=reached, all=len(steps)) if steps else "")

    def focus_line(self) -> None:
        """Put the keyboard into the line that adds."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def remove(self, step: Milestone) -> None:
        """Put a step into the trash, with a way back."""
        act = partial(goal_steps.remove_step, self._desk, step.id)
        self._perform(act, said=_("Removed “{text}”").format(text=step.text))

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()

    def _look(self, step: Milestone) -> RowLook:
        today, detail = self._today(), ""
        if step.reached_at is not None:
            day = step.reached_at.astimezone(self._clock.zone()).date()
            detail = _("taken {day}").format(day=phrases.near_day(day, today))
        elif step.due_on is not None:
            words = _("was for {day}") if step.due_on < today else _("by {day}")
            detail = words.format(day=phrases.near_day(step.due_on, today))
        return RowLook(
            step.text,
            detail,
            checked=step.is_reached,
            round_check=True,
            done=step.is_reached,
        )

    # -- acts

    def _add(self) -> None:
        words = self.line.text()
        if words.strip():
            act = partial(goal_steps.add_step, self._desk, self._clock, self._goal.id, words)
            self._acts.perform(act, done=self._added, failed=self._refuse)

    def _added(self, step: Milestone) -> None:
        self.line.clear()
        self._clear_wrong()
        announce(self, _("Added {text}").format(text=step.text))

    def _tick(self, step: Milestone) -> None:
        self._perform(partial(goal_steps.tick_step, self._desk, self._clock, step.id, is_reached=not step.is_reached))

    def _move(self, step: Milestone, position: int) -> None:
        self._perform(partial(goal_steps.place_step, self._desk, step.id, position))

    def _shift(self, step: Milestone, by: int) -> None:
        place = self.model.position_of(step.id)
        if place is not None:
            self._perform(partial(goal_steps.place_step, self._desk, step.id, place + by))

    def _reword(self, step_id: str, words: str) -> None:
        self._perform(partial(goal_steps.reword_step, self._desk, self._clock, step_id, words), settles=step_id)

    def _perform(self, act: Callable[[], object], *, said: str = "", settles: str = "") -> None:
        row = self.view.currentIndex().row()
        self._acts.perform(act, done=partial(self._performed, said, settles, row), failed=self._refuse)

    def _performed(self, said: str, settles: str, row: int, _result: object) -> None:
        self._edit.settle(settles)
        self._clear_wrong()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            # What was the current row has left: the next one takes its place, so that keys go on working.
            self.view.setCurrentIndex(self.model.index(min(max(row, 0), self.model.rowCount() - 1), 0))
        if said:
            self._navigation.toast(said, undoable=True)

    def _refuse(self, mistake: Mistake) -> None:
        self._wrong.setText(mistake.sentence)
        self._wrong.show()
        announce(self, mistake.sentence, urgent=True)

    def _clear_wrong(self, *_words: object) -> None:
        self._wrong.setText("")
        self._wrong.hide()

    # -- keys and menus

    def edit(self, step: Milestone) -> None:
        """Change the words of a step where it stands."""
        px = self._appearance.px
        self._edit.begin(step.id, step.text, left=SPACE.s + px(16) + px(18) + px(SPACE.xs))

    def _open_menu(self, step: Milestone, point: QPoint) -> None:
        menu = self.menu_for(step)
        menu.exec(point)
        menu.deleteLater()

    def menu_for(self, step: Milestone) -> QMenu:
        """Return what can be done with a step, each with its key."""
        menu = QMenu(self)
        add = partial(offer, self._appearance, menu)
        add(_("Not taken yet") if step.is_reached else _("Taken"), "check", "Space", partial(self._tick, step))
        add(_("Reword"), "pencil", "F2", partial(self.edit, step))
        add(_("Days and words"), "calendar", "Return", partial(self.edit_wanted.emit, step))
        menu.addSeparator()
        row = self.model.position_of(step.id) or 0
        add(_("Move up"), "arrow-up", "Alt+Up", partial(self._shift, step, -1)).setEnabled(row > 0)
        down = add(_("Move down"), "arrow-down", "Alt+Down", partial(self._shift, step, 1))
        down.setEnabled(row < self.model.rowCount() - 1)
        menu.addSeparator()
        add(_("Remove"), "trash-2", "Del", partial(self.remove, step))
        return menu


class _StepDelegate(WrappingDelegate):
    """Remembers how tall rows are: a goal may have five hundred steps, and layouts ask for all of them again and again."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._heights: dict[tuple[RowLook, int], int] = {}

    def forget_measures(self) -> None:
        super().forget_measures()
        self._heights.clear()

    def height_of(self, look: RowLook, width: int, view: QWidget) -> int:
        key = (look, width)
        if key not in self._heights:
            if len(self._heights) > 4000:
                self._heights.clear()
            self._heights[key] = super().height_of(look, width, view)
        return self._heights[key]
