"""Threads picked from a note: the line `~ her sister’s wedding in June`, read and written again. Keeping is for workflows.

A name at the very beginning says whose life it is, `~ @Maria her exam !20 June`; a `!date` says from when on to ask.
"""

from __future__ import annotations

from collections.abc import Sequence

from mentordesk.domain.date_words import find_unread_day
from mentordesk.domain.markdown import LineKind, SpanKind, read_lines, read_spans
from mentordesk.domain.notes import title_of
from mentordesk.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """What a line says: `person` without the `@`, `day_words` without the `!`; None where it says nothing."""

    number: int
    """Which line of the note, from 0."""
    text: str
    person: str | None = None
    day_words: str | None = None

    def written(self, text: str | None = None, person: str | None = None) -> str:
        """Return the line with other words, or another name, and all else as it is."""
        name = person or self.person
        parts = ("~", f"@{name}" if name else "", text or self.text, f"!{self.day_words}" if self.day_words else "")
        return " ".join(part for part in parts if part)


def read_thread_line(line: str, names: Sequence[str] = (), number: int = 0) -> ThreadLine:
    """Read a line that is known to be one; its text is empty when it says nothing. `names` are people of several words."""
    begin = line.index("~") + 1
    begin += len(line[begin:]) - len(line[begin:].lstrip())
    spans = read_spans(line, begin, names)
    person = next((span for span in spans if span.kind is SpanKind.PERSON and span.start == begin), None)
    day = next((span for span in reversed(spans) if span.kind is SpanKind.DATE), None)
    said = person.end if person else begin
    day_at = (day.start, day.end) if day else find_unread_day(line, said)
    words = line[said : day_at[0] if day_at else len(line)]
    if day_at:
        words += " " + line[day_at[1] :]
    text = title_of(words.strip(" \t\r,:–-")) or words
    return ThreadLine(
        number,
        " ".join(text.split()) if any(letter.isalnum() for letter in text) else "",
        person.target if person else None,
        day.target if day else line[day_at[0] + 1 : day_at[1]] if day_at else None,
    )


def read_thread_lines(note: str, names: Sequence[str] = ()) -> tuple[ThreadLine, ...]:
    """Read all threads of a note that say something, in order; those inside code fences are none."""
    found = (
        read_thread_line(each.removesuffix("\r"), names, number)
        for number, (each, line) in enumerate(read_lines(note))
        if line.kind is LineKind.THREAD
    )
    return tuple(line for line in found if line.text)
