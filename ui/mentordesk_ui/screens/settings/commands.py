"""What of the settings is reached by the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.shell.commands import Command

if TYPE_CHECKING:
    from mentordesk_ui.screens.settings.screen import SettingsScreen


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], SettingsScreen]

    def encryption(self) -> None:
        self.show().show_encryption()

    def kit(self) -> None:
        self.show().make_kit()

    def safety(self) -> None:
        self.show().show_safety()

    def privacy(self) -> None:
        self.show().show_privacy()

    def take_along(self) -> None:
        self.show().show_take_along()


def settings_commands(show: Callable[[], SettingsScreen]) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen, building it if need be."""
    ways, section = _Ways(show), _("Settings")
    return (
        Command("settings.encryption", _("Encryption and passphrase"), section, ways.encryption, "", "lock"),
        Command("settings.kit", _("Make a recovery kit"), section, ways.kit, "", "file-text"),
        Command(
            "settings.safety", _("Back up the desk, or restore a backup"), section, ways.safety, "", "archive-restore"
        ),
        Command("settings.privacy", _("Lock the desk by itself"), section, ways.privacy, "", "lock"),
        Command("settings.take_along", _("Take everything along"), section, ways.take_along, "", "download"),
    )
