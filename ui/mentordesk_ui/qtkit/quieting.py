"""The quiet computer as the window sees it: asked for on the main thread, done on one other, told by signals.

A call begins at once; switching goes on behind it. Nothing here waits for the system on the main thread.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mentordesk.clock import Clock
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.qtkit.background import Background

if TYPE_CHECKING:
    from mentordesk.presence.guardian import Guardian
    from mentordesk.presence.quiet import Quiet, Report
    from mentordesk.presence.switch import Capability, Reading, Switch

TRY_OUT = timedelta(seconds=5)
"""How long a switch is tried out from Settings."""


@dataclass(frozen=True)
class Standing:
    """How a switch stands on this computer, for Settings and for the page before a call."""

    capability: Capability
    reading: Reading | None
    """None where nothing can be read."""


@dataclass(frozen=True)
class Quietness:
    """What is switched now."""

    switched: tuple[str, ...] = ()
    """Names of switches that were asked for and did not fail."""
    unsure: tuple[str, ...] = ()
    """Those of them of which the system does not tell whether it followed."""
    undone: tuple[str, ...] = ()
    """Those that somebody else has set otherwise during the call."""
    troubles: tuple[str, ...] = ()
    """What did not work, in sentences."""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_on(self) -> bool:
        """Whether anything is switched."""
        return bool(self.switched)

    @property
    def is_begun(self) -> bool:
        """Whether it was asked for and not ended, though the system may not have answered yet."""
        return self.since is not None


class Quieting(QObject):
    """`begin` and `end` a quiet computer. There is one for as long as the program runs."""

    changed = Signal()
    """What is switched, or what is known of it, changed: see `now`."""
    missed = Signal(object)
    """After a call: how many notifications came in, by program, as a dict."""
    undone = Signal(str)
    """Somebody else has set a switch otherwise during a call; it is theirs now."""

    _noticed = Signal(str, object)

    def __init__(self, clock: Clock, parent: QObject | None = None, *, make: Callable[[], Kit] | None = None) -> None:
        """`make` opens what switches, on the other thread; the computer's own by default."""
        super().__init__(parent)
        self._clock = clock
        self._now = Quietness()
        self._is_closed = False
        # One thread: what is asked for is done in that order, and the journal has one hand in this process.
        self._background = Background(self, threads=1)
        self._kit = _LazyKit(make or partial(Kit.here, clock))
        self._ending = QTimer(self, singleShot=True)
        self._ending.timeout.connect(self.end)
        self._noticed.connect(self._take_notice, Qt.ConnectionType.QueuedConnection)

    @property
    def now(self) -> Quietness:
        """What is switched now."""
        return self._now

    @property
    def is_busy(self) -> bool:
        """Whether the system has still to answer something."""
        return self._background.is_busy

    def restore_left(self, done: Callable[[Report], object] | None = None) -> None:
        """Put back what a run that is no more has left switched; for the start of the program."""
        self._background.run(partial(_restore_left, self._kit), done=done, failed=self._say_trouble)

    def look(self, done: Callable[[tuple[Standing, ...]], object]) -> None:
        """Find out what this computer can switch, and hand it to `done`."""
        self._background.run(partial(_look, self._kit), done=done, failed=self._say_trouble)

    def find_distractions(self, ignored: Sequence[str], done: Callable[[tuple[str, ...]], object]) -> None:
        """Hand the names of messengers and mail programs that run now to `done`."""
        self._background.run(
            partial(_find_distractions, self._kit, tuple(ignored)), done=done, failed=self._say_trouble
        )

    def begin(self, names: Sequence[str], until: datetime | None = None, *, counts_missed: bool = False) -> None:
        """Switch these for a call that is to last until then, and count what comes in meanwhile if that is wished."""
        self._now = Quietness(since=self._clock.now(), until=until)
        self._background.run(
            partial(_begin, self._kit, tuple(names), until, self._post), done=self._take_begun, failed=self._say_trouble
        )
        if counts_missed:
            self._background.run(partial(_count_missed, self._kit), failed=self._say_trouble)

    def last_until(self, until: datetime) -> None:
        """Say that the call goes on longer."""
        if self._now.is_on:
            self._now = replace(self._now, until=until)
            self.changed.emit()

    def try_out(self, name: str) -> None:
        """Switch one thing for a few seconds."""
        self.begin([name], self._clock.now() + TRY_OUT)
        self._ending.start(TRY_OUT // timedelta(milliseconds=1))

    def end(self) -> None:
        """Put everything back as it was."""
        self._ending.stop()
        self._now = replace(self._now, switched=(), unsure=(), undone=(), since=None, until=None)
        self._background.run(partial(_end, self._kit), done=self._take_ended, failed=self._say_trouble)
        self.changed.emit()

    def close(self) -> None:
        """Put everything back before the program ends. What does not answer in time is left to the guardian."""
        if self._is_closed:
            return
        self._is_closed = True
        self._ending.stop()
        self._background.run(partial(_close, self._kit))
        self._background.finish()

    def _post(self, name: str, reading: Reading) -> None:
        self._noticed.emit(name, reading)

    @Slot(str, object)
    def _take_notice(self, name: str, reading: Reading) -> None:
        from mentordesk.presence.switch import State

        if name not in self._now.switched or reading.state is not State.OFF:
            return
        self._now = replace(
            self._now,
            switched=tuple(one for one in self._now.switched if one != name),
            undone=(*self._now.undone, name),
        )
        self._background.run(partial(_let_go, self._kit, name), failed=self._say_trouble)
        self.undone.emit(name)
        self.changed.emit()

    def _take_begun(self, report: Report) -> None:
        from mentordesk.presence.switch import Outcome

        worked = [one for one in report.results if one.outcome in (Outcome.VERIFIED, Outcome.UNVERIFIED)]
        unsure = [one for one in worked if one.outcome is Outcome.UNVERIFIED]
        failed = [one.reason for one in report.results if one.outcome is Outcome.FAILED and one.reason]
        if self._now.since is None:
            return  # ended before it had begun
        self._now = replace(
            self._now,
            switched=tuple(dict.fromkeys(one.change.switch for one in worked)),
            unsure=tuple(dict.fromkeys(one.change.switch for one in unsure)),
            troubles=(*report.troubles, *failed),
        )
        self.changed.emit()

    def _take_ended(self, ended: tuple[Report, dict[str, int]]) -> None:
        from mentordesk.presence.switch import Outcome

        report, missed = ended
        if missed:
            self.missed.emit(missed)
        failed = [one.reason for one in report.results if one.outcome is Outcome.FAILED and one.reason]
        self._now = replace(self._now, troubles=(*report.troubles, *failed))
        self.changed.emit()

    def _say_trouble(self, trouble: Exception) -> None:
        sentence = getattr(trouble, "sentence", str(trouble))
        self._now = replace(self._now, troubles=(*self._now.troubles, sentence))
        self.changed.emit()


@dataclass
class Kit:
    """What switches on this computer, as the other thread holds it."""

    find_switches: Callable[[datetime | None], tuple[Switch, ...]]
    quiet: Quiet
    start_guardian: Callable[[], Guardian | None]
    find_distractions: Callable[[Sequence[str]], tuple[str, ...]]

    @classmethod
    def here(cls, clock: Clock) -> Kit:
        """Open this computer's own."""
        from mentordesk.presence import distractions, here

        return cls(
            partial(here.switches, clock),
            here.quiet_here(clock),
            partial(here.guardian_here, clock),
            distractions.running,
        )


class _LazyKit:
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

    def open(self) -> Kit:
        self._kit = self._kit or self._make()
        return self._kit


def _restore_left(lazy: _LazyKit) -> Report:
    return lazy.open().quiet.restore_left()


def _look(lazy: _LazyKit) -> tuple[Standing, ...]:
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


def _begin(
    lazy: _LazyKit, names: tuple[str, ...], until: datetime | None, post: Callable[[str, Reading], None]
) -> Report:
    kit = lazy.open()
    if lazy.guardian is None:
        lazy.guardian = kit.start_guardian()
    wanted = [switch for switch in kit.find_switches(until) if switch.probe().switch in names]
    report = kit.quiet.begin(wanted, until)
    for switch in wanted:
        lazy.watches.append(switch.watch(partial(post, switch.probe().switch)))
    return report


def _end(lazy: _LazyKit) -> tuple[Report, dict[str, int]]:
    while lazy.watches:
        lazy.watches.pop()()
    missed = lazy.end_count() if lazy.end_count is not None else {}
    lazy.end_count = None
    return lazy.open().quiet.end(), missed


def _count_missed(lazy: _LazyKit) -> None:
    if sys.platform == "linux":
        from mentordesk.presence.linux.missed import MissedCount

        lazy.end_count = MissedCount().end


def _find_distractions(lazy: _LazyKit, ignored: tuple[str, ...]) -> tuple[str, ...]:
    return lazy.open().find_distractions(ignored)


def _let_go(lazy: _LazyKit, name: str) -> None:
    lazy.open().quiet.let_go(name)


def _close(lazy: _LazyKit) -> None:
    if lazy.is_open:
        _end(lazy)
    if lazy.guardian is not None:
        lazy.guardian.dismiss()
        lazy.guardian = None
