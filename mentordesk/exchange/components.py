"""The tree of a calendar file: components and their lines. Ends that are missing or crossed are mended or told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from mentordesk.exchange.content_lines import ContentLine, decoded, parsed
from mentordesk.exchange.report import Findings, NoteKind, Refusal, RefusalKind
from mentordesk.light_dataclass import dataclass

_TOP = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
_DEPTH = 8
_SKIPPED = frozenset({"ATTACH", "X-ALT-DESC"})
"""Attachments may be megabytes; the HTML twin of a description is wanted only for its links."""


@dataclass(slots=True)
class Component:
    """A component: its name, its lines by property name, and the components inside it."""

    name: str
    lines: dict[str, list[ContentLine]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def line(self, name: str) -> ContentLine | None:
        """Return the first line of that name which says something."""
        return next((line for line in self.lines.get(name, ()) if line.value), None)

    def text(self, name: str) -> str:
        """Return the escaped value of the first such line, or an empty string."""
        line = self.line(name)
        return line.value if line is not None else ""

    def all(self, name: str) -> Iterator[ContentLine]:
        """Yield every line of that name which says something."""
        return (line for line in self.lines.get(name, ()) if line.value)


def calendars_in(lines: Iterable[bytes], findings: Findings, *, whole_last_line: bool) -> list[Component]:
    """Build the calendars of a file; raises Refusal when it breaks off inside an event."""
    top = Component("")
    open_ones = [top]
    ignored = 0
    bare: Component | None = None
    for line in lines:
        text, guessed = decoded(line)
        content = parsed(text)
        if content is None:
            if len(open_ones) > 1:
                findings.note(NoteKind.STRAY_LINES)
            continue
        if guessed and content.name not in _SKIPPED:
            findings.note(NoteKind.ENCODING)
        name = content.value.strip().upper()
        if content.name == "BEGIN":
            if len(open_ones) > _DEPTH:
                ignored += 1
                continue
            _close_unended(open_ones, name)
            if len(open_ones) == 1 and name in _TOP:
                # Some programs hand out a bare event.
                bare = bare or Component("VCALENDAR")
                if not any(part is bare for part in top.parts):
                    top.parts.append(bare)
                bare.parts.append(component := Component(name))
                open_ones.append(component)
                continue
            component = Component(name)
            open_ones[-1].parts.append(component)
            open_ones.append(component)
        elif content.name == "END":
            if ignored:
                ignored -= 1
            elif any(component.name == name for component in open_ones[1:]):
                while open_ones.pop().name != name:
                    pass
        elif len(open_ones) > 1 and not ignored:
            _keep(open_ones[-1], content)
    _judge_end(open_ones, findings, whole_last_line=whole_last_line)
    return [part for part in top.parts if part.name == "VCALENDAR"]


def _keep(component: Component, content: ContentLine) -> None:
    if content.name == "ATTACH" and len(content.value) > 2_000:
        return
    component.lines.setdefault(content.name, []).append(content)


def _close_unended(open_ones: list[Component], name: str) -> None:
    """A calendar never begins inside another, nor an event inside an event: the end of the former is missing."""
    if name == "VCALENDAR":
        del open_ones[1:]
    elif name in _TOP:
        while len(open_ones) > 1 and open_ones[-1].name != "VCALENDAR":
            open_ones.pop()


def _judge_end(open_ones: list[Component], findings: Findings, *, whole_last_line: bool) -> None:
    if len(open_ones) == 1:
        return
    if len(open_ones) > 2 or not whole_last_line:
        raise Refusal(RefusalKind.TRUNCATED)
    findings.note(NoteKind.NO_END_MARK)
