"""How it goes with somebody: the way to the pictures of it, and, when it is time, a calm word about looking back."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Mentorship
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.people.review import due_words, review_due
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.screens.people.insets import inset
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class LookingBack(QWidget):
    """Leads to the Insights. Only running mentorships are looked back on."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, navigation: Navigation) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._navigation = navigation
        self._person_id = ""
        self._mentorship_id = ""
        title = _("How it goes")
        self.setAccessibleName(title)
        self.due_line = Text(appearance, "", TextStyle.BODY, "muted")
        self.review_button = Button(appearance, _("Look back"), "sparkles", "plain")
        self.pictures_button = Button(appearance, _("See it in pictures"), "chart-line", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addLayout(inset(SectionHead(appearance, title)))
        column.addLayout(inset(self.due_line))
        column.addWidget(self.review_button)
        column.addWidget(self.pictures_button)
        self.review_button.clicked.connect(self._look_back)
        self.pictures_button.clicked.connect(self._open)

    def show_mentorships(self, person_id: str, mentorships: tuple[Mentorship, ...]) -> None:
        """Show how it goes with a person; nothing where there is no mentorship."""
        self._person_id = person_id
        due = next((due for one in mentorships if (due := review_due(self._desk, self._clock, one))), None)
        self._mentorship_id = due.mentorship_id if due else ""
        self.due_line.setText(due_words(due) if due else "")
        self.due_line.setVisible(due is not None)
        self.review_button.setVisible(due is not None)
        self.setVisible(bool(mentorships))

    def _look_back(self) -> None:
        self._navigation.look_back(self._mentorship_id)

    def _open(self) -> None:
        self._navigation.open_insights(self._person_id)
