"""A change of the key that was broken off is finished before its desk is opened: with progress, and never on the main thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.language import _
from mentordesk_ui.app.closed_work import ClosedWork

if TYPE_CHECKING:
    from mentordesk.store.backups import Watcher
    from mentordesk.vault.keyrings import Keyring
    from mentordesk.workflows.desk.open_desk import Unlocked
    from mentordesk_ui.app.program import Program


def settle_first(program: Program, folder: Path, unlocked: Unlocked, then: Callable[[Unlocked], object]) -> None:
    """Seal what lies beside the desk with the key it has now, and open it `then`; stopped or failed, with both keys as before."""
    work = partial(_settle, folder, unlocked, program.keyring)
    ClosedWork(program, program.background, folder, work, then).begin(_("Finishing the change of the key…"))


def _settle(folder: Path, unlocked: Unlocked, keyring: Keyring, watcher: Watcher) -> Unlocked:
    from mentordesk.workflows.desk.open_desk import past_entries, settle_closed
    from mentordesk.workflows.desk.protect_desk import let_go

    settled = settle_closed(folder, unlocked, watcher)
    for entry in past_entries(unlocked, settled):
        let_go(entry, keyring)
    return settled
