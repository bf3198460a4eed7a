"""MentorDesk's core: plain Python and SQLite, no Qt, usable from a script.

The house, from the ground up; each room knows only those above it in this list:

errors, language    what may go wrong for people, and every word they read
clock, folders,     the outside world: time, places on disk, this computer's preferences,
settings, drafts    and text that is not saved yet
domain              what mentoring is: frozen dataclasses and pure functions, one module per noun
store               the desk on disk: SQLite, one store per noun, search, undo, trash
exchange            formats of other programs, read and written
presence            the quiet computer: what a focus session asks of the operating system
workflows           verbs that need more than one store: prepare a brief, wrap up, import, write a demo
cli                 the command line; with no command it loads the desktop by its entry-point name
"""

from __future__ import annotations

__version__ = "0.1.0"
