"""Which zone each time in one calendar file is in: its names, its own rules, and the zone of whoever imports."""

from __future__ import annotations

from datetime import datetime

from mentordesk.exchange.components import Component
from mentordesk.exchange.repetition import Allowance
from mentordesk.exchange.report import Findings, NoteKind
from mentordesk.exchange.values import Stamp
from mentordesk.exchange.zone_names import (
    ABBREVIATIONS,
    candidates,
    comes_twice,
    fixed_offset,
    iana_name,
    moved,
    zone_of_offset,
)
from mentordesk.exchange.zone_rules import ZoneRules, matching_zone, zone_rules
from mentordesk.light_dataclass import dataclass

_MOST_YEARS = 6


class UnknownZone(Exception):
    """A zone that can only be guessed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall time in a zone. `is_made_up` when the file's zone has no name and the instant was put into UTC."""

    wall: datetime
    zone: str
    all_day: bool = False
    is_utc: bool = False
    is_made_up: bool = False
    is_floating: bool = False


class Zones:
    """The zones of one VCALENDAR."""

    def __init__(self, calendar: Component, own: str, findings: Findings, allowance: Allowance) -> None:
        self._own = own
        self._findings = findings
        self._allowance = allowance
        self._definitions: dict[str, Component] = {}
        for part in calendar.parts:
            if part.name == "VTIMEZONE":
                self._definitions.setdefault(_tidy(part.text("TZID")), part)
        self._years = _years_by_zone(calendar)
        self._found: dict[str, str | ZoneRules | None] = {}
        self.of_calendar = self._calendar_zone(calendar)

    @property
    def floating(self) -> str:
        """The zone of times that name none."""
        return self.of_calendar or self._own

    def moment(self, stamp: Stamp, tzid: str) -> Moment:
        """Put a stamp into its zone; raises UnknownZone or OverflowError."""
        if stamp.is_date:
            return Moment(stamp.wall, self.floating, all_day=True)
        if stamp.is_utc:
            return self._utc(stamp.wall)
        if not tzid.strip():
            return Moment(stamp.wall, self.floating, is_floating=self.of_calendar is None)
        found = self._zone(_tidy(tzid))
        if found is None:
            raise UnknownZone(_tidy(tzid))
        if isinstance(found, str):
            return Moment(stamp.wall, found)
        return Moment(found.to_utc(stamp.wall), "UTC", is_made_up=True)

    def _utc(self, wall: datetime) -> Moment:
        """Google writes UTC and says the zone once for the calendar; an hour that comes twice is safe only in UTC."""
        if self.of_calendar is not None:
            there = moved(wall, "UTC", self.of_calendar)
            if not comes_twice(there, self.of_calendar):
                return Moment(there, self.of_calendar, is_utc=True)
        return Moment(wall, "UTC", is_utc=True)

    def _calendar_zone(self, calendar: Component) -> str | None:
        name = _tidy(calendar.text("X-WR-TIMEZONE"))
        if not name:
            return None
        found = self._zone(name)
        return found if isinstance(found, str) and found != "UTC" else None

    def _zone(self, name: str) -> str | ZoneRules | None:
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> str | ZoneRules | None:
        certain = iana_name(name)
        if certain is not None:
            return certain
        definition = self._definitions.get(name)
        if definition is not None:
            found = self._by_definition(name, definition)
            if found is not None:
                return found
        distance = fixed_offset(name)
        if distance is not None:
            fixed = zone_of_offset(distance)
            if fixed is not None:
                self._findings.note(NoteKind.ZONE_FIXED, apart=name, zone=name, read_as=fixed)
            return fixed
        if name.upper() in ABBREVIATIONS:
            read_as = ABBREVIATIONS[name.upper()]
            self._findings.note(NoteKind.ZONE_ABBREVIATION, apart=name, zone=name, read_as=read_as)
            return read_as
        return None

    def _by_definition(self, name: str, definition: Component) -> str | ZoneRules | None:
        hint = iana_name(definition.text("X-LIC-LOCATION"))
        years = self._years.get(name) or [2024]
        rules = zone_rules(definition, years, self._allowance)
        if rules is None:
            return hint
        if rules.is_fixed and fixed_offset(name) == rules.before:
            fixed = zone_of_offset(rules.before)
            if fixed is not None:
                self._findings.note(NoteKind.ZONE_FIXED, apart=name, zone=name, read_as=fixed)
                return fixed
        meant = ABBREVIATIONS.get(name.upper())
        match = matching_zone(rules, years, candidates(hint, meant, self._own, *self._named_inside(name)))
        if match is not None:
            self._findings.note(NoteKind.ZONE_MATCHED, apart=name, zone=name, read_as=match)
            return match
        self._findings.note(NoteKind.ZONE_FIXED, apart=name, zone=name, read_as="UTC")
        return rules

    @staticmethod
    def _named_inside(name: str) -> list[str]:
        """Cities in a display name, such as `Western/Central Europe: Berlin`."""
        words = [word for word in name.replace(";", ",").replace(":", ",").split(",") if word.strip()]
        found = [iana_name(f"(UTC) {word}") for word in words[:12]]
        return [zone for zone in found if zone is not None]


def _tidy(name: str) -> str:
    return name.replace("\\", "").strip().strip('"').strip()


def _years_by_zone(calendar: Component) -> dict[str, list[int]]:
    """Return the latest years in which each zone is used: rules of zones change, so only those may be compared."""
    years: dict[str, set[int]] = {}
    for part in calendar.parts:
        if part.name != "VEVENT":
            continue
        for line in part.lines.get("DTSTART", ()):
            year = line.value.strip()[:4]
            if year.isascii() and year.isdigit() and 1970 <= int(year) <= 2100:
                years.setdefault(_tidy(line.param("TZID")), set()).add(int(year))
    return {name: sorted(found)[-_MOST_YEARS:] for name, found in years.items()}
