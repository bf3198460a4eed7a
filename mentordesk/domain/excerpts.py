"""A short piece of a long text around what somebody looked for: found whatever the case and accents, cut between letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

LONGEST = 160
"""Characters an excerpt may have."""

_BEFORE_HIT = 48
_MARKS = re.compile(
    r"^[ \t]*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+)*(?:\[[ xX]\][ \t]+)?|\*\*|__|~~|`+|^[ \t]*(?:---+|\*\*\*+)[ \t]*$", re.MULTILINE
)  # fmt: skip

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Characters of scripts that do not set words apart (Thai, Lao, Burmese, Khmer, Korean, Japanese, Chinese), as a range of
a regular expression. Korean does, but its words grow endings at both sides."""


@cache
def unspaced() -> re.Pattern[str]:
    """Return what finds one such character. Compiled when first needed: it takes 3 ms, which most starts do without."""
    return re.compile(f"([{UNSPACED}])")


LETTERS = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
    "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": "",
}  # fmt: skip
"""Letters that people type more simply and that Unicode does not take apart into a letter and its accent."""


def excerpt(text: str, words: Sequence[str], *, longest: int = LONGEST) -> str:
    """Return one line of at most `longest` characters from `text`, with the first place one of the words stands at.

    Marks of Markdown are left out. No letter is cut from its accents, no emoji into its parts. Words that stand nowhere
    give the beginning.
    """
    at = first_hit(text, words)
    # A window of the text is cut before it is tidied, so that a very long note costs no more than a short one.
    window_from = _letter_start(text, max(0, at - 2 * longest))
    window = text[window_from : _letter_start(text, min(len(text), at + 4 * longest))]
    line = " ".join(_MARKS.sub("", window).split())
    start = _start(line, first_hit(line, words), longest)
    is_cut_before = start > 0 or window_from > 0
    end = _end(line, start, longest - is_cut_before - 1)
    is_cut_after = end < len(line) or window_from + len(window) < len(text.rstrip())
    return ("…" if is_cut_before else "") + line[start:end].strip() + ("…" if is_cut_after else "")


def first_hit(text: str, words: Sequence[str]) -> int:
    """Return where the first of the words begins in a text; 0 where none does. Words are beginnings of words.

    A place where a word stands as it was typed is taken before one where it has other accents.
    """
    typed, folded = _patterns(tuple(words))
    if typed is None or folded is None:
        return 0
    # Taking a text apart letter by letter costs thirty times as much as putting it into small ones.
    lowered = text.lower()
    found = typed.search(lowered) if len(lowered) == len(text) else None
    if found is None and not text.isascii():
        found = folded.search(_folded(text))
    return found.start() if found else 0


def shortened(line: str, longest: int = LONGEST) -> str:
    """Return a line, cut between letters where it is longer than `longest` characters."""
    if len(line) <= longest:
        return line
    return line[: _end(line, 0, longest - 1)].rstrip() + "…"


class _Folded(dict[int, str]):
    """Each character as the plain small letter it is built on; one for one, so that places stay where they are."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKD", LETTERS.get(char, char) or char)[:1].casefold()[:1] or char
        self[code] = plain
        return plain


_FOLDED = _Folded()
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def _folded(text: str) -> str:
    """Return a text with each character as `_Folded` has it, one for one."""
    # Looking up each letter of a text for the sake of one “’” in it takes twenty times as long.
    found = _BEYOND_ASCII.sub(_folded_run, text).lower()
    return found if len(found) == len(text) else text.translate(_FOLDED)


def _folded_run(run: re.Match[str]) -> str:
    return run[0].translate(_FOLDED)


@lru_cache(maxsize=32)
def _patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Return what finds the words as they were typed, and what finds them whatever their accents."""
    typed, folded = [], []
    for word in words:
        plain = "".join(LETTERS.get(char, char) for char in unicodedata.normalize("NFC", word))
        parts = re.findall(r"\w+", plain)
        if parts:
            begins = "" if unspaced().match(parts[0]) else r"(?<!\w)"
            typed.append(begins + r"\W+".join(re.escape(part.lower()) for part in re.findall(r"\w+", word) or parts))
            folded.append(begins + r"\W+".join(map(_letters, parts)))
    return (re.compile("|".join(typed)), re.compile("|".join(folded))) if typed else (None, None)


def _letters(word: str) -> str:
    folded = "".join(map(re.escape, word.translate(_FOLDED)))
    # Accents may be written as characters of their own; ß is one character where two are looked for.
    return r"[\u0300-\u036f\u064b-\u065f]*".join(re.findall(r"\\?.", folded.replace("ss", "s"))).replace("s", "s+")


def _start(line: str, hit: int, longest: int) -> int:
    if len(line) <= longest or hit <= _BEFORE_HIT:
        return 0
    start = hit - _BEFORE_HIT
    space = line.find(" ", start, hit)
    return _letter_start(line, space + 1 if space >= 0 else start)


def _end(line: str, start: int, room: int) -> int:
    if len(line) - start <= room:
        return len(line)
    end = start + room
    space = line.rfind(" ", start + room * 2 // 3, end + 1)
    return space if space > 0 else _letter_start(line, end)


def _letter_start(text: str, place: int) -> int:
    """Return the nearest place at or before `place` at which what people take for one letter begins."""
    while 0 < place < len(text) and _belongs_to_previous(text, place):
        place -= 1
    return place


def _belongs_to_previous(text: str, place: int) -> bool:
    char, previous = text[place], text[place - 1]
    if char.isascii():
        return previous == "\u200d"
    if previous == "\u200d" or char in "\u200d\ufe0e\ufe0f\u20e3" or unicodedata.category(char).startswith("M"):
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff" or "\u1160" <= char <= "\u11ff" or "\U000e0020" <= char <= "\U000e007f":
        # Colours of skin, later parts of a Korean syllable, letters within a flag.
        return True
    flags = 0
    while place > 0 and "\U0001f1e6" <= text[place - 1] <= "\U0001f1ff":
        place, flags = place - 1, flags + 1
    return "\U0001f1e6" <= char <= "\U0001f1ff" and flags % 2 == 1
