"""Setting a passphrase, or another one: for the lock, and if wished for each start."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.vault.key_file import Kept
from mentordesk.vault.wrapping import Purpose
from mentordesk_ui.parts.check_row import CheckRow
from mentordesk_ui.parts.new_passphrase import NewPassphrase
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.qtkit.protection import Protection
from mentordesk_ui.theme.appearance import Appearance


class PassphraseSheet(Sheet):
    """Closes when the passphrase is set."""

    def __init__(self, appearance: Appearance, host: QWidget, protection: Protection) -> None:
        entry = protection.entry
        has_one = entry.copy_for(Purpose.START) is not None
        super().__init__(
            appearance,
            host,
            _("Change the passphrase") if has_one else _("Set a passphrase"),
            line=_("It opens the lock. Nobody can tell it to you again, so keep it where you would find it."),
            confirm=_("Use this passphrase"),
        )
        self._protection = protection
        self.passphrase = NewPassphrase(appearance)
        self.at_start = CheckRow(
            appearance,
            _("Ask for it at each start"),
            _("The key then leaves the keyring: only the passphrase and the recovery kit open the desk."),
            checked=entry.kept is Kept.PASSPHRASE,
        )
        # Asked already, it goes on being asked; to change that is a choice of its own.
        if entry.kept is Kept.PASSPHRASE:
            self.at_start.hide()
        self.add(self.passphrase)
        self.add(self.at_start)
        self.passphrase.entered.connect(self._set)
        self.confirmed.connect(self._set)

    def _set(self) -> None:
        if words := self.passphrase.taken():
            self._rest(True)
            at_start = self.at_start.isChecked()
            self._protection.set_passphrase(words, self.close_overlay, self._refuse, at_start=at_start)

    def _refuse(self, error: Mistake | Trouble) -> None:
        self._rest(False)
        self.passphrase.refuse(error.sentence)

    def _rest(self, is_busy: bool) -> None:
        if self.confirm_button is not None:
            self.confirm_button.setEnabled(not is_busy)
