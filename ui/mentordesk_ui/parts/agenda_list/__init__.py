"""The agenda of a mentorship as a list to work in: Today, meetings and the focus session show it."""

from __future__ import annotations

from .agenda_list import AgendaList

__all__ = ["AgendaList"]
