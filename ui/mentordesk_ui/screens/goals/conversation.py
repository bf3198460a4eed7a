"""Wish, outcome, obstacle, plan: one calm page per question, to be asked aloud; what was said before stays in view."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.goal_plans import PlanStep, first_open_step, plan_sentence, with_words, words_of
from mentordesk.domain.goals import Goal, GoalPlan
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.goals.goal_plan import keep_plan_words, plan_to_go_on
from mentordesk.workflows.goals.goal_words import step_words
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWay, EarlierWays
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.text import Text
from mentordesk_ui.parts.text_on_page import KeepingWord, TallAsWords
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_STEPS = tuple(PlanStep)
_LEAST_LINES = 3


class Conversation(QWidget):
    """Ctrl+Enter goes on, Ctrl+Page Up goes back. What is typed is kept as it is typed, so leaving loses nothing."""

    left = Signal()
    """Back to the goal, before the end."""
    finished = Signal()
    """The last step was said."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, drafts: Drafts, earlier: EarlierWays) -> None:
        super().__init__()
        self._appearance, self._desk, self._clock = appearance, desk, clock
        self._goal = Goal()
        self._plan = GoalPlan()
        self._plan_id = ""
        self._step = PlanStep.WISH
        self.back_button = Button(appearance, "", "arrow-left", "plain")
        self.steps: Choice[PlanStep] = Choice(
            appearance, _("Step of the conversation"), [(step, step_words(step)) for step in _STEPS], PlanStep.WISH
        )
        self.question = Text(appearance, "", TextStyle.H1)
        self.hint = Text(appearance, "", TextStyle.NOTE, "muted")
        self.editor = NoteEditor(appearance, _("Answer"))
        self.keeping = NoteKeeping(self.editor, _nothing, drafts, "goal-plan/", self)
        self._state = KeepingWord(appearance, self.keeping)
        self.before = EarlierWay(earlier, begin=self.leave, done=self.follow)
        self._card = Card(appearance, raised=False, ground="accent_soft", padding=SPACE.l)
        self.sentence = Text(appearance, "", TextStyle.NOTE, "on_accent_soft")
        self._card.add(self.sentence)
        self.next_button = Button(appearance, "", None, "primary", key="Ctrl+Return", show_key=True)
        self.before_button = Button(appearance, _("One step back"), None, "quiet", key="Ctrl+PgUp")
        self._before: dict[PlanStep, tuple[QWidget, Text]] = {}
        self._arrange()
        self.back_button.clicked.connect(self.left)
        self.next_button.clicked.connect(self.go_on)
        self.before_button.clicked.connect(self.go_back)
        self.steps.changed.connect(self.show_step)
        self.editor.edited.connect(self._follow_words)
        TallAsWords(appearance, self.editor, least_lines=_LEAST_LINES)

    def _arrange(self) -> None:
        buttons = QWidget()
        expand_across(buttons)
        flow = Flow(buttons)
        flow.addWidget(self.next_button)
        flow.addWidget(self.before_button)
        said = QVBoxLayout()
        said.setSpacing(SPACE.m)
        for step in _STEPS[:-1]:
            holder = QWidget()
            around = QVBoxLayout(holder)
            around.setContentsMargins(0, 0, 0, 0)
            around.setSpacing(2)
            words = Text(self._appearance, "", TextStyle.BODY)
            around.addWidget(Text(self._appearance, step_words(step), TextStyle.CAPTION, "muted"))
            around.addWidget(words)
            said.addWidget(holder)
            self._before[step] = (holder, words)
        column = ScrollColumn(self._appearance)
        column.column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.add(self.steps, space_before=SPACE.l)
        asked = QHBoxLayout()
        asked.setSpacing(SPACE.s)
        asked.addWidget(self.question, 1)
        asked.addWidget(self.before, 0, Qt.AlignmentFlag.AlignBottom)
        column.add(asked, space_before=SPACE.xl)
        column.add(self.hint, space_before=SPACE.s)
        ground = Card(self._appearance, raised=False, padding=SPACE.s)
        ground.add(self.editor)
        column.add(ground, space_before=SPACE.l)
        column.add(self._state)
        column.add(self._card, space_before=SPACE.m)
        column.add(buttons, space_before=SPACE.l)
        column.add(said, space_before=SPACE.xl + SPACE.s)
        column.add_stretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)
        self._column = column

    # -- what is shown

    @property
    def goal_id(self) -> str:
        """The id of the goal that is talked about."""
        return self._goal.id

    @property
    def step(self) -> PlanStep:
        """The step that is shown."""
        return self._step

    def begin(self, goal: Goal) -> None:
        """Begin a conversation about a goal, or go on with the one that was left early."""
        self.leave()
        self._goal = goal
        self._plan = plan_to_go_on(self._desk, goal.id) or GoalPlan(goal_id=goal.id)
        self._plan_id = self._plan.id if self._plan.created_at is not None else ""
        self.back_button.set_words(goal.title)
        self.show_step(first_open_step(self._plan))

    def show_step(self, step: PlanStep) -> None:
        """Show one question; what was typed at another is kept first."""
        self._step = step
        self.steps.set_value(step)
        question, hint = question_words(step)
        self.question.setText(question)
        self.hint.setText(hint)
        self.editor.setAccessibleName(question)
        self.editor.setAccessibleDescription(hint)
        key = f"goal-plan/{self._goal.id}/{step.value}"
        self.keeping.open(key, words_of(self._plan, step), partial(self._save, step))
        self.before_button.setVisible(step is not PlanStep.WISH)
        self.next_button.set_words(_("Keep the plan") if step is PlanStep.PLAN else _("Next question"))
        self._show_said()
        self._show_way()
        self._column.verticalScrollBar().setValue(0)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, question)

    def go_on(self) -> None:
        """Go to the next question; after the last one the conversation is at its end."""
        place = _STEPS.index(self._step)
        if place + 1 < len(_STEPS):
            self.show_step(_STEPS[place + 1])
        elif self.keeping.flush():
            self.finished.emit()

    def go_back(self) -> None:
        """Go to the question before."""
        place = _STEPS.index(self._step)
        if place:
            self.show_step(_STEPS[place - 1])

    def leave(self) -> None:
        """Put on disk what is unsaved."""
        self.keeping.flush()

    def follow(self) -> None:
        """Show what the plan became elsewhere, or by an earlier wording; what is being typed stays."""
        plan = self._desk.goals.plans.find(self._plan_id) if self._plan_id else None
        if plan is None or not self.keeping.is_saved:
            return
        self._plan = plan
        self.keeping.take_over(words_of(plan, self._step))
        self._show_said()
        self._show_way()

    def _show_way(self) -> None:
        self.before.show_places("goal_plan", self._plan_id, **{self._step.value: step_words(self._step)})

    def _show_said(self) -> None:
        for step, (holder, words) in self._before.items():
            said = words_of(self._plan, step).strip()
            words.setText(said)
            holder.setVisible(bool(said) and step is not self._step)
        self._say_sentence(self._plan)

    def _say_sentence(self, plan: GoalPlan) -> None:
        self._card.setVisible(self._step is PlanStep.PLAN and bool(plan_sentence(plan)))
        self.sentence.setText(plan_sentence(plan))

    def _follow_words(self) -> None:
        self._say_sentence(with_words(self._plan, self._step, self.editor.text()))

    def _save(self, step: PlanStep, text: str) -> None:
        kept = keep_plan_words(
            self._desk, self._clock, self._goal.id, self._plan_id, step, text, base=self.keeping.base
        )
        if kept is not None:
            self._plan, self._plan_id = kept, kept.id
            self.keeping.saved_as(getattr(kept, step.value))


def question_words(step: PlanStep) -> tuple[str, str]:
    """Return the question of a step, to be asked aloud, and what helps to answer it."""
    return {
        PlanStep.WISH: (
            _("What do you wish for, in the next few weeks?"),
            _("Something dear to you, not easy, and possible. Ask, wait, and write down their words."),
        ),
        PlanStep.OUTCOME: (
            _("What would be the best thing about it?"),
            _("Take a moment to picture it: what do you see, what do you feel, who notices?"),
        ),
        PlanStep.OBSTACLE: (
            _("What in you stands in the way?"),
            _("Not the calendar and not the others: a habit, a worry, a thought. Give it time."),
        ),
        PlanStep.PLAN: (
            _("What will you do when it shows up?"),
            _("One small thing to do or to think. Say it as: if this happens, then I will…"),
        ),
    }[step]


def _nothing(_text: str) -> None:
    """Keep nothing: no goal is talked about yet."""
