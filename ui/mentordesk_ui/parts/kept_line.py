"""A line that adds: what is typed in it and not yet added outlives leaving, and a kill of the program.

Two screens that ask for the same key show the same words: what was begun in the call goes on in its wrap-up.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer

from mentordesk.drafts import Drafts
from mentordesk.errors import Trouble
from mentordesk_ui.parts.line_edit import LineEdit

PAUSE_MS = 400


class LineKeeping(QTimer):
    """Keeps the words of one line in a draft, no letter later than half a second, however long the typing goes on."""

    def __init__(self, line: LineEdit, drafts: Drafts) -> None:
        super().__init__(line, singleShot=True, interval=PAUSE_MS)
        self._line, self._drafts, self._key = line, drafts, ""
        self._kept = ""
        self.timeout.connect(self.keep)
        line.textChanged.connect(self._wait)

    def open(self, key: str) -> None:
        """Turn to another line's words: those that were typed and never added."""
        self.leave()
        draft = self._drafts.find(key)
        self._kept = draft.text if draft is not None else ""
        self._line.setText(self._kept)
        self._key = key
        self.stop()

    def leave(self) -> None:
        """Keep the words and let go of the line: what it shows from now on is not theirs."""
        self.keep()
        self._key = ""

    def keep(self) -> None:
        """Keep the words now."""
        self.stop()
        words = self._line.text()
        if not self._key or words == self._kept:
            return
        try:
            if words.strip():
                self._drafts.keep(self._key, words)
            else:
                self._drafts.discard(self._key)
        except Trouble:
            return  # the words are on the screen; the next letter tries again
        self._kept = words

    def _wait(self, _words: str) -> None:
        if self._key and not self.isActive():
            self.start()


def line_key(meeting_id: str, name: str) -> str:
    """Return the key of a line that adds to a meeting, such as its "action" or "topic"."""
    return f"wrap-up/{meeting_id}/{name}"
