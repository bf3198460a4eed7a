"""What `Quieting` has done on its other thread: plain functions that may wait for the system, and never touch a widget."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from mentordesk.clock import Clock
from mentordesk.light_dataclass import dataclass

if TYPE_CHECKING:
    from mentordesk.presence.guardian import Guardian
    from mentordesk.presence.quiet import Quiet, Report
    from mentordesk.presence.switch import Capability, Reading, Switch

RENEW_TRIES, RENEW_S = 20, 0.1
"""How often, and how many seconds apart, a program that has just come up is asked: two seconds in all."""


@dataclass(frozen=True)
class Standing:
    """How a switch stands on this computer, for Settings and for the page before a call."""

    capability: Capability
    reading: Reading | None
    """None where nothing can be read."""


@dataclass
class Kit:
    """What switches on this computer, as the other thread holds it."""

    find_switches: Callable[[datetime | None], tuple[Switch, ...]]
    quiet: Quiet
    start_guardian: Callable[[], Guardian | None]
    find_distractions: Callable[[Sequence[str]], tuple[str, ...]]
    watch_banner_program: Callable[[Callable[[], None]], Callable[[], None]]
    """Calls back on a thread of its own when what shows banners was started anew; returns what ends it."""

    @classmethod
    def here(cls, clock: Clock) -> Kit:
        """Open this computer's own."""
        from mentordesk.presence import distractions, here, platforms

        return cls(
            partial(here.switches, clock),
            here.quiet_here(clock),
            partial(here.guardian_here, clock),
            distractions.running,
            platforms.watch_banner_program,
        )


class LazyKit:
    """Opens the kit when it is first asked for, and keeps what belongs to a call; touched by the other thread alone."""

    def __init__(self, make: Callable[[], Kit]) -> None:
        self._make = make
        self._kit: Kit | None = None
        self.guardian: Guardian | None = None
        self.watches: list[Callable[[], None]] = []
        self.end_count: Callable[[], dict[str, int]] | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything was ever asked for."""
        return self._kit is not None

    def watch(self, switch: Switch, post: Callable[[str, Reading], None]) -> None:
        """Have it told when somebody sets a switch otherwise; one that cannot be watched is none the worse."""
        from mentordesk.errors import Trouble

        with suppress(Trouble):
            self.watches.append(switch.watch(partial(post, switch.probe().switch)))

    def open(self) -> Kit:
        self._kit = self._kit or self._make()
        return self._kit


def restore_left(lazy: LazyKit) -> Report:
    return lazy.open().quiet.restore_left()


def look(lazy: LazyKit) -> tuple[Standing, ...]:
    from mentordesk.errors import Trouble

    found = []
    for switch in lazy.open().find_switches(None):
        capability = switch.probe()
        try:
            reading = switch.read() if capability.can_read else None
        except Trouble:
            # It said a moment ago what it can do; that it does not answer now is shown as not known.
            reading = None
        found.append(Standing(capability, reading))
    return tuple(found)


def begin(
    lazy: LazyKit,
    names: tuple[str, ...],
    until: datetime | None,
    post: Callable[[str, Reading], None],
    banners_came: Callable[[], None],
) -> Report:
    from mentordesk.errors import Trouble

    kit = lazy.open()
    if lazy.guardian is None:
        lazy.guardian = kit.start_guardian()
    wanted = [switch for switch in kit.find_switches(until) if switch.probe().switch in names]
    report = kit.quiet.begin([switch for switch in wanted if switch.probe().can_set], until)
    for switch in wanted:
        lazy.watch(switch, post)
    # Without a bus there is nobody to come up either.
    with suppress(Trouble):
        lazy.watches.append(kit.watch_banner_program(banners_came))
    return report


def renew(lazy: LazyKit, name: str, until: datetime | None, post: Callable[[str, Reading], None]) -> Report:
    from mentordesk.presence.quiet import Report

    for _try in range(RENEW_TRIES):
        wanted = [one for one in lazy.open().find_switches(until) if _can_switch(one, name)]
        reports = [lazy.open().quiet.renew(switch, until) for switch in wanted]
        if reports and not any(report.troubles for report in reports):
            break
        # A program has its name on the bus a moment before it listens.
        Event().wait(RENEW_S)
    for switch in wanted:
        lazy.watch(switch, post)
    return Report(
        tuple(result for report in reports for result in report.results),
        tuple(sentence for report in reports for sentence in report.troubles),
    )


def _can_switch(switch: Switch, name: str) -> bool:
    capability = switch.probe()
    return capability.switch == name and capability.can_set


def last_until(lazy: LazyKit, until: datetime) -> None:
    lazy.open().quiet.last_until(until)


def end(lazy: LazyKit) -> tuple[Report, dict[str, int]]:
    from mentordesk.presence.switch import Outcome

    while lazy.watches:
        lazy.watches.pop()()
    missed = lazy.end_count() if lazy.end_count is not None else {}
    lazy.end_count = None
    report = lazy.open().quiet.end()
    if lazy.guardian is not None:
        # There is nothing to look after until the next call, or all that is left to do.
        has_failed = any(one.outcome is Outcome.FAILED for one in report.results)
        lazy.guardian.dismiss(is_all_back=not (report.troubles or has_failed))
        lazy.guardian = None
    return report, missed


def count_missed(lazy: LazyKit) -> None:
    if sys.platform == "linux":
        from mentordesk.presence.linux.missed import MissedCount

        lazy.end_count = MissedCount().end


def find_distractions(lazy: LazyKit, ignored: tuple[str, ...]) -> tuple[str, ...]:
    return lazy.open().find_distractions(ignored)


def let_go(lazy: LazyKit, name: str, targets: tuple[str, ...]) -> None:
    lazy.open().quiet.let_go(name, targets)


def close(lazy: LazyKit) -> None:
    if lazy.is_open:
        end(lazy)
