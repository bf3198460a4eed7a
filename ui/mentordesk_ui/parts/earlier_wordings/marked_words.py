"""Words with what was put in underlined and what was taken out struck through; colour only says it once more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mentordesk.domain.text_difference import Fate, Piece, Stretch
from mentordesk.language import _
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

_HEADING = re.compile(r"#{1,6}\s")
_LONGEST_HEARD = 300
_TICKED, _UNTICKED = ("[x]", "[X]"), "[ ]"


class MarkedWords(QLabel):
    """A stretch of text in which pieces are marked. Ears hear what was added and what was removed."""

    def __init__(self, appearance: Appearance, pieces: Iterable[Piece], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._pieces = tuple(pieces)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.changed.connect(self._follow_appearance)
        self._follow_appearance()

    def _follow_appearance(self) -> None:
        self.setFont(self._appearance.font(TextStyle.NOTE))
        is_covered = self._appearance.veil.covers
        text = "".join(piece.text for piece in self._pieces)
        self.setText(escape(self._appearance.veil.words(text)) if is_covered else self._marked())
        if is_covered:
            self.setAccessibleName(self._appearance.veil.aloud(text))
        self.updateGeometry()

    def _marked(self) -> str:
        lines: list[str] = []
        line: list[str] = []
        plain = ""
        for piece in self._pieces:
            first, *more = piece.text.split("\n")
            line.append(self._mark(piece.fate, first))
            plain += first
            for next_line in more:
                lines.append(_shaped("".join(line), plain))
                line, plain = [self._mark(piece.fate, next_line)], next_line
        lines.append(_shaped("".join(line), plain))
        role = self._appearance.theme.text
        return f'<div style="white-space: pre-wrap; color: {role}">{"<br>".join(lines)}</div>'

    def _mark(self, fate: Fate, text: str) -> str:
        if not text:
            return ""
        theme = self._appearance.theme
        words = escape(text)
        if fate is Fate.ADDED:
            style = f"text-decoration: underline; color: {theme.on_accent_soft}; background-color: {theme.accent_soft}"
        elif fate is Fate.REMOVED:
            style = f"text-decoration: line-through; color: {theme.danger}; background-color: {theme.danger_soft}"
        else:
            return words
        return f'<span style="{style}">{words}</span>'


def _shaped(line: str, plain: str) -> str:
    return f"<b>{line}</b>" if _HEADING.match(plain) else line


def heard(stretch: Stretch) -> str:
    """Return what ears hear of a stretch that changed: “added: …, removed: …”."""
    added, removed = stretch.added, stretch.removed
    if added and removed and len(added) == len(removed) == 1:
        if removed[0] == _UNTICKED and added[0] in _TICKED:
            return _("ticked: {words}").format(words=_short(_line(stretch.after)))
        if removed[0] in _TICKED and added[0] == _UNTICKED:
            return _("no longer ticked: {words}").format(words=_short(_line(stretch.after)))
    said = []
    if added:
        said.append(_("added: {words}").format(words=_short("; ".join(added))))
    if removed:
        said.append(_("removed: {words}").format(words=_short("; ".join(removed))))
    return ", ".join(said) or _("only blanks and empty lines differ")


def _line(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_HEARD else f"{words[: _LONGEST_HEARD - 1].rstrip()}…"
