"""Notes as rows of the list, read window by window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex

from mentordesk.language import _
from mentordesk.phrases import short_day
from mentordesk.store.note_list import ListedNote
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import Index, RowModel

WINDOW = 60


def note_look(row: ListedNote, today: date, zone: ZoneInfo) -> RowLook:
    """Return the row's look: what it belongs to in front, the day behind, and how it goes on."""
    day = short_day(row.at.astimezone(zone).date(), today)
    place = place_words(row)
    detail = " · ".join(part for part in (row.person or row.goal, row.beginning) if part)
    title = row.title or _("Empty note")
    said = [title, _("pinned") if row.is_pinned else "", place, day, row.beginning]
    return RowLook(
        title,
        detail,
        IconMark("pin", "accent") if row.is_pinned else IconMark(place_icon(row)),
        caption=day,
        strong=False,
        spoken_text=", ".join(part for part in said if part),
        written=(row.beginning,),
    )


def place_icon(row: ListedNote) -> str:
    """Return the icon of what a note belongs to."""
    if row.meeting_id:
        return "video"
    if row.goal_id:
        return "target"
    return "user" if row.person_id else "book-open"


def place_words(row: ListedNote) -> str:
    """Say what a note belongs to."""
    if row.meeting_id:
        return _("from a meeting with {name}").format(name=row.person) if row.person else _("from a meeting")
    if row.goal_id:
        return _("goal: {title}").format(title=row.goal)
    return row.person or _("journal")


class NoteModel(RowModel[ListedNote]):
    """Reads the next window whenever the view nears its end, so that a hundred thousand notes open like ten."""

    def __init__(
        self, look: Callable[[ListedNote], RowLook], read: Callable[[ListedNote | None], tuple[ListedNote, ...]]
    ) -> None:
        super().__init__(look, removable=True)
        self._read = read
        self._is_complete = True

    def show_first(self) -> None:
        """Read again from the beginning, as far as was read before."""
        wanted = max(WINDOW, min(self.rowCount(), 5 * WINDOW))
        rows = list(self._read(None))
        self._is_complete = len(rows) < WINDOW
        while not self._is_complete and len(rows) < wanted:
            more = self._read(rows[-1])
            rows += more
            self._is_complete = len(more) < WINDOW
        self.set_rows(rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._is_complete

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or self._is_complete or not self._rows:
            return
        more = self._read(self._rows[-1])
        self._is_complete = len(more) < WINDOW
        if more:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(more) - 1)
            # A list of its own: rows handed to set_rows are not ours to change.
            self._rows = [*self._rows, *more]
            self.endInsertRows()
