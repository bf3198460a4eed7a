"""A promise's line written anew: another person, day or words, its box ticked; the rest of the line stays as it was typed."""

from __future__ import annotations

from datetime import date

from mentordesk.domain.promises import Promise


def with_person(line: str, promise: Promise, name: str) -> str:
    """Return a promise's line with another person; without one when `name` is empty."""
    if promise.person_at:
        start, end = promise.person_at.start, promise.person_at.end
        if name:
            return f"{line[:start]}@{name}{line[end:]}"
        return line[:start] + line[end:].lstrip(" ")
    begins = promise.text_at.start if promise.text_at else len(line)
    return f"{line[:begins]}@{name} {line[begins:]}" if name else line


def with_due(line: str, promise: Promise, due_on: date | None) -> str:
    """Return a promise's line with another day, written so that it means the same on every day."""
    words = f"!{due_on.isoformat()}" if due_on else ""
    if promise.due_at:
        start, end = promise.due_at.start, promise.due_at.end
        return line[:start] + words + line[end:] if words else line[:start].rstrip(" ") + line[end:]
    ending = line[len(line.rstrip()) :]
    return f"{line.rstrip()} {words}{ending}" if words else line


def with_text(line: str, promise: Promise, text: str) -> str:
    """Return a promise's line with other words, person and day as they are."""
    if promise.text_at is None:
        return f"{line}{text}"
    person = line[promise.person_at.start : promise.person_at.end] if promise.person_at else ""
    due = line[promise.due_at.start : promise.due_at.end] if promise.due_at else ""
    said = " ".join(part for part in (person, text, due) if part)
    return line[: promise.text_at.start] + said + line[promise.text_at.end :]


def with_check(line: str, promise: Promise, *, checked: bool) -> str:
    """Return a promise's line ticked or not."""
    return f"{line[: promise.box_at]}{'x' if checked else ' '}{line[promise.box_at + 1 :]}"
