"""The quiet computer as the window sees it: asked for on the main thread, done on one other, told by signals.

A call begins at once; switching goes on behind it. Nothing here waits for the system on the main thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mentordesk.clock import Clock
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.qtkit import quiet_work
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.quiet_work import Kit, Standing

if TYPE_CHECKING:
    from mentordesk.presence.quiet import Report
    from mentordesk.presence.switch import Reading

TRY_OUT = timedelta(seconds=5)
"""How long a switch is tried out from Settings."""


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
    _banners_came = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None, *, make: Callable[[], Kit] | None = None) -> None:
        """`make` opens what switches, on the other thread; the computer's own by default."""
        super().__init__(parent)
        self._clock = clock
        self._now = Quietness()
        self._wanted: tuple[str, ...] = ()
        self._calls = 0
        self._is_closed = False
        # One thread: what is asked for is done in that order, and the journal has one hand in this process.
        self._background = Background(self, threads=1)
        self._kit = quiet_work.LazyKit(make or partial(Kit.here, clock))
        self._ending = QTimer(self, singleShot=True)
        self._ending.timeout.connect(self.end)
        self._noticed.connect(self._take_notice, Qt.ConnectionType.QueuedConnection)
        self._banners_came.connect(self._renew, Qt.ConnectionType.QueuedConnection)

    @property
    def now(self) -> Quietness:
        """What is switched now."""
        return self._now

    def line(self) -> str:
        """Say what is switched now and until when: “Banners off since 14:02, back at 14:50”; empty for nothing."""
        if not self._now.is_on or self._now.since is None:
            return ""
        from mentordesk.presence.words import standing

        return standing(self._now.switched, self._now.since, self._now.until, self._clock.zone())

    @property
    def is_busy(self) -> bool:
        """Whether the system has still to answer something."""
        return self._background.is_busy

    def restore_left(self, done: Callable[[Report], object] | None = None) -> None:
        """Put back what a run that is no more has left switched; for the start of the program."""
        self._background.run(partial(quiet_work.restore_left, self._kit), done=done, failed=self._say_trouble)

    def look(self, done: Callable[[tuple[Standing, ...]], object]) -> None:
        """Find out what this computer can switch, and hand it to `done`."""
        self._background.run(partial(quiet_work.look, self._kit), done=done, failed=self._say_trouble)

    def find_distractions(self, ignored: Sequence[str], done: Callable[[tuple[str, ...]], object]) -> None:
        """Hand the names of messengers and mail programs that run now to `done`."""
        self._background.run(
            partial(quiet_work.find_distractions, self._kit, tuple(ignored)), done=done, failed=self._say_trouble
        )

    def begin(self, names: Sequence[str], until: datetime | None = None, *, counts_missed: bool = False) -> None:
        """Switch these for a call that is to last until then, and count what comes in meanwhile if that is wished."""
        self._ending.stop()
        if self._now.is_begun:
            # Something is being tried out: what the call does not want must not stay switched with it.
            self._background.run(partial(quiet_work.end, self._kit), failed=self._say_trouble)
        self._now = Quietness(since=self._clock.now(), until=until)
        self._wanted = tuple(names)
        self._calls += 1
        self._background.run(
            partial(quiet_work.begin, self._kit, self._wanted, until, self._post, self._banners_came.emit),
            done=partial(self._take_begun, self._calls),
            failed=self._say_trouble,
        )
        if counts_missed:
            self._background.run(partial(quiet_work.count_missed, self._kit), failed=self._say_trouble)

    def last_until(self, until: datetime) -> None:
        """Say that the call goes on longer."""
        if self._now.is_begun and until != self._now.until:
            self._now = replace(self._now, until=until)
            self._background.run(partial(quiet_work.last_until, self._kit, until), failed=self._say_trouble)
            self.changed.emit()

    def try_out(self, name: str) -> None:
        """Switch one thing for a few seconds; not while a call has it quiet already."""
        if self._now.is_begun:
            return
        self.begin([name], self._clock.now() + TRY_OUT)
        self._ending.start(TRY_OUT // timedelta(milliseconds=1))

    def end(self) -> None:
        """Put everything back as it was."""
        self._ending.stop()
        self._now = replace(self._now, switched=(), unsure=(), undone=(), since=None, until=None)
        self._background.run(partial(quiet_work.end, self._kit), done=self._take_ended, failed=self._say_trouble)
        self.changed.emit()

    def close(self) -> None:
        """Put everything back before the program ends. What does not answer in time is left to the guardian."""
        if self._is_closed:
            return
        self._is_closed = True
        self._ending.stop()
        self._background.run(partial(quiet_work.close, self._kit))
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
        targets = tuple(reading.value) if isinstance(reading.value, list) else ("",)
        self._background.run(partial(quiet_work.let_go, self._kit, name, targets), failed=self._say_trouble)
        self.undone.emit(name)
        self.changed.emit()

    @Slot()
    def _renew(self) -> None:
        """Switch banners off again that came back with a program that was started anew."""
        from mentordesk.presence.switch import BANNERS

        if self._now.is_begun and BANNERS in self._wanted and BANNERS not in self._now.undone:
            self._background.run(
                partial(quiet_work.renew, self._kit, BANNERS, self._now.until, self._post),
                done=partial(self._take_renewed, self._calls, BANNERS),
                failed=self._say_trouble,
            )

    def _take_renewed(self, call: int, name: str, report: Report) -> None:
        if call != self._calls or not self._now.is_begun:
            return
        came = _outcome_of(report)
        others = tuple(one for one in self._now.switched if one != name)
        self._now = replace(
            self._now,
            switched=(*came.switched, *others) if came.switched else others,
            troubles=tuple(dict.fromkeys((*self._now.troubles, *came.troubles))),
        )
        self.changed.emit()

    def _take_begun(self, call: int, report: Report) -> None:
        if call != self._calls or not self._now.is_begun:
            return  # ended before it had begun
        came = _outcome_of(report)
        self._now = replace(self._now, switched=came.switched, unsure=came.unsure, troubles=came.troubles)
        self.changed.emit()

    def _take_ended(self, ended: tuple[Report, dict[str, int]]) -> None:
        report, missed = ended
        if missed:
            self.missed.emit(missed)
        self._now = replace(self._now, troubles=_outcome_of(report).troubles)
        self.changed.emit()

    def _say_trouble(self, trouble: Exception) -> None:
        sentence = getattr(trouble, "sentence", str(trouble))
        self._now = replace(self._now, troubles=(*self._now.troubles, sentence))
        self.changed.emit()


def _outcome_of(report: Report) -> Quietness:
    """Return what came of switching: what is switched, what is unsure, what did not work."""
    from mentordesk.presence.switch import Outcome

    worked = [one for one in report.results if one.outcome in (Outcome.VERIFIED, Outcome.UNVERIFIED)]
    unsure = [one for one in worked if one.outcome is Outcome.UNVERIFIED]
    failed = [one.reason for one in report.results if one.outcome is Outcome.FAILED and one.reason]
    return Quietness(
        switched=tuple(dict.fromkeys(one.change.switch for one in worked)),
        unsure=tuple(dict.fromkeys(one.change.switch for one in unsure)),
        troubles=(*report.troubles, *failed),
    )
