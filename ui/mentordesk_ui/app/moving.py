"""A desk's move into the platform's own folder, from its closing to its opening in the new place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.clock import Clock
from mentordesk.folders import data_folder
from mentordesk.language import _
from mentordesk.store.backups import Watcher
from mentordesk.vault.keys import Keys
from mentordesk.workflows.desk.move_desk import move_desk
from mentordesk_ui.app.closed_work import ClosedWork

if TYPE_CHECKING:
    from mentordesk_ui.app.program import Program


def move_away(program: Program, clock: Clock, folder: Path, keys: Keys) -> None:
    """Close the desk and move it."""
    work = partial(_move, folder, keys, clock)
    ClosedWork(program, program.background, folder, work, partial(_tell, program, folder)).begin(_("Moving the desk…"))


def _move(folder: Path, keys: Keys, clock: Clock, watcher: Watcher) -> Path:
    return move_desk(folder, data_folder(), clock, watcher, keys=keys)


def _tell(program: Program, before: Path, folder: Path) -> None:
    program.unlocked[folder] = program.unlocked[before]
    program.open(folder)
    if program.shown is not None:
        words = _("The desk was moved to {folder}. The old folder says so, and leads there.")
        program.shown.window.show_notice(words.format(folder=folder))
