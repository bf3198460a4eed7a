"""A line that appears over a row to change its words where they stand. What is typed in it outlives a kill, and a mistake."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from mentordesk.language import _
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.form_drafts import OF_ROW, FormDrafts
from mentordesk_ui.parts.kept_line import PAUSE_MS
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class InPlaceEdit(LineEdit):
    """Enter and leaving keep the words (`kept`: the row's key and the words), Esc lets them go.

    Whoever keeps them calls `settle` once they are on disk. Until then they are half typed: `left` offers them again, in
    this run when they were refused, and in the next one when this one was killed. Lay it out below the list.
    """

    kept = Signal(object, str)

    def __init__(
        self,
        appearance: Appearance,
        view: RowView[Any],
        name: str,
        noun: str,
        change: Callable[[Any], object],
        *,
        known_by: Callable[[Any], str] | None = None,
    ) -> None:
        """`noun` is what the rows are, `change` begins with one of them; `known_by` says by what it is known in the next run, if not by its key."""
        super().__init__(appearance, name=name, parent=view.viewport())
        self._view, self._noun, self._change, self._known_by = view, noun, change, known_by
        self._key: Hashable = None
        self._before = ""
        self._place: FormDrafts | None = None
        self._writing = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._writing.timeout.connect(self._keep_half_typed)
        self.textChanged.connect(self._wait)
        self.left = LeftInRow(appearance)
        self.left.wanted.connect(self._put_back)
        self.left.let_go.connect(self._let_go)
        self._offered = ""
        self._draft_keys: dict[Hashable, str] = {}
        view.installEventFilter(self)
        model = view.rows_model
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._offer)
        self.hide()

    def begin(self, key: Hashable, words: str, *, left: int = 0) -> None:
        """Stand over the row with this key, from `left` px on, with these words selected, or those that were half typed."""
        position = self._view.rows_model.position_of(key)
        if position is None:
            return
        self._end()
        row: QRect = self._view.visualRect(self._view.rows_model.index(position, 0))
        self._key, self._before = key, words
        draft_key = self._draft_keys[key] = self._draft_key(self._view.rows_model.row_at(position))
        height = min(row.height(), max(self.sizeHint().height(), self._appearance.px(32)))
        width = row.width() - left - SPACE.xs
        x = row.x() + SPACE.xs if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else row.x() + left
        self.setGeometry(x, row.y() + (row.height() - height) // 2, width, height)
        self.setText(words)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()
        half_typed = self._place.rows.get(draft_key) if self._place is not None else None
        if half_typed is not None:
            self.insert(half_typed)
        self._writing.stop()
        self._offer()

    def finish(self) -> None:
        """Keep the words as leaving does: the list turns to something else."""
        self._end()

    def settle(self, key: Hashable) -> None:
        """Take note that what was typed into a row is on disk."""
        draft_key = self._draft_keys.pop(key, "")
        if self._place is not None:
            self._place.let_row_go(draft_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._before = self.text()
            self._end()
            event.accept()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end()

    def _end(self) -> None:
        if self.isHidden():
            return
        held_focus = self.hasFocus()
        words, key = self.text().strip(), self._key
        self._writing.stop()
        self.hide()
        if held_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not words or words == self._before.strip():
            self.settle(key)
        else:
            self.kept.emit(key, words)
            if self._place is not None and key in self._draft_keys:
                # Refused, or it has to wait for another program: the words are nowhere else.
                self._place.keep_row(self._draft_keys[key], words, self._before)
        self._offer()

    # -- what is half typed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() == QEvent.Type.Show:
            if self._place is None and (place := FormDrafts.of(self.window())) is not None:
                self._place = place
                place.rows_changed.connect(self._offer)
            self._offer()
        return False

    def _wait(self, _words: str) -> None:
        if not self.isHidden() and not self._writing.isActive():
            self._writing.start()

    def _keep_half_typed(self) -> None:
        if self._place is None or self.isHidden():
            return
        words = self.text()
        if words.strip() and words != self._before:
            self._place.keep_row(self._draft_keys[self._key], words, self._before)
        else:
            self._place.let_row_go(self._draft_keys[self._key])

    def _draft_key(self, row: Any) -> str:
        return f"{OF_ROW}{self._noun}/{self._known_by(row) if self._known_by is not None else self._key}"

    def _offer(self, *_rows: object) -> None:
        """Say that there is something half typed in one of these rows, unless somebody is at it."""
        self._offered, words = self._found() if self._place is not None and self._place.rows else ("", "")
        self.left.say(words)

    def _found(self) -> tuple[str, str]:
        begin = f"{OF_ROW}{self._noun}/"
        typed_at = "" if self.isHidden() else self._draft_keys.get(self._key)
        for key, words in self._place.rows.items() if self._place is not None else ():
            said = key.removeprefix(begin)
            if key.startswith(begin) and key != typed_at and self._holds(said):
                return said, words
        return "", ""

    def _holds(self, said: str) -> bool:
        return self._position_of(said) is not None if self._known_by is not None else self._view.rows_model.holds(said)

    def _position_of(self, said: str) -> int | None:
        """Return where a row is by what it is known by; a long list is read on as far as that."""
        model = self._view.rows_model
        if self._known_by is not None:
            return next((place for place, row in enumerate(model.rows()) if self._known_by(row) == said), None)
        return model.position_of(said) if model.reach(said) else None

    def _put_back(self) -> None:
        position = self._position_of(self._offered)
        if position is not None:
            index = self._view.rows_model.index(position, 0)
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)
            self._change(self._view.rows_model.row_at(position))

    def _let_go(self) -> None:
        if self._place is not None:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._place.let_row_go(f"{OF_ROW}{self._noun}/{self._offered}")


class LeftInRow(QWidget):
    """Says below a list what was typed into one of its rows and never kept; hidden where there is nothing."""

    wanted = Signal()
    let_go = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.sentence = Text(appearance, "", TextStyle.CAPTION, "warm")
        # Made now, though hardly ever seen: Tab goes through widgets in the order in which they were made.
        self.put_back = Button(appearance, _("Put it back"), "undo-2")
        self.forget = Button(appearance, _("Let it go"), kind="plain")
        self.put_back.clicked.connect(self.wanted)
        self.forget.clicked.connect(self.let_go)
        expand_across(self)
        row = Flow(self)
        for part in (self.sentence, self.put_back, self.forget):
            row.addWidget(part)
        self.hide()

    def say(self, words: str) -> None:
        """Say these words; empty for none."""
        self.sentence.setText(_("You were typing: “{words}”").format(words=words) if words else "")
        self.setVisible(bool(words))
