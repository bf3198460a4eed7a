"""The composition root: the only room that knows every other. `main` is what the entry point `mentordesk.desktop` names."""

from __future__ import annotations

import gc
from pathlib import Path

from mentordesk_ui.qtkit.plain_imports import import_plainly

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
        from mentordesk_ui.app.starting import start

        return start(folder, wish)
    finally:
        gc.enable()
