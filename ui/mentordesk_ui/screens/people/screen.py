"""The screen of people: the list, or the page of one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property, partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Role
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk.workflows.people.mentorship_with import add_person
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.screens.people.people_list import PeopleList
from mentordesk_ui.screens.people.person_page import PersonPage
from mentordesk_ui.screens.people.person_sheet import PersonSheet
from mentordesk_ui.theme.appearance import Appearance

_BEAT = timedelta(seconds=10)
"""Local times show minutes; a beat this often is never seen to be late."""


class PeopleScreen(QWidget):
    """Shows the list until `open_person`, and again after `show_list`."""

    topics = EVERYTHING - {Topic.REMINDERS, Topic.FOCUS, Topic.AGENDA, Topic.REFLECTIONS}

    log_wanted = Signal(str)
    """A past meeting with the person of this id is to be logged."""
    held_wanted = Signal(str)
    """What is held about the person of this id is to be shown."""
    how_long_wanted = Signal(str)
    """It is to be asked how long to keep them."""
    forget_wanted = Signal(str)
    """They are to be forgotten."""
    import_wanted = Signal()
    """Contacts are to be imported."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self.setAccessibleName(_("People"))
        self._expects_person = False
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._tick = Tick(_BEAT, self)
        self._tick.ticked.connect(self.tell_time)

    # Each of the two is made when it is first needed: who is led to a person need not wait for the list.

    @cached_property
    def list(self) -> PeopleList:
        """Everybody."""
        made = PeopleList(self._appearance, self._desk, self._clock)
        made.person_wanted.connect(self._navigation.open_person)
        made.new_wanted.connect(self.new_person)
        made.import_wanted.connect(self.import_wanted)
        self._stack.insertWidget(0, made)
        return made

    @cached_property
    def page(self) -> PersonPage:
        """One of them."""
        made = PersonPage(self._appearance, self._desk, self._clock, self._acts, self._navigation)
        made.back_wanted.connect(self.show_list)
        made.log_wanted.connect(self.log_wanted)
        made.held_wanted.connect(self.held_wanted)
        made.how_long_wanted.connect(self.how_long_wanted)
        made.forget_wanted.connect(self.forget_wanted)
        self._stack.addWidget(made)
        return made

    # -- what is shown

    def refresh(self, topics: frozenset[Topic] = topics) -> None:
        """Read again what is shown."""
        if not topics & self.topics:
            return
        if not self.is_list_shown():
            self.page.refresh(topics)
        elif self._stack.count():
            self.list.refresh()

    def tell_time(self) -> None:
        """Say anew what time it is where people are."""
        if not self.is_list_shown():
            self.page.tell_time()
        elif self._stack.count():
            self.list.tell_time()

    def is_list_shown(self) -> bool:
        """Tell whether the list is shown and not somebody’s page."""
        return not isinstance(self._stack.currentWidget(), PersonPage)

    def context_person(self) -> str:
        """Return whose page is shown; empty while the list is."""
        return "" if self.is_list_shown() else self.page.person_id()

    def show_list(self) -> None:
        """Show everybody."""
        was_elsewhere = not self.is_list_shown()
        self.leave()
        self.list.refresh()
        self._stack.setCurrentWidget(self.list)
        if was_elsewhere:
            self.list.return_to(self.page.person_id())

    def expect_person(self) -> None:
        """Know that a person is opened as soon as the screen is shown: the list need not be made for that."""
        self._expects_person = True

    def open_person(self, person_id: str) -> None:
        """Show the page of a person; one that is gone for good is passed over."""
        self._expects_person = False
        if self._desk.people.find(person_id) is None:
            self.show_list()
            return
        self.page.show_person(person_id)
        focused = QApplication.focusWidget()
        shown = self._stack.currentWidget()
        had_focus = focused is None or (self.is_list_shown() and shown is not None and shown.isAncestorOf(focused))
        self._stack.setCurrentWidget(self.page)
        if had_focus:
            self.page.take_focus()

    def take_focus(self) -> bool:
        """Give the keyboard to the page of a person, or to the one next step while there is nobody."""
        if not self.is_list_shown():
            self.page.take_focus()
            return True
        button = self.list.empty.button
        if button is not None and button.isVisibleTo(self):
            button.setFocus()
            return True
        return False

    def find_person(self) -> None:
        """Show everybody, ready to type a name."""
        self.show_list()
        self.list.ask_name()

    def leave(self) -> None:
        """Put on disk what was typed."""
        if not self.is_list_shown():
            self.page.leave()

    # -- acts

    def new_person(self, name: str = "") -> None:
        """Ask for a new person."""
        sheet = PersonSheet(self._appearance, self, self._desk, self._clock, Person(name=name), is_new=True)
        sheet.ready.connect(partial(self._add, sheet))
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _add(self, sheet: PersonSheet, person: Person, role: Role | None) -> None:
        act: Callable[[], Person] = partial(add_person, self._desk, self._clock, person, role)
        self._acts.perform(act, done=partial(self._added, sheet), failed=sheet.show_mistake)

    def _added(self, sheet: Sheet, person: Person) -> None:
        sheet.close_overlay()
        self._navigation.open_person(person.id)
        self._navigation.toast(_("{name} is on your desk").format(name=person.name), undoable=True)

    # -- while it is seen

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._stack.count() and not self._expects_person:
            self.show_list()
        self._tick.start()
        self.tell_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
