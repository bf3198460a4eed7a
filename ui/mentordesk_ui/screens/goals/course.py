"""How a goal went: the chart of its check-ins with target and steps, and the check-ins themselves, the latest first."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.goals import CheckIn, Goal, Milestone
from mentordesk.language import _, ngettext
from mentordesk.store.goals import GoalStore
from mentordesk.workflows.goals.goal_words import confidence_words, number_words
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.charts.figure import Figure
from mentordesk_ui.parts.charts.line_chart import LineChart
from mentordesk_ui.parts.charts.points import Dot, Line, Mark
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_look import DateMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

FIRST = 5
MORE = 40
"""So many check-ins are listed at first, and so many more each time somebody asks."""
_FEWEST = 2
"""One number is no line."""


class Course(QWidget):
    """`edit_wanted` and `remove_wanted` say a check-in."""

    edit_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(
        self, appearance: Appearance, stores: GoalStore, clock: Clock, acts: Acts, navigation: Navigation
    ) -> None:
        super().__init__()
        self._appearance, self._stores, self._clock = appearance, stores, clock
        self._goal = Goal()
        self._charted: object = None
        self._stamp: tuple[object, ...] = ()
        self._dots: tuple[Dot, ...] = ()
        self._count = FIRST
        self.chart = LineChart(appearance, _("Check-ins over time"), lines_high=11)
        self.figure = Figure(appearance, self.chart, _("How it goes"))
        self.figure.trouble.connect(acts.trouble.emit)
        self.figure.written.connect(partial(_say_written, navigation))
        self.figure.copied.connect(partial(_say_copied, navigation))
        self._head = SectionHead(appearance, _("Check-ins"))
        self._nothing = Text(
            appearance, _("No check-in yet. A number or a sentence now and then shows the way."), role="muted"
        )
        self.model: RowModel[CheckIn] = RowModel(self._look, removable=True, parent=self)
        self.view: RowView[CheckIn] = RowView(
            appearance,
            self.model,
            _("Check-ins"),
            delegate=WrappingDelegate(appearance),
            click="opens",
            fits_content=True,
        )
        self.more_button = Button(appearance, "", "chevron-down", "plain")
        words = QVBoxLayout()
        words.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        words.addWidget(self.figure)
        words.addSpacing(SPACE.l)
        words.addWidget(self._head)
        words.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(words)
        column.addWidget(self.view)
        column.addWidget(self.more_button)
        self.view.activated_row.connect(self.edit_wanted)
        self.view.removed_row.connect(self.remove_wanted)
        self.view.menu_wanted.connect(self._open_menu)
        self.more_button.clicked.connect(self._show_more)

    def show_goal(self, goal: Goal, steps: tuple[Milestone, ...]) -> None:
        """Show how a goal went."""
        if goal.id != self._goal.id:
            self._count = FIRST
        if goal != self._goal:
            self._goal = goal
            self.model.forget_looks()
        self._show_chart(steps)
        self._show_rows()

    def _show_chart(self, steps: tuple[Milestone, ...]) -> None:
        goal = self._goal
        self._read_dots()
        marks = tuple(mark for mark in map(self._mark, steps) if mark is not None)
        shown = (goal, self._stamp, marks)
        if shown == self._charted:
            return
        self._charted = shown
        is_line = len(self._dots) >= _FEWEST
        self.figure.setVisible(is_line)
        if not is_line:
            self.chart.show_lines(())
            return
        low, high = sorted((goal.start_value, goal.target))
        self.chart.show_lines(
            [Line(goal.title, self._dots)],
            target=goal.target,
            marks=marks,
            bounds=(low, high),
            say=self._say,
            until=goal.due_on if goal.is_open else None,
        )
        self.figure.say(self._sentence())

    def _read_dots(self) -> None:
        # Thousands of check-ins take a while to read, and a step that is ticked changes none of them.
        stamp = (self._goal.id, self._clock.zone().key, *self._stores.check_ins.stamp_of(self._goal.id))
        if stamp != self._stamp:
            self._stamp, zone = stamp, self._clock.zone()
            points = self._stores.check_ins.course_of(self._goal.id)
            self._dots = tuple(
                Dot(one.at.astimezone(zone).replace(tzinfo=None), one.value, one.sentence) for one in points
            )

    def _mark(self, step: Milestone) -> Mark | None:
        if step.reached_at is not None:
            return Mark(step.reached_at.astimezone(self._clock.zone()).date(), step.text, is_reached=True)
        return Mark(step.due_on, step.text) if step.due_on is not None else None

    def _say(self, value: float) -> str:
        return f"{phrases.number(value)} {self._goal.unit}".strip()

    def _sentence(self) -> str:
        first, last, count = self._dots[0], self._dots[-1], len(self._dots)
        return ngettext(
            "From {first} to {last} in {count} check-in.", "From {first} to {last} in {count} check-ins.", count
        ).format(
            first=phrases.number(first.value or 0.0),
            last=number_words(self._goal, last.value),
            count=phrases.number(count),
        )

    def _show_rows(self) -> None:
        shown = self._stores.check_ins.newest_of(self._goal.id, self._count)
        self.model.set_rows(shown)
        self.view.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        count = self._stores.check_ins.count_of(self._goal.id)
        self._head.set_aside(phrases.number(count) if count else "")
        rest = count - len(shown)
        self.more_button.setVisible(rest > 0)
        self.more_button.set_words(
            ngettext("{count} earlier one", "{count} earlier ones", rest).format(count=phrases.number(rest))
        )

    def _show_more(self) -> None:
        self._count += MORE
        self._show_rows()

    def _look(self, check_in: CheckIn) -> RowLook:
        goal = self._goal
        at = (check_in.at or self._clock.now()).astimezone(self._clock.zone())
        today = self._clock.now().astimezone(self._clock.zone()).date()
        number, sure = number_words(goal, check_in.value), confidence_words(check_in.confidence)
        title = check_in.sentence or number or sure[:1].upper() + sure[1:]
        detail = [number if check_in.sentence else "", sure if title.casefold() != sure.casefold() else ""]
        if at.year != today.year:
            detail.append(phrases.short_day(at.date(), today))
        said = " · ".join(part for part in detail if part)
        day = phrases.near_day(at.date(), today)
        return RowLook(
            title,
            said,
            DateMark(phrases.number(at.day), phrases.short_month(at.date())),
            spoken_text=", ".join(part for part in (day, title, said) if part),
        )

    def _open_menu(self, check_in: CheckIn, point: QPoint) -> None:
        menu = QMenu(self)
        offer(self._appearance, menu, _("Change"), "pencil", "Return", partial(self.edit_wanted.emit, check_in))
        offer(self._appearance, menu, _("Remove"), "trash-2", "Del", partial(self.remove_wanted.emit, check_in))
        menu.exec(point)
        menu.deleteLater()


def _say_written(navigation: Navigation, name: str) -> None:
    navigation.toast(_("Saved as {name}").format(name=Path(name).name))


def _say_copied(navigation: Navigation) -> None:
    navigation.toast(_("Copied"))
