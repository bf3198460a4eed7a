"""The quiet pages of an import: choose a file, wait, and what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.language import _
from mentordesk.workflows.imports.import_file import FileKind, Preview
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.progress import Progress
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.screens.imports.file_kinds import button_words, choose_words
from mentordesk_ui.screens.imports.report import Report
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class ChoosePage(QWidget):
    """Says which file is wanted, and what was wrong with the one before."""

    file_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.state = EmptyState(appearance, "upload", " ", " ", _("Choose a file"))
        inside = self.state.layout()
        if inside is not None:
            # The sheet around it has air of its own, and large text needs the room.
            inside.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.state, 1)
        self.state.pressed.connect(self.file_wanted)

    def ask_for(self, kind: FileKind | None) -> None:
        """Ask for a file of a kind, or for any that can be imported."""
        self.state.set_words(*choose_words(kind))
        if self.state.button:
            self.state.button.set_words(button_words(kind))

    def show_mistake(self, sentence: str) -> None:
        """Say what was wrong with the file; another one can be chosen."""
        self.state.set_words(_("This file cannot be imported"), sentence)
        if self.state.button:
            self.state.button.set_words(_("Choose another file"))
            self.state.button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, sentence, urgent=True)


class WaitPage(QWidget):
    """What is being done, and how far it is."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.words = Text(appearance, "", TextStyle.TITLE)
        self.progress = Progress(appearance, 0.0, _("Progress"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, 0, SPACE.xl, 0)
        column.setSpacing(SPACE.m)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addWidget(self.progress)
        column.addStretch(3)

    def begin(self, words: str) -> None:
        """Say what is being done now."""
        self.words.setText(words)
        self.progress.set_share(0.0)
        announce(self, words)

    def go_on(self, share: float, _words: str = "") -> None:
        """Say how far it is."""
        self.progress.set_share(share)


class DonePage(QWidget):
    """What the import did, and what it left out."""

    def __init__(self, appearance: Appearance, navigation: Navigation) -> None:
        super().__init__()
        self.state = EmptyState(appearance, "circle-check", " ", " ")
        self.report = Report(appearance, navigation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.state, 1)
        column.addWidget(self.report)

    def show_done(self, words: str, preview: Preview) -> None:
        """Say what was done."""
        words = words[:1].upper() + words[1:]
        self.state.set_words(
            words, _("From “{name}”. The same file again adds nothing.").format(name=preview.path.name)
        )
        self.report.show_report(preview.left_out, preview.notes, unfolded=bool(preview.left_out))
        announce(self, words)
