"""Long lists in groups: headings between rows, read page by page. It knows nothing of what rows mean."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from mentordesk.light_dataclass import dataclass
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import Index, RowModel, identity_by_id
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.keyboard_focus import has_keyboard_focus
from mentordesk_ui.theme.tokens import TextStyle

T = TypeVar("T")

PAGE = 60
FIRST = 24
"""So many rows fill a window; each more is read and measured before the first is seen."""
FAR = 600
"""From this row on a list that is to show a certain row begins near it instead of at its top."""


@dataclass(frozen=True)
class Heading:
    """The title above a group, and a few words at its end."""

    id: str
    title: str
    aside: str = ""


@dataclass(frozen=True)
class Group:
    """A heading and the keys of the rows below it."""

    heading: Heading
    keys: tuple[str, ...]


class GroupedModel(RowModel[T | Heading], Generic[T]):
    """Rows are read as the view comes near them; `read` returns those of some keys, in order, without those that are gone."""

    def __init__(
        self,
        look: Callable[[T], RowLook],
        read: Callable[[Sequence[str]], Sequence[T]],
        key: Callable[[T], Hashable] = identity_by_id,
        *,
        removable: bool = False,
    ) -> None:
        self._row_look = look
        self._row_key = key
        self._read_rows = read
        self._places: list[Heading | str] = []
        self._reached = 0
        super().__init__(self._look_of, self._key_of, removable=removable)

    def show_groups(self, groups: Sequence[Group], *, from_top: bool = False, around: str = "") -> None:
        """Show these groups, as far down as was read before, or from the top again.

        When the row with the key `around` is far down, what is far above it is left out.
        """
        reached = FIRST if from_top else max(FIRST, self._reached)
        self._places = []
        for group in groups:
            self._places += (group.heading, *group.keys)
        if around in self._places and (place := self._places.index(around)) > FAR:
            begin = place - PAGE // 2
            heading = next(one for one in reversed(self._places[:begin]) if isinstance(one, Heading))
            self._places = [heading, *self._places[begin:]]
        self._reached = min(len(self._places), reached)
        self.set_rows(self._rows_of(self._places[: self._reached]))

    def holds(self, key: Hashable) -> bool:
        """Tell whether a group has a row with this key, read or not."""
        return key in self._places

    def reach(self, key: Hashable) -> bool:
        """Read on as far as the row with this key; False when no group has it."""
        if key not in self._places:
            return False
        wanted = self._places.index(key) + 1
        if wanted > self._reached:
            self._read_on(wanted + PAGE - self._reached)
        return self.position_of(key) is not None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._reached < len(self._places)

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self._read_on(PAGE)

    def _read_on(self, count: int) -> None:
        more = self._places[self._reached : self._reached + count]
        self._reached += len(more)
        # A list of its own: rows handed to set_rows are not ours to change.
        self._rows = [*self._rows]
        self.append(self._rows_of(more))

    def _rows_of(self, places: Sequence[Heading | str]) -> list[T | Heading]:
        found = {self._row_key(row): row for row in self._read_rows([one for one in places if isinstance(one, str)])}
        return [
            found[one] if isinstance(one, str) else one for one in places if not isinstance(one, str) or one in found
        ]

    def _look_of(self, row: T | Heading) -> RowLook:
        if isinstance(row, Heading):
            return RowLook(row.title, caption=row.aside, strong=True, enabled=False)
        return self._row_look(row)

    def _key_of(self, row: T | Heading) -> Hashable:
        return f"heading {row.id}" if isinstance(row, Heading) else self._row_key(row)


class GroupedDelegate(WrappingDelegate):
    """Headings stand near what they head, in the colour of words; rows wrap."""

    def height_of(self, look: RowLook, width: int, view: QWidget) -> int:
        height = super().height_of(look, width, view)
        if _is_heading(look):
            words = self._wrapped(look, width - 2 * self._inset - self._trail_width(look, width - 2 * self._inset))
            return sum(words) + self._appearance.px(26)
        return height

    def _paint_row(self, painter: QPainter, rect: QRect, look: RowLook, view: RowView[object]) -> None:
        if _is_heading(look):
            rect = rect.adjusted(0, self._appearance.px(14), 0, 0)
        super()._paint_row(painter, rect, look, view)

    def _paint_words(self, painter: QPainter, place: QRect, look: RowLook, row: QRect, view: QWidget) -> None:
        if not _is_heading(look):
            super()._paint_words(painter, place, look, row, view)
            return
        painter.setFont(self._appearance.font(TextStyle.TITLE))
        painter.setPen(self._appearance.color("text"))
        flags = (self._near(view) | Qt.AlignmentFlag.AlignVCenter).value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(self._mirrored(place, row, view), flags, look.title)


class GroupedView(RowView[T | Heading], Generic[T]):
    """A RowView whose keyboard passes by the headings."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and has_keyboard_focus(self):
            self.choose_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        lost = not self.currentIndex().isValid() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if plain and (event.key() == Qt.Key.Key_Home or lost):
            self._by_keys = True
            self.choose_first()
            return
        super().keyPressEvent(event)

    def choose_first(self) -> None:
        """Make the first row that is no heading the current one."""
        self.scrollToTop()
        for position in range(self.rows_model.rowCount()):
            if self.rows_model.look_at(position).enabled:
                self.setCurrentIndex(self.rows_model.index(position, 0))
                return

    def choose_near(self, position: int) -> None:
        """Make the row at or after a position the current one, else the last before it: a row went away there."""
        count = self.rows_model.rowCount()
        for place in (*range(position, count), *range(min(position, count) - 1, -1, -1)):
            if self.rows_model.look_at(place).enabled:
                self.setCurrentIndex(self.rows_model.index(place, 0))
                return


def _is_heading(look: RowLook) -> bool:
    return look.strong and not look.enabled
