"""The screen of people: the list, or the page of one of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance


class PeopleScreen(QWidget):
    """Shows the list until `open_person`, and again after `show_list`."""

    topics = frozenset(EVERYTHING - {Topic.REMINDERS, Topic.FOCUS, Topic.AGENDA})

    log_wanted = Signal(str)
    """A past meeting with the person of this id is to be logged."""
    import_wanted = Signal()
    """Contacts are to be imported."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        super().__init__()

    def refresh(self, topics: frozenset[Topic] = topics) -> None:
        """Read again what is shown."""

    def show_list(self) -> None:
        """Show everybody."""

    def open_person(self, person_id: str) -> None:
        """Show the page of a person."""

    def find_person(self) -> None:
        """Show everybody, ready to type a name."""

    def new_person(self, name: str = "") -> None:
        """Ask for a new person."""
