"""Links of a note under the caret and the pointer: addresses of the web, and `[[links]]` to what is on the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QTextBlock

from mentordesk.domain.markdown import SpanKind, read_spans
from mentordesk.domain.note_links import links_in
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

from .completion import Suggestion
from .layout import NoteLayout
from .strokes import link_at, python_index
from .styling import NoteStyles

if TYPE_CHECKING:
    from .editor import NoteEditor


@dataclass(frozen=True, slots=True)
class LinkAt:
    """A link at a place of the text: an address, or words and which of the text's `[[links]]` they are, from 0."""

    url: str = ""
    words: str = ""
    number: int = -1


class Linking(QObject):
    """What an editor knows of links. Where `[[words]]` lead is for others to know: they say it and go there."""

    wanted = Signal(str, int)
    """A `[[link]]` is to be opened: its words, and which of the text's links it is."""
    taken = Signal(str, object)
    """An offer was taken while typing: the words put into the text, and the offer's key."""

    def __init__(
        self, editor: NoteEditor, layout: NoteLayout, styles: NoteStyles, open_url: Callable[[str], None]
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._layout = layout
        self._styles = styles
        self._open_url = open_url
        self.find: Callable[[str], Sequence[Suggestion]] | None = None
        """Says what to offer after `[[`; None offers nothing."""

    def show_states(self, states: Mapping[str, str]) -> None:
        """Say how links look by their words: "unclear", "nowhere" or "in_trash"; all others lead somewhere."""
        if dict(states) != self._styles.pages:
            self._styles.pages = dict(states)
            self._layout.restyle()

    def at_caret(self) -> LinkAt | None:
        """Return the link the caret is in."""
        cursor = self._editor.textCursor()
        return self._at(cursor.block(), cursor.positionInBlock())

    def at_point(self, position: int) -> LinkAt | None:
        """Return the link at a position of the document; none for a negative one."""
        if position < 0:
            return None
        block = self._layout.document().findBlock(position)
        return self._at(block, position - block.position())

    def open(self, link: LinkAt | None) -> bool:
        """Open a link; say whether there is one."""
        if link is None:
            return False
        if link.url:
            self._open_url(link.url)
        else:
            self.wanted.emit(link.words, link.number)
        return True

    def show_menu(self, event: QContextMenuEvent, pointed: int) -> None:
        """Show the editor's menu, with the link that is pointed at or under the caret."""
        menu = self._editor.createStandardContextMenu(event.pos())
        link = self.at_point(pointed) or self.at_caret()
        opening = QAction(_("Open link"), menu)
        opening.setShortcut(QKeySequence("Ctrl+O"))
        if link is not None:
            menu.addSeparator()
            menu.addAction(opening)
        if self._editor.actions():
            menu.addSeparator()
            menu.addActions(self._editor.actions())
        if menu.exec(event.globalPos()) is opening:
            self.open(link)
        menu.deleteLater()

    def _at(self, block: QTextBlock, utf16: int) -> LinkAt | None:
        text = block.text()
        if url := link_at(text, utf16):
            return LinkAt(url)
        index = python_index(text, utf16)
        rows, number = self._layout.rows, block.blockNumber()
        if "[[" not in text or number >= len(rows) or rows[number].fence_before:
            return None
        spans = [each for each in read_spans(text) if each.kind is SpanKind.PAGE]
        span = next((each for each in spans if each.start <= index <= each.end), None)
        if span is None:
            return None
        line = rows.text_line(number)
        among = [place for place, each in enumerate(links_in(self._editor.text())) if each.line == line]
        # A line cut for its length is several blocks: of those with the same words any will do there.
        nth = spans.index(span)
        return LinkAt("", span.target, among[min(nth, len(among) - 1)]) if among else None
