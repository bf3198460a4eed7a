"""How a promise looks and sounds in the list of all of them."""

from __future__ import annotations

from mentordesk.domain.notes import title_of
from mentordesk.domain.records import Visibility
from mentordesk.workflows.promises.promises_overview import PromiseView
from mentordesk_ui.rows.row_look import ChipNote, RowLook


def promise_look(view: PromiseView, *, is_struck: bool = True) -> RowLook:
    """Return the row's look: a ring to tick, whose it is, and the day, warm once it is past.

    What is closed is struck out among those that are open; where all are closed it would only be hard to read.
    """
    action = view.action
    # A line of a note keeps its marks in the note; here they would only be noise.
    words = title_of(action.text) or action.text
    is_done = action.done_at is not None
    return RowLook(
        words,
        view.detail,
        checked=is_done,
        round_check=True,
        done=view.is_asleep or (is_struck and not action.is_open),
        struck=is_struck and not action.is_open,
        warm_detail=view.is_late,
        chip=ChipNote(view.owner, "accent" if view.is_mine else "warm") if view.owner else None,
        is_shared=action.visibility is Visibility.SHARED,
        spoken_text=", ".join(part for part in (words, view.owner, view.detail) if part),
    )
