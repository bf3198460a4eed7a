"""One VEVENT as a CalendarEvent. How events belong together is decided in `calendar_file`."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from mentordesk.exchange import limits
from mentordesk.exchange.calendars import Attendee, CalendarEvent
from mentordesk.exchange.call_links import call_link, web_address
from mentordesk.exchange.components import Component
from mentordesk.exchange.content_lines import ContentLine, plain, single_line, split_escaped, without_markup
from mentordesk.exchange.repetition import Rule, RuleRefused, rule
from mentordesk.exchange.report import Findings, NoteKind, Why
from mentordesk.exchange.values import FarDate, duration, stamp
from mentordesk.exchange.zone_names import comes_twice, does_not_exist, moved
from mentordesk.exchange.zones import Moment, UnknownZone, Zones
from mentordesk.light_dataclass import dataclass

_CALL_PROPERTIES = (
    "X-GOOGLE-CONFERENCE", "CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", "X-APPLE-CONFERENCE", "X-NEXTCLOUD-TALK", "X-ZOOM-MEETING-URL",
)  # fmt: skip


class EventRefused(Exception):
    """An event that is left out: why, and its part that is at fault."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(detail)
        self.why = why
        self.detail = detail


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event with what only its file knows: the parsed rule, excepted days, and whether it changes what follows."""

    event: CalendarEvent
    rules: tuple[Rule, ...] = ()
    """Usually one; some programs write several that add up."""
    excluding: tuple[Rule, ...] = ()
    """EXRULE, of old: what it yields does not take place."""
    excepted_days: frozenset[datetime] = frozenset()
    added: tuple[tuple[datetime, datetime | None], ...] = ()
    recurrence_is_date: bool = False
    and_future: bool = False
    is_floating: bool = False


def title_of(component: Component) -> str:
    """Return the title for a report, whatever else is broken."""
    return single_line(component.text("SUMMARY"), limits.TITLE_LETTERS)


def read_event(component: Component, zones: Zones, findings: Findings, *, is_cancelled: bool) -> ReadEvent:
    """Read one event; raises EventRefused for what cannot be meant."""
    title = title_of(component)
    start = _start(component, zones)
    rules = _rules(component, "RRULE")
    excluding = _rules(component, "EXRULE") if rules else ()
    if rules:
        start = _start_for_rule(start, rules, component)
    ends = _ends(component, start, zones, findings, title)
    recurrence, is_date = _recurrence_id(component, start, zones, findings, title)
    excepted, excepted_days = _exceptions(component, start, zones, findings, title)
    added = _additions(component, start, zones, findings, title)
    for wall in (start.wall,) if not start.all_day else ():
        if does_not_exist(wall, start.zone):
            findings.note(NoteKind.NO_SUCH_TIME, title=f"{title} ({wall:%Y-%m-%d %H:%M})")
        elif comes_twice(wall, start.zone):
            findings.note(NoteKind.TWO_SUCH_TIMES, title=f"{title} ({wall:%Y-%m-%d %H:%M})")
    description = without_markup(plain(component.text("DESCRIPTION"), limits.TEXT_LETTERS))
    event = CalendarEvent(
        uid=single_line(component.text("UID"), limits.SHORT_TEXT_LETTERS) or _made_uid(title, start),
        title=title,
        starts=start.wall,
        zone=start.zone,
        ends=ends,
        all_day=start.all_day,
        recurrence_id=recurrence,
        sequence=_number(component.text("SEQUENCE")),
        modified=_modified(component),
        description=description,
        status=_status(component, is_cancelled=is_cancelled),
        place=single_line(without_markup(component.text("LOCATION")), limits.SHORT_TEXT_LETTERS),
        link=_link(component),
        attendees=_attendees(component),
        organizer=_attendee(component.line("ORGANIZER")),
        categories=_categories(component),
        rule=rules[0].text if rules else None,
        exceptions=excepted,
        additions=tuple(moment for moment, _ in added),
    )
    and_future = (component.line("RECURRENCE-ID") or ContentLine("", "")).param("RANGE").upper() == "THISANDFUTURE"
    return ReadEvent(event, rules, excluding, excepted_days, added, is_date, and_future, start.is_floating)


def _start(component: Component, zones: Zones) -> Moment:
    line = component.line("DTSTART")
    if line is None:
        raise EventRefused(Why.NO_START)
    try:
        start = _moment(line, line.value, zones)
    except FarDate as error:
        raise EventRefused(Why.FAR_DATE, str(error)) from None
    except UnknownZone as error:
        raise EventRefused(Why.UNKNOWN_ZONE, str(error)) from None
    except (ValueError, OverflowError):
        raise EventRefused(Why.BAD_START, line.value) from None
    # Outlook may write a whole day as midnight to midnight.
    if component.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE" and not (start.wall.hour or start.wall.minute):
        return Moment(start.wall, start.zone, all_day=True, is_utc=start.is_utc)
    return start


def _moment(line: ContentLine, text: str, zones: Zones) -> Moment:
    return zones.moment(stamp(text), line.param("TZID"))


def _rules(component: Component, name: str) -> tuple[Rule, ...]:
    if component.line("RECURRENCE-ID") is not None:
        return ()
    try:
        return tuple(rule(text) for text in dict.fromkeys(line.value for line in component.all(name)))[:10]
    except RuleRefused as error:
        raise EventRefused(error.why, error.detail) from None


def _start_for_rule(start: Moment, rules: tuple[Rule, ...], component: Component) -> Moment:
    """A rule that names days means those of its own zone: keep it there."""
    if start.is_made_up:
        raise EventRefused(Why.UNKNOWN_ZONE, (component.line("DTSTART") or ContentLine("", "")).param("TZID"))
    if start.is_utc and start.zone != "UTC" and any(found.names_days for found in rules):
        return Moment(moved(start.wall, start.zone, "UTC"), "UTC", all_day=start.all_day, is_utc=True)
    return start


def _ends(component: Component, start: Moment, zones: Zones, findings: Findings, title: str) -> datetime | None:
    ends = None
    try:
        line = component.line("DTEND")
        if line is not None:
            end = _moment(line, line.value, zones)
            ends = end.wall if end.all_day or start.all_day else moved(end.wall, end.zone, start.zone)
        elif component.text("DURATION"):
            ends = start.wall + duration(component.text("DURATION"))
    except (ValueError, OverflowError, UnknownZone):
        ends = None
    if ends is not None and ends < start.wall:
        findings.note(NoteKind.END_BEFORE_START, title=title)
        ends = None
    if start.all_day:
        midnight = ends.replace(hour=0, minute=0, second=0) if ends is not None else None
        if midnight is not None and ends is not None and midnight < ends:
            midnight += timedelta(days=1)
        return midnight if midnight is not None and midnight > start.wall else start.wall + timedelta(days=1)
    return ends if ends is not None and ends > start.wall else None


def _as_in(moment: Moment, start: Moment) -> datetime:
    """Return a moment as wall time of the event's zone; of whole days only the day counts."""
    if start.all_day and moment.is_utc and (moment.wall.hour or moment.zone != "UTC"):
        in_utc = moved(moment.wall, moment.zone, "UTC")
        # Midnight UTC is a day written as an instant; any other hour is midnight somewhere.
        return in_utc if not in_utc.hour else moved(in_utc, "UTC", start.zone)
    return moment.wall if moment.all_day or start.all_day else moved(moment.wall, moment.zone, start.zone)


def _recurrence_id(
    component: Component, start: Moment, zones: Zones, findings: Findings, title: str
) -> tuple[datetime | None, bool]:
    line = component.line("RECURRENCE-ID")
    if line is None:
        return None, False
    try:
        moment = _moment(line, line.value, zones)
        return _as_in(moment, start), moment.all_day and not start.all_day
    except (ValueError, OverflowError, UnknownZone):
        findings.note(NoteKind.BAD_CHANGE, title=title)
        return None, False


def _exceptions(
    component: Component, start: Moment, zones: Zones, findings: Findings, title: str
) -> tuple[tuple[datetime, ...], frozenset[datetime]]:
    """Return the excepted starts, and the days that are excepted whole whatever the hour."""
    moments: dict[datetime, None] = {}
    days: set[datetime] = set()
    for line in component.all("EXDATE"):
        for text in line.value.split(",")[: limits.LIST_ENTRIES]:
            if not text.strip() or len(moments) >= limits.LIST_ENTRIES:
                continue
            try:
                moment = _moment(line, text, zones)
                wall = _as_in(moment, start)
            except (ValueError, OverflowError, UnknownZone):
                findings.note(NoteKind.BAD_EXCEPTION, title=title)
                continue
            if moment.all_day or start.all_day:
                days.add(wall.replace(hour=0, minute=0, second=0))
            moments[wall] = None
    return tuple(moments), frozenset(days)


def _additions(
    component: Component, start: Moment, zones: Zones, findings: Findings, title: str
) -> tuple[tuple[datetime, datetime | None], ...]:
    """Return additional starts, each with an end of its own where the file gives one."""
    found: dict[datetime, datetime | None] = {}
    for line in component.all("RDATE"):
        for text in line.value.split(",")[: limits.LIST_ENTRIES]:
            if not text.strip() or len(found) >= limits.LIST_ENTRIES:
                continue
            first, _, rest = text.partition("/")
            try:
                moment = _moment(line, first, zones)
                wall = _as_in(moment, start)
                found[wall] = None
                if rest.strip():
                    is_length = "P" in rest.upper()
                    found[wall] = wall + duration(rest) if is_length else _as_in(_moment(line, rest, zones), start)
            except (ValueError, OverflowError, UnknownZone):
                findings.note(NoteKind.BAD_EXCEPTION, title=title)
    return tuple(found.items())


def _made_uid(title: str, start: Moment) -> str:
    seed = f"{title}\n{start.wall.isoformat()}\n{start.zone if not start.is_floating else ''}"
    return f"made-{hashlib.sha256(seed.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _modified(component: Component) -> datetime | None:
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        try:
            return stamp(component.text(name)).wall
        except ValueError:
            continue
    return None


def _status(component: Component, *, is_cancelled: bool) -> str:
    status = component.text("STATUS").strip().lower()
    if is_cancelled or status in {"cancelled", "canceled"}:
        return "cancelled"
    return "tentative" if status == "tentative" else "confirmed"


def _link(component: Component) -> str:
    for name in _CALL_PROPERTIES:
        address = web_address(component.text(name))
        if address:
            return address
    markup = component.text("X-ALT-DESC")[: limits.TEXT_LETTERS * 5]
    texts = (component.text("URL"), component.text("LOCATION"), component.text("DESCRIPTION"), markup)
    return call_link(*(plain(text, limits.TEXT_LETTERS * 5) for text in texts))


def _attendees(component: Component) -> tuple[Attendee, ...]:
    people: dict[Attendee, None] = {}
    for line in component.lines.get("ATTENDEE", ())[: limits.LIST_ENTRIES]:
        attendee = _attendee(line)
        if attendee is not None and line.param("CUTYPE").upper() not in {"ROOM", "RESOURCE", "GROUP"}:
            people[attendee] = None
    return tuple(people)


def _attendee(line: ContentLine | None) -> Attendee | None:
    if line is None:
        return None
    value = plain(line.value, limits.SHORT_TEXT_LETTERS)
    mail = value[7:].split("?")[0].strip() if value.lower().startswith("mailto:") else value
    # Apple writes the address of a server here and the mail address beside it.
    if "@" not in mail or "/" in mail or " " in mail:
        mail = line.param("EMAIL").strip()
    if "@" not in mail or " " in mail:
        mail = ""
    name = single_line(line.param("CN"), 200).strip("'\"")
    if not name and not mail:
        return None
    return Attendee(name, mail, line.param("PARTSTAT").strip().lower())


def _categories(component: Component) -> tuple[str, ...]:
    names = [single_line(part, 100) for line in component.all("CATEGORIES") for part in split_escaped(line.value, ",")]
    return tuple(dict.fromkeys(name for name in names[:50] if name))
