"""Promises written in a note: the line `- [ ] @name text !friday`, read, written, and ticked where it stands.

Who `@name` is, and which day the words mean, is for others to say (workflows, `date_words`).
"""

from __future__ import annotations

from collections.abc import Sequence

from mentordesk.domain.date_words import find_unread_day
from mentordesk.domain.markdown import LineKind, SpanKind, read_line, read_lines, read_spans
from mentordesk.domain.note_edits import tick_line
from mentordesk.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where something stands in its line, from `start` up to but without `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as its line says it: `person` without the `@`, `due_words` without the `!`; None where it says nothing."""

    checked: bool
    person: str | None
    text: str
    due_words: str | None
    line: int = 0
    box_at: int = -1
    person_at: Stretch | None = None
    due_at: Stretch | None = None
    text_at: Stretch | None = None
    """From the first to the last character after the box."""


def read_promise(line: str, names: Sequence[str] = (), number: int = 0) -> Promise | None:
    """Read one line; None when it has no check box. The first `@name` and the last `!date` count.

    `names` are known people, so that `@Maria Santos` is read whole. Words like `!frday` or `!in a fortnight` are due
    words too: another reader may know them, and it is better to ask what they mean than to drop them.
    """
    read = read_line(line)
    if read.kind is not LineKind.CHECK:
        return None
    spans = read_spans(line, read.content, names)
    person = next((span for span in spans if span.kind is SpanKind.PERSON), None)
    due = next((span for span in reversed(spans) if span.kind is SpanKind.DATE), None)
    due_words = due.target if due else None
    due_at = Stretch(due.start, due.end) if due else None
    if due is None and (asked := find_unread_day(line, read.content, (person.start, person.end) if person else None)):
        due_at, due_words = Stretch(*asked), line[asked[0] + 1 : asked[1]]
    left_out = [(span.start, span.end) for span in (person, due_at) if span]
    words = line[read.content :]
    for start, end in sorted(left_out, reverse=True):
        words = words[: start - read.content] + " " + words[end - read.content :]
    stripped = line[read.content :].strip()
    begins = line.index(stripped, read.content) if stripped else read.content
    return Promise(
        checked=read.checked,
        person=person.target if person else None,
        text=" ".join(words.split()),
        due_words=due_words,
        line=number,
        box_at=read.box,
        person_at=Stretch(person.start, person.end) if person else None,
        due_at=due_at,
        text_at=Stretch(begins, begins + len(stripped)) if stripped else None,
    )


def read_promises(note: str, names: Sequence[str] = ()) -> tuple[Promise, ...]:
    """Read all promises of a note, in order; check boxes inside code fences are not promises."""
    found = (
        read_promise(each.removesuffix("\r"), names, number)
        for number, (each, line) in enumerate(read_lines(note))
        if line.kind is LineKind.CHECK
    )
    return tuple(promise for promise in found if promise)


def write_promise(text: str, person: str | None = None, due_words: str | None = None, *, checked: bool = False) -> str:
    """Write a promise as its line. Reading it gives the same back, if the text itself names no other person or date."""
    parts = [f"- [{'x' if checked else ' '}]"]
    if person:
        parts.append(f"@{person}")
    parts.extend(text.split())
    if due_words:
        parts.append(f"!{due_words}")
    return " ".join(parts)


def find_promise(note: str, wanted: Promise, names: Sequence[str] = ()) -> Promise | None:
    """Find a promise again after the note was edited: same person and text, nearest to the line where it was."""
    same = [
        promise
        for promise in read_promises(note, names)
        if promise.text == wanted.text and (promise.person or "").casefold() == (wanted.person or "").casefold()
    ]
    return min(same, key=lambda promise: abs(promise.line - wanted.line), default=None)


def tick_promise(note: str, wanted: Promise, checked: bool, names: Sequence[str] = ()) -> str:
    """Return the note with that promise ticked or not, wherever its line went.

    Raises LookupError when the note no longer has it.
    """
    found = find_promise(note, wanted, names)
    if found is None:
        raise LookupError("the note no longer has this promise")
    return tick_line(note, found.line, checked)
