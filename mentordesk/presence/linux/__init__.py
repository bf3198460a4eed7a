"""Linux: everything by the session bus, in ten dialects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache

from mentordesk.clock import Clock
from mentordesk.presence.linux.awake import AwakeSwitch
from mentordesk.presence.linux.banners import banner_switch, banner_switch_of
from mentordesk.presence.linux.bus import Bus
from mentordesk.presence.linux.daemons import NOTIFICATIONS
from mentordesk.presence.linux.media import BACKEND as MEDIA_BACKEND
from mentordesk.presence.linux.media import MediaSwitch
from mentordesk.presence.switch import Switch


@cache
def session_bus() -> Bus:
    """Return the one connection of this process."""
    return Bus()


def switches(_clock: Clock, _until: datetime | None) -> tuple[Switch, ...]:
    """Return the switches for a call, chosen by who runs now."""
    bus = session_bus()
    return banner_switch(bus), MediaSwitch(bus), AwakeSwitch(bus)


def watch_banner_program(noticed: Callable[[], None]) -> Callable[[], None]:
    """Call `noticed`, on a thread of its own, whenever a program that shows banners comes up; returns what ends it."""
    return session_bus().watch_owner(NOTIFICATIONS, noticed)


def find(backend: str) -> Switch | None:
    """Return the switch of a backend, to put back what it changed."""
    bus = session_bus()
    return MediaSwitch(bus) if backend == MEDIA_BACKEND else banner_switch_of(backend, bus)
