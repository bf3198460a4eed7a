"""The question what became of a call whose time has passed: one at a time, answered by one click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.language import _
from mentordesk.workflows.brief_lines import OutcomeLine
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class Outcome(Card):
    """Shows the first of several; the next comes when it was answered. `held` and `missed` carry the meeting's id."""

    held = Signal(str)
    missed = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, raised=False, ground="canvas", padding=SPACE.l)
        self._line: OutcomeLine | None = None
        self._question = Text(appearance, "", TextStyle.TITLE)
        self._detail = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.yes = Button(appearance, _("Yes"), "check")
        self.no = Button(appearance, _("No, it did not"), kind="plain")
        self.yes.clicked.connect(self._say_held)
        self.no.clicked.connect(self._say_missed)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._question)
        words.addWidget(self._detail)
        ways = QWidget()
        expand_across(ways)
        buttons = Flow(ways)
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addLayout(words, 3)
        row.addWidget(ways, 2, Qt.AlignmentFlag.AlignVCenter)
        self.add(row)

    def show_outcomes(self, lines: Sequence[OutcomeLine]) -> None:
        """Ask about the first of these."""
        self._line = lines[0] if lines else None
        if self._line is not None:
            self._question.setText(self._line.question)
            self._detail.setText(self._line.detail)
            self.setAccessibleName(f"{self._line.question} {self._line.detail}")

    def _say_held(self) -> None:
        if self._line is not None:
            self.held.emit(self._line.id)

    def _say_missed(self) -> None:
        if self._line is not None:
            self.missed.emit(self._line.id)
