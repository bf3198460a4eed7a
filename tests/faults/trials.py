"""One operation tried again and again on a disk that fails: before or after, never between, and said in a sentence."""

from __future__ import annotations

import gc
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from importlib import import_module
from typing import Any

from mentordesk.errors import Trouble
from mentordesk.store import upkeep
from mentordesk.store.desk import Desk
from tests.faults.desks import repeat_ids
from tests.faults.failing_disk import FailingDisk, Fault, can_be
from tests.faults.forked import HANGS_AFTER_S, Ended, forked
from tests.faults.held import Held
from tests.faults.places import Operation, Place, file_word, rows_word, word_for
from tests.faults.reached import Reached

FAULTS = (Fault.KILL, Fault.TORN, Fault.ONCE, Fault.FULL, Fault.GONE)
DEATHS = (Fault.KILL, Fault.TORN)
_STRAY = ("*.part", "*.part-journal", "*.coming", "*.tmp", "*.new", "desk.coming*", "salvage-*", "going.json")
"""What is half written, by the names it has until it is whole."""
_SWEPT_LATER = ("desk/drafts/", "desk/attachments/", "desk/backups/attachments/")
"""Where what a killed run left half written is taken away at a calm moment, when nobody can be writing it any more."""
_ENDS, _EACH = 4, 32
"""Of a file written piece by piece, so many pieces at both ends count, and each so-many-th between."""
_SHORT = 165
"""So many steps are all tried."""
_ALL = 999
_CHANGING = re.compile(r"(?<=salvage-)\w+|(?<=new-)\w+|[0-9a-f]{8,}|\d+")
_SMALL = 4096


class Trial:
    """One operation in one place."""

    def __init__(self, operation: Operation, first: Place, disk: FailingDisk) -> None:
        self._operation, self._disk = operation, disk
        self._beginning = operation.beginning(first)
        self.came: Counter[str] = Counter()
        self.kinds = ""
        """What each of its steps is, see `FailingDisk.kinds`."""
        self.reached: frozenset[str] = frozenset()
        """The functions it went through."""
        self._known: dict[bytes, tuple[str, str]] = {}
        self._done_again: set[str] = set()
        self._legal = [self._after(number) for number in range(operation.acts + 1)]
        # What is here now is not looked through in the processes that are forked from here: they would copy all of it.
        gc.collect()
        gc.freeze()

    def steps(self, fault: Fault) -> list[int]:
        """Return the steps at which a fault is another one than at the step after."""
        return [step for step, kind in enumerate(self.kinds) if can_be(fault, kind)]

    @property
    def alike(self) -> frozenset[int]:
        """The steps in the midst of a long file that is written piece by piece, but for each so-many-th; none of a short operation."""
        found: set[int] = set()
        if len(self.kinds) <= _SHORT:
            return frozenset()
        for run in re.finditer("bm*", self.kinds):
            inner = range(run.start() + _ENDS, run.end() - _ENDS)
            found.update(set(inner) - set(inner[::_EACH]))
        return frozenset(found)

    def problems(self, rounds: Sequence[tuple[int, Fault]]) -> Iterator[str]:
        """Let these steps fail, each in its way; yield what is not as it must be, an empty text where all is.

        A process of its own is needed for this one: what it tries changes it.
        """
        deaths = [(step, fault) for step, fault in rounds if fault in DEATHS]
        errors = [(step, fault) for step, fault in rounds if fault not in DEATHS]
        if self._operation.is_shared:
            yield from (self._problem(*one, apart=True) for one in rounds)
            return
        yield from self._left_by_deaths(frozenset(deaths))
        yield from (self._problem(*one, apart=False) for one in errors)

    def _problem(self, step: int, fault: Fault, *, apart: bool) -> str:
        """Let one step fail, in a process of its own or in this one."""
        with _cleared(self._beginning.again()) as place:
            act = partial(self._act, place, step, fault, _ALL)
            ended = forked(act) if apart else Ended(0, _within(act))
            return self._told(step, fault, self._judged(place, ended, step, fault))

    def _told(self, step: int, fault: Fault, wrong: str) -> str:
        return f"{self._operation.name}, step {step}, {fault.name}: {wrong}" if wrong else ""

    def _left_by_deaths(self, wanted: frozenset[tuple[int, Fault]]) -> Iterator[str]:
        """Hold a process that does it at each step, and look at what its death there would leave on the disk."""
        left = set(wanted)
        with _cleared(self._beginning.again()) as place, Held(partial(self._act_asking, place)) as held:
            for step, is_torn in held.steps():
                fault = Fault.TORN if is_torn else Fault.KILL
                if (step, fault) in left:
                    left.remove((step, fault))
                    with place.as_left(held.of_the_dead):
                        wrong = self._judged(place, Ended(9), step, fault)
                    yield self._told(step, fault, wrong)
        if left:
            yield f"{self._operation.name}: {len(left)} steps did not come"

    def _act_asking(self, place: Place, to: int, answer: int) -> None:
        repeat_ids(7)
        self._disk.watch(place.folder)
        desk = self._operation.opened_here(place) if self._operation.on_desk else None
        self._disk.ask(to, answer)
        if desk is not None:
            for act in self._operation.on_desk:
                act(desk, place)
        elif self._operation.on_folder is not None:
            self._operation.on_folder(place)

    # -- in the process that is tried

    def _act(self, place: Place, step: int, fault: Fault, acts: int) -> dict[str, Any]:
        """Do it."""
        repeat_ids(7)
        told: dict[str, Any] = {"done": 0, "sentence": "", "bug": ""}
        operation = self._operation
        self._disk.watch(place.folder)
        desk = operation.opened_here(place) if operation.on_desk else None
        self._disk.arm(step, fault)
        try:
            if desk is not None:
                for act in operation.on_desk[:acts]:
                    act(desk, place)
                    told["done"] += 1
            elif operation.on_folder is not None:
                operation.on_folder(place)
                told["done"] = 1
        except Trouble as error:
            told["sentence"] = error.sentence
        except Exception as error:  # noqa: BLE001 - what it raised is what is asked
            told["bug"] = f"{type(error).__name__}: {error}"
        kinds = self._disk.kinds if fault is Fault.NONE else ""
        self._disk.disarm()
        if desk is not None:
            desk.close()
        return told | {"kinds": kinds}

    def _act_watched(self, place: Place) -> dict[str, Any]:
        """Do all of it on a sound disk, and tell what it went through and loaded."""
        with Reached() as reached:
            told = self._act(place, -1, Fault.NONE, _ALL)
        return told | {"reached": sorted(reached.names), "modules": sorted(sys.modules)}

    # -- in the process that looks

    def _after(self, acts: int) -> str:
        """Return the state after so many acts on a sound disk."""
        place = self._beginning.again()
        try:
            if acts == self._operation.acts:
                told = _sound(forked(partial(self._act_watched, place)))
                self.kinds, self.reached = told["kinds"], frozenset(told["reached"])
                load(told["modules"])
            elif acts or self._operation.open_here:
                _sound(forked(partial(self._act, place, -1, Fault.NONE, acts)))
            state, sick = self._look(place)
            assert not sick, sick
            return state
        finally:
            place.clear()

    def _judged(self, place: Place, ended: Ended, step: int, fault: Fault) -> str:
        told = ended.returned or {}
        if ended.hung:
            return "hung"
        if bug := ended.bug or told.get("bug", ""):
            return bug
        lying = _lying(place)
        try:
            state, sick = self._look(place)
        except (Trouble, AssertionError, OSError) as error:
            return f"cannot be opened: {error!r} after {told}"
        reached = {number for number, legal in enumerate(self._legal) if legal == state}
        last = len(self._legal) - 1
        if not reached:
            return f"between: {state} of {self._legal}, {told}"
        if not ended.signal:
            done = told["done"]
            if not reached & {done, done + 1} or (not told["sentence"] and last not in reached):
                return f"said {told} and is at {reached} of {last}"
            self.came["said" if told["sentence"] else "went through"] += 1
        self.came["after" if last in reached else "before"] += bool(ended.signal)
        if sick:
            return sick
        # Where tidying up is what fails, it is done the next time.
        could_tidy = not ended.signal and fault is not Fault.GONE and (fault, self.kinds[step]) != (Fault.ONCE, "a")
        if could_tidy and (stray := _stray(place)):
            return f"left lying: {stray}"
        can_again = 0 in reached and self._operation.on_folder and not self._operation.is_once
        if not can_again or lying in self._done_again:
            return ""
        self._done_again.add(lying)
        return self._again(place, apart=bool(ended.signal))

    def _again(self, place: Place, *, apart: bool) -> str:
        """Do all of it once more where nothing had come of it: it must go through, and tidy up; in this process if that lives."""
        act = partial(self._act, place, -1, Fault.NONE, _ALL)
        ended = forked(act) if apart else Ended(0, _within(act))
        self.came["done again"] += 1
        if ended.bug or not ended.returned or ended.returned["sentence"] or ended.returned["bug"]:
            return f"not again: {ended}"
        stray = [path for path in _stray(place) if not path.startswith(_SWEPT_LATER)]
        return f"left lying after another time: {stray}" if stray else ""

    def _look(self, place: Place) -> tuple[str, str]:
        """Open the desk as the next start would; return a word for all that is there, and what is wrong with it."""
        with closing(self._operation.opened(place)) as desk:
            path = desk.database.path
            if lost := desk.database.lost:
                return "", f"said to be lost, and is not: {lost}"
        word = file_word(path)
        if word not in self._known:
            # The same bytes say the same.
            with closing(self._operation.opened(place)) as desk:
                self._known[word] = rows_word(desk), sickness(desk)
        rows, sick = self._known[word]
        return word_for([rows, self._operation.extras(place)]), sick


def sickness(desk: Desk) -> str:
    """Return what is wrong with the file of a desk, its links and its index."""
    damage = upkeep.damage(desk.database)
    wrong = [*damage.file, *damage.index, *map(str, upkeep.broken_links(desk.database))]
    if gaps := upkeep.index_gaps(desk.database):
        wrong.append(f"{gaps} records missing in search")
    return "; ".join(wrong)


@contextmanager
def _cleared(place: Place) -> Iterator[Place]:
    try:
        yield place
    finally:
        place.clear()


def _within(act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do it in this process, and let it hang no longer than in another."""
    signal.setitimer(signal.ITIMER_REAL, HANGS_AFTER_S)
    try:
        return act()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _sound(ended: Ended) -> dict[str, Any]:
    told: dict[str, Any] = ended.returned or {}
    wrong = ended.bug + (told["sentence"] + told["bug"] if told else "died")
    assert not wrong, wrong
    return told


def load(modules: list[str]) -> None:
    """Load what an operation loads, so that each process forked from here has it already."""
    for name in modules:
        with suppress(ImportError):
            import_module(name)


def _lying(place: Place) -> str:
    """Say what lies in a place, but for what is another each time: where the same lies, doing it again is the same."""
    found = []
    for path in place.folder.rglob("*"):
        if path.is_file():
            size = path.stat().st_size
            name = _CHANGING.sub("*", str(path.relative_to(place.folder)))
            found.append(f"{name} {size if size < _SMALL else 'more'}")
    return "\n".join(sorted(found))


def _stray(place: Place) -> list[str]:
    return [str(path.relative_to(place.folder)) for name in _STRAY for path in place.folder.rglob(name)]
