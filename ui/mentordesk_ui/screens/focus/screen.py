"""The focus screen: choosing whom, before the call, the running session; and the pill while the window is elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.focus import FocusSession
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.people import Person
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.language import _
from mentordesk.presence.words import undone
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.meetings import hold_session
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.qtkit.quieting import Quieting
from mentordesk_ui.shell.commands import Command
from mentordesk_ui.theme.appearance import Appearance

from .before_page import BeforePage
from .commands import focus_commands
from .course import SessionCourse
from .idle_page import IdlePage
from .parking import ParkSheet
from .pill import Place
from .pill_watch import PillWatch
from .quiet_choices import QuietChoices
from .running_page import RunningPage
from .undisturbed import Undisturbed


class FocusScreen(QWidget):
    """Give it a meeting or a person with `open`, a session found at start with `offer`."""

    topics = frozenset({Topic.FOCUS, Topic.MEETINGS, Topic.PEOPLE, Topic.PROFILE})

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        *,
        drafts: Drafts | None = None,
        quieting: Quieting | None = None,
        preferences: Preferences | None = None,
        pill_wanted: Callable[[], bool] | None = None,
        load_pill_place: Callable[[], Place | None] | None = None,
        save_pill_place: Callable[[Place], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._desk, self._clock = appearance, desk, clock
        self._acts, self._navigation = acts, navigation
        self._drafts = drafts or Drafts(desk.folder / FOLDER_NAME, desk.keys)
        self._person: Person | None = None
        self._found: FocusSession | None = None
        self._moments: Sequence[int] = ()
        self.course = SessionCourse(desk, clock, acts, self)
        self.course.changed.connect(self._follow_course)
        self.course.ended.connect(self._wrap_up)
        self.idle = IdlePage(appearance, desk, clock)
        self.idle.meeting_chosen.connect(self._prepare_meeting)
        self.idle.person_chosen.connect(self._prepare_person)
        self.idle.plan_wanted.connect(self._plan)
        self.idle.continue_wanted.connect(self._continue_found)
        self.idle.over_wanted.connect(self._end_found)
        self._before: BeforePage | None = None
        self._running: RunningPage | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.idle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.pill_watch = PillWatch(
            appearance,
            self,
            self.course,
            name=self._short_name,
            moments=self._pill_moments,
            wanted=pill_wanted,
            come_forward=self._come_here,
            load_place=load_pill_place,
            save_place=save_pill_place,
        )
        self._quieting, self._preferences = quieting, preferences
        self.undisturbed: Undisturbed | None = None
        if quieting is not None and preferences is not None:
            self.undisturbed = Undisturbed(
                appearance, clock, self.course, quieting, preferences, self._call_screen, parent=self
            )
            self.undisturbed.switched.connect(self._keep_switched)
            quieting.undone.connect(self._say_undone)
        self.idle.refresh()

    # -- pages, built when they are first needed

    @property
    def before(self) -> BeforePage:
        """The page before a call."""
        if self._before is None:
            self._before = BeforePage(self._appearance, self._clock, self._keep_checklist)
            self._before.start_wanted.connect(self._begin)
            self._before.back_wanted.connect(self._choose_again)
            if self._quieting is not None and self._preferences is not None:
                self._before.add_quiet(QuietChoices(self._appearance, self._quieting, self._preferences))
            self._stack.addWidget(self._before)
        return self._before

    @property
    def running(self) -> RunningPage:
        """The page of the running session."""
        if self._running is None:
            self._running = RunningPage(
                self._appearance, self._desk, self._clock, self._acts, self._navigation, self.course, self._drafts
            )
            self._running.end_wanted.connect(self.end)
            if self._quieting is not None:
                self._quieting.changed.connect(self._tell_quiet)
            self._stack.addWidget(self._running)
        return self._running

    def page(self) -> QWidget | None:
        """Return the page that is shown."""
        return self._stack.currentWidget()

    # -- what the window asks

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done, for the palette and the shortcuts."""
        return focus_commands(self._self, self.is_running)

    def _self(self) -> FocusScreen:
        return self

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()  # how soon the next calls are

    def is_running(self) -> bool:
        """Tell whether a session runs."""
        return self.course.session is not None

    def context_person(self) -> str:
        """Return with whom the call is, or is about to be."""
        return self._person.id if self._person is not None and self.page() is not self.idle else ""

    def refresh(self, topics: frozenset[Topic] = topics) -> None:
        """Read again what changed on the desk."""
        if self.course.session is None and self.page() is self.idle and self._found is None:
            self.idle.refresh()

    def open(self, meeting_id: str | None = None, person_id: str | None = None) -> None:
        """Prepare a session: with a meeting, or an unplanned one with a person; a running one is shown instead."""
        if self.course.session is not None:
            if meeting_id and meeting_id != self.course.session.meeting_id:
                self._navigation.toast(_("A session is running. End it first."))
            return
        if self._found is not None:
            self.idle.continue_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif meeting_id:
            self._prepare_meeting(meeting_id)
        elif person_id:
            self._prepare_person(person_id)
        elif self.page() is self.idle:
            self.idle.refresh()
            self.idle.focus_list()

    def leave(self) -> None:
        """Put on disk what was typed."""
        if self._running is not None:
            self._running.flush()

    def offer(self, session: FocusSession) -> None:
        """Offer a session that a crash or a restart left running."""
        self._found = session
        self._person = self._desk.people.get(session.person_id)
        self._stack.setCurrentWidget(self.idle)
        self.idle.offer(session, self._person, hold_session.read(self._clock, session))

    # -- acts, by key from anywhere

    def start_next(self) -> None:
        """Prepare the next meeting, or let one choose."""
        self._navigation.start_session(None, None)
        if self.course.session is None and self._found is None and self.page() is self.idle:
            self.idle.refresh()
            following = self.idle.next_meeting()
            if following is not None:
                self._prepare_meeting(following.id)

    def start_unplanned(self) -> None:
        """Ask for a name; with it an unplanned call is ready to begin."""
        self._navigation.start_session(None, None)
        if self.course.session is None and self._found is None:
            self._choose_again()
            self.idle.focus_picker()

    def pause_or_go_on(self) -> None:
        self.course.pause_or_go_on()

    def extend(self) -> None:
        self.course.extend()

    def next_phase(self) -> None:
        self.course.next_phase()

    def park(self) -> None:
        """Park a distraction: in the line here, or in a small sheet over whatever else is shown."""
        session = self.course.session
        if session is None:
            return
        if self.running.isVisible():
            self.running.parking.take_keyboard()
            self.running.ground.show_widget(self.running.parking.line)
        else:
            ParkSheet(self._appearance, self.window(), self._desk, self._acts, session.id).open()

    def take_notes(self) -> None:
        self._come_here()
        self.running.toggle_notes()

    def go_round(self) -> None:
        self._come_here()
        self.running.go_round()

    def say_time(self) -> None:
        self.running.say_time()

    def end(self) -> None:
        """End the session; its wrap-up opens."""
        if self._running is not None:
            self._running.conclude()
        self.course.finish()

    def dim_screens(self) -> None:
        """Make the other screens dark, or light again."""
        if self.undisturbed is not None:
            self.undisturbed.dim_or_lift()

    def show_small_window(self) -> None:
        """Show the time in a small window of its own."""
        self.pill_watch.show_small_window()

    def _short_name(self) -> str:
        return self._person.short_name if self._person is not None else ""

    def _pill_moments(self) -> Sequence[int]:
        """Return when to ask “still undisturbed?”: at no time where all is ticked and nothing was undone."""
        if self.undisturbed is not None and not self.undisturbed.is_something_open():
            return ()
        return self._moments

    def _call_screen(self) -> QScreen | None:
        return self.window().screen()

    def _keep_switched(self, switched: str) -> None:
        session = self.course.session
        if session is not None:
            self._acts.perform(partial(hold_session.keep_switched, self._desk, session.id, switched))

    def _tell_quiet(self) -> None:
        if self._running is not None and self.undisturbed is not None:
            self._running.show_quiet(self.undisturbed.line())

    def _say_undone(self, switch: str) -> None:
        self.pill_watch.say(undone(switch))
        announce(self, undone(switch))

    def _come_here(self) -> None:
        if not self.isVisible():
            self._navigation.start_session(None, None)

    # -- from page to page

    def _prepare_meeting(self, meeting_id: str) -> None:
        meeting = self._desk.meetings.get(meeting_id)
        self._prepare(hold_session.prepare_session(self._desk, meeting_id), meeting)

    def _prepare_person(self, person_id: str) -> None:
        self._prepare(hold_session.prepare_unplanned(self._desk, person_id), None)

    def _prepare(self, session: FocusSession, meeting: Meeting | None) -> None:
        self._person = self._desk.people.get(session.person_id)
        current = self._desk.mentorships.current_of(session.person_id)
        pact = current.pact if current is not None else ()
        self.before.show_session(session, self._person, meeting, pact=pact)
        self._stack.setCurrentWidget(self.before)
        self.before.take_keyboard()

    def _choose_again(self) -> None:
        self._stack.setCurrentWidget(self.idle)
        self.idle.refresh()
        self.idle.focus_list()

    def _plan(self) -> None:
        self._navigation.plan_meeting(None)

    def _keep_checklist(self, lines: Sequence[str]) -> None:
        self._acts.perform(partial(hold_session.keep_checklist, self._desk, lines))

    def _begin(self, session: FocusSession) -> None:
        self.course.begin(session, failed=self.before.show_mistake)

    def _continue_found(self) -> None:
        found, self._found = self._found, None
        if found is not None:
            self.course.follow(found)

    def _end_found(self) -> None:
        found, self._found = self._found, None
        if found is not None:
            self.course.follow(found)
            self.course.finish_found()

    def _follow_course(self) -> None:
        session = self.course.session
        if session is None:
            self._stack.setCurrentWidget(self.idle)
            self.idle.refresh()
        elif self.page() is not self._running or self._running is None:
            person = self._desk.people.get(session.person_id)
            profile = self._desk.profile.mine()
            if self._before is not None and self.page() is self._before:
                self._before.note_begun()
            self._person, self._moments = person, profile.pill_moments if profile is not None else ()
            self.running.show_session(session, person)
            self._stack.setCurrentWidget(self.running)
            self.running.take_keyboard()
            self._tell_quiet()
        else:
            self._running.show_facts(session)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        dark = self.undisturbed is not None and self.undisturbed.dimmer.is_on
        if event.key() == Qt.Key.Key_Escape and dark:
            self.dim_screens()
            return
        super().keyPressEvent(event)

    def _wrap_up(self, meeting: Meeting) -> None:
        self._navigation.open_wrap_up(meeting.id)
