"""A text about a person that is edited where it stands and kept as typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.text import Text
from mentordesk_ui.parts.text_on_page import KeepingWord, TallAsWords
from mentordesk_ui.qtkit.tab_place import TabPlace
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class KeptText(Card):
    """A title, the text as tall as it is, and a word on the disk only when something is wrong with it."""

    def __init__(
        self, appearance: Appearance, title: str, hint: str, drafts: Drafts, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, raised=False, padding=SPACE.l, parent=parent)
        self._appearance = appearance
        self.editor = NoteEditor(appearance, title)
        self.editor.setPlaceholderText(hint)
        self.keeping = NoteKeeping(self.editor, _nothing, drafts, f"person/{title}", self)
        state = KeepingWord(appearance, self.keeping)
        TallAsWords(appearance, self.editor, least_lines=2)
        self.column.setSpacing(SPACE.xs)
        self._title = Text(appearance, title, TextStyle.TITLE)
        self._title.setBuddy(self.editor)
        self._head = QHBoxLayout()
        self._head.setSpacing(SPACE.s)
        self._head.addWidget(self._title, 1)
        self.column.addLayout(self._head)
        self._place = TabPlace(self)
        self.column.addWidget(self.editor)
        self.column.addWidget(state)
        self.column.addStretch(1)
        appearance.resized.connect(self._fit)
        self._fit()

    def put_beside(self, widget: QWidget) -> None:
        """Put something quiet at the far end of the title's line; Tab comes to it before the text, as it is read."""
        self._head.addWidget(widget)
        self._place.put([widget])

    def show_text(self, key: str, text: str, save: Callable[[str], object]) -> None:
        """Show a text and from now on keep what is typed by `save`; `key` names its draft."""
        self.keeping.open(key, text, save)

    def follow(self, text: str) -> None:
        """Show what the text became elsewhere, unless somebody is at it here."""
        if self.keeping.is_saved and not self.editor.hasFocus():
            self.keeping.take_over(text)

    def _fit(self) -> None:
        px = self._appearance.px
        self.column.setContentsMargins(px(SPACE.s), px(SPACE.m), px(SPACE.s), px(SPACE.xs))
        # The editor has a padding of its own; its title stands in line with the words.
        self._title.setContentsMargins(px(SPACE.s), 0, px(SPACE.s), 0)


def _nothing(_text: str) -> None:
    """Keep nothing: no text is shown yet."""


def remember_words() -> tuple[str, str]:
    """Return title and hint of what helps to remember."""
    return _("Remember"), _("What helps to know: children’s names, coffee or tea, how they like to begin.")


def avoid_words() -> tuple[str, str]:
    """Return title and hint of what not to raise."""
    return _("Not to raise"), _("What to leave alone, unless they bring it up.")
