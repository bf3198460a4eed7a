"""Opens the sheet of earlier wordings and does what is asked for in it, each as one act."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.notes import Note
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.notes.edit_note import take_stretch_back, take_wording_back
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.sheet import SheetPlace
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from .sheet import EarlierSheet


def show_earlier_wordings(
    appearance: Appearance,
    host: QWidget,
    desk: Desk,
    clock: Clock,
    acts: Acts,
    navigation: Navigation,
    sheets: SheetPlace,
    note_id: str,
    revision_id: str = "",
    *,
    done: Callable[[], object] | None = None,
) -> EarlierSheet:
    """Show how a note read before, beginning with one wording; `done` hears when something was taken back."""
    from .sheet import EarlierSheet  # with what shows differences: most notes are never read back

    sheet = EarlierSheet(appearance, host, desk, clock, note_id, revision_id)

    def took(*_note: Note) -> None:
        sheet.close_overlay()
        if done is not None:
            done()
        navigation.toast(_("Took the earlier wording back"), undoable=True)

    def took_part(*_note: Note) -> None:
        if done is not None:
            done()
        sheet.show_again()
        announce(sheet, _("Took this part back"))
        navigation.toast(_("Took a part of an earlier wording back"), undoable=True)

    def take(revision: str) -> None:
        acts.perform(partial(take_wording_back, desk, clock, note_id, revision), done=took, failed=sheet.show_mistake)

    def take_part(revision: str, seen: str, number: int) -> None:
        acts.perform(
            partial(take_stretch_back, desk, clock, note_id, revision, seen, number),
            done=took_part,
            failed=sheet.show_mistake,
        )

    sheet.taken.connect(take)
    sheet.stretch_taken.connect(take_part)
    sheets.show(sheet)
    return sheet
