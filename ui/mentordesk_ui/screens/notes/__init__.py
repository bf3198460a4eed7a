"""The screen of notes: the list with its filters, and the note beside it."""

from __future__ import annotations

from mentordesk_ui.screens.notes.screen import NotesScreen

__all__ = ["NotesScreen"]
