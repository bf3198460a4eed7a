"""A clock that tests hold still, move on, jump and restart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


class FakeClock:
    """Wall time and stopwatch move together unless told otherwise."""

    def __init__(self, now: str = "2026-11-12T13:48:00+00:00", zone: str = "Europe/Berlin") -> None:
        self._now = datetime.fromisoformat(now).astimezone(UTC)
        self._elapsed = timedelta(hours=5)
        self._boot = 1
        self._zone = ZoneInfo(zone)

    def now(self) -> datetime:
        return self._now

    def elapsed(self) -> timedelta:
        return self._elapsed

    def boot_id(self) -> str:
        return f"boot-{self._boot}"

    def zone(self) -> ZoneInfo:
        return self._zone

    def advance(self, **span: float) -> None:
        """Let time pass, asleep or awake: both clocks move."""
        self._now += timedelta(**span)
        self._elapsed += timedelta(**span)

    def jump_wall(self, **span: float) -> None:
        """Set the wall clock forward or back; the stopwatch does not notice."""
        self._now += timedelta(**span)

    def reboot(self, **down: float) -> None:
        """Restart the computer after having been off for a while."""
        self._now += timedelta(**down)
        self._elapsed = timedelta(seconds=20)
        self._boot += 1

    def travel(self, zone: str) -> None:
        """Set the computer to another zone."""
        self._zone = ZoneInfo(zone)
