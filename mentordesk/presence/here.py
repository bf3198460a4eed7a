"""Quiet on this computer: its journal, its switches, this run of the program."""

from __future__ import annotations

from pathlib import Path

from mentordesk.clock import Clock, SystemClock
from mentordesk.folders import state_folder
from mentordesk.presence.holders import this_run
from mentordesk.presence.journal import Journal
from mentordesk.presence.platforms import find_switch
from mentordesk.presence.quiet import Quiet, Report


def journal_file() -> Path:
    """Return where this computer remembers what is switched, for all desks."""
    return state_folder() / "restore.json"


def quiet_here(clock: Clock, session: str = "") -> Quiet:
    """Return what makes this computer quiet for this run of the program."""
    return Quiet(Journal(journal_file()), clock, this_run(clock.boot_id(), session), find_switch)


def restore_left_here() -> Report:
    """Put back what runs that are no more have left switched; costs a look at a file where there is nothing."""
    if not journal_file().exists():
        return Report()
    return quiet_here(SystemClock()).restore_left()
