"""Keeps what is typed into a field in place: a line that adds, a line with an answer, a name. It outlives leaving, and a kill.

Two screens that ask for the same key show the same words: what was begun in the call goes on in its wrap-up. How a form keeps
all of its fields is in `half_typed`, how a row does that is changed in place in `in_place_edit`.
"""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from mentordesk.drafts import Draft, Drafts
from mentordesk.errors import Trouble
from mentordesk_ui.parts.form_drafts import FormDrafts
from mentordesk_ui.parts.growing_text import GrowingText
from mentordesk_ui.parts.line_edit import LineEdit

PAUSE_MS = 400
"""The oldest letter that is on no disk."""

Typed = QLineEdit | QPlainTextEdit | GrowingText


class LineKeeping(QTimer):
    """Keeps the words of one field in a draft, no letter later than half a second, however long the typing goes on.

    Without `drafts` they are those of the window the field is shown in; in a window without any nothing is kept.
    """

    taken_up = Signal()
    """What was typed at another time stands in the field now, and nowhere else."""

    def __init__(self, field: Typed, drafts: Drafts | None = None) -> None:
        super().__init__(field, singleShot=True, interval=PAUSE_MS)
        self._field, self._drafts, self._key = field, drafts, ""
        self._saved = ""
        self._kept: str | None = None
        self.timeout.connect(self.keep)
        field.textChanged.connect(self._wait)
        field.installEventFilter(self)

    @property
    def is_typed(self) -> bool:
        """Whether the field says something that is saved nowhere."""
        return self.words() != self._saved

    def words(self) -> str:
        """Return what the field says."""
        return words_in(self._field)

    def open(self, key: str, saved: str = "") -> None:
        """Turn to other words: those of that key that were typed and never confirmed, else what is `saved`."""
        if key == self._key:
            self.show_saved(saved)
            return
        self.leave()
        self._key, self._saved, self._kept = key, saved, None
        if isinstance(self._field, LineEdit):
            self._field.goes_on = not saved
        _replace(self._field, saved)
        self._take_up()
        self.stop()

    def show_saved(self, saved: str) -> None:
        """Show what became of the words elsewhere; what is being typed stays."""
        if self.words().split() == saved.split():
            self.settle()
        elif not self.is_typed and not self._field.hasFocus():
            self._saved = saved
            _replace(self._field, saved)

    def settle(self) -> None:
        """Take note that the words are saved: there is nothing half typed."""
        self.stop()
        self._saved = self.words()
        self._discard()

    def drop(self, key: str) -> None:
        """Let go of what was typed for a key, which may be one that was left meanwhile: it is saved."""
        if self._drafts is not None:
            with suppress(Trouble):  # it is offered once more, and nothing is lost
                self._drafts.discard(key)

    def has_left(self, key: str) -> bool:
        """Tell whether something was typed for a key and never confirmed."""
        try:
            return self._drafts is not None and self._drafts.find(key) is not None
        except Trouble:
            return False

    def leave(self) -> None:
        """Keep the words and let go of the field: what it shows from now on is not theirs."""
        self.keep()
        self._key = ""

    def keep(self) -> None:
        """Keep the words now."""
        self.stop()
        words = self.words()
        if not self._key or self._drafts is None or words == self._kept:
            return
        if not self.is_typed or not words.strip():
            self._discard()
            return
        try:
            self._drafts.keep(self._key, words, self._saved)
        except Trouble:
            return  # the words are on the screen; the next letter tries again
        self._kept = words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() == QEvent.Type.Show:
            self.look()
        elif watched is self._field and event.type() == QEvent.Type.Hide:
            self.keep()
        return False

    def look(self) -> None:
        """Take up what was typed at another time, or added at another place; done by itself when the field is shown."""
        place = FormDrafts.of(self._field.window()) if self._drafts is None else None
        if place is not None:
            self._drafts = place.drafts
        if not self._key or self._drafts is None or self.isActive() or self._field.hasFocus():
            return
        if self._kept is not None and self._found() is None:
            self._kept = None
            _replace(self._field, self._saved)
        self._take_up()

    def _take_up(self) -> None:
        draft = self._found()
        if draft is None or draft.text == self.words():
            return
        self._kept = draft.text
        if self._saved:
            put_words(self._field, draft.text)  # undo leads back to what is saved
        else:
            _replace(self._field, draft.text)
        self.stop()
        if self.is_typed:
            self.taken_up.emit()

    def _found(self) -> Draft | None:
        try:
            return self._drafts.find(self._key) if self._drafts is not None and self._key else None
        except Trouble:
            return None

    def _discard(self) -> None:
        if not self._key or self._drafts is None or self._kept is None:
            return
        try:
            self._drafts.discard(self._key)
            self._kept = None
        except Trouble:
            return  # it is offered once more, and nothing is lost

    def _wait(self, *_words: object) -> None:
        if not self._key:
            return
        if not self.words():
            # Added, or taken back: were it on the disk any longer, a kill would have it twice.
            self.keep()
        elif not self.isActive():
            self.start()


def line_key(record_id: str, name: str) -> str:
    """Return the key of a line of a record, such as the "action" or "topic" that is added to a meeting.

    A record that goes for good takes what was typed about it along by its id in the key.
    """
    return f"wrap-up/{record_id}/{name}"


def words_in(field: Typed) -> str:
    """Return what a field says."""
    return field.text() if isinstance(field, QLineEdit | GrowingText) else field.toPlainText()


def put_words(field: Typed, text: str) -> None:
    """Put a text in as if it had been typed: undo leads back to what was there."""
    if isinstance(field, QLineEdit):
        field.selectAll()
        field.insert(text)
    else:
        field.selectAll()
        field.insertPlainText(text)


def _replace(field: Typed, text: str) -> None:
    if words_in(field) == text:
        return
    if isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, GrowingText):
        field.set_text(text)
    else:
        field.setPlainText(text)
