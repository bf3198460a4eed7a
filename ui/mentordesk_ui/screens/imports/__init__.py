"""Importing contacts and calendars: choose or drop a file, look at what would happen, take it over, undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentordesk_ui.screens.imports.imports import Imports

__all__ = ["Imports"]


def __getattr__(name: str) -> object:
    # Loaded when asked for: the commands beside it are wanted at every start, importing seldom.
    if name == "Imports":
        from mentordesk_ui.screens.imports.imports import Imports

        return Imports
    raise AttributeError(name)
