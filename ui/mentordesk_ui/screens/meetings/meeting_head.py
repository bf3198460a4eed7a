"""The head of a meeting's page: who, when for both, what became of it, and what can be done with it now."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.meetings import Meeting, Mode, Status
from mentordesk.domain.mentorships import Mentorship, Role
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.phrases import both_times, countdown, span, timer, weekday_and_day
from mentordesk_ui.parts.avatar import Avatar
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.chip import Chip
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .meeting_rows import mode_words, status_words


@dataclass(frozen=True)
class Shown:
    """A meeting with whom it is, and what we have with each other."""

    meeting: Meeting
    person: Person
    mentorship: Mentorship | None

    @property
    def is_running(self) -> bool:
        """Whether the call has begun and has not ended."""
        return self.meeting.is_open and self.meeting.actual_start is not None and self.meeting.actual_end is None


def role_words(mentorship: Mentorship) -> str:
    """Say who the other side is to me."""
    return {Role.MENTOR: _("your mentee"), Role.MENTEE: _("your mentor"), Role.PEER: _("your peer")}[mentorship.my_role]


class MeetingHead(QWidget):
    """The acts are signals; which of them are offered follows from where the meeting stands."""

    back = Signal()
    join = Signal()
    start = Signal()
    end = Signal()
    move_wanted = Signal()
    cancel = Signal()
    wrap_up = Signal()
    person_wanted = Signal()
    more = Signal()

    def __init__(self, appearance: Appearance, clock: Clock) -> None:
        super().__init__()
        self._appearance = appearance
        self._clock = clock
        self._shown: Shown | None = None
        self.back_button = IconButton(appearance, "arrow-left", _("All meetings"))
        self._avatar = Avatar(appearance, "")
        self.name = Text(appearance, "", TextStyle.TITLE, elides=True)
        self._chip = Chip(appearance, "")
        self.status = Chip(appearance, "", "warm")
        self.when = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.left = Text(appearance, "", TextStyle.TITLE, "accent", elides=True, tabular=True)
        self.join_button = Button(appearance, _("Join"), "video")
        self.start_button = Button(appearance, _("Start focus session"), "timer", "primary")
        self.end_button = Button(appearance, _("End meeting"), kind="primary")
        self.wrap_button = Button(appearance, _("Wrap up"), "clipboard-list")
        self.move_button = Button(appearance, _("Move"), kind="plain")
        self.cancel_button = Button(appearance, _("Call off"), kind="plain")
        self.more_button = IconButton(appearance, "ellipsis", _("More"))
        self._tick = Tick(timedelta(seconds=1), self)
        self._arrange()
        for button, signal in (
            (self.back_button, self.back), (self.join_button, self.join), (self.start_button, self.start),
            (self.end_button, self.end), (self.wrap_button, self.wrap_up), (self.move_button, self.move_wanted),
            (self.cancel_button, self.cancel), (self.more_button, self.more),
        ):  # fmt: skip
            button.clicked.connect(signal)
        self._tick.ticked.connect(self._say_left)
        appearance.resized.connect(self._fit)

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE.s)
        first.addWidget(self.name)
        first.addWidget(self._chip)
        first.addWidget(self.status)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        words.addWidget(self.when)
        who = QHBoxLayout()
        who.setSpacing(SPACE.m)
        who.addWidget(self.back_button)
        who.addWidget(self._avatar)
        who.addLayout(words, 1)
        self._acts = QWidget()
        expand_across(self._acts)
        self._flow = Flow(self._acts)
        for part in (
            self.left, self.join_button, self.start_button, self.end_button, self.wrap_button, self.move_button,
            self.cancel_button, self.more_button,
        ):  # fmt: skip
            self._flow.addWidget(part)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(SPACE.l, SPACE.m + SPACE.xs, SPACE.xl, SPACE.m + SPACE.xs)
        self._box.setSpacing(SPACE.m)
        self._box.addLayout(who, 1)
        self._box.addWidget(self._acts)

    def show_meeting(self, shown: Shown) -> None:
        """Show a meeting as it stands now."""
        self._shown = shown
        meeting, person = shown.meeting, shown.person
        self._avatar.set_initials(person.initials)
        self.name.setText(person.name)
        self._chip.setVisible(shown.mentorship is not None)
        if shown.mentorship is not None:
            self._chip.set_text(role_words(shown.mentorship))
        says_status = meeting.status in {Status.MOVED, Status.CANCELLED, Status.MISSED}
        self.status.setVisible(says_status)
        words = status_words(meeting.status)
        self.status.set_text(words, "warm" if meeting.status is Status.MOVED else "plain")
        self.when.setText(self._when_words(shown))
        is_open, is_running = meeting.is_open, shown.is_running
        over = meeting.ends_at is not None and meeting.ends_at < self._clock.now() and not is_running
        self.join_button.setVisible(is_open and not over and bool(meeting.link))
        self.join_button.set_icon({Mode.PHONE: "phone", Mode.CHAT: "message-circle"}.get(meeting.mode, "video"))
        self.start_button.setVisible(is_open and not over)
        self.start_button.set_words(_("Focus session") if is_running else _("Start focus session"))
        self.start_button.set_kind("quiet" if is_running else "primary")
        self.end_button.setVisible(is_running)
        self.wrap_button.setVisible(meeting.status is Status.HELD)
        self.move_button.setVisible(is_open and not is_running and not over)
        self.cancel_button.setVisible(is_open and not is_running and not over)
        self._say_left()
        self._fit()

    def _when_words(self, shown: Shown) -> str:
        meeting, mine = shown.meeting, self._clock.zone()
        starts = meeting.starts_at
        if meeting.status is Status.HELD and meeting.actual_start is not None:
            starts = meeting.actual_start
        if starts is None:
            return mode_words(meeting.mode)
        parts = [
            weekday_and_day(starts.astimezone(mine).date()),
            both_times(starts, mine, shown.person.zone, city=shown.person.city),
            span(timedelta(minutes=meeting.minutes)),
        ]
        if meeting.mode is not Mode.VIDEO:
            parts.append(
                meeting.place if meeting.mode is Mode.IN_PERSON and meeting.place else mode_words(meeting.mode)
            )
        return " · ".join(parts)

    def _say_left(self) -> None:
        shown = self._shown
        if shown is None:
            return
        now, meeting = self._clock.now(), shown.meeting
        words, role = "", "accent"
        if shown.is_running and meeting.actual_start is not None:
            left = meeting.actual_start + timedelta(minutes=meeting.minutes) - now
            over = left < timedelta(0)
            words = _("{time} over") if over else _("{time} left")
            words = words.format(time=timer(left))
            role = "warm" if over else "accent"
        elif meeting.is_open and meeting.starts_at and timedelta(0) <= meeting.starts_at - now < timedelta(hours=12):
            words = countdown(meeting.starts_at, now)
        self.left.set_role(role)
        self.left.setText(words)
        self.left.setVisible(bool(words))
        if words and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say_left()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the acts go beneath the name where there is no room beside it."""
        words = max(self.when.sizeHint().width(), self.name.sizeHint().width() + self._chip.sizeHint().width())
        # Half of the line on the date may wrap: it is quiet, and the acts are what one looks for.
        wanted = min(words, self._appearance.px(420)) + self._flow.sizeHint().width() + self._appearance.px(140)
        tight = wanted > self.width()
        direction = QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != direction:
            self._box.setDirection(direction)
        self._acts.setMaximumWidth(16_777_215 if tight else self._flow.sizeHint().width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._appearance.color("border"))
        painter.end()
