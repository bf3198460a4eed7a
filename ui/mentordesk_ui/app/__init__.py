"""The composition root: the only room that knows every other. `main` is what the entry point `mentordesk.desktop` names."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk_ui.qtkit.plain_imports import import_plainly

if TYPE_CHECKING:
    from mentordesk.vault.keyrings import Fetch

import_plainly()  # before all other modules, which is what it is for


def main(folder: Path, wish: str = "") -> int:
    """Open the desk in `folder` in a window and return the exit status once it is closed.

    `wish` may be `capture`, for the small window that takes a line.
    Raises Trouble where there is no display to show a window on.
    """
    # Nothing that is made until the first sight is garbage, and what is loaded most of all: looking for some in it
    # would be a tenth of a start. `Collecting` does it later, on this thread alone.
    gc.disable()
    try:
        # Another process asks the keyring while this one loads the window, which takes longer.
        fetch = ask_keyring(folder)
        from mentordesk_ui.app.starting import start

        return start(folder, wish, fetch)
    finally:
        gc.enable()


def ask_keyring(folder: Path) -> Fetch | None:
    """Begin to ask for the key of the desk in a folder, where the keyring has it; None where it does not."""
    from mentordesk.errors import Trouble
    from mentordesk.workflows.desk.open_desk import Way, keyring_entry, way_in

    try:
        way, file = way_in(folder)
    except Trouble:
        # Told when the desk is opened, in its window.
        return None
    if way is not Way.KEYRING or file is None:
        return None
    from mentordesk.vault.keyrings import SystemKeyring, fetch_beside

    return fetch_beside(keyring_entry(file).key_id, SystemKeyring())
