"""Notes: Markdown about a person, a mentorship, a meeting, a goal, or nothing; and their earlier wordings."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum

from mentordesk.domain.names import fold
from mentordesk.domain.records import Record
from mentordesk.light_dataclass import dataclass

REVISION_EVERY = timedelta(minutes=5)
"""A revision is kept at most this often, and on leaving the text."""

LONGEST_NAME = 200
"""Characters of a title that its name has."""
_TITLE_WITHIN = 5000

_LINE_MARKS = re.compile(
    r"^\s*(?:([-*_])(?:[ \t]*\1){2,}\s*$|(?:(?:#{1,6}|[-*+]|\d{1,9}[.)])(?:\s+|$)|>\s*)*(?:\[[ xX]\](?:\s+|$))?)"
)
_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_PAGE = re.compile(r"\[\[([^\[\]\n]+)\]\]")


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """A text of one's own."""

    person_id: str = ""
    mentorship_id: str = ""
    meeting_id: str = ""
    goal_id: str = ""
    name: str = ""
    """What it is looked for by: its title, folded."""
    text: str = ""
    tags: tuple[str, ...] = ()
    """Found in the text, folded to lower case."""
    is_pinned: bool = False

    @property
    def title(self) -> str:
        """The first line that says something, without its marks."""
        return title_of(self.text)


class WhyKept(StrEnum):
    """What made a wording an earlier one."""

    WRITING = ""
    """It was written on: one is kept every few minutes, and on leaving the text."""
    ELSEWHERE = "elsewhere"
    """Another window or program had written it, in the same lines."""
    TAKEN_BACK = "taken_back"
    """An earlier one was taken back in its place."""
    UNDONE = "undone"
    """An act in it was undone."""


@dataclass(frozen=True, kw_only=True)
class NoteRevision(Record):
    """What a note said at an earlier time."""

    note_id: str = ""
    text: str = ""
    why: WhyKept = WhyKept.WRITING


def title_of(text: str) -> str:
    """Return the first line of a text that says something, without Markdown's marks."""
    for line in text.splitlines():
        plain = _PAGE.sub(r"\1", _LINK.sub(r"\1", _LINE_MARKS.sub("", line)))
        plain = re.sub(r"(\*\*|__|\*|`|~~)(?=\S)(.+?)(?<=\S)\1", r"\2", plain).strip()
        if plain:
            return plain
    return ""


def name_of(text: str) -> str:
    """Return the title of a text as it is looked for by `[[its name]]`; a title that is but a link names what it links to."""
    title = title_of(text[:_TITLE_WITHIN])
    return "" if f"[[{title}]]" in text[:_TITLE_WITHIN] else fold(title[:LONGEST_NAME])


def is_journal(note: Note) -> bool:
    """Tell whether a note belongs to nobody and nothing."""
    return not (note.person_id or note.mentorship_id or note.meeting_id or note.goal_id)


def is_revision_due(last_kept_at: datetime | None, now: datetime) -> bool:
    """Tell whether enough time has passed to keep another revision."""
    return last_kept_at is None or now - last_kept_at >= REVISION_EVERY
