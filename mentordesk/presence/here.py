"""Quiet on this computer: its journal, its switches, its guardian, this run of the program."""

from __future__ import annotations

from datetime import datetime

from mentordesk.clock import Clock, SystemClock
from mentordesk.presence import login_entry
from mentordesk.presence.guardian import Guardian
from mentordesk.presence.holders import this_run
from mentordesk.presence.journal import Journal
from mentordesk.presence.place import journal_file
from mentordesk.presence.platforms import find_switch, switches_here
from mentordesk.presence.quiet import Quiet, Report
from mentordesk.presence.switch import Switch


def quiet_here(clock: Clock) -> Quiet:
    """Return what makes this computer quiet for this run of the program."""
    return Quiet(Journal(journal_file(), mark=login_entry), clock, this_run(clock.boot_id()), find_switch)


def guardian_here(clock: Clock) -> Guardian:
    """Start the guardian of this run."""
    return Guardian(journal_file(), this_run(clock.boot_id()))


def switches(clock: Clock, until: datetime | None) -> tuple[Switch, ...]:
    """Return the switches for a call that is to last until then."""
    return switches_here(clock, until)


def restore_left_here() -> Report:
    """Put back what runs that are no more have left switched; costs a look at a file where there is nothing."""
    if not journal_file().exists():
        return Report()
    return quiet_here(SystemClock()).restore_left()
