"""The question what became of a call whose time has passed: one at a time, answered by one click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from mentordesk.language import _
from mentordesk.workflows.brief.brief_lines import OutcomeLine
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_NARROW = 480


class Outcome(Card):
    """Shows the first of several; the next comes when it was answered. `held` and `missed` carry the meeting's id."""

    held = Signal(str)
    missed = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, raised=False, ground="canvas", padding=SPACE.l)
        self._appearance = appearance
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
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(SPACE.m)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        buttons.addStretch(0)
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)
        self.add(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._appearance.px(_NARROW)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

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
