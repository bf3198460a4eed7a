"""The note editor: Markdown as it is typed (`NoteEditor`), and its way to the disk (`NoteKeeping`)."""

from __future__ import annotations

from .editor import NoteEditor
from .keeping import NoteKeeping

__all__ = ["NoteEditor", "NoteKeeping"]
