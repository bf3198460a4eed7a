"""Has what is typed in a note on disk within a second: saved at a pause and on every way out, in a draft until then or until it can be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

from mentordesk.drafts import Drafts
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.store.engine import Busy

from .editor import NoteEditor

if TYPE_CHECKING:
    from mentordesk.workflows.notes.keep_note import Kept

PAUSE_MS = 500
LONGEST_MS = 3000
"""Typing without a pause is saved this often; until then what is typed is in a draft."""
DRAFT_MS = 600
"""The oldest letter that is on no disk: a kill or a power cut costs no more than this and the time of writing it."""
BUSY_MS = 50
BUSY_TRIES = 40
TROUBLE_MS = 5000


class NoteKeeping(QObject):
    """The way of one editor's text to the disk.

    `save` is called with the text on the main thread and may raise Trouble (Busy is tried again at once) or Mistake; then
    the text stays on screen and in the draft `key`, and is tried again until it is saved.
    """

    state_changed = Signal(str)
    """A line to show: empty while typing, "Saved", or what is wrong."""
    saved = Signal()
    met = Signal(object)
    """Another window or program had written into the same text meanwhile: a Kept that says what became of it."""
    draft_found = Signal()
    """The draft of an earlier time is about to take the place of what is on disk."""

    def __init__(
        self,
        editor: NoteEditor,
        save: Callable[[str], object],
        drafts: Drafts,
        key: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or editor)
        self._editor, self._save, self._drafts, self._key = editor, save, drafts, key
        self._is_dirty = self._has_draft = False
        self._busy_tries = 0
        self._state = ""
        self._base = editor.text()
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._longest = QTimer(self, interval=LONGEST_MS, singleShot=True)
        self._again = QTimer(self, singleShot=True)
        self._aside = QTimer(self, interval=DRAFT_MS, singleShot=True)
        self._aside.timeout.connect(self._put_aside)
        for timer in (self._pause, self._longest, self._again):
            timer.timeout.connect(self.flush)
        editor.edited.connect(self._on_edited)
        editor.left.connect(self.flush)
        editor.installEventFilter(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.flush)

    @property
    def state(self) -> str:
        """The line last announced."""
        return self._state

    @property
    def is_saved(self) -> bool:
        """Whether everything typed is saved."""
        return not self._is_dirty

    @property
    def base(self) -> str:
        """What is on disk as far as is known here: whoever saves hands it on, so that nothing written since is lost."""
        return self._base

    def note_saved(self, kept: Kept) -> None:
        """Take note of what a save put on disk, and tell when somebody else had written there too."""
        self._base = kept.note.text
        if kept.met:
            self.met.emit(kept)

    def saved_as(self, text: str) -> None:
        """Take note of what a save put on disk, and show it: it may hold what another window wrote."""
        self._base = text
        if text != self._editor.text():
            self._editor.change_text(text)

    def take_over(self, text: str) -> None:
        """Show what the text on disk has become elsewhere; while something here is unsaved, saving it brings both together."""
        if self._is_dirty:
            return
        self._base = text
        if text != self._editor.text():
            self._editor.change_text(text)
            self._settle()
            self._is_dirty = False
            self._say("")

    def open(self, key: str, text: str, save: Callable[[str], object]) -> None:
        """Turn to another note: save the one before, then show `text`, or the draft of it that was never saved."""
        self.flush()
        self._settle()
        self._key, self._save = key, save
        self._base = text
        self._is_dirty = self._has_draft = False
        self._say("")
        draft = self._drafts.find(key)
        if draft is None or draft.text == text:
            self._editor.set_text(text)
            if draft is not None:
                self._drafts.discard(key)
            return
        self._editor.set_text(text)
        self._has_draft = True
        self.draft_found.emit()
        if draft.base is not None:
            # What was written since is brought together with it, as if the typing had gone on in one run.
            self._base = draft.base
        # As an edit of the person: undo leads back to what was saved.
        self._editor.change_text(draft.text)
        self.flush()

    @Slot()
    def flush(self) -> bool:
        """Save now if anything is unsaved; say whether all is saved. Never raises: what fails is shown and tried again."""
        if not self._is_dirty:
            return True
        self._pause.stop()
        self._longest.stop()
        self._again.stop()
        self._aside.stop()
        if self._has_draft:
            # Killed between the save and the draft's end, the next start finds both: they must say the same.
            self._keep_draft()
        text = self._editor.text()
        before = self._base
        try:
            self._save(text)
        except Busy as trouble:
            self._busy_tries += 1
            self._keep(trouble.sentence if self._busy_tries > BUSY_TRIES else "")
            self._again.start(BUSY_MS if self._busy_tries <= BUSY_TRIES else TROUBLE_MS)
            return False
        except (Trouble, Mistake) as failure:
            self._keep(failure.sentence)
            self._again.start(TROUBLE_MS)
            return False
        if self._base is before:
            # Who saves did not say what is on disk now: what was handed over.
            self._base = text
        self._is_dirty = False
        self._busy_tries = 0
        self._drop_draft()
        self._say(_("Saved"))
        self.saved.emit()
        return True

    def forget(self) -> None:
        """Drop what is unsaved, with its draft: the note was thrown away."""
        self._settle()
        self._is_dirty = False
        self._drop_draft()
        self._say("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Hide, QEvent.Type.Close, QEvent.Type.WindowDeactivate):
            self.flush()
        return False

    @Slot()
    def _on_edited(self) -> None:
        self._is_dirty = True
        self._pause.start()
        if not self._aside.isActive():
            self._aside.start()
        if not self._longest.isActive():
            self._longest.start()
        if not self._again.isActive():
            self._say("")

    @Slot()
    def _put_aside(self) -> None:
        """Have what is typed on the disk while the typing goes on."""
        if self._is_dirty and not self._keep_draft():
            self.flush()

    def _keep(self, reason: str) -> None:
        """Put the text into the draft and say so."""
        if not self._keep_draft():
            self._say(
                _("Not saved yet: {reason} Your text is only on this screen; leave it open.").format(reason=reason)
            )
        elif reason:
            self._say(_("Not saved yet: {reason} Your text is kept.").format(reason=_sentence(reason)))

    def _keep_draft(self) -> bool:
        try:
            self._drafts.keep(self._key, self._editor.text(), self._base)
        except Trouble:
            return False
        self._has_draft = True
        return True

    def _drop_draft(self) -> None:
        if self._has_draft:
            try:
                self._drafts.discard(self._key)
            except Trouble:
                return  # it holds what is saved already; the next success tries again
            self._has_draft = False

    def _settle(self) -> None:
        for timer in (self._pause, self._longest, self._again, self._aside):
            timer.stop()
        self._busy_tries = 0

    def _say(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)


def _sentence(reason: str) -> str:
    """Let a reason go on after a colon: it ends with one full stop."""
    return reason.rstrip(". ") + "."
