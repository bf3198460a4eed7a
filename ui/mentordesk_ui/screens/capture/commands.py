"""Quick capture by key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable

from mentordesk.language import _
from mentordesk_ui.shell.commands import Command

KEY = "Ctrl+Shift+N"


def capture_commands(capture: Callable[[], object]) -> tuple[Command, ...]:
    """Return the command that opens the small window."""
    return (Command("capture.open", _("Quick capture"), _("Window"), capture, KEY, "pencil"),)
