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


def settings_commands(show: Callable[[], SettingsScreen]) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen, building it if need be."""
    ways, section = _Ways(show), _("Settings")
    return (
        Command("settings.encryption", _("Encryption and passphrase"), section, ways.encryption, "", "lock"),
        Command("settings.kit", _("Make a recovery kit"), section, ways.kit, "", "file-text"),
    )
