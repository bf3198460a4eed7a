"""Drives the reminder window: looks at each beat whether a reminder speaks, with one indexed question to the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.meetings.reminders import ReminderDue, acknowledge, due_reminder
from mentordesk_ui.parts.call_link import can_open, open_call
from mentordesk_ui.parts.reminder_window import ReminderWindow
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.theme.appearance import Appearance

LOOK_EVERY = timedelta(seconds=3)
"""A good interval for its tick: a reminder that comes three seconds late is not late."""


class Reminding(QObject):
    """Its acts (`join`, `start_session`, `got_it`) are also for the palette, as the window never takes the keyboard."""

    topics = frozenset({Topic.MEETINGS, Topic.REMINDERS, Topic.FOCUS, Topic.PROFILE})

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        tick: Tick,
        navigation: Navigation,
        is_on: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_on` says whether reminders are wanted on this computer."""
        super().__init__(parent)
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._is_on = is_on
        self._due: ReminderDue | None = None
        self._stages: tuple[int, ...] | None = None
        self._window: ReminderWindow | None = None
        tick.ticked.connect(self.look)

    @property
    def window(self) -> ReminderWindow | None:
        """The window, once there was something to say."""
        return self._window

    def is_speaking(self) -> bool:
        """Tell whether a reminder is on the screen."""
        return self._due is not None

    def refresh(self, topics: frozenset[Topic]) -> None:
        """Look at once when something changed that a reminder depends on."""
        if topics & self.topics:
            self._stages = None
            self.look()

    def look(self) -> None:
        """Show, keep or take away the reminder, as the clock and the desk say."""
        due = due_reminder(self._desk, self._clock, self._wanted_stages(), self._due) if self._is_on() else None
        before, self._due = self._due, due
        if due is None:
            if before is not None and self._window is not None:
                self._window.hide()
            return
        window = self._shown_window()
        soon = phrases.countdown(due.starts_at, self._clock.now())
        if due != before:
            window.tell_time(soon)
            link = can_open(due.link)
            window.show_reminder(due.person, due.initials, due.times, due.context, can_join=link)
            window.say_aloud()
        else:
            window.tell_time(soon)

    def join(self) -> None:
        """Open the link of the call; the reminder was heard."""
        due = self._due
        if due is not None:
            self._hear(due)
            open_call(due.link)

    def start_session(self) -> None:
        """Begin the focus session of the call; the reminder was heard."""
        due = self._due
        if due is not None:
            self._hear(due)
            self._navigation.start_session(meeting_id=due.meeting_id, person_id=due.person_id)

    def got_it(self) -> None:
        """Take the reminder away: it was heard."""
        if self._due is not None:
            self._hear(self._due)

    def close(self) -> None:
        """Take the window away for good, at the end of the program."""
        self._due = None
        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()
            self._window = None

    def _hear(self, due: ReminderDue) -> None:
        self._due = None
        if self._window is not None:
            self._window.hide()
        self._acts.perform(partial(acknowledge, self._desk, self._clock, due))

    def _wanted_stages(self) -> tuple[int, ...]:
        if self._stages is None:
            profile = self._desk.profile.mine()
            self._stages = profile.reminder_stages if profile else ()
        return self._stages

    def _shown_window(self) -> ReminderWindow:
        if self._window is None:
            self._window = ReminderWindow(self._appearance)
            self._window.join_wanted.connect(self.join)
            self._window.session_wanted.connect(self.start_session)
            self._window.acknowledged.connect(self.got_it)
        return self._window
