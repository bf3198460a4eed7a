"""A restore from the closing of the desk to its opening again: what was done, and Undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.clock import Clock
from mentordesk.language import _
from mentordesk.store.backups import Watcher
from mentordesk.vault.keys import Keys
from mentordesk.workflows.safety.restore import Restored, restore
from mentordesk_ui.app.closed_work import ClosedWork

if TYPE_CHECKING:
    from mentordesk_ui.app.program import Program


def restore_desk(program: Program, clock: Clock, folder: Path, source: Path, keys: Keys) -> None:
    """Close the desk and put the backup in its place; `keys` open both."""
    work = partial(_restore, folder, source, keys, clock)
    ClosedWork(program, program.background, folder, work, partial(_tell, program, folder)).begin(
        _("Restoring the backup…")
    )


def _restore(folder: Path, source: Path, keys: Keys, clock: Clock, watcher: Watcher) -> Restored:
    return restore(folder, source, clock, watcher, keys=keys)


def _tell(program: Program, folder: Path, restored: Restored) -> None:
    program.open(folder)
    if program.shown is None:
        return
    window = program.shown.window
    if restored.before is not None:
        window.show_notice(
            _("The backup is restored. The desk as it was before is backed up."),
            _("Undo"),
            partial(program.restore, restored.before.path),
        )
    else:
        window.show_notice(_("The desk is restored. The damaged file is kept beside the backups."))
