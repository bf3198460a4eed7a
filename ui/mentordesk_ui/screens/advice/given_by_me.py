"""What I advised, grouped by person, and how it landed: tried, worth, in their words as I know them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.language import ngettext
from mentordesk.workflows.advice.advice_overview import GivenTo
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .row_section import RowSection

FEW_EACH = 5
MOST_PEOPLE = 30


class GivenByMePage(QWidget):
    """One section for each person, whom I advised last first. They are asked in their brief, and here by opening a row."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.sections: list[RowSection] = []
        self._more = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._people = QVBoxLayout()
        self._people.setSpacing(SPACE.xl)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xl)
        column.addLayout(self._people)
        column.addWidget(self._more)
        column.addStretch(1)

    def show_given(self, given: Sequence[GivenTo]) -> None:
        """Show what I advised."""
        shown = given[:MOST_PEOPLE]
        while len(self.sections) < len(shown):
            section = RowSection(self._appearance, shown[len(self.sections)].name, few=FEW_EACH)
            section.opened.connect(self.opened)
            section.removed.connect(self.removed)
            self._people.addWidget(section)
            self.sections.append(section)
        for place, section in enumerate(self.sections):
            group = shown[place] if place < len(shown) else None
            section.show_rows(group.rows if group else (), group.summary if group else "", group.name if group else "")
        left = len(given) - len(shown)
        self._more.setText(ngettext("and {count} more person", "and {count} more people", left).format(count=left))
        self._more.setVisible(left > 0)
