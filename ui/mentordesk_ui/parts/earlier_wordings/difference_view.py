"""What differs between two wordings of a note, stretch by stretch: what stayed is folded, what changed can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.domain.text_difference import Fate, Piece, Stretch
from mentordesk.language import _, ngettext
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .marked_words import MarkedWords, heard

_MOST_AT_ONCE = 40
"""Changes shown before one asks for more: each is a few widgets."""
_BESIDE = 1
"""Unchanged lines that stay in sight next to a change, to tell where one is."""
_MOST_UNFOLDED = 400


class DifferenceView(QWidget):
    """`stretch_wanted` says the number of the change that is to be as it was."""

    stretch_wanted = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._stretches: Sequence[Stretch] = ()
        self._shown = _MOST_AT_ONCE
        self.takers: list[IconButton] = []
        """The buttons that take a stretch back, in the order of the text."""
        self.folds: list[Button] = []
        """The buttons that unfold what stayed."""
        self.words: list[MarkedWords] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.s)
        self._content, self._lines = _empty()
        self._column.addWidget(self._content)

    def say(self, words: str) -> None:
        """Show a sentence in place of a difference."""
        self._begin()
        self._put(Text(self._appearance, words, TextStyle.BODY, "muted"))

    def show_stretches(self, stretches: Sequence[Stretch]) -> None:
        """Show the stretches of two wordings."""
        self._stretches = stretches
        self._shown = _MOST_AT_ONCE
        self._fill()

    def _fill(self) -> None:
        self._begin()
        number = -1
        for place, stretch in enumerate(self._stretches):
            if not stretch.is_changed:
                self._put_same(stretch, is_first=place == 0, is_last=place == len(self._stretches) - 1)
                continue
            number += 1
            if number >= self._shown:
                self._offer_more()
                return
            self._put_change(stretch, number)

    def _put_same(self, stretch: Stretch, *, is_first: bool, is_last: bool) -> None:
        lines = stretch.before
        head = 0 if is_first else _BESIDE
        tail = 0 if is_last else _BESIDE
        folded = len(lines) - head - tail
        if folded < 2:
            self._put_plain(lines)
            return
        self._put_plain(lines[:head])
        words = ngettext("{count} line unchanged", "{count} lines unchanged", folded).format(count=folded)
        fold = Button(self._appearance, words, "chevron-down", "plain")
        middle = lines[head : len(lines) - tail]
        fold.clicked.connect(partial(self._unfold, fold, middle))
        self.folds.append(fold)
        self._put(fold, Qt.AlignmentFlag.AlignLeft)
        self._put_plain(lines[len(lines) - tail :] if tail else ())

    def _put_plain(self, lines: Sequence[str]) -> None:
        if any(line.strip() for line in lines):
            self._put(self._plain(lines))

    def _plain(self, lines: Sequence[str]) -> MarkedWords:
        words = MarkedWords(self._appearance, [Piece(Fate.SAME, "\n".join(lines))])
        self.words.append(words)
        return words

    def _put_change(self, stretch: Stretch, number: int) -> None:
        said = heard(stretch)
        words = MarkedWords(self._appearance, stretch.pieces)
        if not self._appearance.veil.covers:
            words.setAccessibleName(said)
        self.words.append(words)
        taker = IconButton(self._appearance, "undo-2", _("Take this part back"))
        taker.setAccessibleDescription(said)
        taker.clicked.connect(partial(self._want, number))
        self.takers.append(taker)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE.s)
        across.addWidget(words, 1)
        across.addWidget(taker, 0, Qt.AlignmentFlag.AlignTop)
        self._put(row)

    def _offer_more(self) -> None:
        left = sum(stretch.is_changed for stretch in self._stretches) - self._shown
        words = ngettext("Show {count} more change", "Show {count} more changes", left).format(count=left)
        more = Button(self._appearance, words, "chevron-down", "quiet")
        more.clicked.connect(self._show_more)
        self._put(more, Qt.AlignmentFlag.AlignLeft)

    def _show_more(self) -> None:
        self._shown += _MOST_AT_ONCE
        self._fill()

    def _want(self, number: int, *_checked: object) -> None:
        self.stretch_wanted.emit(number)

    def _unfold(self, fold: Button, lines: Sequence[str], *_checked: object) -> None:
        shown, rest = lines[:_MOST_UNFOLDED], lines[_MOST_UNFOLDED:]
        self._lines.insertWidget(self._lines.indexOf(fold), self._plain(shown))
        if rest:
            words = ngettext("{count} line unchanged", "{count} lines unchanged", len(rest)).format(count=len(rest))
            fold.set_words(words)
            fold.clicked.disconnect()
            fold.clicked.connect(partial(self._unfold, fold, rest))
            return
        if fold.hasFocus():
            fold.focusNextPrevChild(True)
        self.folds.remove(fold)
        fold.hide()
        fold.deleteLater()

    def _begin(self) -> None:
        self._column.removeWidget(self._content)
        self._content.hide()
        self._content.deleteLater()
        self.takers, self.folds, self.words = [], [], []
        self._content, self._lines = _empty()
        self._column.addWidget(self._content)
        self._content.show()

    def _put(self, widget: QWidget, align: Qt.AlignmentFlag | None = None) -> None:
        if align is None:
            self._lines.addWidget(widget)
        else:
            self._lines.addWidget(widget, 0, align)


def _empty() -> tuple[QWidget, QVBoxLayout]:
    content = QWidget()
    lines = QVBoxLayout(content)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(SPACE.s)
    return content, lines
