"""What a text document cannot hold, or only slowly, shown by characters that stand in for it, and put back when read.

Qt turns several characters into line ends, and a line of megabytes freezes it: such lines are shown cut in pieces.
"""

from __future__ import annotations

from itertools import chain

LONGEST_LINE = 2000
"""Characters of a line that are shown in one piece."""

_SPECIAL = ("\r", "\x00", "\u2028", "\u2029", "\ufdd0", "\ufdd1", "\ufffc", "\ufeff")
_FREE = (range(0xFDD2, 0xFDF0), range(0xE000, 0xF8FF))
"""Code points that mean nothing; a text seldom holds one, so that the first few are all that is looked at."""


class StandIns:
    """The stand-ins of one text. None of them occurs in the text itself, so that nothing is ever confused."""

    def __init__(self, text: str = "") -> None:
        self._has_crlf = "\r\n" in text and text.count("\r\n") == text.count("\n") == text.count("\r")
        free = (each for each in map(chr, chain(*_FREE)) if each not in text)
        self.cut = next(free)
        """Ends a piece of a line which goes on in the next block."""
        pairs = list(zip(_SPECIAL, free, strict=False))
        self._to_shown = str.maketrans(dict(pairs))
        self._to_stored = str.maketrans({stand_in: special for special, stand_in in pairs})
        self._used = frozenset(chain([self.cut], (stand_in for _special, stand_in in pairs)))

    def shown(self, text: str) -> str:
        """Return the text as the document holds it."""
        if self._has_crlf:
            text = text.replace("\r\n", "\n")
        return self._cut_lines(text.translate(self._to_shown))

    def stored(self, raw: str) -> str:
        """Return the text that a document's raw text (blocks separated by U+2029) stands for."""
        text = raw.replace("\u2029", "\n")
        if self.cut in text:
            text = text.replace(f"{self.cut}\n", "").replace(self.cut, "")
        text = text.translate(self._to_stored)
        return text.replace("\n", "\r\n") if self._has_crlf else text

    def pasted(self, text: str) -> str:
        """Return foreign text as the document may hold it: plain line ends, no stand-ins, long lines cut."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")
        kept = "".join(each for each in text if each not in self._used) if self._used & set(text) else text
        return self._cut_lines(kept.translate(self._to_shown))

    def _cut_lines(self, text: str) -> str:
        if len(text) <= LONGEST_LINE:
            return text
        return "\n".join(line if len(line) <= LONGEST_LINE else self._pieces(line) for line in text.split("\n"))

    def _pieces(self, line: str) -> str:
        pieces: list[str] = []
        at = 0
        while len(line) - at > LONGEST_LINE:
            blank = line.rfind(" ", at + LONGEST_LINE - 200, at + LONGEST_LINE)
            end = blank + 1 if blank >= 0 else at + LONGEST_LINE
            pieces.append(line[at:end])
            at = end
        pieces.append(line[at:])
        return f"{self.cut}\n".join(pieces)
