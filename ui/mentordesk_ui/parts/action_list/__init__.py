"""What was promised, as a list to work in: meetings, wrap-up and people show it."""

from __future__ import annotations

from .action_list import ActionList

__all__ = ["ActionList"]
