"""Once a desk is open: tidy up what runs that were killed have left lying, half exports in plain words, half moves; and remember its key."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from mentordesk.errors import Trouble
from mentordesk.folders import data_folder
from mentordesk.vault.key_places import KeyPlaces
from mentordesk.workflows.desk.move_desk import finish_move
from mentordesk.workflows.take_along.export_desk import sweep_exports


def finish_left(desk_folder: Path) -> None:
    """Tidy up after killed runs on a desk, and remember that its key is in the keyring; for a thread of its own.

    Fails without a word: the next start tries again.
    """
    sweep_exports(desk_folder)
    finish_move(desk_folder, data_folder())
    with suppress(Trouble):
        KeyPlaces().remember(desk_folder)
