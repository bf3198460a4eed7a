"""The screen of goals: the list, the page of one, or the conversation about it; and the sheets that change them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.actions import Action
from mentordesk.domain.goals import CheckIn, Goal, GoalPlan, GoalState, Milestone
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.goals import goal_plan, goal_steps, keep_goal
from mentordesk.workflows.goals.check_in import CheckInWords, change_check_in, check_in, remove_check_in
from mentordesk.workflows.goals.keep_goal import GoalWords
from mentordesk.workflows.promises.promise_goal import link_to_goal
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWays
from mentordesk_ui.parts.form_keeping import perform_form
from mentordesk_ui.parts.sheet import Sheet, SheetPlace
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance

from .conversation import Conversation
from .goal_list import GoalList
from .goal_page import GoalPage
from .goal_sheet import GoalSheet
from .promises import promise_sheet
from .sheets import CheckInSheet, StepSheet, TurnSheet


class GoalsScreen(QWidget):
    """Shows the list until `open_goal`, and again after `show_list`."""

    topics = frozenset({Topic.GOALS, Topic.NOTES, Topic.ACTIONS, Topic.PEOPLE, Topic.MENTORSHIPS, Topic.PROFILE})

    def __init__(
        self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation, drafts: Drafts
    ) -> None:
        super().__init__()
        self._appearance, self._desk, self._clock = appearance, desk, clock
        self._acts, self._navigation = acts, navigation
        self._sheets = SheetPlace()
        self.earlier = EarlierWays(appearance, desk, clock, acts, navigation)
        self.setAccessibleName(_("Goals"))
        self.list = GoalList(appearance, desk, clock)
        self._drafts = drafts
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()
        self.list.refresh()

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is open."""
        return self._sheets.now

    def _connect(self) -> None:
        self.list.opened.connect(self._navigation.open_goal)
        self.list.new_wanted.connect(self._new_here)
        self.list.check_in_wanted.connect(self._check_in_on)
        self.list.turn_wanted.connect(self._turn_of_list)

    # Both are made when they are first needed: who looks at the list need not wait for them.

    @cached_property
    def page(self) -> GoalPage:
        """One goal."""
        page = GoalPage(
            self._appearance, self._desk, self._clock, self._acts, self._navigation, self._drafts, self.earlier
        )
        head = page.head
        head.back_wanted.connect(self.show_list)
        head.check_in_wanted.connect(self.check_in)
        head.converse_wanted.connect(self.converse)
        head.edit_wanted.connect(self.edit)
        head.turn_wanted.connect(self.turn)
        head.delete_wanted.connect(self._remove)
        head.restore_wanted.connect(self._restore)
        page.owner_wanted.connect(self._navigation.open_person)
        page.course.edit_wanted.connect(self._edit_check_in)
        page.course.remove_wanted.connect(self._remove_check_in)
        page.steps.edit_wanted.connect(self._edit_step)
        page.promises.link_wanted.connect(self.link_promise)
        page.promises.unlink_wanted.connect(self._unlink_promise)
        page.plans.go_on_wanted.connect(self.converse)
        page.plans.remove_wanted.connect(self._remove_plan)
        self._stack.addWidget(page)
        return page

    @cached_property
    def conversation(self) -> Conversation:
        """The four questions about it."""
        conversation = Conversation(self._appearance, self._desk, self._clock, self._drafts, self.earlier)
        conversation.left.connect(self._leave_conversation)
        conversation.finished.connect(self._finish_conversation)
        self._stack.addWidget(conversation)
        return conversation

    # -- ways in and out

    def open_goal(self, goal_id: str) -> None:
        """Show the page of a goal; raises Mistake when it is no longer on the desk."""
        if self.shows_conversation():
            self.conversation.leave()
        self.page.show_goal(goal_id)
        self._stack.setCurrentWidget(self.page)
        self.page.take_focus()

    def take_focus(self) -> bool:
        """Give the keyboard to the goal shown; the list finds its place by itself."""
        if self._stack.currentWidget() is self.__dict__.get("page"):
            self.page.take_focus()
            return True
        return False

    def show_list(self) -> None:
        """Show all goals; what was typed is saved first."""
        self.leave()
        before = self.page.goal.id if not self.is_list_shown() and self.page.goal is not None else ""
        self.list.refresh()
        self._stack.setCurrentWidget(self.list)
        self.list.focus_goal(before if before in {entry.id for entry in self.list.shown()} else "")

    def is_list_shown(self) -> bool:
        """Tell whether all goals are shown and not one of them."""
        return self._stack.currentWidget() is self.list

    def shows_conversation(self) -> bool:
        """Tell whether the four questions are shown."""
        return isinstance(self._stack.currentWidget(), Conversation)

    def refresh(self, topics: frozenset[Topic] = topics) -> None:
        """Read again what is shown."""
        if not topics & self.topics:
            return
        if self.is_list_shown():
            self.list.refresh()
            return
        goal = self._desk.goals.find(self.page.goal.id) if self.page.goal is not None else None
        was_gone = self.page.goal is not None and self.page.goal.deleted_at is not None
        if goal is None or (goal.deleted_at is not None and not was_gone):
            self.show_list()
        elif self.shows_conversation():
            self.conversation.follow()
        else:
            self.page.refresh(topics)

    def leave(self) -> None:
        """Put on disk what is unsaved: the window turns to another screen, or closes."""
        if self.shows_conversation():
            self.conversation.leave()
        elif not self.is_list_shown():
            self.page.leave()

    def context_person(self) -> str:
        """Return whom what is shown is about: the owner of the goal, or whom my goal is talked about with."""
        if self.is_list_shown() or self.page.goal is None:
            return self.list.chosen_person()
        goal = self.page.goal
        if goal.owner_id and goal.owner_id != keep_goal.my_id(self._desk):
            return goal.owner_id
        mentorship = self._desk.mentorships.find(goal.mentorship_id) if goal.mentorship_id else None
        return mentorship.person_id if mentorship else ""

    # -- setting and changing

    def new_goal(self, whom: str = "") -> None:
        """Ask for a new goal; `whom` is who is on the screen."""
        sheet = GoalSheet(self._appearance, self, self._desk, self._clock, whom=whom)
        sheet.ready.connect(partial(self._add, sheet))
        self._sheets.show(sheet)

    def _new_here(self) -> None:
        self.new_goal(self.list.chosen_person())

    def _add(self, sheet: Sheet, words: GoalWords) -> None:
        act = partial(keep_goal.add_goal, self._desk, self._clock, words)
        self._acts.perform(act, done=partial(self._added, sheet), failed=sheet.show_mistake)

    def _added(self, sheet: Sheet, goal: Goal) -> None:
        sheet.close_overlay()
        self._navigation.open_goal(goal.id)
        self.page.steps.focus_line()
        self._navigation.toast(_("The goal is set"), undoable=True)

    def edit(self) -> None:
        """Open the form of the goal shown."""
        if self.page.goal is None:
            return
        goal = self.page.goal
        sheet = GoalSheet(self._appearance, self, self._desk, self._clock, goal)
        sheet.ready.connect(partial(self._change, sheet, goal))
        self.earlier.in_form(sheet, "goal", goal.id, why="why", measure="measure")
        self._sheets.show(sheet)

    def _change(self, sheet: Sheet, before: Goal, words: GoalWords) -> None:
        act = partial(keep_goal.change_goal, self._desk, before.id, words)
        done = partial(self._written, sheet, _("Kept"))
        perform_form(self._acts, self._desk, before, act, done=done, failed=sheet.show_mistake)

    def turn(self, state: GoalState) -> None:
        """Ask for day and word of a turn of the goal shown."""
        if self.page.goal is not None:
            self._turn_of_list(self.page.goal.id, state)

    def _turn_of_list(self, goal_id: str, state: GoalState) -> None:
        goal = self._desk.goals.get(goal_id)
        sheet = TurnSheet(self._appearance, self, self._clock, goal, state)
        sheet.ready.connect(partial(self._turn, sheet, goal_id))
        self._sheets.show(sheet)

    def _turn(self, sheet: TurnSheet, goal_id: str, day: date | None, why: str) -> None:
        said = {
            GoalState.OPEN: _("Taken up again"),
            GoalState.PAUSED: _("It rests now"),
            GoalState.REACHED: _("Reached"),
            GoalState.LET_GO: _("Let go"),
        }[sheet.state]
        act = partial(keep_goal.turn_goal, self._desk, self._clock, goal_id, sheet.state, day, why)
        self._write(sheet, act, said)

    def _remove(self) -> None:
        if self.page.goal is None:
            return
        self.leave()
        act = partial(keep_goal.remove_goal, self._desk, self.page.goal.id)
        self._acts.perform(act, done=partial(self._say, _("The goal is in the trash")))

    def _restore(self) -> None:
        if self.page.goal is not None:
            act = partial(keep_goal.restore_goal, self._desk, self.page.goal.id)
            self._acts.perform(act, done=partial(self._say, _("The goal is back")))

    # -- check-ins, steps

    def check_in(self, whom: str = "") -> None:
        """Check in on the goal shown, else on the one that has the keyboard; `whom` is who was on the screen before."""
        goal_id = self._goal_in_sight(whom)
        if goal_id:
            self._check_in_on(goal_id)

    def _goal_in_sight(self, whom: str) -> str:
        is_elsewhere = bool(whom) and whom != self.context_person()
        if is_elsewhere:
            # The goal of somebody else was looked at last: it is not the one that is meant.
            self.show_list()
            self.list.show_person(whom)
            if not self.list.shown():
                self.list.show_person("")
        elif not self.is_list_shown() and self.page.goal is not None:
            return self.page.goal.id
        shown = self.list.shown()
        entry = shown[0] if len(shown) == 1 else None if is_elsewhere else self.list.current()
        if entry is None:
            self.list.focus_goal()
            self._navigation.toast(_("Choose a goal first.") if shown else _("There is no goal here yet."))
        return entry.id if entry else ""

    def _check_in_on(self, goal_id: str) -> None:
        goal, standing = self._desk.goals.get(goal_id), self._desk.goals.standing(goal_id)
        sheet = CheckInSheet(self._appearance, self, self._clock, goal, standing.number, None)
        sheet.ready.connect(partial(self._keep_check_in, sheet, goal_id))
        self._sheets.show(sheet)

    def _keep_check_in(self, sheet: Sheet, goal_id: str, words: CheckInWords) -> None:
        self._write(sheet, partial(check_in, self._desk, self._clock, goal_id, words), _("Checked in"))

    def _edit_check_in(self, before: CheckIn) -> None:
        goal = self._desk.goals.get(before.goal_id)
        sheet = CheckInSheet(self._appearance, self, self._clock, goal, None, before)
        sheet.ready.connect(partial(self._change_check_in, sheet, before))
        self.earlier.in_form(sheet, "check_in", before.id, sentence="sentence")
        sheet.remove_wanted.connect(partial(self._remove_in_sheet, sheet, partial(self._remove_check_in, before)))
        self._sheets.show(sheet)

    def _change_check_in(self, sheet: Sheet, before: CheckIn, words: CheckInWords) -> None:
        act = partial(change_check_in, self._desk, self._clock, before.id, words)
        done = partial(self._written, sheet, _("Kept"))
        perform_form(self._acts, self._desk, before, act, done=done, failed=sheet.show_mistake)

    def _remove_check_in(self, before: CheckIn) -> None:
        act = partial(remove_check_in, self._desk, before.id)
        self._acts.perform(act, done=partial(self._say, _("Removed the check-in")))

    def _edit_step(self, step: Milestone) -> None:
        sheet = StepSheet(self._appearance, self, self._clock, step)
        sheet.ready.connect(partial(self._change_step, sheet, step.id))
        sheet.remove_wanted.connect(partial(self._remove_in_sheet, sheet, partial(self.page.steps.remove, step)))
        self._sheets.show(sheet)

    def _change_step(self, sheet: Sheet, step_id: str, text: str, due_on: date | None, reached_on: date | None) -> None:
        act = partial(goal_steps.change_step, self._desk, self._clock, step_id, text, due_on, reached_on)
        self._write(sheet, act, _("Kept"))

    # -- promises

    def link_promise(self) -> None:
        """Ask which promise serves the goal shown."""
        if self.page.goal is not None:
            sheet = promise_sheet(self._appearance, self, self._desk, self._clock, self.page.goal)
            sheet.chosen.connect(partial(self._link_promise, sheet, self.page.goal.id))
            self._sheets.show(sheet)

    def _link_promise(self, sheet: Sheet, goal_id: str, action_id: str) -> None:
        act = partial(link_to_goal, self._desk, action_id, goal_id)
        self._acts.perform(act, done=partial(self._linked, sheet), failed=sheet.show_mistake)

    def _linked(self, sheet: Sheet, action: Action) -> None:
        self._written(sheet, _("Linked to the goal"), action)
        self.page.promises.focus_promise(action.id)

    def _unlink_promise(self, action_id: str) -> None:
        act = partial(link_to_goal, self._desk, action_id, "")
        self._acts.perform(act, done=partial(self._say, _("Taken off the goal")))

    # -- the conversation

    def converse(self, whom: str = "") -> None:
        """Begin the four questions about the goal in sight, or go on where they were left."""
        goal_id = self._goal_in_sight(whom)
        if not goal_id:
            return
        self.page.leave()
        self.page.show_goal(goal_id)
        self._stack.setCurrentWidget(self.conversation)
        self.conversation.begin(self._desk.goals.get(goal_id))

    def _leave_conversation(self) -> None:
        self.open_goal(self.conversation.goal_id)

    def _finish_conversation(self) -> None:
        self.open_goal(self.conversation.goal_id)
        self._navigation.toast(_("The plan is kept with the goal"))

    def _remove_plan(self, plan: GoalPlan) -> None:
        act = partial(goal_plan.remove_plan, self._desk, plan.id)
        self._acts.perform(act, done=partial(self._say, _("Removed the plan")))

    # -- writing

    def _write(self, sheet: Sheet, act: Callable[[], object], said: str) -> None:
        self._acts.perform(act, done=partial(self._written, sheet, said), failed=sheet.show_mistake)

    def _written(self, sheet: Sheet, said: str, _result: object) -> None:
        sheet.close_overlay()
        self._say(said)

    def _say(self, said: str, _result: object = None) -> None:
        self.refresh()
        self._navigation.toast(said, undoable=True)

    def _remove_in_sheet(self, sheet: Sheet, remove: Callable[[], object]) -> None:
        sheet.close_overlay()
        remove()
