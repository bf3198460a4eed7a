"""Windows 10 and 11: do not disturb, and a screen kept awake. Not yet tried on real hardware."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from mentordesk.clock import Clock
from mentordesk.presence.switch import Switch
from mentordesk.presence.windows import quiet_hours
from mentordesk.presence.windows.awake import AwakeSwitch


@cache
def _awake() -> AwakeSwitch:
    return AwakeSwitch()


def switches(_clock: Clock, _until: datetime | None) -> tuple[Switch, ...]:
    """Return the switches for a call."""
    return quiet_hours.windows_banners(), _awake()


def find(backend: str) -> Switch | None:
    """Return the switch of a backend, to put back what it changed."""
    return quiet_hours.windows_banners() if backend == quiet_hours.BACKEND else None
