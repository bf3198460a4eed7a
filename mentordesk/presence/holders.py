"""Which run of the program is meant, and whether it still lives."""

from __future__ import annotations

import os

import psutil

from mentordesk.presence.journal import Holder

_SAME_START = 0.02
"""Seconds: the kernel counts a start in hundredths."""


def this_run(boot_id: str, session: str = "") -> Holder:
    """Return the run that asks."""
    pid = os.getpid()
    return Holder(pid, _started(psutil.Process(pid)), boot_id, session)


def is_alive(holder: Holder, boot_id: str) -> bool:
    """Tell whether a run still goes on: the same process, in the same run of the computer."""
    if holder.boot_id != boot_id:
        return False
    try:
        process = psutil.Process(holder.pid)
        return abs(_started(process) - holder.started) < _SAME_START and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        # Somebody else's process has the number now.
        return False


def _started(process: psutil.Process) -> float:
    """Return when a process began, in seconds of a clock that nobody sets.

    Linux reckons the time of day from the start of the computer, so that it moves when the clock is set.
    """
    return process.create_time() - psutil.boot_time() if psutil.LINUX else process.create_time()
