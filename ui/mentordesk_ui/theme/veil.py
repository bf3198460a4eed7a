"""The one place all words pass on their way to the screen and to screen readers: initials for names, dots for what was written.

It lets through what the program itself says (`language.own_words`) and covers all else, so that a new screen is covered
before anybody has thought of it. It paints nothing and changes nothing: the words below it stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mentordesk.language import _, is_own, own_sentences

DOT = "•"
_LENGTHS = (4, 6, 3, 7, 5)
"""Words behind the curtain are as long as these in turn, whatever stands there: a length can give a name away."""
_LONGEST = 600
"""Letters that are drawn as dots at most: more is as good as none."""
_SEPARATORS = (" · ", " — ", " – ", " → ", "  ", "; ", ", ", ": ", " / ")
_FIGURES = re.compile(r"[\W\d_]+[hdwm]?|#\d+|[\d.,:]+\s?(?:AM|PM|am|pm|%|h|min)")
_HOLE = re.compile(r"\{[^{}]*\}")
_END = re.compile(r"(?<=[.!?…]) ")
_SHORT = 4
"""A part of a name shorter than this is only looked for as it is written: “an” is a word, “An” may be a name."""


class Veil:
    """Words as they may be seen now. `is_drawn` is the curtain, `is_locked` the lock; the lock covers names altogether."""

    def __init__(self) -> None:
        self.is_drawn = False
        self.is_locked = False
        self.covers_titles = False
        self._names: dict[str, str] = {}
        self._name = re.compile(r"(?!)")
        self._seen: dict[tuple[str, bool, bool], str] = {}
        self._templates: list[tuple[str, re.Pattern[str]]] = []
        self._read_to = 0
        self.state = 0
        """Another number whenever anything about the veil has changed."""

    @property
    def covers(self) -> bool:
        """Whether anything is covered now."""
        return self.is_drawn or self.is_locked

    def forget(self) -> None:
        """Look at every word anew: something about the veil has changed."""
        self._seen.clear()
        self.state += 1

    def know_names(self, names: Iterable[str]) -> None:
        """Take these for the names of people, whole and in their parts."""
        self._names = _initials_by_name(names)
        self._name = _pattern(self._names)
        self.forget()

    def words(self, text: str, *, is_title: bool = False) -> str:
        """Return what may be seen of some words. A title keeps its words, names aside, unless titles are covered too."""
        return self._passed(text, is_title, False) if (self.is_drawn or self.is_locked) and text else text

    def aloud(self, text: str, *, is_title: bool = False) -> str:
        """Return what a screen reader may say: as `words`, with “covered” for what is."""
        return self._passed(text, is_title, True) if (self.is_drawn or self.is_locked) and text else text

    def initials(self, letters: str) -> str:
        """Return what may be seen of somebody's initials: behind the lock not even these."""
        return "" if self.is_locked else letters

    def hides(self, text: str) -> bool:
        """Tell whether any of these words are covered now."""
        return self.words(text) != text

    def _passed(self, text: str, is_title: bool, is_aloud: bool) -> str:
        key = (text, is_title, is_aloud)
        if key not in self._seen:
            if len(self._seen) > 20_000:
                self._seen.clear()
            cover = _said_cover if is_aloud else dots
            keeps_words = is_title and not self.covers_titles and not self.is_locked
            self._seen[key] = self._without_names(text) if keeps_words else self._covered(text, cover)
        return self._seen[key]

    # -- what may be read

    def _covered(self, text: str, cover: Callable[[str], str], depth: int = 0) -> str:
        if not text or is_own(text) or _FIGURES.fullmatch(text):
            return text
        if not self.is_locked and text in self._names:
            return self._names[text]
        if depth < 6:
            if "\n" in text:
                return "\n".join(self._covered(line, cover, depth + 1) for line in text.split("\n"))
            filled = self._filled(text, cover, depth)
            if filled is not None:
                return filled
            for separator in _SEPARATORS:
                if separator in text:
                    return separator.join(self._covered(part, cover, depth + 1) for part in text.split(separator))
            sentences = _END.split(text)
            if len(sentences) > 1 and any(self._is_said(one) for one in sentences):
                return " ".join(self._covered(one, cover, depth + 1) for one in sentences)
            bare = text.strip("“”\"'()[]@#!?.,;:…→← ")
            if bare and bare != text and len(bare) < len(text):
                return text.replace(bare, self._covered(bare, cover, depth + 1), 1)
        if not self.is_locked and not self._name.sub("", text).strip(" ,&-–"):
            return self._without_names(text)
        return cover(text)

    def _is_said(self, text: str) -> bool:
        return is_own(text) or any(part in text and pattern.fullmatch(text) for part, pattern in self._known_templates())

    def _filled(self, text: str, cover: Callable[[str], str], depth: int) -> str | None:
        """Return a sentence of the program with what stands in its holes covered; None where it is none."""
        best: re.Match[str] | None = None
        longest = 0
        for part, pattern in self._known_templates():
            if len(part) > longest and part in text and (found := pattern.fullmatch(text)) is not None:
                best, longest = found, len(part)
        if best is None:
            return None
        words, end = [], 0
        for place in range(1, (best.re.groups or 0) + 1):
            words += [text[end : best.start(place)], self._covered(best[place], cover, depth + 1)]
            end = best.end(place)
        return "".join([*words, text[end:]])

    def _known_templates(self) -> list[tuple[str, re.Pattern[str]]]:
        new = own_sentences(self._read_to)
        self._read_to += len(new)
        for sentence in new:
            parts = _HOLE.split(sentence)
            longest = max(parts, key=len)
            # What has hardly a word of its own would let anything through as one of its holes.
            if len(parts) > 1 and sum(map(str.isalpha, "".join(parts))) >= 2:
                self._templates.append((longest, re.compile("(.+?)".join(map(re.escape, parts)), re.DOTALL)))
        return self._templates

    # -- names

    def _without_names(self, text: str) -> str:
        return self._name.sub(self._initials_found, text)

    def _initials_found(self, found: re.Match[str]) -> str:
        return self._names.get(found[0]) or self._names.get(found[0].casefold(), DOT)


def dots(text: str) -> str:
    """Return dots about as long as a text, in words whose lengths tell nothing."""
    # A dot is wider than a letter.
    left, words, place = round(min(len(text), _LONGEST) * 0.75), [], 0
    while left > 0:
        length = min(_LENGTHS[place % len(_LENGTHS)], max(left, 2))
        words.append(DOT * length)
        left -= length + 1
        place += 1
    return " ".join(words)


def _said_cover(_text: str) -> str:
    return _("covered")


def _initials_by_name(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        whole = " ".join(name.split())
        if not whole:
            continue
        parts = [part for part in re.split(r"[\s\-]+", whole) if part[:1].isalpha()]
        letters = "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper() or DOT
        for one in (whole, *parts):
            if len(one) > 1:
                found.setdefault(one, letters)
                if len(one) >= _SHORT or " " in one:
                    found.setdefault(one.casefold(), letters)
    return found


def _pattern(names: dict[str, str]) -> re.Pattern[str]:
    """Return what finds any of the names, the longest first; of words of letters only as whole words."""
    if not names:
        return re.compile(r"(?!)")
    longest_first = sorted(names, key=len, reverse=True)
    either = [_as_it_stands(name) for name in longest_first]
    return re.compile("|".join(either))


def _as_it_stands(name: str) -> str:
    if any("\u2e80" <= letter <= "\uffef" for letter in name):
        return re.escape(name)  # words are not set apart there
    return rf"(?<!\w){'(?i:' if len(name) >= _SHORT else '(?:'}{re.escape(name)})(?!\w)"
