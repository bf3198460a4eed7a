"""Opens the sheet of earlier wordings and does what is asked for in it, each as one act."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.sheet import SheetPlace
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from mentordesk.workflows.wordings.take_back import WordedText

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
    wording_id: str = "",
    *,
    done: Callable[[], object] | None = None,
) -> EarlierSheet:
    """Show how a note read before, beginning with one wording; `done` hears when something was taken back."""
    from mentordesk.workflows.wordings.take_back import NoteText  # most notes are never read back

    worded = NoteText(desk, clock, note_id)
    return show_wordings(appearance, host, clock, acts, navigation, sheets, worded, wording_id=wording_id, done=done)


def show_wordings(
    appearance: Appearance,
    host: QWidget,
    clock: Clock,
    acts: Acts,
    navigation: Navigation,
    sheets: SheetPlace,
    worded: WordedText,
    *,
    what: str = "",
    wording_id: str = "",
    done: Callable[[], object] | None = None,
) -> EarlierSheet:
    """Show how a text read before; what is taken back is on the desk, one step of undo each. `done` hears of it."""
    from .sheet import EarlierSheet  # with what shows differences

    sheet = EarlierSheet(appearance, host, clock, worded, what=what, wording_id=wording_id)

    def took(*_kept: object) -> None:
        sheet.close_overlay()
        if done is not None:
            done()
        navigation.toast(_("Took the earlier wording back"), undoable=True)

    def took_part(*_kept: object) -> None:
        if done is not None:
            done()
        sheet.show_again()
        announce(sheet, _("Took this part back"))
        navigation.toast(_("Took a part of an earlier wording back"), undoable=True)

    def take(wording: str) -> None:
        acts.perform(partial(worded.take_back, wording), done=took, failed=sheet.show_mistake)

    def take_part(wording: str, seen: str, number: int) -> None:
        acts.perform(
            partial(worded.take_stretch_back, wording, seen, number), done=took_part, failed=sheet.show_mistake
        )

    sheet.taken.connect(take)
    sheet.stretch_taken.connect(take_part)
    sheets.show(sheet)
    return sheet


def show_wordings_of_typed(
    appearance: Appearance, host: QWidget, clock: Clock, sheets: SheetPlace, worded: WordedText, *, what: str
) -> EarlierSheet:
    """Show how a text that stands in a form read before; what is taken back stands in the form, until that is kept."""
    from .sheet import EarlierSheet

    sheet = EarlierSheet(appearance, host, clock, worded, what=what)

    def take(wording: str) -> None:
        try:
            worded.take_back(wording)
        except Mistake as mistake:
            sheet.show_mistake(mistake)
            return
        sheet.close_overlay()
        announce(host, _("The earlier wording stands in the form"))

    def take_part(wording: str, seen: str, number: int) -> None:
        try:
            worded.take_stretch_back(wording, seen, number)
        except Mistake as mistake:
            sheet.show_mistake(mistake)
            return
        sheet.show_again()
        announce(sheet, _("Took this part back"))

    sheet.taken.connect(take)
    sheet.stretch_taken.connect(take_part)
    sheets.show(sheet)
    return sheet
