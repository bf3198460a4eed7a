"""The screen of meetings: all of them, and the page of one."""

from __future__ import annotations

from .meetings_screen import MeetingsScreen

__all__ = ["MeetingsScreen"]
