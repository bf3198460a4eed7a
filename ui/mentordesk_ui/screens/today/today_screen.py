"""Today: everything for the next call, with nothing to click to see it; or who is due, when nothing is planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.language import _, ngettext
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk.workflows.advice.advice_overview import AdviceRow
from mentordesk.workflows.brief.brief_lines import (
    CallLine,
    DueLine,
    GoalLine,
    NoteLine,
    QuestionLine,
    ReviewLine,
    ThreadLine,
)
from mentordesk.workflows.brief.brief_words import calls_words
from mentordesk.workflows.brief.prepare import Brief, prepare_brief, renew_brief
from mentordesk_ui.parts.agenda_list import AgendaList
from mentordesk_ui.parts.call_link import open_call
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.shadow import SHADOW_PX
from mentordesk_ui.theme.tokens import SPACE

from . import looks
from .brief_copies import BriefCopies
from .columns import Columns
from .list_section import ListSection
from .next_call import NextCall
from .nothing_planned import NothingPlanned
from .outcome import Outcome
from .past_meetings import PastMeetings
from .today_acts import TodayActs

SIDE_FROM = 1100
SIDE_TO_SCALE = 1.5
"""The timeline stands beside the brief in windows this wide, and up to this size of text."""

_EDGE = SHADOW_PX


class TodayScreen(QWidget):
    """Reads the brief when something it shows changed, and says the time anew at every tick."""

    topics = EVERYTHING - {Topic.REMINDERS, Topic.REFLECTIONS}

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        tick: Tick,
        navigation: Navigation,
        add_person: Callable[[], object] | None = None,
    ) -> None:
        """`add_person` is the next step on a desk without people; without it the palette is the way."""
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._add_person = add_person
        self._brief: Brief | None = None
        self._shown_moment: tuple[date, str, bool] | None = None
        self._stale: frozenset[Topic] = frozenset()
        self._past: PastMeetings | None = None
        self._past_is_read = False
        self._todo = TodayActs(appearance, desk, clock, acts, navigation, self)
        self._copies = BriefCopies(acts, navigation, self)
        self.setAccessibleName(_("Today"))
        self._make_parts()
        self._arrange()
        self._connect()
        tick.ticked.connect(self.tell_time)
        appearance.resized.connect(self._fit)
        self.refresh()

    # -- what is shown

    def refresh(self, topics: frozenset[Topic] = EVERYTHING) -> None:
        """Read again what shows one of these topics; while nobody sees the screen, when it is shown next."""
        if self._brief is not None and not self.isVisible():
            self._stale |= topics
            return
        if not topics & self.topics:
            return
        if self._brief is None or self._moment() != self._shown_moment:
            self._show(prepare_brief(self._desk, self._clock))
        else:
            self._show(renew_brief(self._desk, self._clock, self._brief, topics & self.topics))
        if topics & {Topic.MEETINGS, Topic.PEOPLE}:
            self._past_is_read = False
            self._fit()

    def tell_time(self) -> None:
        """Say the countdown anew; what a new day, another greeting or the end of the call changes is read again."""
        if not self.isVisible() or self._brief is None:
            return
        if self._moment() != self._shown_moment:
            self._show(prepare_brief(self._desk, self._clock))
        self.next_call.tell_time(self._clock.now())

    def take_focus(self) -> bool:
        """Begin at the next call, where there is one."""
        start = self.next_call.start_button
        if start.isVisibleTo(self):
            start.setFocus()
        return start.isVisibleTo(self)

    def brief(self) -> Brief:
        """Return the brief that is shown."""
        return self._brief or prepare_brief(self._desk, self._clock)

    def _show(self, brief: Brief) -> None:
        self._brief = brief
        name = brief.my_name
        greeting = self._greeting()
        self._head.set_words(
            _("{greeting}, {name}").format(greeting=greeting, name=name) if name else greeting,
            _("{day} · {calls}").format(day=brief.day_words, calls=calls_words(brief)),
        )
        self.outcome.show_outcomes(brief.unresolved)
        self._reveal(self.outcome, bool(brief.unresolved))
        self._reveal(self.next_call, brief.call is not None)
        if brief.call is not None:
            self.next_call.show_call(brief, self._clock.now())
        nothing = brief.call is None and brief.has_people
        self._reveal(self.nothing_planned, nothing)
        if nothing:
            self.nothing_planned.show_due(brief.due)
        self.empty.setVisible(not brief.has_people)
        self._show_sections(brief)
        self._shown_moment = self._moment()

    def _show_sections(self, brief: Brief) -> None:
        called = brief.person.called if brief.person else ""
        left_out = brief.promises_left_out
        more = ngettext("and {count} more", "and {count} more", left_out).format(count=left_out) if left_out else ""
        self.promises.show_rows(brief.promises, brief.promises_since, more)
        avoid = _("Not to raise: {what}").format(what=brief.avoid) if brief.avoid else ""
        remember = _("To remember: {what}").format(what=brief.remember) if brief.remember else ""
        foot = "\n".join(filter(None, (avoid, remember)))
        self.threads.show_rows(brief.threads, foot=foot, lead=brief.small_talk)
        self.advice.show_rows((*brief.advice, *brief.advice_elsewhere))
        self.goals.show_rows(brief.goals, called)
        self.questions.show_rows(brief.questions)
        self.notes.show_rows(brief.notes)
        self.later.show_rows(brief.later_today)
        self.due.show_rows(brief.due if brief.call else ())
        self.reviews.show_rows(brief.reviews)
        if brief.person is not None:
            self.agenda.show_mentorship(brief.mentorship_id, brief.call.id if brief.call else "")
            self._columns.show_sections(
                [self.promises, self.threads, self._agenda_place, *(one for one in self._optional if one.has_rows())]
            )
        else:
            self._columns.show_sections([one for one in (self.advice, self.reviews) if one.has_rows()])

    def _greeting(self) -> str:
        hour = self._clock.now().astimezone(self._clock.zone()).hour
        if hour < 5:
            return _("Hello")  # neither yesterday's evening nor a morning yet
        if hour < 12:
            return _("Good morning")
        return _("Good afternoon") if hour < 18 else _("Good evening")

    def _moment(self) -> tuple[date, str, bool]:
        """Return what, when it changes with the time alone, makes the brief another one."""
        call = self._brief.call if self._brief else None
        now = self._clock.now()
        return now.astimezone(self._clock.zone()).date(), self._greeting(), call is not None and now >= call.ends_at

    # -- making

    def _make_parts(self) -> None:
        a = self._appearance
        self._head = PageHead(a, "")
        self.outcome = Outcome(a)
        self.next_call = NextCall(a)
        self.nothing_planned = NothingPlanned(a)
        self.empty = EmptyState(
            a,
            "users",
            _("Who do you talk to?"),
            _("Add the first person you mentor, or who mentors you. Everything else follows from there."),
            _("Add a person") if self._add_person else "",
        )
        self.promises = ListSection(
            a, _("Pick up where you left off"), looks.promise_look, empty=_("Nothing is open between you.")
        )
        self.threads = ListSection(
            a,
            _("Ask about"),
            looks.thread_look,
            empty=_("Nothing to ask about yet. Wrapping up a call is a good moment."),
        )
        self.agenda = AgendaList(a, self._desk, self._acts, self._navigation, bleed=SPACE.s)
        self._agenda_place = QWidget()
        self._agenda_place.setAccessibleName(_("Agenda"))
        self.goals = ListSection(a, _("Goals"), looks.goal_look, bars=True)
        self.questions = ListSection(a, _("Questions"), looks.question_look, lines=1)
        self.advice = ListSection(a, _("Advice"), looks.advice_look, click="opens")
        self.notes = ListSection(a, _("Last notes"), looks.note_look)
        self.later = ListSection(a, _("Later today"), looks.later_look)
        self.due = ListSection(a, _("Time to meet again"), looks.due_look)
        self.reviews = ListSection(a, _("Time to look back"), looks.review_look, click="opens")
        self._past_beside = PastMeetings(a, self._desk, self._clock, fits_content=False)
        self._past_below = PastMeetings(a, self._desk, self._clock, fits_content=True)

    def _arrange(self) -> None:
        inside = QVBoxLayout(self._agenda_place)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.agenda)
        self._optional = (self.goals, self.questions, self.advice, self.notes, self.later, self.due, self.reviews)
        always = (self.promises, self.threads, self._agenda_place)
        self._columns = Columns(self._appearance, (*always, *self._optional))
        # The column begins further out than its words, by what the shadow of a card and the ground of a row need.
        outer = 36 - _EDGE
        self._scroll = ScrollColumn(self._appearance, margins=(outer, 32, outer, 32))
        self._scroll.add(self._set_in(self._head, _EDGE))
        self._scroll.add(self._set_in(self.outcome, _EDGE, above=SPACE.xl))
        for card in (self.next_call, self.nothing_planned):
            self._scroll.add(self._set_in(card, _EDGE, above=SPACE.xl, below=SPACE.xl))
        self._scroll.add(self.empty)
        self._scroll.add(self._set_in(self._columns, _EDGE - SPACE.s, above=SPACE.xs))
        self._scroll.add(self._set_in(self._past_below, _EDGE - SPACE.s, above=SPACE.xl))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._scroll, 1)
        across.addWidget(self._past_beside)

    def _set_in(self, part: QWidget, beside: int, *, above: int = 0, below: int = 0) -> QWidget:
        place = QWidget()
        inside = QVBoxLayout(place)
        inside.setContentsMargins(beside, above, beside, below)
        inside.addWidget(part)
        return place

    def _reveal(self, part: QWidget, is_shown: bool) -> None:
        """Show a part set in, or hide it with the space above it."""
        place = part.parentWidget()
        if place is not None:
            place.setVisible(is_shown)

    def _connect(self) -> None:
        self.next_call.session_wanted.connect(self.start_session)
        self.next_call.join_wanted.connect(self.join_call)
        self.next_call.meeting_wanted.connect(self.open_meeting)
        self.next_call.person_wanted.connect(self._open_person)
        self.next_call.copy_wanted.connect(self.copy_brief)
        self.next_call.print_wanted.connect(self.print_brief)
        self.next_call.pdf_wanted.connect(self.save_brief)
        self.nothing_planned.plan_wanted.connect(self._plan)
        self.nothing_planned.call_wanted.connect(self._call_now)
        self.nothing_planned.person_wanted.connect(self._navigation.open_person)
        self.outcome.held.connect(self._todo.keep_as_held)
        self.outcome.missed.connect(self._todo.keep_as_missed)
        self.empty.pressed.connect(self._add_somebody)
        self.promises.view.toggled_row.connect(self._todo.tick_promise)
        self.promises.view.activated_row.connect(self._todo.tick_promise)
        self.threads.view.activated_row.connect(self._open_thread)
        self.threads.view.menu_wanted.connect(self._todo.open_thread_menu)
        self.goals.view.activated_row.connect(self._open_goal)
        self.questions.view.activated_row.connect(self._open_question)
        self.advice.view.activated_row.connect(self._open_advice)
        self.notes.view.activated_row.connect(self._open_note)
        self.later.view.activated_row.connect(self._open_call)
        self.due.view.activated_row.connect(self._plan_with)
        self.reviews.view.activated_row.connect(self._look_back)
        for past in (self._past_beside, self._past_below):
            past.meeting_wanted.connect(self._navigation.open_meeting)
        self._scroll.verticalScrollBar().valueChanged.connect(self._fetch_past)

    # -- the call

    def start_session(self) -> None:
        """Begin or go back to the focus session of the call shown."""
        call = self.brief().call
        if call is not None:
            self._navigation.start_session(meeting_id=call.id, person_id=call.person_id)

    def join_call(self) -> None:
        """Open the link of the call shown."""
        call = self.brief().call
        if call is not None and call.link and not open_call(call.link):
            self._navigation.toast(_("This link cannot be opened: {link}").format(link=call.link))

    def open_meeting(self) -> None:
        """Open the page of the call shown."""
        call = self.brief().call
        if call is not None:
            self._navigation.open_meeting(call.id)

    def copy_brief(self) -> None:
        """Put the brief on the clipboard as Markdown."""
        self._copies.copy(self.brief())

    def print_brief(self) -> None:
        """Ask for a printer and print the brief."""
        self._copies.print_out(self.brief())

    def save_brief(self) -> None:
        """Ask for a place and write the brief there as PDF."""
        self._copies.save(self.brief())

    # -- ways to go

    def _open_thread(self, line: ThreadLine) -> None:
        place = self.threads.model.position_of(line.id) or 0
        rect = self.threads.view.visualRect(self.threads.model.index(place, 0))
        self._todo.open_thread_menu(line, self.threads.view.viewport().mapToGlobal(rect.bottomLeft()))

    def _open_person(self, *_line: object) -> None:
        person = self.brief().person
        if person is not None:
            self._navigation.open_person(person.id)

    def _open_goal(self, line: GoalLine) -> None:
        self._navigation.open_goal(line.id)

    def _open_question(self, line: QuestionLine) -> None:
        self._navigation.open_question(line.id)

    def _open_advice(self, row: AdviceRow) -> None:
        self._navigation.open_advice(row.id)

    def _open_note(self, line: NoteLine) -> None:
        self._navigation.open_note(line.id)

    def _open_call(self, line: CallLine) -> None:
        self._navigation.open_meeting(line.id)

    def _plan(self, person_id: str) -> None:
        self._navigation.plan_meeting(person_id or None)

    def _plan_with(self, line: DueLine) -> None:
        self._navigation.plan_meeting(line.person_id)

    def _look_back(self, line: ReviewLine) -> None:
        self._navigation.look_back(line.id)

    def _call_now(self, person_id: str) -> None:
        self._navigation.start_session(person_id=person_id or None)

    def _add_somebody(self) -> None:
        if self._add_person is not None:
            self._add_person()

    # -- geometry

    def _fetch_past(self) -> None:
        bar = self._scroll.verticalScrollBar()
        if self._past_below.isVisible() and bar.maximum() - bar.value() < 6 * self._past_below.view.row_height():
            self._past_below.fetch_more()

    def _fit(self) -> None:
        """Put the timeline where there is room for it; only the one that is seen is read."""
        beside = self.window().width() >= SIDE_FROM and self._appearance.text_scale <= SIDE_TO_SCALE
        shown, other = (self._past_beside, self._past_below) if beside else (self._past_below, self._past_beside)
        if shown is not self._past or not self._past_is_read:
            self._past, self._past_is_read = shown, True
            shown.refresh()
        has_people = self._brief is not None and self._brief.has_people
        shown.setVisible(has_people and shown.model.rowCount() > 0)
        other.setVisible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        if self._stale:
            stale, self._stale = self._stale, frozenset()
            self.refresh(stale)
        self.tell_time()
