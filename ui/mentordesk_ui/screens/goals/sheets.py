"""The forms of a goal: a check-in, a turn, and a step. Setting a goal is in `goal_sheet`."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.goals import CheckIn, Goal, GoalState, Milestone
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.workflows.goals.check_in import CheckInWords
from mentordesk.workflows.goals.goal_words import number_words
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.date_edit import DateEdit
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.theme.appearance import Appearance


def is_day_clear(sheet: Sheet, name: str, editor: DateEdit) -> bool:
    """Tell whether a day was understood; what was not is asked back beneath it."""
    if editor.is_valid():
        return True
    sheet.show_mistake(Mistake(_("Which day is that? Write it like 12 Nov, or “friday”."), field=name))
    return False


class CheckInSheet(Sheet):
    """Where a goal stands: a number, a sentence, how confident, and when. `ready` says it as typed."""

    ready = Signal(object)
    remove_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        clock: Clock,
        goal: Goal,
        last: float | None,
        before: CheckIn | None,
    ) -> None:
        super().__init__(appearance, host, _("Check in"), line=goal.title, confirm=_("Keep"), width=520)
        optional = _("optional")
        value = "" if before is None or before.value is None else phrases.number(before.value)
        hint = _("Last: {number}").format(number=number_words(goal, last)) if last is not None else ""
        label = _("Where does it stand, from 0 to 10?")
        if goal.target_value is not None:
            label = (
                _("Where does it stand? The target is {target} {unit}")
                .format(target=phrases.number(goal.target), unit=goal.unit)
                .strip()
            )
        self.value = LineEdit(appearance, text=value)
        self.sentence = LineEdit(
            appearance, _("What moved, or what is in the way"), text=before.sentence if before else ""
        )
        self.confidence: Choice[int] = Choice(
            appearance,
            _("How confident are you that it will work out, from 1 to 5?"),
            [(0, _("Not said")), *((number, phrases.number(number)) for number in range(1, 6))],
            (before.confidence if before else None) or 0,
        )
        today = clock.now().astimezone(clock.zone()).date()
        day = before.at.astimezone(clock.zone()).date() if before is not None and before.at else today
        self.day = DateEdit(appearance, clock, day)
        self.add_field("value", Field(appearance, label, self.value, hint=hint))
        self.add_field("sentence", Field(appearance, _("In a sentence"), self.sentence, optional=optional))
        self.add_field("confidence", Field(appearance, _("Confidence"), self.confidence, optional=optional))
        self.add_field("at", Field(appearance, _("On"), self.day))
        for line in (self.value, self.sentence):
            line.returnPressed.connect(self.confirmed)
        if before is not None:
            remove = self.add_button(Button(appearance, _("Remove"), "trash-2", "plain"))
            remove.clicked.connect(self.remove_wanted)
        self.confirmed.connect(self._say_ready)

    def focus_first(self) -> None:
        self.value.setFocus()

    def _say_ready(self) -> None:
        if is_day_clear(self, "at", self.day):
            words = CheckInWords(
                value=self.value.text(),
                sentence=self.sentence.text(),
                confidence=self.confidence.value() or None,
                on_day=self.day.day(),
            )
            self.ready.emit(words)


class TurnSheet(Sheet):
    """Since when a goal rests, is reached, let go or taken up again, and a word why. `ready` says day and word."""

    ready = Signal(object, str)

    def __init__(self, appearance: Appearance, host: QWidget, clock: Clock, goal: Goal, state: GoalState) -> None:
        title, line, confirm, hint = _turn_words(state)
        super().__init__(appearance, host, title, line=line, confirm=confirm, width=480)
        self.state = state
        self.day = DateEdit(appearance, clock, clock.now().astimezone(clock.zone()).date())
        self.why = LineEdit(appearance, hint)
        self.add_field("why", Field(appearance, _("A word why"), self.why, optional=_("optional")))
        self.add_field("on_day", Field(appearance, _("On"), self.day))
        self.why.returnPressed.connect(self.confirmed)
        self.confirmed.connect(self._say_ready)
        self.panel.setAccessibleDescription(goal.title)

    def focus_first(self) -> None:
        self.why.setFocus()

    def _say_ready(self) -> None:
        if is_day_clear(self, "on_day", self.day):
            self.ready.emit(self.day.day(), self.why.text())


class StepSheet(Sheet):
    """All of a step: words, by when, and when it was taken. `ready` says the three."""

    ready = Signal(str, object, object)
    remove_wanted = Signal()

    def __init__(self, appearance: Appearance, host: QWidget, clock: Clock, step: Milestone) -> None:
        super().__init__(appearance, host, _("Step"), confirm=_("Keep"), width=480)
        optional = _("optional")
        reached: date | None = step.reached_at.astimezone(clock.zone()).date() if step.reached_at else None
        self.text = LineEdit(appearance, text=step.text)
        self.due_on = DateEdit(appearance, clock, step.due_on, placeholder=_("Any time"))
        self.reached_on = DateEdit(appearance, clock, reached, placeholder=_("Not yet"))
        self.add_field("text", Field(appearance, _("What"), self.text))
        self.add_field("due_on", Field(appearance, _("By when"), self.due_on, optional=optional))
        self.add_field("reached", Field(appearance, _("Taken on"), self.reached_on, optional=optional))
        self.text.returnPressed.connect(self.confirmed)
        remove = self.add_button(Button(appearance, _("Remove"), "trash-2", "plain"))
        remove.clicked.connect(self.remove_wanted)
        self.confirmed.connect(self._say_ready)

    def focus_first(self) -> None:
        self.text.setFocus()

    def _say_ready(self) -> None:
        if is_day_clear(self, "due_on", self.due_on) and is_day_clear(self, "reached", self.reached_on):
            self.ready.emit(self.text.text(), self.due_on.day(), self.reached_on.day())


def _turn_words(state: GoalState) -> tuple[str, str, str, str]:
    """Return title, line, button and an example of why."""
    return {
        GoalState.PAUSED: (
            _("Pause this goal"),
            _("It rests, and keeps everything. Nothing reminds you of it until you take it up again."),
            _("Pause"),
            _("Something else matters more this month"),
        ),
        GoalState.REACHED: (
            _("Reached"),
            _("Everything stays: the steps, the check-ins, and how you got here."),
            _("Reached"),
            _("How you know, or what made the difference"),
        ),
        GoalState.LET_GO: (
            _("Let this goal go"),
            _("It stays in the history, with what it taught. You can take it up again at any time."),
            _("Let go"),
            _("It is no longer what I want"),
        ),
        GoalState.OPEN: (
            _("Take it up again"),
            _("It goes on where it rested."),
            _("Take up again"),
            _("There is room for it again"),
        ),
    }[state]
