"""Fixtures of the screens."""

from __future__ import annotations

from tests.support.goals_room import goals
from tests.support.marias_page import marias
from tests.support.notes_room import notes
from tests.support.shown import appearance, show

__all__ = ["appearance", "goals", "marias", "notes", "show"]
