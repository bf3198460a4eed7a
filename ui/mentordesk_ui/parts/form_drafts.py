"""Where the forms of a window keep what is typed in them; how they do is in `half_typed`, which a start does without."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from mentordesk.drafts import Drafts


class FormDrafts(QObject):
    """A child of the window, by which its forms find where to keep what is typed; a window without one keeps nothing."""

    def __init__(self, drafts: Drafts, window: QWidget) -> None:
        super().__init__(window)
        self.drafts = drafts

    @staticmethod
    def of(window: QWidget | None) -> FormDrafts | None:
        """Return that of a window."""
        if window is None:
            return None
        found: FormDrafts | None = window.findChild(FormDrafts, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return found
