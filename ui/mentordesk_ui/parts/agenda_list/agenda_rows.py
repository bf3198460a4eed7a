"""How an agenda item looks and sounds as a row, and the small lock or eye at its end."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.records import Visibility
from mentordesk.language import _
from mentordesk.phrases import brief_day
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import ROW_ROLE
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

_MARK_PX = 14


def minutes_words(item: AgendaItem) -> str:
    """Say how long an item may take; nothing when nobody said."""
    return _("{minutes} min").format(minutes=item.minutes) if item.minutes else ""


def since_words(item: AgendaItem, today: date) -> str:
    """Say since when an item has been carried over; nothing when it has not been."""
    if item.carried_since is None or item.state is AgendaState.DISCUSSED:
        return ""
    return _("since {day}").format(day=brief_day(item.carried_since, today))


def visibility_words(item: AgendaItem) -> str:
    """Say who may see an item."""
    return _("shared") if item.visibility is Visibility.SHARED else _("private")


def agenda_look(item: AgendaItem, today: date, *, compact: bool) -> RowLook:
    """Return an item as a row: minutes and since when beneath the words, or beside them in a compact list."""
    is_done = item.state is AgendaState.DISCUSSED
    minutes, since = minutes_words(item), since_words(item, today)
    beneath = " · ".join(part for part in (minutes, since) if part)
    return RowLook(
        item.text,
        "" if compact else beneath,
        checked=None if item.state is AgendaState.PARKED else is_done,
        done=is_done,
        caption=beneath if compact else "",
        warm_detail=bool(since),
        is_shared=item.visibility is Visibility.SHARED,
        spoken_text=", ".join(part for part in (item.text, minutes, since, visibility_words(item)) if part),
    )


class AgendaDelegate(RowDelegate):
    """A row with a mark at its far end: a lock while only I see the item, two people once it is shared."""

    def __init__(self, appearance: Appearance, *, compact: bool, inset: int = SPACE.s) -> None:
        super().__init__(appearance, lines=1 if compact else 2, inset=inset)
        self._item: AgendaItem | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self._item = index.data(ROW_ROLE)
        super().paint(painter, option, index)

    def _paint_trailing(self, painter: QPainter, place: QRect, look: RowLook, row: QRect, view: QWidget) -> int:
        side = self._appearance.px(_MARK_PX)
        box = QRect(place.right() + 1 - side, place.y() + (place.height() - side) // 2, side, side)
        if self._item is not None:
            is_shared = self._item.visibility is Visibility.SHARED
            name, role = ("users", "accent") if is_shared else ("lock", "faint")
            painting.draw_icon(painter, self._appearance, QRectF(self._mirrored(box, row, view)), name, role)
        taken = side + self._appearance.px(SPACE.s)
        return taken + super()._paint_trailing(painter, place.adjusted(0, 0, -taken, 0), look, row, view)
