"""What is said about a goal: why, how we will know, the plan as one sentence, and the way it went through its states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.goal_plans import PlanStep, is_whole, plan_sentence
from mentordesk.domain.goals import Goal, GoalPlan, GoalTurn
from mentordesk.language import _
from mentordesk.workflows.goals.goal_words import step_words, turn_words, way_words
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWay, EarlierWays
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class Said(QWidget):
    """Quiet titles, each over what was said; what was not said takes no room."""

    def __init__(self, appearance: Appearance, earlier: EarlierWays, took: Callable[[], object]) -> None:
        """`took` hears that an earlier wording was taken back."""
        super().__init__()
        self._appearance = appearance
        self.before = {column: EarlierWay(earlier, done=took) for column in ("why", "measure")}
        """The ways to the earlier wordings, by the column of the text."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        self._pairs: dict[str, tuple[Text, Text, QWidget]] = {}
        for key, title in (("why", _("Why")), ("measure", _("How we will know")), ("way", _("How it is counted"))):
            holder = QWidget()
            around = QVBoxLayout(holder)
            around.setContentsMargins(0, 0, 0, 0)
            around.setSpacing(2)
            label = Text(appearance, title, TextStyle.CAPTION, "muted")
            words = Text(appearance, "", TextStyle.BODY)
            head = QHBoxLayout()
            head.setSpacing(SPACE.xs)
            head.addWidget(label, 1)
            if key in self.before:
                head.addWidget(self.before[key])
            around.addLayout(head)
            around.addWidget(words)
            column.addWidget(holder)
            self._pairs[key] = (label, words, holder)

    def show_goal(self, goal: Goal) -> None:
        """Show what is said about a goal."""
        said = {"why": goal.why, "measure": goal.measure, "way": way_words(goal)}
        for key, (label, words, holder) in self._pairs.items():
            words.setText(said[key])
            if key in self.before:
                self.before[key].show_places("goal", goal.id, **{key: label.text()})
            holder.setVisible(bool(said[key]) or (key in self.before and not self.before[key].isHidden()))


class Plans(QWidget):
    """The newest plan as one sentence, with wish and outcome above it; a conversation left early can be gone on with."""

    go_on_wanted = Signal()
    remove_wanted = Signal(object)

    def __init__(self, appearance: Appearance, clock: Clock, earlier: EarlierWays, took: Callable[[], object]) -> None:
        """`took` hears that an earlier wording was taken back."""
        super().__init__()
        self._clock = clock
        self._plan: GoalPlan | None = None
        self._remove = IconButton(appearance, "trash-2", _("Remove the plan"), size=28)
        self.before = EarlierWay(earlier, done=took, size=28)
        ends = QWidget()
        row = QHBoxLayout(ends)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self.before)
        row.addWidget(self._remove)
        self._head = SectionHead(appearance, _("The plan"), end=ends)
        self._card = Card(appearance, raised=False, ground="accent_soft", padding=SPACE.l)
        self.sentence = Text(appearance, "", TextStyle.NOTE, "on_accent_soft")
        self._card.add(self.sentence)
        self._rest = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.go_on = Button(appearance, _("Go on with the conversation"), "message-circle")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        column.setSpacing(SPACE.s)
        for part in (self._head, self._card, self._rest):
            column.addWidget(part)
        column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        self.go_on.clicked.connect(self.go_on_wanted)
        self._remove.clicked.connect(self._want_removed)

    def show_plans(self, plans: tuple[GoalPlan, ...]) -> None:
        """Show the newest plan that came to its end, else what was said so far; nothing hides the section."""
        whole = next((plan for plan in plans if is_whole(plan)), None)
        left = plans[0] if plans and not is_whole(plans[0]) else None
        self._plan = whole or left
        self.setVisible(bool(plans))
        if self._plan is None:
            return
        self.before.show_places("goal_plan", self._plan.id, **{step.value: step_words(step) for step in PlanStep})
        self._card.setVisible(whole is not None)
        self.sentence.setText(plan_sentence(whole) if whole else "")
        self._rest.setText("\n".join(self._lines(self._plan)))
        self._rest.setVisible(bool(self._rest.text()))
        self.go_on.setVisible(left is not None)
        today = self._clock.now().astimezone(self._clock.zone()).date()
        self._head.set_aside(phrases.near_day(self._plan.made_on, today) if self._plan.made_on else "")

    def _lines(self, plan: GoalPlan) -> list[str]:
        lines = []
        if plan.wish.strip():
            lines.append(_("Wish: {words}").format(words=" ".join(plan.wish.split())))
        if plan.outcome.strip():
            lines.append(_("Outcome: {words}").format(words=" ".join(plan.outcome.split())))
        obstacle = " ".join(plan.obstacle.split())
        if obstacle and not self._is_said(obstacle, plan):
            lines.append(_("Obstacle: {words}").format(words=obstacle))
        return lines

    def _is_said(self, obstacle: str, plan: GoalPlan) -> bool:
        return is_whole(plan) and obstacle.rstrip(" .,;…").casefold() in plan_sentence(plan).casefold()

    def _want_removed(self) -> None:
        self.remove_wanted.emit(self._plan)


class Way(QWidget):
    """The states a goal went through, the latest first."""

    def __init__(self, appearance: Appearance, clock: Clock) -> None:
        super().__init__()
        self._appearance, self._clock = appearance, clock
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE.xs)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        column.setSpacing(0)
        column.addWidget(SectionHead(appearance, _("The way so far")))
        column.addLayout(self._lines)
        self._texts: list[Text] = []

    def show_turns(self, goal: Goal, turns: tuple[GoalTurn, ...]) -> None:
        """Show when a goal was set and each turn it took."""
        today = self._clock.now().astimezone(self._clock.zone()).date()
        lines = [self._turn(turn, today) for turn in turns[::-1]]
        if goal.created_at is not None:
            day = phrases.near_day(goal.created_at.astimezone(self._clock.zone()).date(), today)
            lines.append(_("Set {day}").format(day=day))
        while len(self._texts) < len(lines):
            text = Text(self._appearance, "", TextStyle.BODY, "muted")
            self._texts.append(text)
            self._lines.addWidget(text)
        for place, text in enumerate(self._texts):
            text.setVisible(place < len(lines))
            text.setText(lines[place] if place < len(lines) else "")

    def words(self) -> list[str]:
        """Return what is shown."""
        return [text.text() for text in self._texts if text.text()]

    def _turn(self, turn: GoalTurn, today: date) -> str:
        words = turn_words(turn.state, phrases.near_day(turn.on_day or today, today))
        words = words[:1].upper() + words[1:]
        return f"{words}: {turn.why}" if turn.why else words
