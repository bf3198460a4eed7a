"""A line to type in with a list of what fits beneath it; the focus stays in the line. Pickers are made of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mentordesk.language import ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import Leading, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import RADIUS, SPACE

_SHOWN = 6
SHADE = 16


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that can be picked: what it stands for, and how it reads."""

    value: Hashable
    title: str
    detail: str = ""
    leading: Leading | None = None
    caption: str = ""


Finder = Callable[[str], Sequence[Suggestion]]


def _look(suggestion: Suggestion) -> RowLook:
    return RowLook(suggestion.title, suggestion.detail, suggestion.leading, caption=suggestion.caption)


def _value(suggestion: Suggestion) -> Hashable:
    return suggestion.value


class _List(QFrame):
    """The list beneath the line, a child of the window: it needs no window of its own and cannot lose the keyboard."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self._appearance = appearance
        self.model: RowModel[Suggestion] = RowModel(_look, _value)
        self.view: RowView[Suggestion] = RowView(
            appearance, self.model, name, click="chooses", delegate=RowDelegate(appearance, chosen_ground="accent_soft")
        )
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * (SHADE + SPACE.xs + 1,)))
        column.addWidget(self.view)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(SHADE, SHADE, -SHADE, -SHADE)
        painting.draw_card(painter, self._appearance, rect, radius=RADIUS.m)
        painter.end()

    def fit(self, line: QWidget) -> None:
        """Stand under the line, or above it where there is more room."""
        window = line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        rows = min(_SHOWN, self.model.rowCount())
        wanted = rows * self.view.row_height() + 2 * (SPACE.xs + 1)
        top = line.mapTo(window, QPoint(0, 0)).y()
        below = window.height() - top - line.height() - SPACE.s
        above = top - SPACE.s
        left = line.mapTo(window, QPoint(0, 0)).x()
        if below >= wanted or below >= above:
            height = min(wanted, below)
            y = top + line.height() + SPACE.xs
        else:
            height = min(wanted, above)
            y = top - height - SPACE.xs
        self.setGeometry(QRect(left, y, line.width(), height).adjusted(-SHADE, -SHADE, SHADE, SHADE))


class SuggestingEdit(LineEdit):
    """Typing asks `find` for what fits; arrows and Enter or Tab, or a click, pick one; Esc goes back to what was picked.

    `picked` says the value. What is typed and fits nothing is taken back when the line is left.
    """

    picked = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        find: Finder,
        placeholder: str = "",
        *,
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, placeholder, icon=icon, name=name, parent=parent)
        self._find = find
        self._kept: Suggestion | None = None
        self._list = _List(appearance, name or placeholder)
        self.destroyed.connect(self._list.deleteLater)
        self._list.view.viewport().installEventFilter(self)
        self.textEdited.connect(self._suggest)

    # -- what the program asks

    def picked_value(self) -> Hashable | None:
        return self._kept.value if self._kept is not None else None

    def keep(self, suggestion: Suggestion | None) -> None:
        """Show this as picked, without saying `picked`."""
        self._kept = suggestion
        self.setText(suggestion.title if suggestion is not None else "")
        self.setCursorPosition(0)

    def is_open(self) -> bool:
        return self._list.isVisible()

    def suggestions(self) -> tuple[Suggestion, ...]:
        return self._list.model.rows()

    # -- the list

    def open_list(self, words: str = "") -> None:
        """Show what fits the words."""
        found = self._find(words.strip())
        self._list.model.set_rows(found)
        if not found:
            self._list.hide()
            announce(self, ngettext("{count} match", "{count} matches", 0).format(count=0))
            return
        self._list.fit(self)
        self._list.view.setCurrentIndex(self._list.model.index(0, 0))
        self._list.show()
        self._list.raise_()
        self._list.view.scrollToTop()
        count = ngettext("{count} match", "{count} matches", len(found)).format(count=len(found))
        announce(self, f"{count}. {self._list.model.spoken_at(0)}")

    def close_list(self) -> None:
        self._list.hide()

    def _suggest(self, words: str) -> None:
        if words.strip():
            self.open_list(words)
        else:
            self.close_list()

    def _pick(self, suggestion: Suggestion) -> None:
        self.close_list()
        self.keep(suggestion)
        self.picked.emit(suggestion.value)

    def _is_known(self, suggestion: Suggestion) -> bool:
        """Tell whether a suggestion only picks what there is: then Tab takes it, too."""
        return bool(suggestion.title)

    def _step(self, by: int) -> None:
        count = self._list.model.rowCount()
        place = (self._list.view.currentIndex().row() + by) % count
        self._list.view.setCurrentIndex(self._list.model.index(place, 0))
        announce(self, self._list.model.spoken_at(place))

    def _settle(self) -> None:
        """Take back what was typed and stands for nothing; an emptied line means nobody and nowhere."""
        if not self.text().strip():
            if self._kept is not None:
                self._kept = None
                self.picked.emit(None)
            return
        if self._kept is None or self.text() != self._kept.title:
            exact = [
                one for one in self._find(self.text().strip()) if one.title.casefold() == self.text().strip().casefold()
            ]
            if exact:
                self._pick(exact[0])
            else:
                self.keep(self._kept)

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.is_open():
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return
            if (
                key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                self._pick(self._list.model.row_at(max(0, self._list.view.currentIndex().row())))
                return
            if key == Qt.Key.Key_Escape:
                self.close_list()
                self.keep(self._kept)
                return
        elif key == Qt.Key.Key_Down:
            self.open_list()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            marked = self._list.view.current_row() if self.is_open() and self.isModified() else None
            self.close_list()
            if marked is not None and event.reason() is Qt.FocusReason.TabFocusReason and self._is_known(marked):
                self._pick(marked)
            self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and watched is self._list.view.viewport():
            index = self._list.view.currentIndex()
            if index.isValid():
                self._pick(self._list.model.row_at(index.row()))
                return True
        return super().eventFilter(watched, event)
