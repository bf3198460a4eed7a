"""Insights: what the years look like, read beside the window and shown when it is ready."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.insights import Insights
from mentordesk.domain.mentorships import Mentorship
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk.workflows.brief.brief_lines import role_words
from mentordesk.workflows.insights import insights_words as words
from mentordesk.workflows.insights.add_up import Reading, read_beside
from mentordesk.workflows.people.review import ReviewDue, due_words, keep_review, review_of_today
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.charts.bar_chart import BarChart
from mentordesk_ui.parts.charts.calendar_strip import CalendarStrip
from mentordesk_ui.parts.charts.chart import Chart
from mentordesk_ui.parts.charts.figure import Figure
from mentordesk_ui.parts.charts.line_chart import LineChart
from mentordesk_ui.parts.charts.row_chart import RowChart
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWays
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.background import Background, Progress
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.screens.insights import pictures
from mentordesk_ui.screens.insights.review_sheet import ReviewSheet
from mentordesk_ui.screens.insights.span_bar import SpanBar
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_AT_ONCE_S = 0.01
"""For how long pictures are filled before the window may do something else: each time it does, the page is laid out."""


class InsightsScreen(QWidget):
    """Pictures of one mentorship or of all, over any span. `refresh` reads again; `is_reading` until it is shown."""

    topics = frozenset(
        {
            Topic.PEOPLE,
            Topic.MENTORSHIPS,
            Topic.MEETINGS,
            Topic.AGENDA,
            Topic.ACTIONS,
            Topic.GOALS,
            Topic.FOCUS,
            Topic.REFLECTIONS,
            Topic.REVIEWS,
            Topic.PROFILE,
        }
    )

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        background: Background,
        navigation: Navigation,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._background = background
        self._navigation = navigation
        self.earlier = EarlierWays(appearance, desk, clock, acts, navigation)
        self._reading: Progress | None = None
        self._to_fill: list[Callable[[], None]] = []
        self._fill_timer = QTimer(self)
        self._fill_timer.timeout.connect(self._fill_next)
        self._mentorships: dict[str, Mentorship] = {}
        self._shown: Insights | None = None
        self._due: tuple[ReviewDue, ...] = ()
        self.sheet: ReviewSheet | None = None

        self.head = PageHead(appearance, _("Insights"))
        self.bar = SpanBar(appearance, clock)
        self.bar.changed.connect(self._read)
        self.due_line = Text(appearance, "", TextStyle.BODY, "muted")
        self.review_button = Button(appearance, _("Look back"), "sparkles")
        self.review_button.clicked.connect(self.look_back)
        self._review_row = QWidget(self)
        row = QHBoxLayout(self._review_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self.due_line, 1)
        row.addWidget(self.review_button)

        a = appearance
        self.meetings = self._figure(CalendarStrip(a, _("When you met")), _("When you met"))
        self.hours = self._figure(BarChart(a, _("Hours together")), _("Hours together"))
        self.first_words = self._figure(BarChart(a, _("Who begins the small talk")), _("Who begins the small talk"))
        self.promises = self._figure(BarChart(a, _("Promises, both ways")), _("Promises, both ways"))
        self.goals = self._figure(RowChart(a, _("Goals"), "lines"), _("Goals"))
        self.carried = self._figure(RowChart(a, _("Topics that keep coming back")), _("Topics that keep coming back"))
        self.presence = self._figure(LineChart(a, _("How present you were"), lines_high=10), _("How present you were"))
        self.parked = self._figure(BarChart(a, _("Distractions put aside"), lines_high=8), _("Distractions put aside"))
        self.reviews = self._figure(RowChart(a, _("Looking back"), "lines"), _("Looking back"))
        self.figures = (
            self.meetings, self.hours, self.first_words, self.promises, self.goals, self.carried, self.presence,
            self.parked, self.reviews,
        )  # fmt: skip

        self.page = ScrollColumn(appearance)
        self.page.add(self.head)
        self.page.add(self.bar, space_before=SPACE.l)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xl + SPACE.l)
        for figure in self.figures:
            column.addWidget(figure)
        column.addWidget(self._review_row)
        self.empty = EmptyState(
            appearance,
            "chart-line",
            _("Here you will see how it goes"),
            _(
                "After your first calls: when you met, promises kept both ways, topics that keep coming back, goals, and"
                " how present you were. As pictures, for your eyes only."
            ),
        )
        self.page.add(self._body, space_before=SPACE.xl)
        self.page.add(self.empty)
        self.empty.hide()
        self._body.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)
        self.refresh()

    # -- for the window

    def refresh(self, topics: frozenset[Topic] = EVERYTHING) -> None:
        """Read again whom one can choose, and what is shown."""
        if topics & {Topic.PEOPLE, Topic.MENTORSHIPS}:
            self._offer_mentorships()
        self._read()

    def open_person(self, person_id: str = "") -> None:
        """Show what is to be seen of a person: of the running mentorship, else the last one. Empty shows everybody."""
        theirs = [one for one in self._mentorships.values() if one.person_id == person_id]
        self.open_mentorship(theirs[0].id if theirs else "")

    def open_mentorship(self, mentorship_id: str) -> None:
        """Show a mentorship, or everybody with an empty id."""
        self.bar.show_mentorship(mentorship_id if mentorship_id in self._mentorships else "")
        self._read()

    def context_person(self) -> str:
        """Return whom the pictures are about: a key that plans or calls means them."""
        mentorship = self._mentorships.get(self.bar.wish().mentorship_id)
        return mentorship.person_id if mentorship else ""

    def is_reading(self) -> bool:
        """Tell whether what was asked for is not shown yet."""
        return self._reading is not None

    def shown(self) -> Insights | None:
        """Return what is shown."""
        return self._shown

    # -- looking back

    def look_back(self, mentorship_id: str = "") -> None:
        """Ask how somebody sees a mentorship today: this one, else the one shown, else the one that waits longest."""
        which = mentorship_id if isinstance(mentorship_id, str) else ""
        which = which or self.bar.wish().mentorship_id or (self._due[0].mentorship_id if self._due else "")
        mentorship = self._mentorships.get(which)
        if mentorship is None:
            self.bar.who.setFocus()
            self._navigation.toast(_("Choose whom you want to look back with."))
            return
        if which != self.bar.wish().mentorship_id:
            self.open_mentorship(which)
        person = self._desk.people.get(mentorship.person_id).short_name
        review = review_of_today(self._desk, self._clock, which)
        sheet = ReviewSheet(self._appearance, self, person, review)
        self.earlier.in_form(sheet, "review", review.id, keep="keep", change="change")
        sheet.confirmed.connect(partial(self._keep_review, sheet, which))
        sheet.closed.connect(sheet.deleteLater)
        sheet.closed.connect(self._forget_sheet)
        self.sheet = sheet
        sheet.open()

    def _keep_review(self, sheet: ReviewSheet, mentorship_id: str) -> None:
        write = partial(
            keep_review, self._desk, self._clock, mentorship_id, sheet.ratings(), sheet.keep.text(), sheet.change.text()
        )
        self._acts.perform(write, done=partial(self._kept, sheet), failed=sheet.show_mistake)

    def _kept(self, sheet: ReviewSheet, _review: object) -> None:
        sheet.close_overlay()
        self._navigation.toast(_("Kept, for your eyes only."), undoable=True)

    def _forget_sheet(self) -> None:
        self.sheet = None

    # -- reading and showing

    def _offer_mentorships(self) -> None:
        people = {person.id: person for person in self._desk.people.others()}
        order = "ended_on IS NOT NULL, started_on DESC, id DESC"
        found = [one for one in self._desk.mentorships.where(order=order) if one.person_id in people]
        self._mentorships = {one.id: one for one in found}
        chosen = self.bar.wish().mentorship_id
        self.bar.set_mentorships([(one.id, people[one.person_id].name, _apart(one)) for one in found])
        self.bar.show_mentorship(chosen if chosen in self._mentorships else "")

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._fill_timer.stop()
        work: Callable[[], Reading] = partial(
            read_beside, self._desk.folder, self._desk.keys, self._clock, self.bar.wish()
        )
        self._reading = self._background.run(work, done=self._show, failed=self._failed)

    def _failed(self, problem: Mistake | Trouble) -> None:
        self._reading = None
        if isinstance(problem, Mistake):
            self.bar.show_mistake(problem)
        else:
            self._acts.trouble.emit(problem)

    def _show(self, reading: Reading) -> None:
        insights = reading.insights
        self._shown, self._due = insights, reading.due
        self.head.set_words(_("Insights"), words.span_words(insights))
        self.bar.setVisible(not reading.is_new)
        self.empty.setVisible(reading.is_new)
        self._body.setVisible(not reading.is_new)
        # What is seen first is filled first; what takes long follows between two events, so that the window never stands still.
        self._to_fill = [] if reading.is_new else self._fillings(insights)
        self._fill_timer.start()
        self._fill_next()

    def _fill_next(self) -> None:
        begun = perf_counter()
        while self._to_fill and perf_counter() - begun < _AT_ONCE_S:
            self._to_fill.pop(0)()
        if not self._to_fill:
            self._fill_timer.stop()
            self._reading = None

    def _fillings(self, insights: Insights) -> list[Callable[[], None]]:
        fill = self._fill
        return [
            partial(fill, self.meetings, pictures.show_meetings, words.met_words, insights),
            partial(fill, self.hours, pictures.show_hours, words.hours_words, insights),
            partial(fill, self.first_words, pictures.show_first_words, words.first_word_words, insights),
            partial(fill, self.promises, pictures.show_promises, words.promises_words, insights),
            partial(fill, self.goals, pictures.show_goals, words.goals_words, insights),
            partial(fill, self.carried, pictures.show_topics, words.topics_words, insights),
            partial(fill, self.presence, pictures.show_presence, words.presence_words, insights),
            partial(fill, self.parked, pictures.show_parked, words.parked_words, insights),
            partial(self._fill_reviews, insights),
        ]

    def _fill_reviews(self, insights: Insights) -> None:
        self.reviews.setVisible(bool(insights.person))
        if isinstance(self.reviews.chart, RowChart):
            pictures.show_reviews(self.reviews.chart, insights.reviews)
            self.reviews.say(words.reviews_words(insights.reviews))
        self._show_due()

    def _fill(
        self, figure: Figure, show: Callable[[Any, Insights], None], say: Callable[[Insights], str], insights: Insights
    ) -> None:
        show(figure.chart, insights)
        figure.say(say(insights))

    def _show_due(self) -> None:
        which = self.bar.wish().mentorship_id
        due = next((one for one in self._due if one.mentorship_id == which or not which), None)
        last = self._shown.reviews[-1].held_on if self._shown and self._shown.reviews else None
        if due is not None:
            self.due_line.setText(due_words(due))
        elif which and last:
            today = self._clock.now().astimezone(self._clock.zone()).date()
            self.due_line.setText(_("You last looked back on {day}.").format(day=phrases.brief_day(last, today)))
        else:
            self.due_line.setText("")
        running = which in self._mentorships and not self._mentorships[which].is_over
        self._review_row.setVisible(due is not None or running)

    def _figure(self, chart: Chart[Any], title: str) -> Figure:
        figure = Figure(self._appearance, chart, title)
        figure.trouble.connect(self._acts.trouble)
        figure.written.connect(self._say_written)
        figure.copied.connect(self._say_copied)
        return figure

    def _say_written(self, name: str) -> None:
        self._navigation.toast(_("It is in {file}.").format(file=name))

    def _say_copied(self) -> None:
        self._navigation.toast(_("The numbers are on the clipboard."))


def _apart(mentorship: Mentorship) -> str:
    role = role_words(mentorship.my_role)
    if mentorship.ended_on is not None:
        return _("{role} until {month}").format(role=role, month=phrases.month(mentorship.ended_on))
    return role
