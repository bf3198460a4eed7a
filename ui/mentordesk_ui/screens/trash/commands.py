"""What the palette offers for the trash."""

from __future__ import annotations

from collections.abc import Callable

from mentordesk.language import _
from mentordesk_ui.shell.commands import Command


def trash_commands(open_trash: Callable[[], object]) -> tuple[Command, ...]:
    """Return the commands of the trash."""
    return (Command("trash.open", _("Open the trash"), _("Page"), open_trash, "", "trash-2"),)
