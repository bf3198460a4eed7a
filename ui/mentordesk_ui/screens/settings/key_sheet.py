"""Before the desk is written anew: with a new key, encrypted for the first time, or not encrypted any more."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mentordesk.language import _
from mentordesk.vault.key_file import Kept
from mentordesk.vault.wrapping import Purpose
from mentordesk.workflows.desk.protect_desk import Wish
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.new_passphrase import NewPassphrase
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.protection import Protection
from mentordesk_ui.theme.appearance import Appearance


class KeySheet(Sheet):
    """Asks where the new key is to be kept; the desk closes and opens again."""

    def __init__(self, appearance: Appearance, host: QWidget, protection: Protection) -> None:
        is_plain = protection.entry.kept is Kept.NOWHERE
        line = (
            _("The desk is written once more, encrypted. Backups made before stay as they are: not encrypted.")
            if is_plain
            else _(
                "The desk is written once more, with a new key. Make a new recovery kit afterwards: the one you have opens only older backups."
            )
        )
        super().__init__(
            appearance,
            host,
            _("Encrypt this desk") if is_plain else _("New key"),
            line=line,
            confirm=_("Encrypt") if is_plain else _("Use a new key"),
        )
        self._protection = protection
        kept = Kept.PASSPHRASE if protection.entry.kept is Kept.PASSPHRASE else Kept.KEYRING
        self.where: Choice[Kept] = Choice(
            appearance,
            _("Where the key is kept"),
            [(Kept.KEYRING, _("In the keyring")), (Kept.PASSPHRASE, _("In a passphrase"))],
            kept,
        )
        self.passphrase = NewPassphrase(appearance, hint=_("Asked for at each start."))
        self.add(Field(appearance, _("Where the key is kept"), self.where))
        self.add(self.passphrase)
        self.where.changed.connect(self._follow)
        self.passphrase.entered.connect(self._go)
        self.confirmed.connect(self._go)
        self._follow()

    def _follow(self, *_value: object) -> None:
        self.passphrase.setVisible(self.where.value() is Kept.PASSPHRASE)
        self.place()

    def _go(self) -> None:
        words = ""
        if self.where.value() is Kept.PASSPHRASE and not (words := self.passphrase.taken()):
            return
        self.close_overlay()
        self._protection.change_key(Wish(self.where.value() or Kept.KEYRING, words))


class PlainSheet(Sheet):
    """Asks once more before encryption is taken away."""

    def __init__(self, appearance: Appearance, host: QWidget, protection: Protection) -> None:
        super().__init__(
            appearance,
            host,
            _("Take the encryption away"),
            line=_("Whoever can read your files can then read everything you wrote here, also on a stolen computer."),
            confirm=_("Take it away"),
            kind="danger",
        )
        self._protection = protection
        self.add(
            Text(
                appearance,
                _backups_words(protection),
                role="muted",
            )
        )
        self.confirmed.connect(self._go)

    def _go(self) -> None:
        self.close_overlay()
        self._protection.change_key(Wish(Kept.NOWHERE))


def _backups_words(protection: Protection) -> str:
    """Say what will open the backups that stay encrypted; without kit and passphrase only this keyring can."""
    if protection.entry.copy_for(Purpose.RECOVERY) is not None:
        return _("Backups made until now stay encrypted. You can open them with the passphrase of your recovery kit.")
    if protection.entry.copy_for(Purpose.START) is not None:
        return _("Backups made until now stay encrypted. You can open them with your passphrase.")
    return _(
        "Backups made until now stay encrypted. There is no recovery kit: make one first, else nothing opens them elsewhere."
    )
