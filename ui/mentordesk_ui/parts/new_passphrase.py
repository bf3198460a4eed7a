"""Two lines for a new passphrase, and a button that proposes one: shown then, so that it can be written down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.vault.wrapping import check_long_enough, proposed_passphrase
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.passphrase_line import PassphraseLine
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class NewPassphrase(QWidget):
    """`entered` follows Enter in the second line; `taken` returns the passphrase, or says in place what is wrong."""

    entered = Signal()

    def __init__(self, appearance: Appearance, label: str = "", hint: str = "") -> None:
        super().__init__()
        self.first, self.second = PassphraseLine(appearance), PassphraseLine(appearance)
        self.first_field = Field(appearance, label or _("Passphrase"), self.first, hint=hint)
        self.second_field = Field(appearance, _("Once more"), self.second)
        self.propose = Button(appearance, _("Propose one"), "sparkles", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        column.addWidget(self.first_field)
        column.addWidget(self.second_field)
        column.addWidget(self.propose, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.first)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.entered)
        self.propose.clicked.connect(self._propose)

    def taken(self) -> str:
        """Return the passphrase; empty where something is wrong, which is said beside the line."""
        words = self.first.text()
        try:
            check_long_enough(words)
        except Mistake as mistake:
            self.first_field.show_mistake(mistake.sentence)
            return ""
        if words != self.second.text():
            self.second_field.show_mistake(_("The two are not the same."))
            return ""
        return words

    def refuse(self, sentence: str) -> None:
        """Say why it could not be used."""
        self.first_field.show_mistake(sentence)

    def _propose(self) -> None:
        words = proposed_passphrase()
        for line in (self.first, self.second):
            line.setText(words)
            line.show_words(True)
        self.first_field.clear_mistake()
        self.second_field.clear_mistake()
