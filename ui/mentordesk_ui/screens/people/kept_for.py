"""How long somebody is kept, on their page; nothing where nothing was said."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.forgetting.retention import is_past, retention_words
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.screens.people.insets import inset
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class KeptFor(QWidget):
    """Says what is wished; it does nothing by itself."""

    change_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._desk, self._clock = desk, clock
        title = _("How long it is kept")
        self.setAccessibleName(title)
        self.words = Text(appearance, "", TextStyle.BODY, "muted")
        self.change = Button(appearance, _("Change"), "timer", "plain")
        self.forget = Button(appearance, _("Forget now…"), "eraser", "plain")
        self.change.clicked.connect(self.change_wanted)
        self.forget.clicked.connect(self.forget_wanted)
        ways = QWidget()
        expand_across(ways)
        row = Flow(ways)
        row.addWidget(self.change)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addLayout(inset(SectionHead(appearance, title)))
        column.addLayout(inset(self.words))
        column.addWidget(ways)

    def show_person(self, person: Person) -> None:
        """Show how long a person is kept, and once that is over, the way on."""
        words = retention_words(self._desk, self._clock, person)
        self.words.setText(words)
        self.forget.setVisible(bool(words) and is_past(self._desk, self._clock, person))
        self.setVisible(bool(words))
