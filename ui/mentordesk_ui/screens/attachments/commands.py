"""What can be done with attachments by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable

from mentordesk.language import _
from mentordesk_ui.shell.commands import Command

ATTACH_KEY = "Ctrl+Shift+X"


def attach_command(ask: Callable[[], object]) -> Command:
    """Return the command; `ask` asks for a file to attach to what is shown."""
    return Command("attachments.attach", _("Attach a file…"), _("Notes"), ask, ATTACH_KEY, "paperclip")
