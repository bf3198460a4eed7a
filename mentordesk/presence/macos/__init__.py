"""macOS: Focus by a Shortcut of the user's, and a screen kept awake. Not yet tried on real hardware."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from mentordesk.clock import Clock, SystemClock
from mentordesk.presence.macos import shortcut
from mentordesk.presence.macos.awake import AwakeSwitch
from mentordesk.presence.switch import Switch


@cache
def _awake() -> AwakeSwitch:
    return AwakeSwitch()


def switches(clock: Clock, until: datetime | None) -> tuple[Switch, ...]:
    """Return the switches for a call; Focus is asked for until the call is to be over."""
    return shortcut.ShortcutSwitch(clock, until), _awake()


def find(backend: str) -> Switch | None:
    """Return the switch of a backend, to put back what it changed."""
    return shortcut.ShortcutSwitch(SystemClock()) if backend == shortcut.BACKEND else None
