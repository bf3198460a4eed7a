"""The focus session: the ring, what stands beside it, and the pill."""

from __future__ import annotations

from .commands import focus_commands
from .screen import FocusScreen

__all__ = ["FocusScreen", "focus_commands"]
