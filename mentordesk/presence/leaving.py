"""Signs that whoever sat here has gone: the computer sleeps, or its screen was locked. Heard by the platform's own module."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta


def watch_leaving(noticed: Callable[[], None]) -> Callable[[], None]:
    """Call `noticed`, on a thread of its own, when the computer is about to sleep or its screen is locked; returns what ends it.

    Where the system tells nobody, nothing is heard. It may ask the system first, so it is no call for a main thread.
    """
    if sys.platform == "win32":
        from mentordesk.presence.windows.leaving import watch_leaving as watch
    elif sys.platform == "darwin":
        from mentordesk.presence.macos.leaving import watch_leaving as watch
    else:
        from mentordesk.presence.linux.leaving import watch_leaving as watch
    return watch(noticed)


def computer_idle() -> timedelta | None:
    """Return how long nobody has touched this computer; None where the system does not say so cheaply."""
    if sys.platform == "win32":
        from mentordesk.presence.windows.leaving import computer_idle as idle
    elif sys.platform == "darwin":
        from mentordesk.presence.macos.leaving import computer_idle as idle
    else:
        from mentordesk.presence.linux.leaving import computer_idle as idle
    return idle()
