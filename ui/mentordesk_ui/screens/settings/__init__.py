"""Settings: how it looks, what happens round a call, who I am, and where this desk lies."""

from __future__ import annotations

from mentordesk_ui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
