"""The card of the next call: who, when for both, how soon, and the ways into it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.domain.meetings import Mode
from mentordesk.language import _
from mentordesk.workflows.brief.brief_lines import CallLine
from mentordesk.workflows.brief.prepare import Brief
from mentordesk_ui.parts.avatar import Avatar
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.chip import Chip
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_NEAR = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FAR = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
_NARROW = 520
_HINT = 140


class NextCall(Card):
    """The countdown is said anew by `tell_time`, from the clock alone."""

    session_wanted = Signal()
    join_wanted = Signal()
    meeting_wanted = Signal()
    person_wanted = Signal()
    copy_wanted = Signal()
    print_wanted = Signal()
    pdf_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._appearance = appearance
        self._call: CallLine | None = None
        self._avatar = Avatar(appearance, "", size=56)
        self._name = Text(appearance, "", TextStyle.H2)
        self._role = Chip(appearance, "")
        self._times = Text(appearance, "", TextStyle.BODY, "muted")
        self._manner = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._label = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._countdown = Text(appearance, "", TextStyle.H2, "accent", tabular=True)
        self._hint = Text(appearance, "", TextStyle.CAPTION, "muted")

        named = QWidget()
        expand_across(named)
        name_row = Flow(named, gap=SPACE.s + 2, line_gap=SPACE.xs)
        name_row.addWidget(self._name)
        name_row.addWidget(self._role)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(named)
        words.addWidget(self._times)
        words.addWidget(self._manner)
        who = QHBoxLayout()
        who.setSpacing(SPACE.l)
        who.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        who.addLayout(words, 1)
        self._soon = QVBoxLayout()
        self._soon.setSpacing(SPACE.xs)
        self._soon.addWidget(self._label)
        self._soon.addWidget(self._countdown)
        # A stretch would make the whole card take what height a short page leaves.
        self._soon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(SPACE.m)
        self._top.addLayout(who, 1)
        self._top.addLayout(self._soon)

        self.start_button = Button(appearance, "", "timer", "primary")
        self.start_button.clicked.connect(self.session_wanted)
        self.join_button = Button(appearance, _("Join"), "video")
        self.join_button.clicked.connect(self.join_wanted)
        self.more_button = IconButton(appearance, "ellipsis", _("More about this call"), size=36)
        self.more_button.clicked.connect(self._open_menu)
        self._ways = QWidget()
        expand_across(self._ways)
        buttons = Flow(self._ways)
        for button in (self.start_button, self.join_button, self.more_button):
            buttons.addWidget(button)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(SPACE.m)
        self._foot.addWidget(self._ways, 3)
        self._foot.addWidget(self._hint, 2)
        self.add(self._top)
        self.add(self._foot)
        self._fit()
        appearance.resized.connect(self._fit)

    def show_call(self, brief: Brief, now: datetime) -> None:
        """Show the call of a brief that has one."""
        call, person = brief.call, brief.person
        if call is None or person is None:
            return
        self._call = call
        self.setAccessibleName(_("Next call"))
        self._avatar.set_initials(person.initials)
        self._name.setText(person.name)
        self._role.set_text(person.role_words)
        self._role.setVisible(bool(person.role_words))
        self._times.setText(call.times)
        facts = (call.title, call.manner, call.place if call.mode is Mode.IN_PERSON else "")
        self._manner.setText(" · ".join(fact for fact in facts if fact))
        self._hint.setText(call.hint)
        self.start_button.set_words(
            _("Back to the focus session") if brief.running_session else _("Start focus session")
        )
        self.join_button.setVisible(bool(call.link))
        self.join_button.set_words(_("Call") if call.mode is Mode.PHONE else _("Join"))
        self.join_button.set_icon("phone" if call.mode is Mode.PHONE else "video")
        self.tell_time(now)
        self._fit()

    def tell_time(self, now: datetime) -> None:
        """Say how soon the call is."""
        if self._call is None:
            return
        has_begun = now >= self._call.starts_at
        self._label.setText(_("Start was") if has_begun else _("Next call"))
        # A day is named where counting hours helps nobody.
        is_near = (self._call.starts_at - now).total_seconds() < 20 * 3600
        words = phrases.countdown(self._call.starts_at, now) if is_near else self._call.day_words
        self._countdown.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._appearance.px(_NARROW)
        ways = self._width_of_ways()
        # The hint may wrap beside the buttons, the buttons not for its sake.
        crowded = narrow or ways + self._appearance.px(_HINT) > self.contentsRect().width() - 2 * SPACE.xl
        self._ways.setMinimumWidth(0 if crowded else ways)
        self._top.setDirection(_DOWN if narrow else _ACROSS)
        self._foot.setDirection(_DOWN if crowded else _ACROSS)
        for text in (self._label, self._countdown):
            text.setAlignment(_NEAR if narrow else _FAR)
        self._hint.setAlignment(_NEAR if crowded else _FAR)

    def _width_of_ways(self) -> int:
        """Return how wide the buttons are side by side."""
        shown = [one for one in (self.start_button, self.join_button, self.more_button) if not one.isHidden()]
        return sum(one.sizeHint().width() + SPACE.s for one in shown)

    def menu(self) -> QMenu:
        """Return what else can be done with the brief."""
        menu = QMenu(self)
        for words, icon, wanted in (
            (_("Open the meeting"), "calendar", self.meeting_wanted),
            (_("Open the person’s page"), "user", self.person_wanted),
            (_("Copy brief as Markdown"), "copy", self.copy_wanted),
            (_("Print brief…"), "printer", self.print_wanted),
            (_("Save brief as PDF…"), "download", self.pdf_wanted),
        ):
            action = menu.addAction(self._appearance.icon(icon), words)
            action.triggered.connect(wanted)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_menu(self) -> None:
        below = self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + SPACE.xs))
        self.menu().popup(below)
