"""Open a desk for a command, and close it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mentordesk.clock import SystemClock
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.database import FILE_NAME
from mentordesk.store.desk import Desk


def holds_desk(folder: Path) -> bool:
    """Tell whether a desk lies in a folder."""
    return (folder / FILE_NAME).exists()


@contextmanager
def existing_desk(folder: Path) -> Iterator[Desk]:
    """Open the desk in a folder; raises Mistake when there is none, so that asking never makes one."""
    if not holds_desk(folder):
        raise Mistake(
            _("There is no desk in {folder}. Open MentorDesk once to make one, or say --desk PATH.").format(
                folder=folder
            )
        )
    with opened(folder) as desk:
        yield desk


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """Open the desk in a folder, new or not."""
    desk = Desk.open(folder, SystemClock())
    try:
        yield desk
    finally:
        desk.close()
