"""The notes that link to something: "Linked from", on the page of a person, a goal, a meeting or a note."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.note_links import Target, links_in
from mentordesk.domain.notes import title_of
from mentordesk.language import _
from mentordesk.phrases import short_day
from mentordesk.store.desk import Desk
from mentordesk.store.note_links import LinkingNote
from mentordesk.store.topics import Topic
from mentordesk_ui.parts.desk_follower import DeskFollower
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

MOST = 20
_BEFORE, _AFTER = 40, 50
"""Characters of a line that are shown round a link."""


class Backlinks(QWidget):
    """`show_target` says of what; empty while no note links there. It follows the desk by itself."""

    changed = Signal()
    """It was read again."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, navigation: Navigation) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._navigation = navigation
        self._target: Target | None = None
        self._head = SectionHead(appearance, _("Linked from"))
        self.model: RowModel[LinkingNote] = RowModel(self._look)
        self.view: RowView[LinkingNote] = RowView(
            appearance,
            self.model,
            _("Notes that link here"),
            click="opens",
            delegate=WrappingDelegate(appearance),
            fits_content=True,
        )
        self.view.activated_row.connect(self._open)
        # What is hidden while there is nothing lies inside: hidden itself, this would not follow the desk.
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        # Rows keep a small margin of their own, in which their ground shows; the head begins where their words do.
        head = QVBoxLayout()
        head.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        head.addWidget(self._head)
        body.addLayout(head)
        body.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body)
        self._body.hide()
        self._follower = DeskFollower(desk.database, self, frozenset({Topic.NOTES}), self.refresh)

    def show_target(self, target: Target | None) -> None:
        """Show what links to something; None for nothing."""
        self._target = target
        self.refresh()

    def refresh(self) -> None:
        """Read again what links here."""
        found = self._desk.notes.links.notes_to(self._target, limit=MOST) if self._target else ()
        self.model.set_rows(found)
        count = len(found)
        if count == MOST and self._target:
            count = self._desk.notes.links.count_notes_to(self._target)
        self._head.set_aside(str(count) if count else "")
        self._body.setVisible(bool(found))
        self.changed.emit()

    def has_rows(self) -> bool:
        """Tell whether anything links here."""
        return self.model.rowCount() > 0

    def _look(self, note: LinkingNote) -> RowLook:
        lines = note.text.split("\n")
        link = next((each for each in links_in(note.text) if each.words == note.words), None)
        line = lines[link.line].strip().replace("[[", "").replace("]]", "") if link else ""
        title = title_of(note.text)
        zone = self._clock.zone()
        day = short_day(
            datetime.fromisoformat(note.at).astimezone(zone).date(), self._clock.now().astimezone(zone).date()
        )
        said = title_of(line)
        detail = " · ".join(part for part in (day, _around(said, note.words) if said != title else "") if part)
        return RowLook(title or _("Untitled"), detail, IconMark("file-text"))

    def _open(self, note: LinkingNote) -> None:
        link = next((each for each in links_in(note.text) if each.words == note.words), None)
        self._navigation.open_note(note.id, link.line if link else None)


def _around(said: str, words: str) -> str:
    """Return a line as far as it stands round some words of it."""
    at = max(0, said.find(words))
    begin, end = max(0, at - _BEFORE), at + len(words) + _AFTER
    if begin:
        begin = said.find(" ", begin) + 1
    if end < len(said):
        end = said.rfind(" ", at, end) if " " in said[at:end] else end
    return ("…" if begin else "") + said[begin:end] + ("…" if end < len(said) else "")
