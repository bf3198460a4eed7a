"""The head of a goal's page: what, whose, how far, by when, where it stands, and what can be done next."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.domain.goals import Goal, GoalState
from mentordesk.language import _
from mentordesk.store.goals import Standing
from mentordesk.workflows.goals.goal_words import due_words, number_words, state_words, steps_words, turn_words
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.chip import Chip
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.progress import Progress
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class GoalHead(QWidget):
    """Says what is wished; it does nothing by itself."""

    back_wanted = Signal()
    owner_wanted = Signal()
    check_in_wanted = Signal()
    converse_wanted = Signal()
    edit_wanted = Signal()
    turn_wanted = Signal(object)
    delete_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._state = GoalState.OPEN
        self.back = Button(appearance, _("Goals"), "arrow-left", "plain")
        self.title = Text(appearance, "", TextStyle.H1, selectable=True)
        self.owner = Button(appearance, "", "user", "plain")
        self.chip = Chip(appearance, "")
        self.by = Text(appearance, "", TextStyle.BODY, "muted")
        self.rests = Text(appearance, "", TextStyle.BODY, "muted")
        self.bar = Progress(appearance, name=_("How far it has come"))
        self.stands = Text(appearance, "", TextStyle.CAPTION, "muted", tabular=True)
        self.check_in = Button(appearance, _("Check in"), "trending-up", "primary")
        self.reach = Button(appearance, _("Reached"), "check")
        self.converse = Button(appearance, _("Plan together"), "message-circle")
        self.pause = Button(appearance, _("Pause"), "pause")
        self.take_up = Button(appearance, _("Take up again"), "play")
        self.restore = Button(appearance, _("Take it out of the trash"), "undo-2", "primary")
        self.edit = Button(appearance, _("Edit"), "pencil")
        self.more = IconButton(appearance, "ellipsis", _("More"), size=36)
        facts = QWidget()
        expand_across(facts)
        row = Flow(facts, gap=SPACE.m, line_gap=SPACE.xs)
        for part in (self.owner, self.chip, self.by):
            row.addWidget(part)
        ways = QWidget()
        expand_across(ways)
        buttons = Flow(ways)
        for button in (
            self.restore, self.check_in, self.reach, self.take_up, self.converse, self.pause, self.edit, self.more,
        ):  # fmt: skip
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(SPACE.xs)
        column.addWidget(self.title)
        column.addWidget(facts)
        column.addWidget(self.rests)
        column.addSpacing(SPACE.s)
        column.addWidget(self.bar)
        column.addWidget(self.stands)
        column.addSpacing(SPACE.s)
        column.addWidget(ways)
        self.back.clicked.connect(self.back_wanted)
        self.owner.clicked.connect(self.owner_wanted)
        self.check_in.clicked.connect(self.check_in_wanted)
        self.reach.clicked.connect(self._reach)
        self.converse.clicked.connect(self.converse_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.pause.clicked.connect(self._pause)
        self.take_up.clicked.connect(self._take_up)
        self.more.clicked.connect(self._open_menu)

    def show_goal(self, goal: Goal, standing: Standing, progress: float, owner: str, today: date) -> None:
        """Show a goal; `owner` is what its owner is called."""
        self._state = goal.state
        self.title.setText(goal.title)
        self.owner.set_words(owner or _("Nobody’s"))
        self.chip.setVisible(not goal.is_open)
        self.chip.set_text(state_words(goal.state), "accent" if goal.state is GoalState.REACHED else "plain")
        self._say(self.by, due_words(goal, today))
        rests = ""
        if not goal.is_open and goal.state_on is not None:
            rests = turn_words(goal.state, phrases.near_day(goal.state_on, today))
            rests = f"{rests}: {goal.state_why}" if goal.state_why else rests
        is_gone = goal.deleted_at is not None
        self._say(self.rests, _("This goal is in the trash.") if is_gone else rests)
        self.bar.set_share(progress)
        said = [
            phrases.percent(progress),
            number_words(goal, standing.number),
            steps_words(standing.reached, standing.steps),
        ]
        self.stands.setText(" · ".join(part for part in said if part))
        # Nothing was said yet: an empty bar would only look like a debt.
        has_begun = standing.latest is not None or standing.steps > 0 or progress > 0
        self.bar.setVisible(has_begun)
        self.stands.setVisible(has_begun)
        self.restore.setVisible(is_gone)
        for button in (self.check_in, self.converse, self.edit, self.more):
            button.setVisible(not is_gone)
        self.pause.setVisible(goal.is_open and not is_gone)
        # Who has come all the way looks for it here; before, it is one of the other things that can be done.
        self.reach.setVisible(goal.is_open and not is_gone and progress >= 1)
        self.take_up.setVisible(not goal.is_open and not is_gone)
        self.check_in.set_kind("primary" if goal.is_open else "quiet")

    def _say(self, text: Text, words: str) -> None:
        text.setText(words[:1].upper() + words[1:])
        text.setVisible(bool(words))

    def _pause(self) -> None:
        self.turn_wanted.emit(GoalState.PAUSED)

    def _take_up(self) -> None:
        self.turn_wanted.emit(GoalState.OPEN)

    def _reach(self) -> None:
        self.turn_wanted.emit(GoalState.REACHED)

    def _let_go(self) -> None:
        self.turn_wanted.emit(GoalState.LET_GO)

    def menu(self) -> QMenu:
        """Return what else can be done."""
        menu = QMenu(self)
        if self._state is not GoalState.REACHED:
            offer(self._appearance, menu, _("Reached"), "check", "", self._reach)
        if self._state is not GoalState.LET_GO:
            offer(self._appearance, menu, _("Let go"), "archive", "", self._let_go)
        menu.addSeparator()
        offer(self._appearance, menu, _("Move to the trash"), "trash-2", "", self.delete_wanted.emit)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height())))
        menu.deleteLater()
