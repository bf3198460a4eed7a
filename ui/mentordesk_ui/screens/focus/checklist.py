"""The checklist before a call: ticked here, and changed in place, for the list is the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentordesk.domain.focus import ChecklistTick
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.in_place_edit import InPlaceEdit
from mentordesk_ui.parts.kept_line import LineKeeping
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


@dataclass(frozen=True)
class _Line:
    id: int
    tick: ChecklistTick


def _words_of(line: _Line) -> str:
    return line.tick.text


def _look(line: _Line) -> RowLook:
    return RowLook(line.tick.text, checked=line.tick.is_done, done=line.tick.is_done)


class Checklist(QWidget):
    """Ticks by click or Space. With `edits` also: Enter rewords, Delete removes, Alt+Up and Alt+Down and the mouse reorder."""

    ticked = Signal(int, bool)
    """A line was ticked or not: its place, from 0."""
    list_changed = Signal(object)
    """The lines were changed: a tuple of ChecklistTick."""

    def __init__(self, appearance: Appearance, *, edits: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._edits = edits
        self._head = SectionHead(appearance, _("Undisturbed"))
        self._model: RowModel[_Line] = RowModel(_look, movable=edits, removable=edits)
        self.view: RowView[_Line] = RowView(
            appearance,
            self._model,
            _("Before the call"),
            delegate=RowDelegate(appearance, lines=1),
            fits_content=True,
            click="auto",
        )
        self._edit = InPlaceEdit(
            appearance, self.view, _("Line of the checklist"), "checklist", self.edit, known_by=_words_of
        )
        self._nothing = Text(appearance, _("Your list is empty."), TextStyle.BODY, "muted")
        self.line = LineEdit(appearance, _("Add to your list, press Enter"), icon="plus")
        if edits:
            LineKeeping(self.line).open("line/checklist")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        for part in (self._head, self._nothing, self.view, self._edit.left):
            column.addWidget(part)
        column.addSpacing(SPACE.xs)
        column.addWidget(self.line)
        self.line.setVisible(edits)
        self.view.toggled_row.connect(self._toggle)
        if edits:
            self.view.moved_row.connect(self._moved)
            self.view.removed_row.connect(self._remove)
            self.view.menu_wanted.connect(self._open_menu)
            self.view.activated_row.connect(self.edit)
            self.view.installEventFilter(self)
            self._edit.kept.connect(self._reword)
            self.line.returnPressed.connect(self._add)
            appearance.resized.connect(self._edit.finish)

    def lines(self) -> tuple[ChecklistTick, ...]:
        return tuple(line.tick for line in self._model.rows())

    def show_lines(self, lines: Sequence[ChecklistTick]) -> None:
        """Show these lines, without saying that they changed."""
        self._model.set_rows([_Line(place, tick) for place, tick in enumerate(lines)])
        done = sum(tick.is_done for tick in lines)
        self._head.set_aside(_("{done} of {all}").format(done=done, all=len(lines)) if lines else "")
        self.view.setVisible(bool(lines))
        self._nothing.setVisible(not lines)

    def _toggle(self, line: _Line) -> None:
        done = not line.tick.is_done
        lines = list(self.lines())
        lines[line.id] = replace(line.tick, is_done=done)
        self.show_lines(lines)
        self.ticked.emit(line.id, done)

    # -- changing the list

    def edit(self, line: _Line) -> None:
        """Reword a line where it stands."""
        self._edit.begin(line.id, line.tick.text, left=SPACE.s + self._appearance.px(18 + SPACE.xs))

    def _add(self) -> None:
        words = self.line.take()
        if words and words not in {tick.text for tick in self.lines()}:
            self._change((*self.lines(), ChecklistTick(words)))

    def _reword(self, place: int, words: str) -> None:
        if words not in {tick.text for tick in self.lines()}:
            lines = list(self.lines())
            lines[place] = replace(lines[place], text=words)
            self._change(lines)
        self._edit.settle(place)

    def _remove(self, line: _Line) -> None:
        lines = list(self.lines())
        del lines[line.id]
        row = self.view.currentIndex().row()
        self._change(lines)
        if lines:
            self.view.setCurrentIndex(self._model.index(min(max(row, 0), len(lines) - 1), 0))

    def _moved(self, _line: _Line, position: int) -> None:
        self._change(self.lines())
        self.view.setCurrentIndex(self._model.index(position, 0))

    def _shift(self, line: _Line, by: int) -> None:
        self._model.move(line.id, line.id + by)
        self._moved(line, line.id + by)

    def _change(self, lines: Sequence[ChecklistTick]) -> None:
        self.show_lines(lines)
        self.list_changed.emit(tuple(lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            line = self.view.current_row()
            if line is not None and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                    return False
                self.edit(line)
                return True
        return False

    def menu_for(self, line: _Line) -> QMenu:
        """Return what can be done with a line, each with its key."""
        menu = QMenu(self)
        up = self._offer(menu, _("Move up"), "arrow-up", "Alt+Up")
        up.triggered.connect(partial(self._run_shift, line, -1))
        up.setEnabled(line.id > 0)
        down = self._offer(menu, _("Move down"), "arrow-down", "Alt+Down")
        down.triggered.connect(partial(self._run_shift, line, 1))
        down.setEnabled(line.id < self._model.rowCount() - 1)
        self._offer(menu, _("Change"), "pencil", "F2").triggered.connect(partial(self._run_edit, line))
        self._offer(menu, _("Remove"), "trash-2", "Del").triggered.connect(partial(self._run_remove, line))
        return menu

    def _offer(self, menu: QMenu, words: str, icon: str, key: str) -> QAction:
        action = QAction(self._appearance.icon(icon), words, menu)
        action.setShortcut(QKeySequence(key))
        action.setShortcutVisibleInContextMenu(True)
        menu.addAction(action)
        return action

    def _open_menu(self, line: _Line, point: QPoint) -> None:
        menu = self.menu_for(line)
        menu.exec(point)
        menu.deleteLater()

    def _run_shift(self, line: _Line, by: int, *_checked: object) -> None:
        self._shift(line, by)

    def _run_edit(self, line: _Line, *_checked: object) -> None:
        self.edit(line)

    def _run_remove(self, line: _Line, *_checked: object) -> None:
        self._remove(line)
