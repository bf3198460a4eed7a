"""What is typed in a form and not confirmed yet outlives a kill of the program: it is in the form when that is opened again."""

from __future__ import annotations

import json
from _blake2 import blake2b  # hashlib brings OpenSSL
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from mentordesk.drafts import Drafts
from mentordesk.errors import Trouble
from mentordesk_ui.parts.growing_text import GrowingText
from mentordesk_ui.parts.kept_line import Typed, put_words, words_in

KEPT_MS = 600
"""The oldest letter that is on no disk."""


class HalfTyped(QTimer):
    """Keeps the texts of a form from its opening until it is closed, however it is closed."""

    def __init__(self, form: QWidget, title: str, drafts: Drafts) -> None:
        super().__init__(form, singleShot=True, interval=KEPT_MS)
        self._form, self._drafts = form, drafts
        self._fields = _fields_of(form)
        self._is_kept_back = not self._fields
        self._begun = self._texts()
        self._is_kept = False
        # The same form with the same words in it to begin with: no other person's form, nor this one's after a change.
        told = json.dumps([title, [field.accessibleName() for field in self._fields], self._begun])
        self._key = f"form/{blake2b(told.encode(), digest_size=16).hexdigest()}"
        self.timeout.connect(self._keep)
        self._take_up()
        for field in self._fields:
            field.textChanged.connect(self._wait)
        self._notice_new()

    def forget(self) -> None:
        """The form was confirmed or left: nothing of it is half typed any more."""
        self.stop()
        self._fields = ()
        if self._is_kept:
            self._discard()

    def _take_up(self) -> None:
        try:
            draft = self._drafts.find(self._key)
            kept = json.loads(draft.text) if draft is not None else None
        except (Trouble, ValueError):
            return
        if not isinstance(kept, list) or len(kept) < len(self._fields):
            return
        self._is_kept = True
        for field, text, begun in zip(self._fields, kept, self._begun, strict=False):
            if text != begun and isinstance(text, str):
                put_words(field, text)
        for text in kept[len(self._fields) :]:
            # A line that came when the one before it was typed into, as it has come now.
            fresh = self._new_fields()
            if fresh and isinstance(text, str) and text:
                self._add(fresh[0])
                put_words(fresh[0], text)

    @Slot()
    def _wait(self) -> None:
        if not self.isActive() and self._fields:
            self.start()

    def _new_fields(self) -> Sequence[Typed]:
        return [field for field in _fields_of(self._form) if field not in self._fields]

    def _notice_new(self) -> None:
        """Follow fields that came since: a further line of several."""
        if not self._is_kept_back:
            for field in self._new_fields():
                self._add(field)

    def _add(self, field: Typed) -> None:
        self._fields = [*self._fields, field]
        self._begun = [*self._begun, ""]
        field.textChanged.connect(self._wait)

    @Slot()
    def _keep(self) -> None:
        if not self._fields:
            return
        self._notice_new()
        texts = self._texts()
        if texts == self._begun:
            self._discard()
            return
        try:
            self._drafts.keep(self._key, json.dumps(texts))
            self._is_kept = True
        except Trouble:
            return  # the words are on the screen; the next letter tries again

    def _discard(self) -> None:
        try:
            self._drafts.discard(self._key)
            self._is_kept = False
        except Trouble:
            return

    def _texts(self) -> list[str]:
        # Of a line that was taken out nothing is left.
        return [words_in(field) if isValid(field) else "" for field in self._fields]


def _fields_of(form: QWidget) -> Sequence[Typed]:
    lines = form.findChildren(QLineEdit)
    if any(line.echoMode() != QLineEdit.EchoMode.Normal for line in lines):
        return ()  # what is not shown is not kept either
    fields: list[Typed] = [*lines, *form.findChildren(QPlainTextEdit), *form.findChildren(GrowingText)]
    return [field for field in fields if not field.isReadOnly() and field.isEnabled()]
