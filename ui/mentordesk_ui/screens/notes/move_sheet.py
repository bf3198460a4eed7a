"""Asks what a note belongs to: a person, a meeting, a goal, or nobody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.note_links import Target
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.notes.link_names import LinkNames
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.suggestions import SuggestingEdit, Suggestion
from mentordesk_ui.rows.row_look import IconMark
from mentordesk_ui.theme.appearance import Appearance

from .note_column import ICONS, PLACES


class MoveSheet(Sheet):
    """`moved` says where: a target, or None for the journal."""

    moved = Signal(object)

    def __init__(self, appearance: Appearance, host: QWidget, desk: Desk, clock: Clock, *, is_journal: bool) -> None:
        super().__init__(appearance, host, _("Where does this note belong?"), confirm=_("Move"), width=520)
        self._desk = desk
        self._clock = clock
        self.where = SuggestingEdit(appearance, self._find, _("A person, a meeting or a goal"), icon="user")
        self.add_field("place", Field(appearance, _("Belongs to"), self.where))
        self.journal_button = Button(appearance, _("Nobody: a journal entry"), "book-open")
        self.journal_button.clicked.connect(self._to_journal)
        if is_journal:
            self.journal_button.hide()
        else:
            self.add(self.journal_button)
        self.confirmed.connect(self._confirm_place)
        self.where.picked.connect(self._forget_mistake)

    def _find(self, typed: str) -> Sequence[Suggestion]:
        offered = LinkNames(self._desk, self._clock).offer(typed, kinds=PLACES)
        return [Suggestion(each.target, each.words, each.aside, IconMark(ICONS[each.target.kind])) for each in offered]

    def _confirm_place(self) -> None:
        place = self.where.picked_value()
        if isinstance(place, Target):
            self.moved.emit(place)
        else:
            self.show_mistake(Mistake(_("Choose a person, a meeting or a goal from the list."), field="place"))

    def _to_journal(self) -> None:
        self.moved.emit(None)

    def _forget_mistake(self, _value: object) -> None:
        self.clear_mistakes()
