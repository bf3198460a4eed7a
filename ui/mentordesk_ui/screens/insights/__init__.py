"""What the years look like, as pictures for one's own eyes."""

from __future__ import annotations

from mentordesk_ui.screens.insights.screen import InsightsScreen

__all__ = ["InsightsScreen"]
