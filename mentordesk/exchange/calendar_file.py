"""A calendar file as a CalendarReading: which events belong together, and their occurrences within a window.

Runs in the child process. Lines are read here rather than by icalendar, which refuses a file for one bad line or missing END and
turns zones it does not know into no zone; it supplies the Windows zone names, python-dateutil the arithmetic of rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from mentordesk.exchange import limits
from mentordesk.exchange.calendars import CalendarEvent, CalendarReading, Series, Window
from mentordesk.exchange.components import Component, calendars_in
from mentordesk.exchange.content_lines import single_line, unfolded
from mentordesk.exchange.event_reading import EventRefused, ReadEvent, read_event, title_of
from mentordesk.exchange.occurrences import SeriesExpansion
from mentordesk.exchange.repetition import Allowance, TookTooLong
from mentordesk.exchange.report import Findings, NoteKind, Refusal, RefusalKind, Why, as_written
from mentordesk.exchange.zones import Zones

Progress = Callable[[int, int], None]
"""Called with how many entries are done and how many there are."""


def parse_calendar(content: bytes, window: Window, zone: str, progress: Progress | None = None) -> CalendarReading:
    """Read a whole calendar file; times without a zone are in `zone`. Raises Refusal."""
    findings = Findings(limits.LEFT_OUT)
    lines = unfolded(content, begins=(b"BEGIN:VCALENDAR", b"BEGIN:VEVENT"))
    calendars = calendars_in(lines, findings, whole_last_line=content.rstrip(b" \t\x00\x1a").endswith((b"\n", b"\r")))
    if not calendars:
        raise Refusal(RefusalKind.TRUNCATED)
    allowance = Allowance(limits.ALL_EXPANSION_SECONDS)
    total = sum(part.name == "VEVENT" for calendar in calendars for part in calendar.parts)
    groups: dict[str, list[ReadEvent]] = {}
    done = floating = 0
    for calendar in calendars:
        zones = Zones(calendar, zone, findings, allowance)
        is_cancelled = calendar.text("METHOD").strip().upper() == "CANCEL"
        for part in calendar.parts:
            if part.name in {"VTODO", "VJOURNAL"}:
                findings.note(NoteKind.TASKS)
            if part.name != "VEVENT":
                continue
            done += 1
            if progress is not None and done % 100 == 0:
                progress(done, total * 2)
            found = _read(part, zones, findings, is_cancelled=is_cancelled)
            if found is not None:
                groups.setdefault(found.event.uid, []).append(found)
                floating += found.is_floating
    if floating:
        findings.note(NoteKind.FLOATING, count=floating, zone=zone)
    if not total:
        findings.note(NoteKind.NO_EVENTS)
    events, series = _grouped(groups, window, allowance, findings, progress, total)
    name = next(
        (text for calendar in calendars if (text := calendar.text("X-WR-CALNAME") or calendar.text("NAME"))), ""
    )
    return CalendarReading(single_line(name, 200), tuple(events), tuple(series), findings.left_out(), findings.notes())


def _read(part: Component, zones: Zones, findings: Findings, *, is_cancelled: bool) -> ReadEvent | None:
    when = part.text("DTSTART")
    try:
        return read_event(part, zones, findings, is_cancelled=is_cancelled)
    except EventRefused as error:
        findings.leave_out(title_of(part), when, error.why, error.detail)
    except (ValueError, OverflowError):
        # Whatever one event holds, the rest of the calendar is read.
        findings.leave_out(title_of(part), when, Why.BROKEN)
    return None


def _grouped(
    groups: dict[str, list[ReadEvent]],
    window: Window,
    allowance: Allowance,
    findings: Findings,
    progress: Progress | None,
    total: int,
) -> tuple[list[CalendarEvent], list[Series]]:
    events: list[CalendarEvent] = []
    series: list[Series] = []
    room = limits.OCCURRENCES
    for number, group in enumerate(groups.values()):
        if progress is not None and number % 100 == 0:
            progress(total + number, total * 2)
        masters = _masters([found for found in group if found.event.recurrence_id is None], findings)
        changes = _newest([found for found in group if found.event.recurrence_id is not None], findings)
        for master in masters:
            if not master.rules and not master.added:
                events.append(master.event)
                continue
            made = _series(master, changes, window, allowance, findings, min(room, limits.OCCURRENCES_PER_SERIES))
            changes = []
            if made is not None:
                room -= len(made.occurrences)
                series.append(made)
        # An invitation to one repetition comes without its series.
        events += [found.event for found in changes]
    return events, series


def _series(
    master: ReadEvent,
    changes: list[ReadEvent],
    window: Window,
    allowance: Allowance,
    findings: Findings,
    most: int,
) -> Series | None:
    event = master.event
    when = as_written(event.starts, all_day=event.all_day)
    first = datetime.combine(window.first, time())
    last = datetime.combine(window.last, time()) + timedelta(days=1)
    try:
        made = SeriesExpansion(master, changes).within(first, last, allowance, most)
    except TookTooLong:
        findings.leave_out(event.title, when, Why.TOO_SLOW, event.rule or "")
        return None
    except (ValueError, OverflowError, IndexError):
        # dateutil counts past its tables for some impossible rules.
        findings.leave_out(event.title, when, Why.BAD_RULE, event.rule or "")
        return None
    if made.is_cut:
        findings.note(NoteKind.CUT, apart=event.uid, count=len(made.occurrences), title=event.title)
    elif not made.occurrences:
        findings.leave_out(event.title, when, Why.OUTSIDE)
    return made


def _age(found: ReadEvent) -> tuple[int, datetime]:
    return found.event.sequence, found.event.modified or datetime(1, 1, 1)


def _masters(found: list[ReadEvent], findings: Findings) -> list[ReadEvent]:
    """Keep the newest version of an event; programs that give all events one uid keep them all, told apart by their start."""
    if len(found) < 2:
        return found
    newest: dict[datetime, ReadEvent] = {}
    for one in sorted(found, key=_age):
        newest[one.event.starts] = one
    kept = list(newest.values())
    if len(kept) > 1 and len({one.event.sequence for one in kept}) == len(kept):
        kept = kept[-1:]
    for one in found:
        if not any(one is other for other in kept):
            event = one.event
            findings.leave_out(event.title, as_written(event.starts, all_day=event.all_day), Why.SUPERSEDED)
    if len(kept) == 1:
        return kept
    ordered = [one for one in found if any(one is other for other in kept)]
    renamed = [
        replace(one, event=replace(one.event, uid=f"{one.event.uid}#{one.event.starts:%Y%m%dT%H%M%S}"))
        for one in ordered[1:]
    ]
    return [ordered[0], *renamed]


def _newest(found: list[ReadEvent], findings: Findings) -> list[ReadEvent]:
    kept: dict[datetime | None, ReadEvent] = {}
    for one in sorted(found, key=_age):
        before = kept.pop(one.event.recurrence_id, None)
        if before is not None:
            event = before.event
            findings.leave_out(event.title, as_written(event.starts, all_day=event.all_day), Why.SUPERSEDED)
        kept[one.event.recurrence_id] = one
    return list(kept.values())
