"""What I was given: the questions that stand, what is to try, what was tried, and what was let go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.language import _, ngettext
from mentordesk.workflows.advice.advice_overview import GivenToMe
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.qtkit.by_and_by import ByAndBy
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

from .asked_card import AskedCards
from .row_section import RowSection


class GivenToMePage(QWidget):
    """What is asked about stands above, and not once more among what is to try."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._given = GivenToMe((), (), (), ())
        self._shows_let_go = False
        self._has_lists = False
        self.by_and_by = ByAndBy(self)
        self.asked = AskedCards(appearance)
        self.to_try = RowSection(appearance, _("To try"))
        self.tried = RowSection(appearance, _("Tried"))
        self.let_go = RowSection(appearance, _("Let go"))
        self.let_go_button = Button(appearance, "", kind="plain")
        self.let_go_button.clicked.connect(self._turn_let_go)
        self.let_go_button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xl)
        asked = QVBoxLayout()
        asked.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        asked.addWidget(self.asked)
        column.addLayout(asked)
        for section in (self.to_try, self.tried):
            column.addWidget(section)
        column.addWidget(self.let_go_button)
        column.addWidget(self.let_go)
        column.addStretch(1)
        for section in (self.to_try, self.tried, self.let_go):
            section.opened.connect(self.opened)
            section.hide()
            section.removed.connect(self.removed)

    def show_given(self, given: GivenToMe) -> None:
        """Show what I was given."""
        self._given = given
        self.asked.show_rows(given.asked)
        if self._has_lists or not given.asked:
            self._show_lists()
        else:
            # What is asked about fills most of a window.
            self.by_and_by.instead(self._show_lists)

    def _show_lists(self) -> None:
        self._has_lists, given = True, self._given
        asked = {card.row.id for card in self.asked.cards if card.row}
        self.to_try.show_rows([row for row in given.to_try if row.id not in asked])
        self.tried.show_rows([row for row in given.tried if row.id not in asked])
        self._show_let_go()

    def show_let_go(self) -> None:
        """Show what was let go, too."""
        self._shows_let_go = True
        self.by_and_by.finish()
        self._show_let_go()

    def _turn_let_go(self) -> None:
        self._shows_let_go = not self._shows_let_go
        self._show_let_go()

    def _show_let_go(self) -> None:
        count = len(self._given.let_go)
        words = ngettext("{count} let go", "{count} let go", count).format(count=count)
        self.let_go_button.set_words(words)
        self.let_go_button.set_icon("chevron-down" if self._shows_let_go else "chevron-right")
        self.let_go_button.setVisible(count > 0)
        self.let_go.show_rows(self._given.let_go if self._shows_let_go else ())
