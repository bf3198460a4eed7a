"""Wall times and instants: what the clock on somebody's wall says, and when that is. Zones are IANA names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from mentordesk.errors import Mistake
from mentordesk.language import _


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo:
    """Return the zone called `name`; raises Mistake for one that does not exist."""
    try:
        return ZoneInfo(name)
    # ZoneInfo answers odd names with a wild mixture: no such key, not a relative path, a folder.
    except (KeyError, ValueError, OSError) as error:
        raise Mistake(
            _("There is no time zone called “{name}”. Choose a city, such as Europe/Berlin.").format(name=name),
            field="zone",
        ) from error


def is_zone(name: str) -> bool:
    """Tell whether this computer knows a zone: a desk may come from one that knows more."""
    try:
        zone_named(name)
    except Mistake:
        return False
    return True


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Return every zone people may choose, by name: cities, and UTC."""
    return (*sorted(name for name in available_timezones() if _is_city(name)), "UTC")


def _is_city(name: str) -> bool:
    area = name.partition("/")[0]
    return "/" in name and area in {
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
    }  # fmt: skip


def instant_of(wall: datetime, zone: str) -> datetime:
    """Return when the clocks of `zone` show `wall`, in UTC.

    A time that is skipped when clocks go forward is read as if they had not yet gone forward; one that comes twice is
    the first of the two (`datetime.fold`, PEP 495). Raises Mistake where the calendar of computers ends.
    """
    try:
        return wall.replace(tzinfo=zone_named(zone)).astimezone(UTC)
    except OverflowError as error:
        raise Mistake(_("No calendar goes that far. Choose another year."), field="starts") from error


def wall_of(instant: datetime, zone: str) -> datetime:
    """Return what the clocks of `zone` show at `instant`, without zone."""
    return instant.astimezone(zone_named(zone)).replace(tzinfo=None)


def exists(wall: datetime, zone: str) -> bool:
    """Tell whether the clocks of `zone` ever show `wall`: they skip some times when they go forward."""
    return wall_of(instant_of(wall, zone), zone) == wall


def comes_twice(wall: datetime, zone: str) -> bool:
    """Tell whether the clocks of `zone` show `wall` twice: they repeat some times when they go back."""
    place = zone_named(zone)
    first, second = (wall.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    return exists(wall, zone) and first.utcoffset() != second.utcoffset()


def checked_wall(wall: datetime, zone: str) -> datetime:
    """Return `wall`, or raise Mistake where the clocks of `zone` skip it."""
    zone_named(zone)
    if not exists(wall, zone):
        shown = wall
        while not exists(shown, zone):
            shown += timedelta(minutes=1)
        raise Mistake(
            _("On that day the clocks in {zone} go forward and skip {time}. Choose {shown} or later.").format(
                zone=city_of(zone), time=f"{wall:%H:%M}", shown=f"{shown:%H:%M}"
            ),
            field="starts",
        )
    return wall


def gap_between(one: str, other: str, at: datetime) -> timedelta:
    """Return how far the clocks of `other` are ahead of those of `one` at an instant."""
    return wall_of(at, other) - wall_of(at, one)


def city_of(zone: str) -> str:
    """Return the city a zone is named after: `Asia/Manila` is Manila."""
    return zone.rpartition("/")[2].replace("_", " ")


def is_late_evening(instant: datetime, zone: str) -> bool:
    """Tell whether it is 21:00 to 6:00 there: an hour somebody stays up or gets up for."""
    hour = instant.astimezone(zone_named(zone)).hour
    return hour >= 21 or hour < 6
