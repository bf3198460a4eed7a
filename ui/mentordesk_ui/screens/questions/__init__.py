"""Questions between the calls: what to ask, how urgent it is, and what the answer was."""

from __future__ import annotations

from mentordesk_ui.screens.questions.screen import QuestionsScreen

__all__ = ["QuestionsScreen"]
