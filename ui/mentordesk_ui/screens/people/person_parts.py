"""What a person's page is made of, and where each part stands. What is further down or beside is made when it is asked for."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.people import Person
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.attachments import AttachmentList
from mentordesk_ui.parts.backlinks import Backlinks
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.by_and_by import ByAndBy
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.screens.people.beside import Beside, Stack
from mentordesk_ui.screens.people.facts import Facts
from mentordesk_ui.screens.people.goals import Goals
from mentordesk_ui.screens.people.history import WIDTH, History
from mentordesk_ui.screens.people.insets import inset
from mentordesk_ui.screens.people.kept_for import KeptFor
from mentordesk_ui.screens.people.kept_text import KeptText, avoid_words, remember_words
from mentordesk_ui.screens.people.looking_back import LookingBack
from mentordesk_ui.screens.people.mentorships import Mentorships
from mentordesk_ui.screens.people.person_head import PersonHead
from mentordesk_ui.screens.people.threads import Threads
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class PersonParts(QWidget):
    """The parts, put in their places; the page fills them."""

    note_wanted = Signal(str)
    """A note of the timeline is to be shown."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._drafts = Drafts(desk.folder / FOLDER_NAME, desk.keys)
        self._person = Person()
        self.head = PersonHead(appearance, clock)
        self.remember = KeptText(appearance, *remember_words(), self._drafts)
        self.avoid = KeptText(appearance, *avoid_words(), self._drafts)
        self.threads = Threads(appearance, desk, clock, acts, navigation)
        # Made now, for Tab goes down one side and then down the other; filled by and by.
        self.goals = Goals(appearance, desk, clock)
        self.goals.hide()
        self.goals.goal_wanted.connect(navigation.open_goal)
        self.mentorships = Mentorships(appearance, desk, clock, acts, navigation)
        self._texts = Beside(appearance, self.remember, self.avoid, SPACE.l)
        # Two stacks and no grid: a long list on one side leaves no hole on the other.
        self._between = Stack((self.threads, self.goals))
        self._about = Stack((self.mentorships,))
        self._sections = Beside(appearance, self._between, self._about, SPACE.xl)
        self._column = ScrollColumn(appearance, margins=(28, 20, 28, 32))
        self._column.add(inset(self.head))
        self._column.add(inset(self._texts), space_before=24)
        self._column.add(self._sections, space_before=28)
        self._is_narrow: bool | None = None
        self._place_of_files, self._place_of_links, self._place_below = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._column.add(self._place_of_files, space_before=24)
        self._column.add(self._place_of_links, space_before=24)
        self._column.add(self._place_below, space_before=28)
        self._column.add_stretch()
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addWidget(self._column, 1)
        self._place_beside = SidePlace(appearance)
        self._across.addWidget(self._place_beside)
        self._is_whole = False
        self.by_and_by = ByAndBy(self)

    # What is further down or beside comes by and by when a page is shown for the first time, or when somebody asks for it.

    @cached_property
    def looking_back(self) -> LookingBack:
        """How both saw it so far."""
        made = LookingBack(self._appearance, self._desk, self._clock, self._navigation)
        self._about.add(made)
        return made

    @cached_property
    def facts(self) -> Facts:
        """What is known of them."""
        made = Facts(self._appearance, self._navigation)
        self._about.add(made)
        return made

    @cached_property
    def kept_for(self) -> KeptFor:
        """How long they are kept."""
        made = KeptFor(self._appearance, self._desk, self._clock)
        made.change_wanted.connect(self.head.how_long_wanted)
        made.forget_wanted.connect(self.head.forget_wanted)
        self._about.add(made)
        return made

    @cached_property
    def attachments(self) -> AttachmentList:
        """Their files."""
        made = AttachmentList(self._appearance, self._desk, self._clock, self._navigation.attaching, heading=True)
        made.take_drops(self)
        self._place_of_files.addWidget(made)
        return made

    @cached_property
    def backlinks(self) -> Backlinks:
        """What links to them."""
        made = Backlinks(self._appearance, self._desk, self._clock, self._navigation)
        self._place_of_links.addWidget(made)
        return made

    # One of the two is shown; the other one is made when a window becomes wide or narrow enough for it.

    @cached_property
    def beside(self) -> History:
        """The timeline of a wide window."""
        made = self._make_history(None)
        self._across.addWidget(made)
        self._place_beside.hide()
        return made

    @cached_property
    def below(self) -> History:
        """The timeline of a narrow window."""
        made = self._make_history(self._column)
        self._place_below.addWidget(made)
        return made

    def _make_history(self, around: ScrollColumn | None) -> History:
        made = History(self._appearance, self._desk, self._clock, around)
        made.meeting_wanted.connect(self._navigation.open_meeting)
        made.note_wanted.connect(self.note_wanted)
        made.advice_wanted.connect(self._navigation.open_advice)
        return made


class SidePlace(QWidget):
    """Keeps the place of the timeline until it is there: nothing beside it moves then."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        appearance.resized.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self._appearance.px(WIDTH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.color("sidebar"))
        edge = 0 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), self._appearance.color("border"))
        painter.end()
