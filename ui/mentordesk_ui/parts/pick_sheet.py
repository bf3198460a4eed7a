"""One of a few things to choose: typing narrows the list, arrows go through it, Enter or a click takes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.folding import fold
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.suggestions import Suggestion
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_SHOWN = 6
_AROUND = 210
"""What the head, the line and the buttons take of the height, in px at the usual size of text."""


class PickSheet(Sheet):
    """`chosen` says the value; None follows the button `off`, which takes away what was chosen before."""

    chosen = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        title: str,
        offered: Sequence[Suggestion],
        *,
        line: str = "",
        placeholder: str = "",
        off: str = "",
    ) -> None:
        super().__init__(appearance, host, title, line=line, cancel=_("Cancel"), width=520)
        self._offered = tuple(offered)
        self.words = _Line(appearance, placeholder or _("Type some of its words"), icon="search")
        self._model: RowModel[Suggestion] = RowModel(_look, _value, parent=self)
        delegate = RowDelegate(appearance, chosen_ground="accent_soft")
        self.view: RowView[Suggestion] = RowView(appearance, self._model, title, delegate=delegate, click="chooses")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays where one types
        self.view.viewport().installEventFilter(self)
        words = _("Nothing found. Try another word.") if offered else _("There is nothing else to choose.")
        self._nothing = Text(appearance, words, TextStyle.BODY, "muted")
        for part in (self.words, self.view, self._nothing):
            self.add(part)
        self.off_button: Button | None = None
        if off:
            self.off_button = self.add_button(Button(appearance, off, "x", "plain"))
            self.off_button.clicked.connect(self._choose_none)
        self.words.textChanged.connect(self._narrow)
        self.words.stepped.connect(self._step)
        self.words.returnPressed.connect(self._choose_current)
        self._narrow("")

    def focus_first(self) -> None:
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def offered(self) -> tuple[Suggestion, ...]:
        """Return what is listed."""
        return self._model.rows()

    def _narrow(self, words: str) -> None:
        asked = fold(words).split()
        self._model.set_rows([one for one in self._offered if all(word in fold(_said(one)) for word in asked)])
        count = self._model.rowCount()
        self.view.setVisible(bool(count))
        self._nothing.setVisible(not count)
        if count:
            self.view.setCurrentIndex(self._model.index(0, 0))

    def place(self) -> None:
        room = self.height() - self._appearance.px(_AROUND) - 2 * SPACE.xl
        fitting = max(2, room // self.view.row_height())
        # As tall as all that is offered: the sheet stands still while one types.
        self.view.setFixedHeight(self.view.row_height() * min(max(1, len(self._offered)), _SHOWN, fitting))
        super().place()

    def _step(self, by: int) -> None:
        count = self._model.rowCount()
        if count:
            place = min(count - 1, max(0, self.view.currentIndex().row() + by))
            self.view.setCurrentIndex(self._model.index(place, 0))
            announce(self.words, self._model.spoken_at(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and watched is self.view.viewport():
            self._choose_current()
            return True
        return super().eventFilter(watched, event)

    def _choose_current(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self.chosen.emit(row.value)

    def _choose_none(self) -> None:
        self.chosen.emit(None)


class _Line(LineEdit):
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_SHOWN, Qt.Key.Key_PageDown: _SHOWN}
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)


def _look(suggestion: Suggestion) -> RowLook:
    return RowLook(suggestion.title, suggestion.detail, suggestion.leading, caption=suggestion.caption)


def _value(suggestion: Suggestion) -> Hashable:
    return suggestion.value


def _said(suggestion: Suggestion) -> str:
    return f"{suggestion.title} {suggestion.detail}"
