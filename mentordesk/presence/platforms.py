"""Which switches this computer has, by its platform; the platform's module is loaded when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime

from mentordesk.clock import Clock
from mentordesk.presence.switch import Switch, nothing_to_watch


def switches_here(clock: Clock, until: datetime | None = None) -> tuple[Switch, ...]:
    """Return the switches for a call on this computer; each may still say that it can do nothing here.

    `until` is when the call is to be over, for what the system itself ends.
    """
    if sys.platform == "win32":
        from mentordesk.presence.windows import switches
    elif sys.platform == "darwin":
        from mentordesk.presence.macos import switches
    else:
        from mentordesk.presence.linux import switches
    return switches(clock, until)


def watch_banner_program(noticed: Callable[[], None]) -> Callable[[], None]:
    """Call `noticed`, on a thread of its own, when what shows banners was started anew; returns what ends it."""
    if sys.platform in {"win32", "darwin"}:
        # There the system itself shows them.
        return nothing_to_watch
    from mentordesk.presence.linux import watch_banner_program

    return watch_banner_program(noticed)


def find_switch(backend: str) -> Switch | None:
    """Return the switch of this backend ("linux.dunst"), to put back what it changed; None where it is not known."""
    platform = backend.partition(".")[0]
    if platform == "windows":
        from mentordesk.presence.windows import find
    elif platform == "macos":
        from mentordesk.presence.macos import find
    elif platform == "linux":
        from mentordesk.presence.linux import find
    else:
        return None
    return find(backend)
