"""A new desk on a computer without a usable keyring: where its key shall be. Nothing is written plainly unless that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.vault.wrapping import check_long_enough, proposed_passphrase
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.passphrase_line import PassphraseLine
from mentordesk_ui.parts.rule import Rule
from mentordesk_ui.parts.text import Text
from mentordesk_ui.screens.opening.page import OpeningPage
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class NewKeyPage(OpeningPage):
    """`chosen` says the passphrase to ask for at each start; `plain` that the desk shall not be encrypted."""

    chosen = Signal(str)
    plain = Signal()
    again = Signal()

    def __init__(self, appearance: Appearance, why: str) -> None:
        line = _("{why} So your desk opens with a passphrase that you type at each start.").format(why=why)
        super().__init__(appearance, "shield-check", _("Protect your desk"), line)
        self.first, self.second = PassphraseLine(appearance), PassphraseLine(appearance)
        hint = _("A sentence that only you would write. Without it nobody can open the desk, not even you.")
        self._first_field = Field(appearance, _("Passphrase"), self.first, hint=hint)
        self._second_field = Field(appearance, _("Once more"), self.second)
        self.use = Button(appearance, _("Use this passphrase"), "shield-check", "primary")
        self.propose = Button(appearance, _("Propose one"), "sparkles", "plain")
        self.retry = Button(appearance, _("Ask the keyring again"), "refresh-cw", "plain")
        self.leave_plain = Button(appearance, _("Leave it unencrypted"), "lock-open", "plain")
        self.add(self._first_field)
        self.add(self._second_field)
        self.add_buttons(self.use, self.propose)
        self.add(Rule(appearance))
        words = _("Unencrypted, whoever can read your files can read your notes. You can encrypt the desk later.")
        self.add(Text(appearance, words, TextStyle.CAPTION, "muted"))
        self.add_buttons(self.leave_plain, self.retry)
        self.begin_at(self.first)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._choose)
        self.use.clicked.connect(self._choose)
        self.propose.clicked.connect(self._propose)
        self.retry.clicked.connect(self.again)
        self.leave_plain.clicked.connect(self.plain)

    def refuse(self, sentence: str) -> None:
        """Say why it could not be used."""
        self.use.setEnabled(True)
        self._first_field.show_mistake(sentence)

    def _propose(self) -> None:
        words = proposed_passphrase()
        for line in (self.first, self.second):
            line.setText(words)
            line.show_words(True)
        self._first_field.clear_mistake()
        self._second_field.clear_mistake()
        self.use.setFocus()

    def _choose(self) -> None:
        try:
            check_long_enough(self.first.text())
        except Mistake as mistake:
            self._first_field.show_mistake(mistake.sentence)
            return
        if self.first.text() != self.second.text():
            self._second_field.show_mistake(_("The two are not the same."))
            return
        self.use.setEnabled(False)
        self.chosen.emit(self.first.text())
