"""Importing contacts and calendars: choose or drop a file, look at what would happen, take it over, undo it."""

from __future__ import annotations

from mentordesk_ui.screens.imports.imports import Imports

__all__ = ["Imports"]
