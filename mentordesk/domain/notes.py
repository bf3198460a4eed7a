"""Notes: Markdown about a person, a mentorship, a meeting, a goal, or nothing; and their earlier wordings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentordesk.domain.records import Record

REVISION_EVERY = timedelta(minutes=5)
"""A revision is kept at most this often, and on leaving the text."""

_LINE_MARKS = re.compile(
    r"^\s*(?:([-*_])(?:[ \t]*\1){2,}\s*$|(?:(?:#{1,6}|[-*+]|\d{1,9}[.)])(?:\s+|$)|>\s*)*(?:\[[ xX]\](?:\s+|$))?)"
)
_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_TAG = re.compile(r"(?:^|(?<=\s))#(\w[\w-]*)", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """A text of one's own."""

    person_id: str = ""
    mentorship_id: str = ""
    meeting_id: str = ""
    goal_id: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    """Found in the text, folded to lower case."""
    is_pinned: bool = False

    @property
    def title(self) -> str:
        """The first line that says something, without its marks."""
        return title_of(self.text)


@dataclass(frozen=True, kw_only=True)
class NoteRevision(Record):
    """What a note said at an earlier time."""

    note_id: str = ""
    text: str = ""


def title_of(text: str) -> str:
    """Return the first line of a text that says something, without Markdown's marks."""
    for line in text.splitlines():
        plain = _LINK.sub(r"\1", _LINE_MARKS.sub("", line))
        plain = re.sub(r"(\*\*|__|\*|`|~~)(?=\S)(.+?)(?<=\S)\1", r"\2", plain).strip()
        if plain:
            return plain
    return ""


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags of a text in order, each once; a heading's marks are no tag."""
    return tuple(dict.fromkeys(tag.casefold() for tag in _TAG.findall(text)))


def is_revision_due(last_kept_at: datetime | None, now: datetime) -> bool:
    """Tell whether enough time has passed to keep another revision."""
    return last_kept_at is None or now - last_kept_at >= REVISION_EVERY
