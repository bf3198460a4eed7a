"""A new desk on a computer without a usable keyring: where its key shall be. Nothing is written plainly unless that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.new_passphrase import NewPassphrase
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
        hint = _("A sentence that only you would write. Without it nobody can open the desk, not even you.")
        self.passphrase = NewPassphrase(appearance, hint=hint)
        self.use = Button(appearance, _("Use this passphrase"), "shield-check", "primary")
        self.retry = Button(appearance, _("Ask the keyring again"), "refresh-cw", "plain")
        self.leave_plain = Button(appearance, _("Leave it unencrypted"), "lock-open", "plain")
        self.add(self.passphrase)
        self.add_buttons(self.use)
        self.add(Rule(appearance))
        words = _("Unencrypted, whoever can read your files can read your notes. You can encrypt the desk later.")
        self.add(Text(appearance, words, TextStyle.CAPTION, "muted"))
        self.add_buttons(self.leave_plain, self.retry)
        self.begin_at(self.passphrase.first)
        self.passphrase.entered.connect(self._choose)
        self.use.clicked.connect(self._choose)
        self.retry.clicked.connect(self.again)
        self.leave_plain.clicked.connect(self.plain)

    def refuse(self, error: Mistake | Trouble) -> None:
        """Say why it could not be used."""
        self.use.setEnabled(True)
        self.passphrase.refuse(error.sentence)

    def _choose(self) -> None:
        if words := self.passphrase.taken():
            self.use.setEnabled(False)
            self.chosen.emit(words)
