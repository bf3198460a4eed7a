"""The screen of meetings: the list or the page of one, and the sheets that plan, move, log and start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.people import Person
from mentordesk.drafts import Drafts
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk.workflows.meetings import plan_meeting
from mentordesk.workflows.meetings.plan_meeting import Plan
from mentordesk.workflows.safety.trash import throw_meeting_away
from mentordesk_ui.parts.form_keeping import perform_form
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.sheet import Sheet, SheetPlace
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance

from .log_sheet import CallSheet, LogSheet
from .meeting_list import MeetingList
from .meeting_page import MeetingPage
from .plan_sheet import PlanSheet

_SAFE_LINKS = frozenset({"http", "https", "tel", "sip", "mailto", "zoommtg", "msteams", "facetime", "skype"})


def open_link(link: str) -> None:
    """Open a call link with the program the computer has for it."""
    QDesktopServices.openUrl(QUrl(link))


class MeetingsScreen(QWidget):
    """Shows the list until `open_meeting`, and again after `show_list`. Notes are saved on every way out."""

    topics = frozenset(EVERYTHING - {Topic.REMINDERS, Topic.REFLECTIONS, Topic.QUESTIONS, Topic.GOALS})

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        drafts: Drafts,
        *,
        open_url: Callable[[str], None] = open_link,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._open_url = open_url
        self._sheets = SheetPlace()
        self.list = MeetingList(appearance, desk, clock)
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
        self.list.opened.connect(self.open_meeting)
        self.list.plan_wanted.connect(self.plan)
        self.list.log_wanted.connect(self.log_past)
        self.list.call_wanted.connect(self.start_unplanned)
        self.list.held.connect(self._hold)
        self.list.missed.connect(self._miss)
        self.list.cancelled.connect(self._cancel)

    @cached_property
    def page(self) -> MeetingPage:
        """One meeting; made when the first is opened."""
        page = MeetingPage(self._appearance, self._desk, self._clock, self._acts, self._navigation, self._drafts)
        head = page.head
        head.back.connect(self.show_list)
        head.join.connect(self.join)
        head.start.connect(self._start_session)
        head.end.connect(self._end)
        head.wrap_up.connect(self._end)
        head.move_wanted.connect(self.move_meeting)
        head.cancel.connect(self.cancel)
        head.more.connect(self._open_more)
        strip = page.strip
        strip.held.connect(partial(self._with_meeting, self._hold))
        strip.missed.connect(partial(self._with_meeting, self._miss))
        strip.cancelled.connect(partial(self._with_meeting, self._cancel))
        strip.why_said.connect(self._keep_why)
        self._stack.addWidget(page)
        return page

    @property
    def _open_id(self) -> str:
        """Which meeting the page shows; empty while there is no page."""
        return self.page.meeting_id if "page" in vars(self) else ""

    # -- ways in and out

    def open_meeting(self, meeting_id: str, note_line: int | None = None) -> None:
        """Show the page of a meeting, with the keyboard in a line of its note if one is given, from 0.

        Raises Mistake when the meeting is no longer on the desk.
        """
        self.page.show_meeting(meeting_id)
        self._stack.setCurrentWidget(self.page)
        if note_line is not None:
            self.page.focus_note_line(note_line)

    def show_list(self) -> None:
        """Show all meetings; what was typed is saved first."""
        self.leave()
        self.list.refresh()
        self._stack.setCurrentWidget(self.list)
        self.list.focus_list()

    def take_focus(self) -> bool:
        """Give the keyboard to what is done next with the meeting shown; in the list it finds its place by itself."""
        return self.shows_page() and self.page.take_focus()

    def shows_page(self) -> bool:
        """Tell whether one meeting is shown."""
        return self._stack.currentWidget() is not self.list

    def refresh(self, topics: frozenset[Topic] = topics) -> None:
        """Read again what is shown."""
        if self._open_id:
            meeting = self._desk.meetings.find(self._open_id)
            if meeting is None or meeting.deleted_at is not None:
                if self.shows_page():
                    self._stack.setCurrentWidget(self.list)
            else:
                self.page.refresh(topics)
        if not self.shows_page() and topics & {Topic.MEETINGS, Topic.PEOPLE, Topic.PROFILE}:
            self.list.refresh()

    def leave(self) -> None:
        """Put on disk what is unsaved: the window turns to another screen, or closes."""
        if self._open_id:
            self.page.leave()

    def context_person(self) -> str:
        """Return whom a new meeting would be with, as things stand on the screen; empty when that is open."""
        if self.shows_page() and self.page.shown is not None:
            return self.page.shown.person.id
        return self.list.chosen_person()

    # -- plan and move

    def plan(self, person_id: str | None = None) -> None:
        """Ask for a new meeting, with somebody if that is known: None is who is on this screen, "" is nobody."""
        whom = self.context_person() if person_id is None else person_id
        sheet = PlanSheet(self._appearance, self, self._desk, self._clock, person_id=whom)
        sheet.planned.connect(partial(self._plan, sheet))
        sheet.new_person_wanted.connect(partial(self._add_person, sheet))
        self._sheets.show(sheet)

    def move_meeting(self) -> None:
        """Ask for another time for the meeting shown."""
        if self.page.shown is None:
            return
        meeting = self.page.shown.meeting
        sheet = PlanSheet(self._appearance, self, self._desk, self._clock, meeting=meeting)
        sheet.planned.connect(partial(self._change, sheet, meeting))
        self._sheets.show(sheet)

    def _plan(self, sheet: PlanSheet, plan: Plan) -> None:
        self._acts.perform(
            partial(plan_meeting.plan_meeting, self._desk, self._clock, plan),
            done=partial(self._planned, sheet),
            failed=sheet.show_refusal,
        )

    def _planned(self, sheet: Sheet, meeting: Meeting) -> None:
        sheet.close_overlay()
        self.open_meeting(meeting.id)
        self.page.focus_agenda()
        name = self._desk.people.get(meeting.person_id).short_name
        self._navigation.toast(_("Planned a meeting with {name}").format(name=name), undoable=True)

    def _change(self, sheet: PlanSheet, before: Meeting, plan: Plan) -> None:
        perform_form(
            self._acts,
            self._desk,
            before,
            partial(plan_meeting.change_meeting, self._desk, self._clock, before.id, plan),
            done=partial(self._changed, sheet, before),
            failed=sheet.show_refusal,
            person_id=before.person_id,
        )

    def _changed(self, sheet: Sheet, before: Meeting, after: Meeting) -> None:
        sheet.close_overlay()
        self.refresh()
        said = _("Moved the meeting") if after.starts_at != before.starts_at else _("Changed the meeting")
        self._navigation.toast(said, undoable=True)

    def _add_person(self, sheet: PlanSheet, name: str) -> None:
        self._acts.perform(
            partial(self._desk.people.add, Person(name=name), act=_("Add a person")),
            done=partial(self._added_person, sheet),
            failed=sheet.show_refusal,
        )

    def _added_person(self, sheet: PlanSheet, person: Person) -> None:
        sheet.read_people(person.id)

    # -- log and call

    def log_past(self, person_id: str | None = None) -> None:
        """Ask for a meeting that took place, with whom as in `plan`."""
        whom = self.context_person() if person_id is None else person_id
        sheet = LogSheet(self._appearance, self, self._desk, self._clock, person_id=whom)
        sheet.logged.connect(partial(self._log, sheet))
        self._sheets.show(sheet)

    def _log(self, sheet: LogSheet, person_id: str, wall: datetime | None, minutes: int, words: str) -> None:
        self._acts.perform(
            partial(plan_meeting.log_past, self._desk, self._clock, person_id, wall, minutes, words),
            done=partial(self._logged, sheet),
            failed=sheet.show_refusal,
        )

    def _logged(self, sheet: Sheet, meeting: Meeting) -> None:
        sheet.close_overlay()
        self.open_meeting(meeting.id)
        name = self._desk.people.get(meeting.person_id).short_name
        self._navigation.toast(_("Logged a meeting with {name}").format(name=name), undoable=True)

    def start_unplanned(self, person_id: str | None = None) -> None:
        """Begin a call nobody planned: at once when it is clear with whom (as in `plan`), else ask."""
        whom = self.context_person() if person_id is None else person_id
        if whom and (person_id or self.shows_page()):
            self._call(None, whom)
            return
        sheet = CallSheet(self._appearance, self, self._desk, person_id=whom)
        sheet.called.connect(partial(self._call, sheet))
        self._sheets.show(sheet)

    def _call(self, sheet: Sheet | None, person_id: str) -> None:
        self._acts.perform(
            partial(plan_meeting.start_unplanned, self._desk, self._clock, person_id),
            done=partial(self._called, sheet),
        )

    def _called(self, sheet: Sheet | None, meeting: Meeting) -> None:
        if sheet is not None:
            sheet.close_overlay()
        self.open_meeting(meeting.id)
        self.page.focus_note()
        name = self._desk.people.get(meeting.person_id).short_name
        self._navigation.toast(_("Started a call with {name}").format(name=name), undoable=True)

    # -- acts on a meeting

    def join(self) -> None:
        """Open the call link of the meeting shown."""
        shown = self.page.shown
        if shown is None or not shown.meeting.link:
            return
        link = shown.meeting.link if ":" in shown.meeting.link else f"https://{shown.meeting.link}"
        if QUrl(link).scheme().lower() not in _SAFE_LINKS:
            self._navigation.toast(_("This link is of a kind that is not opened from here."), undoable=False)
            return
        self._open_url(link)

    def cancel(self) -> None:
        """Call off the meeting shown; Undo stands in the toast."""
        self._with_meeting(self._cancel)

    def _cancel(self, meeting_id: str) -> None:
        self._settle(partial(plan_meeting.cancel_meeting, self._desk, meeting_id), _("Called off the meeting"))

    def _miss(self, meeting_id: str) -> None:
        act = partial(plan_meeting.miss_meeting, self._desk, self._clock, meeting_id)
        self._settle(act, _("Marked as missed"))

    def _hold(self, meeting_id: str) -> None:
        act = partial(plan_meeting.hold_meeting, self._desk, self._clock, meeting_id)
        self._settle(act, _("Marked as held"))

    def _settle(self, act: Callable[[], Meeting], said: str) -> None:
        self._acts.perform(act, done=partial(self._settled, said), failed=self._refuse)

    def _settled(self, said: str, _meeting: Meeting) -> None:
        self.refresh()
        self._navigation.toast(said, undoable=True)

    def _refuse(self, mistake: Mistake) -> None:
        self._navigation.toast(mistake.sentence, undoable=False)

    def _keep_why(self, why: str) -> None:
        shown = self.page.shown
        if shown is None or shown.meeting.is_open or why.strip() == shown.meeting.status_why:
            return
        act = partial(plan_meeting.say_why, self._desk, shown.meeting.id, why)
        self._acts.perform(act, failed=self._refuse)

    def _with_meeting(self, act: Callable[[str], object]) -> None:
        if self.page.meeting_id:
            act(self.page.meeting_id)

    def _start_session(self) -> None:
        self.leave()
        self._with_meeting(self._navigation.start_session)

    def _end(self) -> None:
        self.leave()
        self._with_meeting(self._navigation.open_wrap_up)

    def _open_more(self) -> None:
        menu = self.more_menu()
        button = self.page.head.more_button
        menu.exec(button.mapToGlobal(QPoint(0, button.height())))
        menu.deleteLater()

    def more_menu(self) -> QMenu:
        """Return what else can be done with the meeting shown."""
        menu = QMenu(self)
        shown = self.page.shown
        if shown is None:
            return menu
        add: Callable[..., object] = partial(offer, self._appearance, menu)
        person = shown.person
        add(
            _("Open {name}’s page").format(name=person.short_name),
            "user",
            "",
            partial(self._navigation.open_person, person.id),
        )
        if shown.meeting.is_open:
            add(_("Move or change"), "calendar", "", self.move_meeting)
            add(_("Call off"), "x", "", self.cancel)
            if shown.meeting.starts_at is not None and shown.meeting.starts_at <= self._clock.now():
                add(_("It took place"), "check", "", partial(self._hold, shown.meeting.id))
                add(_("It was missed"), "circle", "", partial(self._miss, shown.meeting.id))
        else:
            add(_("Wrap up"), "clipboard-list", "", self._end)
        add(_("Plan another"), "calendar-plus", "", partial(self.plan, person.id))
        menu.addSeparator()
        add(_("Move to trash"), "trash-2", "", partial(self._trash, shown.meeting.id))
        return menu

    def _trash(self, meeting_id: str) -> None:
        self.leave()
        self._acts.perform(partial(throw_meeting_away, self._desk, meeting_id), done=self._trashed)

    def _trashed(self, _result: object) -> None:
        self.refresh()
        self.list.refresh()
        self._navigation.toast(_("Moved the meeting and its note to the trash"), undoable=True)
