"""Linux: everything by the session bus, in ten dialects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from mentordesk.clock import Clock
from mentordesk.presence.switch import Switch

# All of this is loaded when a call is about to be made quiet: whoever only listens to the microphone, which is every
# open window, would hold 2 MB for it.
if TYPE_CHECKING:
    from mentordesk.presence.linux.bus import Bus


@cache
def session_bus() -> Bus:
    """Return the one connection of this process."""
    from mentordesk.presence.linux.bus import Bus

    return Bus()


def switches(_clock: Clock, _until: datetime | None) -> tuple[Switch, ...]:
    """Return the switches for a call, chosen by who runs now."""
    from mentordesk.presence.linux.awake import AwakeSwitch
    from mentordesk.presence.linux.banners import banner_switch
    from mentordesk.presence.linux.media import MediaSwitch

    bus = session_bus()
    return banner_switch(bus), MediaSwitch(bus), AwakeSwitch(bus)


def watch_banner_program(noticed: Callable[[], None]) -> Callable[[], None]:
    """Call `noticed`, on a thread of its own, whenever a program that shows banners comes up; returns what ends it."""
    from mentordesk.presence.linux.daemons import NOTIFICATIONS

    return session_bus().watch_owner(NOTIFICATIONS, noticed)


def find(backend: str) -> Switch | None:
    """Return the switch of a backend, to put back what it changed."""
    from mentordesk.presence.linux.banners import banner_switch_of
    from mentordesk.presence.linux.media import BACKEND, MediaSwitch

    bus = session_bus()
    return MediaSwitch(bus) if backend == BACKEND else banner_switch_of(backend, bus)
