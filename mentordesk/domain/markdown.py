"""Markdown as it is typed in notes: what kind each line is, and which stretches of it mean something.

Reads line by line so that an editor can restyle only what changed. It renders nothing; edits live in `note_edits`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache

from mentordesk.domain.date_words import end_of_date_words
from mentordesk.light_dataclass import dataclass


class LineKind(Enum):
    """What a line of a note is."""

    TEXT = "text"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"
    CHECK = "check"
    QUOTE = "quote"
    THREAD = "thread"
    RULE = "rule"
    FENCE = "fence"
    CODE = "code"


class SpanKind(Enum):
    """What a stretch of a line is; MARK is the punctuation that makes another span."""

    MARK = "mark"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    URL = "url"
    PERSON = "person"
    DATE = "date"
    TAG = "tag"
    PAGE = "page"
    """A `[[link]]` to something on the desk; its target is its words."""


LIST_KINDS = frozenset({LineKind.BULLET, LineKind.NUMBER, LineKind.CHECK})


@dataclass(frozen=True, slots=True)
class Line:
    """One line read: `indent` characters of white space, then a marker up to `content`, where the words begin."""

    kind: LineKind
    indent: int = 0
    content: int = 0
    level: int = 0
    """The depth of a heading, or the number of a numbered item."""
    box: int = -1
    """Where the character between the brackets of a check box stands, or -1."""
    checked: bool = False
    fence: str = ""
    """The fence that is open after this line, or nothing."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line, from `start` up to but without `end`. Spans may lie inside one another; outer ones come first."""

    start: int
    end: int
    kind: SpanKind
    target: str = ""
    """Where a link leads, the person's name, the words of a date, the tag: without its mark."""


_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
_HEADING = re.compile(r"( {0,3})(#{1,6})(?:[ \t]+|$)")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_CHECK = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\](?:[ \t]+|$)")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|(\d{1,9})[.)])(?:[ \t]+)")
_QUOTE = re.compile(r"( {0,3})(?:>[ \t]?)+")
_THREAD = re.compile(r"~[ \t]+(?=\S)")
_BEGINNINGS = frozenset("`~#-*_+>0123456789")
"""What every line that is more than plain words begins with."""
_PLAIN = Line(LineKind.TEXT)


def read_line(text: str, fence: str = "") -> Line:
    """Read one line (without its line end); `fence` is what the line before left open."""
    if fence:
        closing = _FENCE.match(text)
        if closing and closing[1].startswith(fence) and not closing[2].strip():
            return Line(LineKind.FENCE, content=len(text))
        return Line(LineKind.CODE, fence=fence)
    if text.lstrip(" \t")[:1] not in _BEGINNINGS:
        return _PLAIN
    if match := _FENCE.match(text):
        return Line(LineKind.FENCE, content=len(text), fence=match[1])
    if match := _HEADING.match(text):
        return Line(LineKind.HEADING, len(match[1]), match.end(), len(match[2]))
    if _RULE.match(text):
        return Line(LineKind.RULE, content=len(text))
    if match := _CHECK.match(text):
        return Line(LineKind.CHECK, len(match[1]), match.end(), box=match.start(2), checked=match[2] != " ")
    if match := _ITEM.match(text):
        kind = LineKind.NUMBER if match[2] else LineKind.BULLET
        return Line(kind, len(match[1]), match.end(), int(match[2] or 0))
    if match := _QUOTE.match(text):
        return Line(LineKind.QUOTE, len(match[1]), match.end())
    if match := _THREAD.match(text):
        return Line(LineKind.THREAD, 0, match.end())
    return _PLAIN


def read_lines(text: str) -> Iterator[tuple[str, Line]]:
    """Read a whole note, line by line, with fences remembered."""
    fence = ""
    for each in text.split("\n"):
        if not fence and each.lstrip(" \t")[:1] not in _BEGINNINGS:
            yield each, _PLAIN  # most lines of most notes
            continue
        line = read_line(each.removesuffix("\r"), fence)
        fence = line.fence
        yield each, line


# Emphasis reaches at most 1,000 characters, so that a line full of stars costs no more than a moment.
_INLINE = r"""
    (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<code>(?P<tick>`+)(?!`)(?P<in_code>.{1,1000}?)(?<!`)(?P=tick)(?!`))
  | (?P<page>\[\[(?P<in_page>[^\[\]\n]*[^\[\]\s][^\[\]\n]*)\]\])
  | (?P<link>(?<!!)\[(?P<in_link>[^\[\]]{1,500})\]\((?P<to>[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)\))
  | (?P<url>(?<![\w/])(?:https?://|www\.|mailto:)[^\s<>\u201d\u201c"`|\\^{}]{1,2000})
  | (?P<person>(?<![\w@./+-])@(?=\S))
  | (?P<date>(?<![\w!])!(?=\w))
  | (?P<tag>(?<![\w&/\#])\#(?P<in_tag>[^\W\d_](?:[\w/-]|[%s]){0,60}))
  | (?P<both>\*\*\*(?=[^\s*])(?P<in_both>.{1,1000}?)(?<=\S)\*\*\*(?!\*))
  | (?P<strong>(?P<two>\*\*|__)(?=[^\s*_])(?P<in_strong>.{1,1000}?)(?<=\S)(?P=two)(?!\*))
  | (?P<strike>~~(?=[^\s~])(?P<in_strike>.{1,1000}?)(?<=\S)~~)
  | (?P<star>\*(?=[^\s*])(?P<in_star>[^*]{1,1000}?(?:\*\*[^*]{1,500}\*\*[^*]{0,500})?)(?<=\S)\*(?!\*))
  | (?P<under>(?<!\w)_(?=[^\s_])(?P<in_under>[^_]{1,1000}?)(?<=\S)_(?!\w))
"""
# Vowel signs and points: letters to those who write with them, but not to `\w`.
_MARKS = (
    r"\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
    r"\u0e31-\u0e4e\u0eb1-\u0ece\u0f18-\u0fbc\u102b-\u109d\u17b4-\u17d3\u200c\u200d"
)
_ONE_WORD = r"[^\W\d_](?:[\w.'’-]{0,60}\w)?"
_AROUND = {
    "both": ("in_both", SpanKind.STRONG),
    "strong": ("in_strong", SpanKind.STRONG),
    "strike": ("in_strike", SpanKind.STRIKE),
    "star": ("in_star", SpanKind.EMPHASIS),
    "under": ("in_under", SpanKind.EMPHASIS),
}


@cache
def _inline() -> re.Pattern[str]:
    return re.compile(_INLINE % _MARKS, re.VERBOSE | re.IGNORECASE)


# By itself, since every note may have names of its own, and the pattern of all that a line may hold is long to compile.
@lru_cache(maxsize=8)
def _name(names: tuple[str, ...]) -> re.Pattern[str]:
    known = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    spelled = [" ".join(map(re.escape, name.split())) + r"(?!\w)" for name in known]
    return re.compile("|".join([*spelled, _ONE_WORD]), re.IGNORECASE)


def read_spans(text: str, start: int = 0, names: Sequence[str] = ()) -> tuple[Span, ...]:
    """Find what means something in a line from `start` on; `names` are people whose names may have several words."""
    return tuple(_spans(text, start, len(text), _name(tuple(names)), False))


def _spans(text: str, start: int, end: int, names: re.Pattern[str], in_link: bool) -> Iterator[Span]:
    at = start
    while match := _inline().search(text, at, end):
        first, last = match.start(), match.end()
        kind = next(name for name in _TOP if match[name] is not None)
        at = last
        if kind in _AROUND:
            inner, what = _AROUND[kind]
            yield Span(first, last, what)
            if kind == "both":
                yield Span(first, last, SpanKind.EMPHASIS)
            yield Span(first, match.start(inner), SpanKind.MARK)
            yield Span(match.end(inner), last, SpanKind.MARK)
            yield from _spans(text, match.start(inner), match.end(inner), names, in_link)
        elif kind == "code":
            yield Span(first, last, SpanKind.CODE)
            yield Span(first, match.start("in_code"), SpanKind.MARK)
            yield Span(match.end("in_code"), last, SpanKind.MARK)
        elif kind == "page":
            yield Span(first, last, SpanKind.PAGE, " ".join(match["in_page"].split()))
            yield Span(first, first + 2, SpanKind.MARK)
            yield Span(last - 2, last, SpanKind.MARK)
        elif kind == "link":
            yield Span(first, last, SpanKind.LINK, match["to"])
            yield Span(first, first + 1, SpanKind.MARK)
            yield Span(match.end("in_link"), last, SpanKind.MARK)
            yield from _spans(text, match.start("in_link"), match.end("in_link"), names, True)
        elif kind == "url" and not in_link:
            found = _trimmed(match["url"])
            at = first + len(found)
            yield Span(first, at, SpanKind.URL, f"https://{found}" if found[:4].lower() == "www." else found)
        elif kind == "person":
            if name := names.match(text, last, end):
                at = name.end()
                yield Span(first, at, SpanKind.PERSON, name[0])
        elif kind == "date":
            stop = end_of_date_words(text, last)
            if stop is not None and stop <= end:
                at = stop
                yield Span(first, stop, SpanKind.DATE, text[last:stop])
        elif kind == "tag":
            yield Span(first, last, SpanKind.TAG, match["in_tag"])


_TOP = ("escape", "code", "page", "link", "url", "person", "date", "tag", "both", "strong", "strike", "star", "under")


def _trimmed(url: str) -> str:
    """Leave out what ends the sentence rather than the address."""
    while url and (url[-1] in ".,;:!?'’*_~…" or (url[-1] == ")" and url.count(")") > url.count("("))):
        url = url[:-1]
    return url


_PAGE = re.compile(r"\[\[([^\[\]\n]*[^\[\]\s][^\[\]\n]*)\]\]")


def links_written(text: str, start: int = 0) -> list[tuple[int, int, str]]:
    """Return the `[[links]]` of a line in which nothing else can hide them, as start, end and words."""
    return [(each.start(), each.end(), " ".join(each[1].split())) for each in _PAGE.finditer(text, start)]


_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+(?:[’'.-]\w+)*"
)


_MAYBE_TAG = re.compile(r"#[^\W\d_]")


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags of a note in the order of their first appearance, lower-case, each once."""
    found: dict[str, None] = {}
    for each, line in read_lines(text):
        if line.kind not in (LineKind.FENCE, LineKind.CODE) and _MAYBE_TAG.search(each):
            found |= {
                span.target.casefold(): None for span in read_spans(each, line.content) if span.kind is SpanKind.TAG
            }
    return tuple(found)


def threads_in(text: str) -> tuple[str, ...]:
    """Return the words of each `~ thread line` of a note: pieces of somebody's life to ask about."""
    return tuple(each[line.content :].strip() for each, line in read_lines(text) if line.kind is LineKind.THREAD)
