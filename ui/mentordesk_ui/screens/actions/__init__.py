"""Promises: what is to be done, by whom, until when."""

from __future__ import annotations

from mentordesk_ui.screens.actions.screen import ActionsScreen

__all__ = ["ActionsScreen"]
