"""The head of a person's page: who, what to me, what time it is there, and the ways to speak."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Person
from mentordesk.domain.zones import gap_between, is_zone
from mentordesk.language import _
from mentordesk.workflows.brief.brief_lines import role_words
from mentordesk_ui.parts.avatar import Avatar
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.chip import Chip
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class PersonHead(QWidget):
    """Says what is wished; it does nothing by itself."""

    back_wanted = Signal()
    call_wanted = Signal()
    plan_wanted = Signal()
    log_wanted = Signal()
    edit_wanted = Signal()
    note_wanted = Signal()
    delete_wanted = Signal()
    held_wanted = Signal()
    how_long_wanted = Signal()
    forget_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, appearance: Appearance, clock: Clock) -> None:
        super().__init__()
        self._appearance = appearance
        self._clock = clock
        self._person: Person | None = None
        self.back = Button(appearance, _("People"), "arrow-left", "plain")
        self._avatar = Avatar(appearance, "", size=56)
        self.name = Text(appearance, "", TextStyle.H1, selectable=True)
        self._pronouns = Text(appearance, "", TextStyle.BODY, "muted")
        self.there = Text(appearance, "", TextStyle.BODY, "muted", tabular=True)
        self._chips = QWidget()
        expand_across(self._chips)
        self._roles = Flow(self._chips, gap=SPACE.s, line_gap=SPACE.xs)
        named = QWidget()
        expand_across(named)
        name_row = Flow(named, gap=SPACE.m, line_gap=0)
        for part in (self.name, self._pronouns, self._chips):
            name_row.addWidget(part)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(named)
        words.addWidget(self.there)
        who = QHBoxLayout()
        who.setSpacing(SPACE.l)
        who.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        who.addLayout(words, 1)
        self.gone = Text(appearance, "", TextStyle.BODY, "muted")
        self.restore = Button(appearance, _("Take out of the trash"), "undo-2", "primary")
        self.call = Button(appearance, _("Start call"), "video", "primary")
        self.plan = Button(appearance, _("Plan"), "calendar-plus")
        self.log = Button(appearance, _("Log past"), "history")
        self.note = Button(appearance, _("Note"), "file-plus")
        self.edit = Button(appearance, _("Edit"), "pencil")
        self.more = IconButton(appearance, "ellipsis", _("More"), size=36)
        ways = QWidget()
        expand_across(ways)
        self._ways = Flow(ways)
        for button in (self.restore, self.call, self.plan, self.log, self.note, self.edit, self.more):
            self._ways.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(who)
        column.addWidget(self.gone)
        column.addWidget(ways)
        self.back.clicked.connect(self.back_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.call.clicked.connect(self.call_wanted)
        self.plan.clicked.connect(self.plan_wanted)
        self.log.clicked.connect(self.log_wanted)
        self.note.clicked.connect(self.note_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.more.clicked.connect(self._open_menu)

    def show_person(self, person: Person, mentorships: tuple[Mentorship, ...], *, is_me: bool) -> None:
        """Show a person and what they are to me now."""
        self._person = person
        self._avatar.set_initials(person.initials)
        self.name.setText(person.name)
        self._pronouns.setText(person.pronouns)
        self._pronouns.setVisible(bool(person.pronouns))
        self._roles.clear()
        roles = (
            [_("you")] if is_me else dict.fromkeys(role_words(one.my_role) for one in mentorships if not one.is_over)
        )
        for words in roles:
            self._roles.addWidget(Chip(self._appearance, words))
        self._chips.setVisible(bool(roles))
        is_gone = person.deleted_at is not None
        self.gone.setText(_("{name} is in the trash.").format(name=person.name) if is_gone else "")
        self.gone.setVisible(is_gone)
        self.restore.setVisible(is_gone)
        self.edit.setVisible(not is_gone)
        for button in (self.call, self.plan, self.log, self.note, self.more):
            button.setVisible(not is_me and not is_gone)
        self.tell_time()

    def tell_time(self) -> None:
        """Say anew what time it is where they are."""
        if self._person is None:
            return
        person = self._person
        parts = [person.organisation]
        if is_zone(person.zone):
            parts = [self._time_there(person), person.organisation]
        elif person.city:
            parts = [person.city, person.organisation]
        words = " · ".join(part for part in parts if part)
        self.there.setText(words)
        self.there.setVisible(bool(words))

    def _time_there(self, person: Person) -> str:
        now = self._clock.now()
        here = self._clock.zone().key
        there = phrases.local(now, person.zone)
        words = _("{time} now").format(time=phrases.time_in(now, person.zone, city=person.city))
        if there.date() != phrases.local(now, here).date():
            words = _("{day}, {time}").format(day=phrases.weekday(there.date()), time=words)
        gap = gap_between(here, person.zone, now)
        if not gap:
            return words
        ahead = _("{span} ahead of you") if gap.total_seconds() > 0 else _("{span} behind you")
        return f"{words}, {ahead.format(span=phrases.span(abs(gap)))}"

    def _open_menu(self) -> None:
        menu = QMenu(self)
        offer(self._appearance, menu, _("What this desk holds…"), "file-text", "", self.held_wanted.emit)
        offer(self._appearance, menu, _("How long to keep it…"), "timer", "", self.how_long_wanted.emit)
        menu.addSeparator()
        offer(self._appearance, menu, _("Move to the trash"), "trash-2", "", self.delete_wanted.emit)
        offer(self._appearance, menu, _("Forget for good…"), "eraser", "", self.forget_wanted.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
