"""A brief in words: as Markdown for copying and printing, and as plain text as wide as a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from mentordesk import phrases
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.workflows.brief.prepare import Brief

NARROWEST = 40
"""Columns a terminal is taken to have at least: words longer than a line are not broken."""


@dataclass(frozen=True)
class Section:
    """A part of a brief: a title and its lines; `marks` are the check boxes before them, where there are any."""

    title: str
    lines: tuple[str, ...]
    marks: tuple[bool, ...] = ()
    is_text: bool = False
    """Whether the lines are prose and no list."""


def brief_as_markdown(brief: Brief) -> str:
    """Return the brief as Markdown."""
    parts = [f"# {_escaped(title_of(brief))}"]
    parts += [_escaped(line) for line in _head(brief)]
    for section in sections_of(brief):
        lines = [_escaped(line) for line in section.lines]
        if section.marks:
            lines = [f"- [{'x' if done else ' '}] {line}" for done, line in zip(section.marks, lines, strict=True)]
        elif not section.is_text:
            lines = [f"- {line}" for line in lines]
        parts.append(f"## {_escaped(section.title)}\n\n" + ("\n\n" if section.is_text else "\n").join(lines))
    return "\n\n".join(parts) + "\n"


def brief_as_text(brief: Brief, width: int = 80) -> str:
    """Return the brief as plain text, wrapped at `width` columns."""
    width = max(NARROWEST, width)
    title = title_of(brief)
    out = [*_wrapped(title, width), "=" * min(width, _columns(title)), ""]
    for line in _head(brief):
        out += _wrapped(line, width)
    for section in sections_of(brief):
        out += ["", section.title, "-" * _columns(section.title)]
        for number, line in enumerate(section.lines):
            mark = "" if section.is_text else "- "
            if section.marks:
                mark = "[x] " if section.marks[number] else "[ ] "
            out += _wrapped(line, width, mark)
    return "\n".join(out) + "\n"


def title_of(brief: Brief) -> str:
    """Say what a brief is about."""
    if brief.person is None:
        return brief.day_words
    if brief.call is None:
        return brief.person.name
    return _("{manner} with {name}").format(manner=brief.call.manner.split(",")[0], name=brief.person.name)


def calls_words(brief: Brief) -> str:
    """Say how many calls there are today."""
    if not brief.calls_today:
        return _("no call today")
    if brief.calls_today == 1:
        return _("one call today")
    return ngettext("{count} call today", "{count} calls today", brief.calls_today).format(count=brief.calls_today)


def sections_of(brief: Brief) -> Iterator[Section]:
    """Yield the parts of a brief that say something, in reading order."""
    if brief.unresolved:
        lines = tuple(f"{line.question} {line.detail}" for line in brief.unresolved)
        yield Section(_("What became of these?"), lines)
    if brief.promises:
        yield Section(
            _("Pick up where you left off"),
            tuple(f"{line.owner}: {line.text} ({line.detail})" for line in brief.promises),
            tuple(line.is_done for line in brief.promises),
        )
    if brief.threads:
        yield Section(_("Ask about"), tuple(f"{line.text} ({line.detail})" for line in brief.threads))
    if brief.small_talk:
        yield Section(_("Small talk"), (f"{brief.small_talk}.",), is_text=True)
    if brief.avoid:
        yield Section(_("Not to raise"), (brief.avoid,), is_text=True)
    if brief.remember:
        yield Section(
            _("To remember"), tuple(line for line in brief.remember.splitlines() if line.strip()), is_text=True
        )
    if brief.agenda:
        title = _("Agenda") + (f" ({brief.agenda_length})" if brief.agenda_length else "")
        lines = tuple(_with_asides(line.text, line.minutes_words, line.detail) for line in brief.agenda)
        yield Section(title, lines, tuple(line.is_done for line in brief.agenda))
    if brief.goals:
        yield Section(
            _("Goals"),
            tuple(
                _with_asides(f"{line.title}: {phrases.percent(line.progress)}", line.by, line.detail)
                for line in brief.goals
            ),
        )
    if brief.advice:
        yield Section(_("Advice"), tuple(_with_asides(row.text, row.question, row.detail) for row in brief.advice))
    if brief.questions:
        yield Section(_("Questions"), tuple(_with_asides(line.text, line.detail) for line in brief.questions))
    if brief.notes:
        lines = tuple(
            f"{line.when}: {line.title}" + (f". {line.excerpt}" if line.excerpt else "") for line in brief.notes
        )
        yield Section(_("Last notes"), lines)
    if brief.later_today:
        yield Section(_("Later today"), tuple(f"{line.person}: {line.times}" for line in brief.later_today))
    if brief.due:
        yield Section(_("Time to meet again"), tuple(f"{line.name}: {line.detail}" for line in brief.due))


def _head(brief: Brief) -> Iterator[str]:
    if brief.person is None:
        yield _("Nothing is planned.") if brief.has_people else _("There is nobody on this desk yet.")
        return
    facts = [brief.person.role_words, brief.person.pronouns]
    if brief.call:
        countdown = phrases.countdown(brief.call.starts_at, brief.prepared_at)
        yield f"{brief.call.day_words[:1].upper()}{brief.call.day_words[1:]} · {brief.call.times} · {countdown}"
        facts = [brief.call.manner, *facts, brief.call.title, brief.call.place, brief.call.link]
    else:
        yield _("No call is planned.")
        facts.append(brief.person.here_and_now)
    if said := " · ".join(fact for fact in facts if fact):
        yield said
    if brief.call and brief.call.hint:
        yield brief.call.hint


def _with_asides(text: str, *asides: str) -> str:
    said = ", ".join(aside for aside in asides if aside)
    return f"{text} ({said})" if said else text


def _escaped(text: str) -> str:
    return "".join("\\" + char if char in "\\*_`[]<>#" else char for char in text)


def _columns(text: str) -> int:
    """Count the columns of a text in a terminal: East Asian letters take two, combining marks none."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def _wrapped(text: str, width: int, mark: str = "") -> list[str]:
    lines, line = [], mark
    indent = " " * len(mark)
    for word in text.split():
        fits = _columns(line) + _columns(word) <= width
        if not fits and line.strip() and line != mark:
            lines.append(line.rstrip())
            line = indent
        line += word + " "
    lines.append(line.rstrip())
    return lines
