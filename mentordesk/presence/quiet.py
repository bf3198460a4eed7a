"""Quiet for a call: applies every switch, journals each change before it is made, and puts all back afterwards.

Everything here may wait for the system for seconds: it is called off the main thread, one call at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mentordesk.clock import Clock
from mentordesk.domain.records import new_id
from mentordesk.errors import Trouble
from mentordesk.presence.holders import is_alive
from mentordesk.presence.journal import Entry, Holder, Journal, Stage, without
from mentordesk.presence.switch import Change, Outcome, Result, State, Switch

Find = Callable[[str], Switch | None]
"""Finds a switch by the name of its backend; None where this computer no longer has it."""


@dataclass(frozen=True)
class Report:
    """What came of switching or restoring: what was done, and what the system did not answer, in sentences."""

    results: tuple[Result, ...] = ()
    troubles: tuple[str, ...] = ()


class Quiet:
    """Makes this computer quiet for one run of the program, and puts it back."""

    def __init__(self, journal: Journal, clock: Clock, holder: Holder, find: Find) -> None:
        self._journal = journal
        self._clock = clock
        self._holder = holder
        self._find = find
        self._released_with_us: list[tuple[Switch, Change]] = []

    def begin(self, switches: Iterable[Switch], until: datetime | None = None) -> Report:
        """Switch what is not yet as wished. What another run of ours has switched is held along with it.

        A switch that does not answer is told of and does not keep the others from being switched.
        """
        results: list[Result] = []
        troubles: list[str] = []
        try:
            # One that is damaged is told of and set aside here, and the call is quiet all the same.
            self.held()
        except Trouble as trouble:
            troubles.append(trouble.sentence)
        for switch in switches:
            try:
                with self._journal.locked():
                    held = self._join(switch, until)
                    results.extend(held or (self._switch(switch, change, until) for change in switch.plan()))
            except Trouble as trouble:
                troubles.append(trouble.sentence)
        return Report(tuple(results), tuple(dict.fromkeys(troubles)))

    def renew(self, switch: Switch, until: datetime | None = None) -> Report:
        """Switch again what was lost because the program behind it was started anew; what it was before stays written."""
        self._released_with_us = [one for one in self._released_with_us if one[1].switch != switch.probe().switch]
        try:
            with self._journal.locked():
                lost = [entry.change for entry in self._held_of(switch) if switch.read().state is State.OFF]
                if lost:
                    return Report(tuple(switch.apply(change) for change in lost))
        except Trouble as trouble:
            return Report((), (trouble.sentence,))
        return self.begin([switch], until)

    def last_until(self, until: datetime) -> None:
        """Write down when the call is to be over now, for whoever may have to put things back."""
        with self._journal.locked():
            for entry in self._journal.entries():
                if self._holder not in entry.holders or entry.until == until:
                    continue
                if len(entry.holders) == 1 or entry.until is None or entry.until < until:
                    self._journal.put(replace(entry, until=until))

    def end(self) -> Report:
        """Put back what this run has switched, unless another run still wants it so."""
        results, troubles = [], []
        while self._released_with_us:
            switch, change = self._released_with_us.pop()
            try:
                results.append(switch.restore(change))
            except Trouble as trouble:
                troubles.append(trouble.sentence)
        rest = self._restore(lambda entry: self._holder in entry.holders, dead={self._holder})
        return Report((*results, *rest.results), (*troubles, *rest.troubles))

    def restore_left(self, dead: Iterable[Holder] = ()) -> Report:
        """Put back what runs that are no more have left switched; `dead` are those known to have ended just now."""
        gone = set(dead)
        return self._restore(
            lambda entry: not any(one not in gone and is_alive(one, self._clock.boot_id()) for one in entry.holders),
            dead=gone,
            is_late=True,
        )

    def let_go(self, switch: str, targets: Iterable[str] = ("",)) -> None:
        """Leave a switch as it stands from now on, or these of several: somebody else has set it meanwhile."""
        theirs = set(targets)
        with self._journal.locked():
            for entry in self._journal.entries():
                change = entry.change
                if change.switch == switch and change.target in theirs and self._holder in entry.holders:
                    self._journal.drop(entry.id)

    def held(self) -> tuple[Entry, ...]:
        """Return what is switched for this run now."""
        with self._journal.locked():
            return tuple(entry for entry in self._journal.entries() if self._holder in entry.holders)

    def _held_of(self, switch: Switch) -> list[Entry]:
        backend = switch.probe().backend
        return [one for one in self._journal.entries() if one.change.backend == backend and self._holder in one.holders]

    def _join(self, switch: Switch, until: datetime | None) -> list[Result]:
        """Hold along what another run has switched, and return it as what came of it; nothing where there is none."""
        capability = switch.probe()
        found = [entry for entry in self._journal.entries() if entry.change.backend == capability.backend]
        for entry in found:
            if self._holder not in entry.holders:
                latest = max((at for at in (entry.until, until) if at is not None), default=None)
                self._journal.put(replace(entry, holders=(*entry.holders, self._holder), until=latest))
        outcome = Outcome.VERIFIED if capability.can_verify else Outcome.UNVERIFIED
        return [Result(entry.change, outcome) for entry in found]

    def _switch(self, switch: Switch, change: Change, until: datetime | None) -> Result:
        if switch.probe().is_self_releasing:
            # The system puts it back when we are gone: nothing to remember on disk.
            result = switch.apply(change)
            if result.outcome is not Outcome.FAILED:
                self._released_with_us.append((switch, change))
            return result
        entry = Entry(new_id(), change, Stage.INTENDED, (self._holder,), self._clock.now(), until)
        self._journal.put(entry)
        result = switch.apply(change)
        if result.outcome in (Outcome.VERIFIED, Outcome.UNVERIFIED):
            self._journal.put(replace(entry, stage=Stage.APPLIED))
        else:
            self._journal.drop(entry.id)
        return result

    def _restore(self, concerns: Callable[[Entry], bool], dead: set[Holder], *, is_late: bool = False) -> Report:
        results: list[Result] = []
        troubles: list[str] = []
        with self._journal.locked():
            for entry in self._journal.entries():
                if not concerns(entry):
                    continue
                left = entry
                for holder in entry.holders:
                    if holder in dead or not is_alive(holder, self._clock.boot_id()):
                        left = without(left, holder)
                if left.holders:
                    self._journal.put(left)
                    continue
                if is_late and self._is_too_late(entry):
                    self._journal.drop(entry.id)
                    results.append(Result(entry.change, Outcome.LEFT_ALONE))
                    continue
                try:
                    results.append(self._put_back(entry))
                except Trouble as trouble:
                    # It stays in the journal: the next start tries again.
                    troubles.append(trouble.sentence)
        return Report(tuple(results), tuple(troubles))

    def _is_too_late(self, entry: Entry) -> bool:
        minutes = entry.change.restore_within_minutes
        if minutes is None:
            return False
        return self._clock.now() > (entry.until or entry.at) + timedelta(minutes=minutes)

    def _put_back(self, entry: Entry) -> Result:
        switch = self._find(entry.change.backend)
        if switch is None:
            return Result(entry.change, Outcome.LEFT_ALONE)
        result = switch.restore(entry.change)
        if result.outcome is not Outcome.FAILED:
            self._journal.drop(entry.id)
        return result


def finder(switches: Sequence[Switch]) -> Find:
    """Find among these switches."""
    by_backend: Mapping[str, Switch] = {switch.probe().backend: switch for switch in switches}
    return by_backend.get
