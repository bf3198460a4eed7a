"""A small window that reminds of a call, there until it was heard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.avatar import Avatar
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.floating_card import FloatingCard
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class ReminderWindow(FloatingCard):
    """One window for all reminders. Its buttons only say what was wanted."""

    join_wanted = Signal()
    session_wanted = Signal()
    acknowledged = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Reminder"))
        self._avatar = Avatar(appearance, "", size=40)
        self._who = Text(appearance, "", TextStyle.TITLE)
        self._soon = Text(appearance, "", TextStyle.TITLE, "accent", tabular=True)
        self._times = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._context = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.join_button = Button(appearance, _("Join"), "video")
        self.session_button = Button(appearance, _("Start session"), "timer", "primary")
        self.got_it_button = Button(appearance, _("Got it"), kind="plain")
        self.join_button.clicked.connect(self.join_wanted)
        self.session_button.clicked.connect(self.session_wanted)
        self.got_it_button.clicked.connect(self.acknowledged)
        words = QVBoxLayout()
        words.setSpacing(2)
        for text in (self._who, self._soon, self._times):
            words.addWidget(text)
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.column.addLayout(head)
        self.column.addWidget(self._context)
        self.add_ways(self.session_button, self.join_button, self.got_it_button)
        self._person = ""
        self._can_join = False
        appearance.changed.connect(self._follow_lock)

    def show_reminder(self, person: str, initials: str, times: str, context: str, *, can_join: bool) -> None:
        """Show whom the call is with, when, and what to think of; another one takes this one's place."""
        self._avatar.set_initials(initials)
        self._person, self._can_join = person, can_join
        self._times.setText(times)
        self._context.setText(context)
        self._say_whom()
        self.appear()

    def _say_whom(self) -> None:
        """Behind the lock nobody is named, and nothing can be begun: only that it is soon."""
        is_locked = self._appearance.veil.is_locked
        call = _("A call") if is_locked else _("Call with {name}").format(name=self._person)
        self._who.setText(call)
        self._avatar.setHidden(is_locked)
        self._times.setHidden(is_locked)
        self._context.setVisible(bool(self._context.text()) and not is_locked)
        self.join_button.setVisible(self._can_join and not is_locked)
        self.session_button.setHidden(is_locked)
        self.setAccessibleName(self._appearance.veil.aloud(_("Reminder: {what}").format(what=call)))

    def _follow_lock(self) -> None:
        if self._person:
            self._say_whom()
            if self.isVisible():
                self.appear()

    def tell_time(self, words: str) -> None:
        """Say how soon the call is."""
        self._soon.setText(words)

    def say_aloud(self) -> None:
        """Have a screen reader say the reminder, at once."""
        seen = (text for text in (self._who, self._soon, self._times) if text.text() and not text.isHidden())
        said = ", ".join(self._appearance.veil.aloud(text.text()) for text in seen)
        announce(self, said, urgent=True)
