"""What calendar programs call time zones, as IANA names. A name's own clock rules (VTIMEZONE) are judged in `zone_rules`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

WELL_KNOWN = (
    "Europe/Berlin", "Europe/London", "Europe/Paris", "America/New_York", "America/Chicago", "America/Denver",
    "America/Los_Angeles", "Europe/Helsinki", "Europe/Athens", "Europe/Lisbon", "Europe/Moscow", "Europe/Istanbul", "Asia/Kolkata",
    "Asia/Shanghai", "Asia/Tokyo", "Asia/Singapore", "Asia/Dubai", "Australia/Sydney", "Australia/Brisbane", "Pacific/Auckland",
    "America/Sao_Paulo", "America/Toronto", "America/Phoenix", "America/Halifax", "Africa/Johannesburg", "Africa/Lagos",
    "Africa/Nairobi", "Asia/Jerusalem", "Asia/Bangkok", "Asia/Karachi", "America/Bogota", "America/Mexico_City",
)  # fmt: skip
"""Zones a person is most likely to mean, where several keep the same time."""

_MODERN = {
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Indianapolis": "America/Indiana/Indianapolis",
    "America/Godthab": "America/Nuuk",
    "Europe/Kiev": "Europe/Kyiv",
    "Etc/UTC": "UTC",
    "Etc/GMT": "UTC",
    "GMT": "UTC",
    "Zulu": "UTC",
    "Universal": "UTC",
    "Etc/UCT": "UTC",
}
ABBREVIATIONS = {
    "CEST": "Europe/Berlin",
    "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin",
    "BST": "Europe/London",
    "EDT": "America/New_York",
    "EST": "America/New_York",
    "CDT": "America/Chicago",
    "CST": "America/Chicago",
    "MDT": "America/Denver",
    "MST": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "EEST": "Europe/Athens",
    "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney",
    "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland",
    "JST": "Asia/Tokyo",
}
"""Short names that IANA lacks or freezes in winter time; people who write them mean the zone with its summer time."""

_SPOKEN = {
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "atlantic time": "America/Halifax",
    "greenwich mean time": "Europe/London",
    "coordinated universal time": "UTC",
    "mitteleuropäische zeit": "Europe/Berlin",
    "westeuropäische zeit": "Europe/London",
    "tzone://microsoft/utc": "UTC",
    "dublin, edinburgh, lisbon, london": "Europe/London",
}
_LOTUS = {
    "western/central europe": "Europe/Berlin",
    "eastern europe": "Europe/Athens",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}
_WINDOWS = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}
_OFFSET = re.compile(r"\(?\s*(?:UTC|GMT|Z)?\s*([+-])\s*([0-9]{1,2})[:.]?([0-9]{2})?\s*\)?", re.IGNORECASE)
_DISPLAYED = re.compile(r"\(\s*(?:UTC|GMT)\s*(?:[+-][0-9]{1,2}[:.]?[0-9]{2})?\s*\)\s*(.+)", re.IGNORECASE)


@cache
def zone_named(name: str) -> ZoneInfo | None:
    """Return the IANA zone of exactly this name, or None."""
    if not name or name.startswith(("/", ".")) or len(name) > 60:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _by_small_letters() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@cache
def _by_city() -> dict[str, str]:
    cities: dict[str, str] = {}
    for name in sorted(available_timezones()):
        area, _, city = name.rpartition("/")
        if area and not area.startswith(("Etc", "SystemV", "US")):
            cities.setdefault(city.replace("_", " ").casefold(), name)
    return {**cities, **{name.rpartition("/")[2].replace("_", " ").casefold(): name for name in WELL_KNOWN}}


def iana_name(name: str) -> str | None:
    """Return the IANA zone that a name certainly means, or None."""
    name = name.strip().strip('"').strip()
    found = _known(name)
    if found is not None:
        return found
    # Before IANA names were common, programs put their own prefix: /mozilla.org/20070129_1/Europe/Berlin.
    parts = [part for part in name.split("/") if part]
    for start in range(max(0 if name.startswith("/") else 1, len(parts) - 3), len(parts)):
        found = _known("/".join(parts[start:]))
        if found is not None and (start < len(parts) - 1 or name.startswith("/")):
            return found
    displayed = _DISPLAYED.fullmatch(name)
    if displayed is not None:
        return _displayed(displayed[1])
    return None


def _known(name: str) -> str | None:
    low = name.casefold()
    if name in ABBREVIATIONS:
        return None
    for candidate in (name, name.replace(" ", "_")):
        if zone_named(candidate) is not None:
            return _MODERN.get(candidate, candidate)
    if low in _SPOKEN or low in _LOTUS:
        return _SPOKEN.get(low) or _LOTUS[low]
    # Outlook counts copies ("Eastern Standard Time 1") and may name the summer half.
    windows = re.sub(r"\s+[0-9]+$", "", low).replace("daylight time", "standard time")
    zone: str | None = _WINDOWS.get(windows)
    if zone is None and windows.endswith("summer time"):
        zone = _WINDOWS.get(windows.replace("summer time", "standard time"))
    if zone is None:
        zone = _by_small_letters().get(low.replace(" ", "_"))
    return _MODERN.get(zone, zone) if zone is not None else None


def _displayed(words: str) -> str | None:
    """Read what Windows shows for a zone: `Amsterdam, Berlin, Bern` or `Eastern Time (US & Canada)`."""
    words = words.strip().casefold()
    for spoken, meant in _SPOKEN.items():
        if words.startswith(spoken):
            return meant
    for city in words.split(","):
        zone = _by_city().get(city.strip())
        if zone is not None:
            return _MODERN.get(zone, zone)
    return None


def fixed_offset(name: str) -> timedelta | None:
    """Read names such as `UTC+11`, `GMT-05:00`, `+0200`; None for others."""
    found = _OFFSET.fullmatch(name.strip().strip('"'))
    if found is None:
        return None
    distance = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if distance > timedelta(hours=14):
        return None
    return -distance if found[1] == "-" else distance


def zone_of_offset(distance: timedelta) -> str | None:
    """Return the IANA name of a fixed whole-hour offset; `Etc` counts the other way round."""
    hours, rest = divmod(distance, timedelta(hours=1))
    if rest or not -12 <= hours <= 14:
        return None
    return "UTC" if hours == 0 else f"Etc/GMT{-hours:+d}"


def candidates(*preferred: str | None) -> Iterator[str]:
    """Yield zone names, the likeliest first, each once."""
    seen: set[str] = set()
    for name in (*preferred, *WELL_KNOWN, *dict.fromkeys(WINDOWS_TO_OLSON.values()), *sorted(available_timezones())):
        if (
            name
            and name not in seen
            and (name == "UTC" or "/" in name)
            and not name.startswith(("Etc/", "SystemV/", "posix/"))
        ):
            seen.add(name)
            yield _MODERN.get(name, name)


def moved(wall: datetime, zone: str, other: str) -> datetime:
    """Return the wall time in `other` of the instant that a wall time in `zone` means; raises OverflowError."""
    if zone == other:
        return wall
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo(other)).replace(tzinfo=None, fold=0)


def does_not_exist(wall: datetime, zone: str) -> bool:
    """Whether clocks in `zone` jump over this wall time."""
    return moved(moved(wall, zone, "UTC"), "UTC", zone) != wall


def comes_twice(wall: datetime, zone: str) -> bool:
    """Whether clocks in `zone` show this wall time twice."""
    at_first, again = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1))
    return at_first != again and not does_not_exist(wall, zone)
