"""The screen of people: the list, or the page of one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Role
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk.workflows.mentorship_with import add_person
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
        self.list = PeopleList(appearance, desk, clock)
        self.page = PersonPage(appearance, desk, clock, acts, navigation)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.list.person_wanted.connect(navigation.open_person)
        self.list.new_wanted.connect(self.new_person)
        self.list.import_wanted.connect(self.import_wanted)
        self.page.back_wanted.connect(self.show_list)
        self.page.log_wanted.connect(self.log_wanted)
        self._tick = Tick(_BEAT, self)
        self._tick.ticked.connect(self.tell_time)
        self.list.refresh()

    # -- what is shown

    def refresh(self, topics: frozenset[Topic] = topics) -> None:
        """Read again what is shown."""
        if not topics & self.topics:
            return
        if self.is_list_shown():
            self.list.refresh()
        else:
            self.page.refresh(topics)

    def tell_time(self) -> None:
        """Say anew what time it is where people are."""
        if self.is_list_shown():
            self.list.tell_time()
        else:
            self.page.tell_time()

    def is_list_shown(self) -> bool:
        """Tell whether the list is shown and not somebody’s page."""
        return self._stack.currentWidget() is self.list

    def context_person(self) -> str:
        """Return whose page is shown; empty while the list is."""
        return "" if self.is_list_shown() else self.page.person_id()

    def show_list(self) -> None:
        """Show everybody."""
        self.page.leave()
        self.list.refresh()
        was_elsewhere = not self.is_list_shown()
        self._stack.setCurrentWidget(self.list)
        if was_elsewhere:
            self.list.return_to(self.page.person_id())

    def open_person(self, person_id: str) -> None:
        """Show the page of a person; one that is gone for good is passed over."""
        if self._desk.people.find(person_id) is None:
            self.show_list()
            return
        self.page.show_person(person_id)
        focused = QApplication.focusWidget()
        had_focus = focused is None or self.list.isAncestorOf(focused)
        self._stack.setCurrentWidget(self.page)
        if had_focus:
            self.page.take_focus()

    def find_person(self) -> None:
        """Show everybody, ready to type a name."""
        self.show_list()
        self.list.ask_name()

    def leave(self) -> None:
        """Put on disk what was typed."""
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
        self._tick.start()
        self.tell_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
