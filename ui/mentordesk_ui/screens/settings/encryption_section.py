"""“Encryption”: whether the desk is, where its key is, the recovery kit, and changing each of them."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent

from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.vault.key_file import Kept
from mentordesk.vault.wrapping import Purpose
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.protection import Protection
from mentordesk_ui.screens.settings.left_keys import LeftKeys
from mentordesk_ui.screens.settings.section import Section
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class EncryptionSection(Section):
    """Says how the desk is protected, and offers what can be changed about that.

    The sheets for it are loaded when asked for, with all that changes a key: once or twice in the life of a desk.
    """

    def __init__(self, appearance: Appearance, protection: Protection) -> None:
        super().__init__(appearance, _("Encryption"))
        self._protection = protection
        self.sheet: Sheet | None = None
        self.state = Text(appearance, "")
        self.column.addWidget(self.state)
        self.encrypt = Button(appearance, _("Encrypt this desk"), "lock", "primary")
        self.passphrase = Button(appearance, "", "key-round")
        self.at_start = Button(appearance, _("Ask for it at each start"), "lock")
        self.in_keyring = Button(appearance, _("Keep the key in the keyring"), "key-round")
        self.no_passphrase = Button(appearance, _("Remove the passphrase"), "x", "plain")
        self.add_row(self.encrypt, self.passphrase, self.at_start, self.in_keyring, self.no_passphrase)
        self.said = Text(appearance, "", role="danger")
        self.said.hide()
        self.column.addWidget(self.said)
        self.kit_state = Text(appearance, "")
        self.column.addWidget(self.kit_state)
        self.kit = Button(appearance, "", "file-text")
        self._kit_row = self.add_row(self.kit)
        self.seldom = Text(
            appearance,
            _(
                "If somebody may have learned the key, a new one makes the old one worthless for what you write from now on."
            ),
            TextStyle.CAPTION,
            "muted",
        )
        self.column.addWidget(self.seldom)
        self.new_key = Button(appearance, _("New key"), "refresh-cw", "plain")
        self.plain = Button(appearance, _("Take the encryption away"), "lock-open", "plain")
        self._seldom_row = self.add_row(self.new_key, self.plain)
        self.left = LeftKeys(appearance, protection, self.plain)
        self.column.addWidget(self.left)
        self.encrypt.clicked.connect(self._ask_key)
        self.passphrase.clicked.connect(self._ask_passphrase)
        self.at_start.clicked.connect(self._go_to_head)
        self.in_keyring.clicked.connect(self._go_to_keyring)
        self.no_passphrase.clicked.connect(self._remove_passphrase)
        self.kit.clicked.connect(self.ask_kit)
        self.new_key.clicked.connect(self._ask_key)
        self.plain.clicked.connect(self._ask_plain)
        protection.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how it is now."""
        entry = self._protection.entry
        is_plain, has_words = entry.kept is Kept.NOWHERE, entry.copy_for(Purpose.START) is not None
        self.state.setText(_state(entry.kept, has_words=has_words))
        self.passphrase.set_words(_("Change the passphrase") if has_words else _("Set a passphrase"))
        self.kit.set_words(_("Make a new recovery kit") if entry.has_kit else _("Make a recovery kit"))
        self.kit.set_kind("quiet" if entry.has_kit else "primary")
        self.kit_state.setText(
            _("There is a recovery kit. A new one takes its place.")
            if entry.has_kit
            else _(
                "There is no recovery kit yet. Without one, a lost keyring or a forgotten passphrase means a lost desk."
            )
        )
        for button, is_of_use in {
            self.encrypt: is_plain,
            self.passphrase: not is_plain,
            self.at_start: has_words and entry.kept is Kept.KEYRING,
            self.in_keyring: entry.kept is Kept.PASSPHRASE,
            self.no_passphrase: has_words and entry.kept is Kept.KEYRING,
        }.items():
            button.setVisible(is_of_use)
        for part in (self.kit_state, self._kit_row, self.seldom, self._seldom_row):
            part.setVisible(not is_plain)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.left.look()

    @property
    def is_encrypted(self) -> bool:
        """Whether the desk has a key."""
        return self._protection.entry.kept is not Kept.NOWHERE

    def ask_kit(self) -> None:
        """Make a recovery kit."""
        from mentordesk_ui.screens.settings.kit_sheet import KitSheet

        self._open(KitSheet(self._appearance, self.window(), self._protection))

    def _ask_passphrase(self) -> None:
        from mentordesk_ui.screens.settings.passphrase_sheet import PassphraseSheet

        self._open(PassphraseSheet(self._appearance, self.window(), self._protection))

    def _ask_key(self) -> None:
        from mentordesk_ui.screens.settings.key_sheet import KeySheet

        self._open(KeySheet(self._appearance, self.window(), self._protection))

    def _ask_plain(self) -> None:
        if not self._protection.entry.wrapped:
            self._fail(Mistake(_("Make a recovery kit first: it opens the backups there are, which stay encrypted.")))
            return
        from mentordesk_ui.screens.settings.key_sheet import PlainSheet

        self._open(PlainSheet(self._appearance, self.window(), self._protection))

    def _go_to_head(self) -> None:
        self._protection.ask_at_start(self._succeed, self._fail)

    def _go_to_keyring(self) -> None:
        self._protection.keep_in_keyring(self._succeed, self._fail)

    def _remove_passphrase(self) -> None:
        self._protection.remove_passphrase(self._succeed, self._fail)

    def _succeed(self) -> None:
        self.said.hide()
        announce(self, self.state.text())

    def _fail(self, error: Mistake | Trouble) -> None:
        self.said.setText(error.sentence)
        self.said.show()
        announce(self, error.sentence, urgent=True)

    def _open(self, sheet: Sheet) -> None:
        self.said.hide()
        self.sheet = sheet
        sheet.open()


def _state(kept: Kept, *, has_words: bool) -> str:
    if kept is Kept.NOWHERE:
        return _("This desk is not encrypted: whoever can read your files can read your notes.")
    if kept is Kept.PASSPHRASE:
        return _("This desk is encrypted. Its passphrase is asked for at each start.")
    if has_words:
        return _("This desk is encrypted. Its key is in the keyring of this computer; the passphrase opens the lock.")
    return _("This desk is encrypted. Its key is in the keyring of this computer, so nothing is asked at the start.")
