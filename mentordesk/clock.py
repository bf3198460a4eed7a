"""What time it is: calendar time in UTC, and a stopwatch that keeps counting while the computer sleeps."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Clock(Protocol):
    """The time, handed in wherever it matters so that a test can hold it still."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""

    def elapsed(self) -> timedelta:
        """Return a reading of the stopwatch: counts through sleep, untouched by changes of the clock."""

    def boot_id(self) -> str:
        """Name the present run of the computer: stopwatch readings compare only within one."""

    def zone(self) -> ZoneInfo:
        """Return the zone this computer is set to."""


class SystemClock:
    """The computer's own clock."""

    def __init__(self) -> None:
        self._boot_id = ""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> timedelta:
        """Return the time since the computer started, sleep included.

        Linux and macOS stop `time.monotonic()` in sleep (cpython#86273); Windows does not.
        """
        if sys.platform == "linux":
            return timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME))
        if sys.platform == "darwin":
            return timedelta(seconds=time.clock_gettime(time.CLOCK_MONOTONIC))
        return timedelta(seconds=time.monotonic())

    def boot_id(self) -> str:
        """Name the present run of the computer: the kernel's id, or where there is none the minute it started."""
        # Read once: a program does not outlive the run it began in, and the minute would move with the clock.
        self._boot_id = self._boot_id or self._read_boot_id()
        return self._boot_id

    def _read_boot_id(self) -> str:
        kernel_id = Path("/proc/sys/kernel/random/boot_id")
        if kernel_id.exists():
            return kernel_id.read_text().strip()
        started = self.now() - self.elapsed()
        return started.strftime("%Y-%m-%dT%H:%M")

    def zone(self) -> ZoneInfo:
        """Return the zone this computer is set to; UTC where it is set to none."""
        # tzlocal is loaded when asked: it is on nobody's way to the first screen but this one's.
        from tzlocal import get_localzone_name

        try:
            return ZoneInfo(get_localzone_name() or "UTC")
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")
