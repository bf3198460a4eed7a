"""A list model over frozen dataclass rows, changed by the smallest difference; it knows nothing of how rows look."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.theme.veil import Veil

T = TypeVar("T")

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
LOOK_ROLE = int(Qt.ItemDataRole.UserRole) + 2

Index = QModelIndex | QPersistentModelIndex


def identity_by_id(row: object) -> Hashable:
    """Return the row's `id` attribute, the usual identity of what comes from the store."""
    identity: Hashable = getattr(row, "id")  # noqa: B009 - rows are only required to have an id when nothing else is given
    return identity


class RowModel(QAbstractListModel, Generic[T]):
    """Rows of one kind. `look` says how a row appears; `key` says which row is which when the rows are read again."""

    def __init__(
        self,
        look: Callable[[T], RowLook],
        key: Callable[[T], Hashable] = identity_by_id,
        *,
        movable: bool = False,
        removable: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._key = key
        self._rows: list[T] = []
        self._looks: dict[Hashable, RowLook] = {}
        self._veil: Veil | None = None
        self._peeked = -1
        self._veiled: dict[tuple[Hashable, bool], RowLook] = {}
        self.movable = movable
        self.removable = removable

    # -- what the program asks

    def rows(self) -> tuple[T, ...]:
        return tuple(self._rows)

    def row_at(self, position: int) -> T:
        """Return the row at a position; raises IndexError outside the list."""
        if position < 0:
            raise IndexError(position)
        return self._rows[position]

    def position_of(self, key: Hashable) -> int | None:
        for position, row in enumerate(self._rows):
            if self._key(row) == key:
                return position
        return None

    def holds(self, key: Hashable) -> bool:
        """Tell whether the list has a row with this key, read by now or not."""
        return self.position_of(key) is not None

    def reach(self, key: Hashable) -> bool:
        """Read on as far as the row with this key; False when the list has none."""
        return self.holds(key)

    def look_at(self, position: int) -> RowLook:
        """Return how a row may be seen now."""
        return self._seen(position, is_aloud=False)

    def spoken_at(self, position: int) -> str:
        """Return what a screen reader may say for a row now."""
        return self._seen(position, is_aloud=True).spoken()

    def wear(self, veil: Veil) -> None:
        """Show and say no more from now on than the veil lets through."""
        self._veil = veil

    def _seen(self, position: int, *, is_aloud: bool) -> RowLook:
        row = self._rows[position]
        key = self._key(row)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._look(row)
            self._veiled.pop((key, False), None)
            self._veiled.pop((key, True), None)
        veil = self._veil
        if veil is None or not veil.covers or (position == self._peeked and not veil.is_locked):
            return look
        if (key, is_aloud) not in self._veiled:
            self._veiled[key, is_aloud] = look.veiled(veil.aloud if is_aloud else veil.words, veil.initials)
        return self._veiled[key, is_aloud]

    def peek(self, position: int) -> None:
        """Show one row as it is, whatever the veil covers; -1 for none. What is behind a lock stays there."""
        before, self._peeked = self._peeked, position
        for row in {before, position}:
            if 0 <= row < len(self._rows) and before != position:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def follow_veil(self) -> None:
        """Show every row as the veil is now."""
        self._veiled.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show these rows. Rows that stay keep their selection; only the stretch that differs is taken out or put in."""
        new = list(rows)
        old_keys = [self._key(row) for row in self._rows]
        new_keys = [self._key(row) for row in new]
        if len(set(new_keys)) != len(new_keys):
            raise ValueError("two rows share one key")
        if old_keys != new_keys:
            if len(old_keys) == len(new_keys) and set(old_keys) == set(new_keys):
                self._reorder(old_keys, new, new_keys)
            else:
                self._exchange(old_keys, new, new_keys)
        self._replace_changed(new, new_keys)

    def append(self, rows: Sequence[T]) -> None:
        """Show further rows below those that are there; for long lists that are read as they are scrolled."""
        if rows:
            count = len(self._rows)
            self.beginInsertRows(QModelIndex(), count, count + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def move(self, source: int, target: int) -> None:
        """Show the row at `source` at position `target` (counted without it) until the rows are read again."""
        if source == target:
            return
        below = target + 1 if target > source else target
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), below)
        self._rows.insert(target, self._rows.pop(source))
        self.endMoveRows()

    # -- the difference

    def _exchange(self, old_keys: list[Hashable], new: list[T], new_keys: list[Hashable]) -> None:
        kept = set(old_keys) & set(new_keys)
        in_order = [key for key in old_keys if key in kept] == [key for key in new_keys if key in kept]
        if not in_order:
            # Moving and changing at once is rare: take out what is gone, reorder what stays, then put in what is new.
            self._remove_missing(kept)
            survivors = {self._key(row): row for row in self._rows}
            wanted = [key for key in new_keys if key in kept]
            self._reorder([self._key(row) for row in self._rows], [survivors[key] for key in wanted], wanted)
        else:
            self._remove_missing(kept)
        self._insert_missing(new, new_keys, kept)

    def _remove_missing(self, kept: set[Hashable]) -> None:
        end = len(self._rows)
        while end > 0:
            if self._key(self._rows[end - 1]) in kept:
                end -= 1
                continue
            start = end - 1
            while start > 0 and self._key(self._rows[start - 1]) not in kept:
                start -= 1
            self.beginRemoveRows(QModelIndex(), start, end - 1)
            for row in self._rows[start:end]:
                self._looks.pop(self._key(row), None)
            del self._rows[start:end]
            self.endRemoveRows()
            end = start

    def _insert_missing(self, new: list[T], new_keys: list[Hashable], kept: set[Hashable]) -> None:
        start = 0
        while start < len(new):
            if new_keys[start] in kept:
                start += 1
                continue
            end = start
            while end < len(new) and new_keys[end] not in kept:
                end += 1
            self.beginInsertRows(QModelIndex(), start, end - 1)
            self._rows[start:start] = new[start:end]
            self.endInsertRows()
            start = end

    def _reorder(self, old_keys: list[Hashable], new: list[T], new_keys: list[Hashable]) -> None:
        self.layoutAboutToBeChanged.emit()
        places = {key: place for place, key in enumerate(new_keys)}
        before = self.persistentIndexList()
        after = [self.index(places[old_keys[index.row()]], 0) for index in before]
        by_key = dict(zip(old_keys, self._rows, strict=True))
        self._rows = [by_key[key] for key in new_keys]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _replace_changed(self, new: list[T], new_keys: list[Hashable]) -> None:
        first: int | None = None
        last = 0
        for position, (old_row, new_row) in enumerate(zip(self._rows, new, strict=True)):
            if old_row is not new_row and old_row != new_row:
                self._looks.pop(new_keys[position], None)
                first = position if first is None else first
                last = position
        self._rows = new
        if first is not None:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def forget_looks(self) -> None:
        """Ask for every look again, as after a change of language or of the minute."""
        self._looks.clear()
        self._veiled.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    # -- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        if role == ROW_ROLE:
            return self._rows[index.row()]
        look = self.look_at(index.row())
        if role == LOOK_ROLE:
            return look
        if role == Qt.ItemDataRole.DisplayRole:
            return look.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken_at(index.row())
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return look.tooltip
        if role == Qt.ItemDataRole.ToolTipRole:
            return look.tooltip or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self.look_at(index.row()).enabled:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
