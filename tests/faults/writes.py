"""A disk that fails at each write of each operation: before or after, never between, and said in a sentence."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from typing import Any

from mentordesk.errors import Trouble
from mentordesk.store import upkeep
from tests.faults.desks import make_template, quick_folder, repeat_ids
from tests.faults.failing_disk import FailingDisk, Fault, loaded
from tests.faults.figures import Figures
from tests.faults.forked import Ended, forked
from tests.faults.operations import Operation, Place, operations

_FAULTS = (Fault.KILL, Fault.TORN, Fault.ONCE, Fault.FULL, Fault.GONE)
_MOST_STEPS = 60
"""Of an operation with more, such as one that writes a file page by page, so many are tried, spread evenly; `every` tries all."""
_STRAY = ("*.part", "*.part-journal", "*.coming", "*.tmp", "*.new", "desk.coming*", "salvage-*")
"""What is half written, by the names it has until it is whole."""
_SWEPT_LATER = "drafts"
"""Where half a draft is left to the next start."""


def run(
    share: float = 1.0, seed: int = 5, *, every: bool = False, only: frozenset[str] = frozenset()
) -> Iterator[Figures]:
    """Let the disk fail at so large a share of the steps of each operation, in each way of failing."""
    disk = loaded()
    if disk is None:
        yield Figures("writes", "a disk that fails at each write", left_out="no failing disk here")
        return
    chance = random.Random(seed)
    with quick_folder() as folder:
        template = make_template(folder / "template")
        for operation in operations():
            if only and operation.name not in only:
                continue
            first = Place(folder / f"first-{operation.name.replace(' ', '')}", template)
            first.out.mkdir(parents=True)
            template.copy_to(first.desk)
            if operation.prepare:
                operation.prepare(first)
            trial = _Trial(operation, first, disk)
            figures = Figures("writes", f"{operation.name}: a disk that fails at each of its steps")
            for fault in _FAULTS:
                for step in _chosen(trial.steps, share, every, chance):
                    figures.count(trial.problem(step, fault))
            figures.measured = {"steps": str(trial.steps), **{k: str(v) for k, v in sorted(trial.came.items())}}
            yield figures


def _chosen(steps: int, share: float, every: bool, chance: random.Random) -> list[int]:
    some = list(range(steps))
    if not every and steps > _MOST_STEPS:
        offset = chance.random()
        some = [int((number + offset) * steps / _MOST_STEPS) for number in range(_MOST_STEPS)]
    return some if share >= 1 else sorted(chance.sample(some, max(1, round(len(some) * share))))


class _Trial:
    """One operation, tried again and again on copies of one place."""

    def __init__(self, operation: Operation, first: Place, disk: FailingDisk) -> None:
        self._operation, self._first, self._disk = operation, first, disk
        self._count = 0
        self.came: Counter[str] = Counter()
        self.steps = 0
        acts = len(operation.on_desk) or 1
        self._legal = [self._after(number) for number in range(acts + 1)]

    def problem(self, step: int, fault: Fault) -> str:
        """Let one step fail; return what is not as it must be."""
        place = self._copy()
        try:
            ended = forked(partial(self._act, place, step, fault, 99))
            said = f"{self._operation.name}, step {step}, {fault.name}"
            if wrong := self._judged(place, ended, fault):
                return f"{said}: {wrong}"
            return ""
        finally:
            self._clear(place)

    def _judged(self, place: Place, ended: Ended, fault: Fault) -> str:
        told = ended.returned or {}
        if ended.hung:
            return "hung"
        if bug := ended.bug or told.get("bug", ""):
            return bug
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
        could_tidy = not ended.signal and fault is not Fault.GONE
        if could_tidy and (stray := _stray(place)):
            return f"left lying: {stray}"
        can_again = 0 in reached and self._operation.on_folder and not self._operation.is_once
        return self._again(place) if can_again else ""

    def _again(self, place: Place) -> str:
        """Do all of it once more where nothing had come of it: it must go through, and tidy up."""
        ended = forked(partial(self._act, place, -1, Fault.NONE, 99))
        if ended.bug or not ended.returned or ended.returned["sentence"] or ended.returned["bug"]:
            return f"not again: {ended}"
        stray = [path for path in _stray(place) if _SWEPT_LATER not in path]
        return f"left lying after another time: {stray}" if stray else ""

    def _look(self, place: Place) -> tuple[str, str]:
        """Open the desk as the next start would; return a word for all that is there, and what is wrong with it."""
        with closing(self._operation.opened(place)) as desk:
            state = self._operation.state(desk, place)
            damage = upkeep.damage(desk.database)
            wrong = [*damage.file, *damage.index, *map(str, upkeep.broken_links(desk.database))]
            if gaps := upkeep.index_gaps(desk.database):
                wrong.append(f"{gaps} records missing in search")
        return state, "; ".join(wrong)

    def _after(self, acts: int) -> str:
        """Return the state after so many acts on a sound disk."""
        place = self._copy()
        try:
            if acts:
                ended = forked(partial(self._act, place, -1, Fault.NONE, acts))
                assert ended.returned, ended
                assert not ended.returned["sentence"] + ended.returned["bug"], ended
                self.steps = ended.returned["steps"]
            return self._look(place)[0]
        finally:
            self._clear(place)

    def _act(self, place: Place, step: int, fault: Fault, acts: int) -> dict[str, Any]:
        """Do it; in a process of its own."""
        repeat_ids(7)
        told: dict[str, Any] = {"done": 0, "sentence": "", "bug": "", "steps": 0}
        self._disk.watch(place.folder)
        desk = self._operation.opened(place) if self._operation.on_desk else None
        self._disk.arm(step, fault)
        try:
            if desk is not None:
                for act in self._operation.on_desk[:acts]:
                    act(desk, place)
                    told["done"] += 1
            elif self._operation.on_folder is not None:
                self._operation.on_folder(place)
                told["done"] = 1
        except Trouble as error:
            told["sentence"] = error.sentence
        except Exception as error:  # noqa: BLE001 - what it raised is what is asked
            told["bug"] = f"{type(error).__name__}: {error}"
        told["steps"] = self._disk.passed
        self._disk.disarm()
        if desk is not None:
            desk.close()
        return told

    def _copy(self) -> Place:
        self._count += 1
        place = Place(self._first.folder.with_name(f"trial-{self._count}"), self._first.template)
        shutil.copytree(self._first.folder, place.folder)
        with suppress(FileNotFoundError):
            shutil.copytree(self._first.keyring.folder, place.keyring.folder)
        return place

    def _clear(self, place: Place) -> None:
        shutil.rmtree(place.folder)
        shutil.rmtree(place.keyring.folder, ignore_errors=True)


def _stray(place: Place) -> list[str]:
    return [str(path.relative_to(place.folder)) for name in _STRAY for path in place.folder.rglob(name)]
