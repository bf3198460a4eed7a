"""What an import does off the main thread: reading and comparing, and bringing in. Nothing of the window is known here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Role
from mentordesk.domain.people import Person
from mentordesk.exchange.reading import ReadingCancelled
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.workflows.imports.import_archive import ArchivePreview
from mentordesk.workflows.imports.import_choices import Choices, choices_for, order_of
from mentordesk.workflows.imports.import_file import (
    Brought,
    CalendarPreview,
    ContactsPreview,
    Imported,
    Preview,
    bring_beside,
    preview_file,
)
from mentordesk.workflows.imports.import_texts import TextsPreview
from mentordesk_ui.qtkit.background import Progress


@dataclass(frozen=True)
class Looked:
    """What a file would bring, what is ticked of it to begin with, and in which order it is shown."""

    preview: Preview
    choices: Choices
    order: Sequence[int]


def look(open_beside: Callable[[], Desk], clock: Clock, path: Path, token: Progress) -> Looked | None:
    """Read and compare on this thread, with a desk of its own; None when nobody wants it any more."""

    def is_cancelled() -> bool:
        return token.is_cancelled

    desk = open_beside()
    try:
        preview = preview_file(desk, clock, path, on_progress=partial(_tell, token), is_cancelled=is_cancelled)
        return Looked(preview, choices_for(preview), order_of(preview))
    except ReadingCancelled:
        return None
    finally:
        desk.close()


@dataclass(frozen=True)
class Wishes:
    """What was chosen of a preview."""

    ticked: frozenset[int]
    role: Role | None = None
    people: dict[int, str] | None = None
    new_people: tuple[Person, ...] = ()


def bring(
    open_beside: Callable[[], Desk], clock: Clock, preview: Preview, wishes: Wishes, unwanted: Event, token: Progress
) -> Brought | None:
    """Bring it in on this thread; None when it was stopped in the middle, which leaves nothing of it."""
    try:
        return bring_beside(open_beside, partial(_apply, clock, preview, wishes, unwanted, token))
    except ReadingCancelled:
        return None


def _apply(clock: Clock, preview: Preview, wishes: Wishes, unwanted: Event, token: Progress, desk: Desk) -> Imported:
    match preview:
        case ContactsPreview():
            return preview.apply(desk, clock, wishes.ticked, wishes.role)
        case CalendarPreview():
            return preview.apply(desk, clock, wishes.ticked, wishes.people, wishes.new_people)
        case TextsPreview():
            return preview.apply(desk, clock, wishes.ticked)
        case ArchivePreview():
            return preview.apply(desk, clock, on_progress=partial(_tell, token), is_cancelled=unwanted.is_set)


def _tell(token: Progress, done: int, total: int) -> None:
    token.report(done / total if total else 0.0)
