"""Where this computer remembers what is switched, for all desks. Loaded at every start, so nothing else is here."""

from __future__ import annotations

from pathlib import Path

from mentordesk.folders import state_folder


def journal_file() -> Path:
    """Return the file; it is there once anything was ever switched."""
    return state_folder() / "restore.json"
