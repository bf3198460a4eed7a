"""The page of one meeting: agenda and what to ask about, the note, and what was agreed."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.meetings import Meeting, Status
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk_ui.parts.action_list import ActionList
from mentordesk_ui.parts.agenda_list import AgendaList
from mentordesk_ui.parts.backlinks import Backlinks
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .ask_about import AskAbout
from .meeting_head import MeetingHead, Shown
from .note_pane import NotePane

NARROW_PX = 1100
"""The width of the window below which one column is shown at a time."""
LARGE_TEXT = 1.5
_SIDE_PX = 292
_LEAST_SIDE_PX = 252
_UNBOUNDED = 16_777_215


class Pane(StrEnum):
    """A column of the page."""

    NOTES = "notes"
    AGENDA = "agenda"
    ACTIONS = "actions"


class SettleStrip(QWidget):
    """Asks what became of a meeting that is over, or why one did not take place."""

    held = Signal()
    missed = Signal()
    cancelled = Signal()
    why_said = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._question = Text(appearance, _("This meeting is over. Did it take place?"), TextStyle.TITLE)
        self.held_button = Button(appearance, _("It took place"), "check", "primary")
        self.missed_button = Button(appearance, _("It was missed"))
        self.cancelled_button = Button(appearance, _("It was called off"))
        self.why = LineEdit(appearance, _("Why? (only for you)"), name=_("Why it did not take place"))
        self._keeping = LineKeeping(self.why)
        # Leaving the line would have kept it.
        self._keeping.taken_up.connect(self._say_why)
        self._buttons = (self.held_button, self.missed_button, self.cancelled_button)
        expand_across(self)
        row = Flow(self, gap=SPACE.m)
        row.setContentsMargins(SPACE.xl, SPACE.m, SPACE.xl, SPACE.m)
        row.addWidget(self._question)
        for button in self._buttons:
            row.addWidget(button)
        row.addWidget(self.why)
        self.held_button.clicked.connect(self.held)
        self.missed_button.clicked.connect(self.missed)
        self.cancelled_button.clicked.connect(self.cancelled)
        self.why.editingFinished.connect(self._say_why)

    def show_meeting(self, meeting: Meeting, *, is_over: bool) -> None:
        """Show the question that is open for a meeting, if any."""
        is_off = meeting.status in {Status.CANCELLED, Status.MISSED}
        self.setVisible(is_off or (meeting.is_open and is_over))
        for button in self._buttons:
            button.setVisible(not is_off)
        self.why.setVisible(is_off)
        if is_off:
            called_off = meeting.status is Status.CANCELLED
            self._question.setText(_("This meeting was called off.") if called_off else _("This meeting was missed."))
            self._keeping.open(line_key(meeting.id, "why"), meeting.status_why)
        else:
            self._question.setText(_("This meeting is over. Did it take place?"))

    def _say_why(self) -> None:
        self.why_said.emit(self.why.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.color("sidebar"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._appearance.color("border"))
        painter.end()


class MeetingPage(QWidget):
    """One meeting. Wide windows show three columns, narrow ones and large text one at a time."""

    def __init__(
        self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation, drafts: Drafts
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._shown: Shown | None = None
        self.head = MeetingHead(appearance, clock)
        self.strip = SettleStrip(appearance)
        self.agenda = AgendaList(appearance, desk, acts, navigation)
        self.ask_about = AskAbout(appearance, desk, clock, acts, navigation)
        self.note = NotePane(appearance, desk, clock, acts, navigation, drafts)
        self.note.attachments.take_drops(self)
        self.action_list = ActionList(appearance, desk, clock, acts, navigation)
        self.action_list.about_to_change.connect(self.note.keeping.flush)
        self.backlinks = Backlinks(appearance, desk, clock, navigation)
        self.panes: Choice[Pane] = Choice(
            appearance,
            _("What is shown"),
            [
                (Pane.NOTES, _("Notes"), "file-text"),
                (Pane.AGENDA, _("Agenda"), "list"),
                (Pane.ACTIONS, _("Promises"), "circle-check"),
            ],
            Pane.NOTES,
        )
        margins = (SPACE.m, SPACE.l + 2, SPACE.m, SPACE.l)
        self._left = ScrollColumn(appearance, wide=True, margins=margins)
        self._left.add(self.agenda)
        self._left.add(self.ask_about, space_before=SPACE.xl)
        self._left.add_stretch()
        self._right = ScrollColumn(appearance, wide=True, margins=margins)
        self._right.add(self.action_list)
        self._right.add(self.backlinks, space_before=SPACE.xl)
        self._right.add_stretch()
        self._switch = QWidget()
        switch = QHBoxLayout(self._switch)
        switch.setContentsMargins(SPACE.xl, SPACE.m, SPACE.xl, 0)
        switch.addWidget(self.panes)
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._left)
        columns.addWidget(self.note, 1)
        columns.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.strip, self._switch):
            column.addWidget(widget)
        column.addLayout(columns, 1)
        # The columns must not keep the window from becoming so narrow that only one of them is shown.
        self.setMinimumSize(1, 1)
        self.panes.changed.connect(self._fit)
        appearance.resized.connect(self._fit)
        self._fit()

    @property
    def meeting_id(self) -> str:
        """The id of the meeting shown; empty before the first."""
        return self._shown.meeting.id if self._shown else ""

    @property
    def shown(self) -> Shown | None:
        """What is shown."""
        return self._shown

    def show_meeting(self, meeting_id: str) -> None:
        """Show a meeting; raises Mistake when it is no longer on the desk."""
        is_other = meeting_id != self.meeting_id
        meeting = self._desk.meetings.get(meeting_id)
        person = self._desk.people.get(meeting.person_id)
        mentorship = self._desk.mentorships.find(meeting.mentorship_id) if meeting.mentorship_id else None
        self._shown = Shown(meeting, person, mentorship)
        self._show_facts()
        if is_other:
            me = self._desk.profile.mine()
            names = [person.name, person.short_name]
            if me is not None:
                names.append(self._desk.people.get(me.person_id).short_name)
            self.note.show_meeting(meeting.id, tuple(dict.fromkeys(names)))
            self.agenda.show_mentorship(meeting.mentorship_id, meeting.id)
            self.action_list.show_meeting(meeting.id)
            self.backlinks.show_target(Target(TargetKind.MEETING, meeting.id))
            self.ask_about.show_person(person.id, meeting.id, self._since(meeting))
            self.panes.set_value(Pane.NOTES)
            self._fit()

    def refresh(self, topics: frozenset[Topic]) -> None:
        """Read again what changed; the lists follow the desk by themselves."""
        if self._shown is None:
            return
        if topics & {Topic.MEETINGS, Topic.PEOPLE, Topic.MENTORSHIPS, Topic.PROFILE}:
            was_open = self._shown.meeting.is_open
            self.show_meeting(self.meeting_id)
            if self._shown.meeting.is_open != was_open:
                self.action_list.show_meeting(self.meeting_id)
        self.note.follow(topics)

    def leave(self) -> None:
        """Put on disk what is unsaved."""
        self.note.leave()

    def take_focus(self) -> bool:
        """Begin at what is done next: the call, its end or its wrap-up; false where none of them is to be done."""
        head = self.head
        for button in (head.start_button, head.end_button, head.wrap_button):
            if button.isVisibleTo(self) and button.isEnabled():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def focus_note(self) -> None:
        """Put the keyboard into the note."""
        self.panes.set_value(Pane.NOTES)
        self._fit()
        self.note.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_note_line(self, line: int) -> None:
        """Put the keyboard into a line of the note, from 0; into the note where it has no such line."""
        self.focus_note()
        try:
            self.note.editor.go_to_line(line)
        except IndexError:
            # The note lost lines since somebody knew this one.
            return

    def focus_agenda(self) -> None:
        """Put the keyboard into the agenda."""
        self.panes.set_value(Pane.AGENDA)
        self._fit()
        self.agenda.focus_line()

    def _show_facts(self) -> None:
        if self._shown is None:
            return
        meeting = self._shown.meeting
        ended = meeting.ends_at
        is_over = ended is not None and ended < self._clock.now() and not self._shown.is_running
        self.head.show_meeting(self._shown)
        self.strip.show_meeting(meeting, is_over=is_over)

    def _since(self, meeting: Meeting) -> datetime:
        """Return since when what was asked about is shown ticked: since the call began, or was looked at today."""
        return meeting.actual_start or self._clock.now() - timedelta(hours=1)

    # -- columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def is_narrow(self) -> bool:
        """Tell whether one column is shown at a time."""
        return self.window().width() < NARROW_PX or self._appearance.text_scale > LARGE_TEXT

    def _fit(self, *_pane: object) -> None:
        narrow = self.is_narrow()
        pane = self.panes.value() or Pane.NOTES
        self._switch.setVisible(narrow)
        self._left.setVisible(not narrow or pane is Pane.AGENDA)
        self.note.setVisible(not narrow or pane is Pane.NOTES)
        self._right.setVisible(not narrow or pane is Pane.ACTIONS)
        px = self._appearance.px
        side = max(px(_LEAST_SIDE_PX), min(px(_SIDE_PX), self.width() * 27 // 100))
        for column in (self._left, self._right):
            column.setMinimumWidth(0 if narrow else side)
            column.setMaximumWidth(_UNBOUNDED if narrow else side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.is_narrow():
            return
        painter = QPainter(self)
        colour = self._appearance.color("border")
        for x in (self._left.geometry().right(), self._right.geometry().left() - 1):
            painter.fillRect(QRectF(x, self._left.y(), 1, self._left.height()), colour)
        painter.end()
