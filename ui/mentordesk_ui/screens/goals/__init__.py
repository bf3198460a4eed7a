"""The screen of goals: all of them by person and state, the page of one, and the conversation of four steps."""

from __future__ import annotations

from .screen import GoalsScreen

__all__ = ["GoalsScreen"]
