"""The first start: whose desk this is, and where to begin."""

from __future__ import annotations

from mentordesk_ui.screens.welcome.screen import WelcomeScreen

__all__ = ["WelcomeScreen"]
