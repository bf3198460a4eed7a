"""The one place all words pass on their way to the screen and to screen readers: initials for names, dots for what was written.

It lets through what the program itself says (`language.own_words`) and covers all else, so that a new screen is covered
before anybody has thought of it. What somebody wrote is told from the same words of ours by where they come from; only of
the parts of a text is that not known, and these are judged by their words. Nothing is painted or changed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt

from mentordesk.language import _, is_own, own_sentences, sounds_own

BRAND = "MentorDesk"
DOT = "•"
PEEK_KEY = Qt.Key.Key_F4
"""Held down, it shows what has the keyboard as if there were no curtain."""
_LENGTHS = (4, 6, 3, 7, 5)
"""Words behind the curtain are as long as these in turn, whatever stands there: a length can give a name away."""
_LONGEST = 600
"""Letters that are drawn as dots at most: more is as good as none."""
_BETWEEN = " · "
"""Stands between parts that we put side by side."""
_SEPARATORS = (" — ", " – ", " → ", "  ", "; ", ", ", ": ", " / ")
_FIGURES = re.compile(
    r"[\W\d_]+[hdwm]?|#\d+|[\d.,:]+\s?(?:AM|PM|am|pm|%|h|min)|(?:(?:Ctrl|Strg|Alt|Shift|Umschalt|Meta)\+)+\S{1,12}"
)
_HOLE = re.compile(r"\{([^{}]*)\}")
_THEIRS = frozenset(
    (
        *("text", "words", "title", "name", "names", "person", "people", "called", "whose", "tags", "file"),
        *("goal", "plan", "obstacle", "topic", "question"),
    )
)
"""Holes of our sentences that are filled with what somebody wrote, whatever it says."""
_OURS = frozenset(
    (
        *("count", "day", "time", "times", "date", "month", "months", "year", "minutes", "hours", "days", "weeks"),
        *("span", "start", "end", "begin", "began", "ended", "first", "last", "length", "mean", "rating"),
        *("done", "all", "over", "under", "sum", "reached", "forward", "sessions", "more", "most", "least", "limit"),
        *("ticked", "tried", "version", "key", "peek"),
    )
)
"""Holes of our sentences that are filled with what we say: a text with anything else there is none of these."""
_END = re.compile(r"(?<=[.!?…]) ")
_MARKS = "“”\"'()[]@#!?.,;:…→← "
_TELLING = 12
"""Letters of its own that make a sentence ours whatever stands in its holes."""
_SHORT = 4
"""A part of a name shorter than this is only looked for as it is written: “an” is a word, “An” may be a name."""
_DEEPEST = 6
_MOST_READ = 3000
"""Letters of a text whose parts are looked at; no line of the program is that long."""
_WORD = re.compile(r"[^\W_]+")
_REMEMBERED = 20_000

Cover = Callable[[str], str]


class Veil:
    """Words as they may be seen now. `is_drawn` is the curtain, `is_locked` the lock; the lock covers names altogether."""

    def __init__(self) -> None:
        self.is_drawn = False
        self.is_locked = False
        self.covers_shared = False
        self.state = 0
        """Another number whenever anything about the veil has changed."""
        self._names: dict[str, str] = {}
        self._firsts = frozenset[str]()
        """The words that names begin with: most words are none, and need no further look."""
        self._most_words = 0
        self._joined = re.compile(r"(?!)")
        self._seen: dict[tuple[str, bool, bool, bool, bool, bool], str] = {}
        self._given: set[str] = set()
        """What it has made of words: passing it again changes nothing."""
        self._templates: list[tuple[str, _Template]] = []
        self._read_to = 0
        self._rests = False

    @property
    def covers(self) -> bool:
        """Whether anything is covered now."""
        return (self.is_drawn or self.is_locked) and not self._rests

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Let everything through for a while in which nothing is painted on the screen: what is taken out is whole."""
        before, self._rests = self._rests, True
        try:
            yield
        finally:
            self._rests = before

    def forget(self) -> None:
        """Let everybody look anew: something about the veil has changed. What was found out about words stays true."""
        self.state += 1

    def know_names(self, names: Iterable[str]) -> None:
        """Take these for the names of people, whole and in their parts."""
        found = _initials_by_name(names)
        if found == self._names:
            return
        self._names = found
        self._seen.clear()
        self._given.clear()
        self._firsts = frozenset(word for name in found for word in _WORD.findall(name)[:1])
        self._most_words = max((len(_WORD.findall(name)) for name in self._names), default=0)
        # Where words are not set apart, a name may stand anywhere in a line.
        joined = sorted(filter(_is_written_joined, self._names), key=len, reverse=True)
        self._joined = re.compile("|".join(map(re.escape, joined)) or r"(?!)")
        self.forget()

    def words(self, text: str, *, is_shared: bool = False, is_part: bool = False) -> str:
        """Return what may be seen of some words. What is shared keeps its words, names aside, unless that is covered too.

        `is_part` tells that they were cut from a longer text, and can only be judged by what they say.
        """
        return self._passed(text, is_shared, is_part, is_aloud=False) if text and self.covers else text

    def aloud(self, text: str, *, is_shared: bool = False, is_part: bool = False) -> str:
        """Return what a screen reader may say: as `words`, with “covered” for what is."""
        return self._passed(text, is_shared, is_part, is_aloud=True) if text and self.covers else text

    def read_back(self, text: str) -> str:
        """Return what a screen reader may say of words that Qt has kept, which forgets where they come from."""
        return self.aloud(text, is_part=True)

    def initials(self, letters: str) -> str:
        """Return what may be seen of somebody's initials: behind the lock not even these."""
        return "" if self.is_locked else letters

    def hides(self, text: str, *, is_part: bool = False) -> bool:
        """Tell whether any of these words are covered now."""
        return self.words(text, is_part=is_part) != text

    def _passed(self, text: str, is_shared: bool, is_part: bool, *, is_aloud: bool) -> str:
        # An example of ours may have the whole name of somebody on this desk.
        if is_own(text) and not (" " in text and text in self._names):
            return text
        key = (text, is_shared, is_part, is_aloud, self.is_locked, self.covers_shared)
        if key not in self._seen:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            keeps_words = is_shared and not self.covers_shared and not self.is_locked
            cover = _said_cover if is_aloud else dots
            judge = self._covered if is_part else self._outermost
            seen = self._without_names(text) if keeps_words else judge(text, cover)
            self._seen[key] = seen
            if seen != text:
                self._given.add(seen)
        return self._seen[key]

    # -- what may be read

    def _outermost(self, text: str, cover: Cover) -> str:
        """Return a text as it may be seen; as a whole it is not ours, even where it reads so."""
        reads_own = sounds_own(text) or sounds_own(text.strip(_MARKS))
        if reads_own and text not in self._given and not _FIGURES.fullmatch(text):
            return self._written(text, cover)
        return self._covered(text, cover)

    def _written(self, text: str, cover: Cover) -> str:
        """Return what may be seen of what somebody wrote: initials where it is names, and nothing else of it."""
        if not self.is_locked and (text in self._names or self._is_names_alone(text)):
            return self._names.get(text) or self._without_names(text)
        return text if text in self._given else cover(text)

    def _covered(self, text: str, cover: Cover, depth: int = 0) -> str:
        """Return a text, or a part of one, with all covered that is not known to be ours."""
        # First of all: an example of ours may have the name of somebody on this desk.
        if text in self._names:
            return cover(text) if self.is_locked else self._names[text]
        if self._may_be_read(text):
            return text
        found = self._in_parts(text, cover, depth + 1) if depth < _DEEPEST and len(text) < _MOST_READ else None
        return self._written(text, cover) if found is None else found

    def _may_be_read(self, text: str) -> bool:
        if not text or text == BRAND or sounds_own(text) or text in self._given or _FIGURES.fullmatch(text):
            return True
        # Many begin a line with what is written small elsewhere, or the other way round; some number what they list.
        if sounds_own(text[0].swapcase() + text[1:]):
            return True
        number, _space, rest = text.partition(" ")
        return number.isdigit() and sounds_own(rest)

    def _in_parts(self, text: str, cover: Cover, depth: int) -> str | None:
        """Return a text of several parts with each covered for itself; None where it is of one piece."""
        if "\n" in text:
            return self._lines(text, cover, depth)
        filled = self._filled(text, cover, depth)
        if filled is not None:
            return filled
        if _BETWEEN in text:
            parts = text.split(_BETWEEN)
            seen = [self._covered(part, cover, depth) for part in parts]
            # How its parts are set apart is nobody's business where none of them can be read.
            return (
                None if all(one == cover(part) for one, part in zip(seen, parts, strict=True)) else _BETWEEN.join(seen)
            )
        # What people write has commas and stops as well: such parts are ours only where all of them are.
        for separator in _SEPARATORS:
            if separator in text and (whole := self._side_by_side(text.split(separator), separator, cover, depth)):
                return whole
        day, colon, rest = text.partition(": ")
        if colon and any(map(str.isdigit, day)) and self._may_be_read(day):
            return f"{day}: {self._written(rest, cover)}"
        sentences = _END.split(text)
        if len(sentences) > 1:
            seen = [self._covered(one, cover, depth) for one in sentences]
            if all(self._is_said(one) or not _hides(it, cover) for one, it in zip(sentences, seen, strict=True)):
                return " ".join(seen)
        bare = text.strip(_MARKS)
        if bare and bare != text:
            seen_bare = self._covered(bare, cover, depth)
            return None if seen_bare == cover(bare) else text.replace(bare, seen_bare, 1)
        return None

    def _side_by_side(self, parts: list[str], separator: str, cover: Cover, depth: int) -> str | None:
        """Return parts of which each can be read, or several together, such as a day with a comma in it; None if any cannot."""
        seen, begin = list[str](), 0
        while begin < len(parts):
            # All of them at once is what is being asked.
            for end in range(len(parts) if begin else len(parts) - 1, begin, -1):
                together = separator.join(parts[begin:end])
                if end - begin == 1 or self._may_be_read(together):
                    break
            one = self._covered(together, cover, depth)
            if _hides(one, cover):
                return None
            seen.append(one)
            begin = end
        return separator.join(seen)

    def _lines(self, text: str, cover: Cover, depth: int) -> str:
        """Return a text of several lines; one that reads like words of ours among lines that do not is not ours."""
        lines = text.split("\n")
        seen = [self._covered(line, cover, depth) for line in lines]
        if any(line and one == cover(line) for line, one in zip(lines, seen, strict=True)):
            seen = [cover(line) if line and sounds_own(line) else one for line, one in zip(lines, seen, strict=True)]
        return "\n".join(seen)

    def _is_said(self, text: str) -> bool:
        return sounds_own(text) or any(
            needle in text and template.match(text) for needle, template in self._known_templates()
        )

    def _filled(self, text: str, cover: Cover, depth: int) -> str | None:
        """Return a sentence of the program with what stands in its holes covered; None where it is none."""
        for needle, template in self._known_templates():
            if needle in text and (found := template.match(text)) is not None:
                seen = self._with_holes_covered(found, template, cover, depth)
                if seen is not None:
                    return seen
        return None

    def _with_holes_covered(self, found: re.Match[str], template: _Template, cover: Cover, depth: int) -> str | None:
        """Return a text that reads like a sentence with what stands in its holes covered; None where that cannot be ours."""
        text, words, end, is_hidden, is_known = found.string, list[str](), 0, False, False
        for place, hole in enumerate(template.holes, 1):
            filled = self._in_hole(found[place], hole, cover, depth)
            hides = _hides(filled, cover)
            if hides and hole in _OURS:
                return None
            is_hidden, is_known = is_hidden or hides, is_known or not hides
            words += [text[end : found.start(place)], filled]
            end = found.end(place)
        # A few words stand in what people write too: so little is no sentence of ours unless some of it is known.
        return None if is_hidden and not is_known and not template.is_telling else "".join([*words, text[end:]])

    def _in_hole(self, text: str, hole: str, cover: Cover, depth: int) -> str:
        """Return what fills a hole: something of ours, sentences within sentences too, or nothing of it."""
        if hole in _THEIRS:
            return self._written(text, cover)
        seen = self._covered(text, cover, depth)
        if not _hides(seen, cover) or _BETWEEN in text or depth >= _DEEPEST:
            return seen
        filled = self._filled(text, cover, depth + 1)
        return self._written(text, cover) if filled is None else filled

    def _known_templates(self) -> list[tuple[str, _Template]]:
        """Return each sentence with holes behind a part that a text must have to be it, those with the longest first."""
        new = own_sentences(self._read_to)
        if not new:
            return self._templates
        self._read_to += len(new)
        for sentence in new:
            parts, holes = _HOLE.split(sentence)[::2], tuple(_HOLE.findall(sentence))
            # What has hardly a word of its own would let anything through as one of its holes.
            if len(parts) > 1 and sum(map(str.isalpha, "".join(parts))) >= 2:
                # Its first letter may be a capital in the text.
                self._templates.append((max(parts, key=len)[1:], _Template(parts, holes)))
        self._templates.sort(key=_by_length)
        return self._templates

    # -- names

    def _is_names_alone(self, text: str) -> bool:
        words = _WORD.findall(text)
        return bool(words) and all(word in self._names or word.casefold() in self._names for word in words)

    def _without_names(self, text: str) -> str:
        """Return a text with initials for every name in it."""
        words = list(_WORD.finditer(text))
        pieces, end, place = [], 0, 0
        while place < len(words):
            count, letters = self._name_at(text, words, place)
            if count:
                pieces += [text[end : words[place].start()], letters]
                end = words[place + count - 1].end()
            place += max(1, count)
        return self._joined.sub(self._initials_found, "".join([*pieces, text[end:]]))

    def _initials_found(self, found: re.Match[str]) -> str:
        return self._names[found[0]]

    def _name_at(self, text: str, words: list[re.Match[str]], place: int) -> tuple[int, str]:
        """Return how many words from a place on are a name, as many as can be, and its initials."""
        first = words[place][0]
        if first not in self._firsts and first.casefold() not in self._firsts:
            return 0, ""
        for count in range(min(self._most_words, len(words) - place), 0, -1):
            said = " ".join(text[words[place].start() : words[place + count - 1].end()].split())
            letters = self._names.get(said) or self._names.get(said.casefold())
            if letters:
                return count, letters
        return 0, ""


class _Template:
    """A sentence of the program with holes."""

    def __init__(self, parts: list[str], holes: tuple[str, ...]) -> None:
        self._parts, self.holes = parts, holes
        is_label = len(parts[0]) >= _SHORT and parts[0].endswith((": ", "“")) and not "".join(parts[1:]).strip(_MARKS)
        self.is_telling = is_label or sum(map(str.isalpha, "".join(parts))) >= _TELLING
        self._pattern: re.Pattern[str] | None = None

    def match(self, text: str) -> re.Match[str] | None:
        """Return what stands in the holes, if the text is this sentence; it may begin with a capital."""
        if self._pattern is None:
            first, *rest = map(re.escape, self._parts)
            if self._parts[0][:1].islower():
                first = f"[{self._parts[0][0]}{self._parts[0][0].upper()}]{re.escape(self._parts[0][1:])}"
            self._pattern = re.compile("(.+?)".join((first, *rest)), re.DOTALL)
        return self._pattern.fullmatch(text)


def _by_length(known: tuple[str, _Template]) -> int:
    return -len(known[0])


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


def _hides(seen: str, cover: Cover) -> bool:
    """Tell whether anything of what a cover has made of a text is hidden."""
    return (DOT if cover is dots else _said_cover(seen)) in seen


def _said_cover(_text: str) -> str:
    return _("covered")


def _initials_by_name(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        whole = " ".join(name.split())
        if not whole:
            continue
        parts = [part for part in re.split(r"[\s\-]+", whole) if part[:1].isalpha()]
        letters = "".join(part[0] for part in (*parts[:1], *parts[1:][-1:])).upper() or DOT
        for one in (whole, *parts):
            if len(one) > 1:
                found.setdefault(one, letters)
                if len(one) >= _SHORT or " " in one:
                    found.setdefault(one.casefold(), letters)
    return found


def _is_written_joined(name: str) -> bool:
    """Tell whether a name is of a script that does not set words apart."""
    return any("\u2e80" <= letter <= "\uffef" for letter in name)
