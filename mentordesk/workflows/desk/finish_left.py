"""Tidy up, once a desk is open, what runs that were killed have left lying: half exports in plain words, half moves."""

from __future__ import annotations

from pathlib import Path

from mentordesk.folders import data_folder
from mentordesk.workflows.desk.move_desk import finish_move
from mentordesk.workflows.take_along.export_desk import sweep_exports


def finish_left(desk_folder: Path) -> None:
    """Tidy up after killed runs on a desk; for a thread of its own. Fails without a word: the next start tries again."""
    sweep_exports(desk_folder)
    finish_move(desk_folder, data_folder())
