"""A disk that fails at each write of each operation and each act: before or after, never between, and said in a sentence."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from tests.faults import acts, trials
from tests.faults.desks import Template, make_template, new_ids, quick_folder
from tests.faults.failing_disk import Fault, loaded
from tests.faults.figures import Figures
from tests.faults.operations import Place, operations
from tests.faults.reached import writing_functions

_ACTS_AT_ONCE = 8
_ACTS_APART = 5
_templates: list[Template] = []

T = TypeVar("T")


@dataclass(frozen=True)
class _Share:
    """Which rounds of all are done: each so-many-th, another one for each seed."""

    every: int
    seed: int
    is_all: bool = False
    """Whether pieces in the midst of a long file count, too."""

    def of(self, rounds: Sequence[T], also: int = 0) -> list[T]:
        """Return those of these rounds, one at least."""
        return [*rounds[(self.seed + also) % self.every :: self.every]] or [*rounds[:1]]

    def of_act(self, number: int) -> Callable[[Sequence[T]], list[T]]:
        """Return which rounds of an act are done: of some acts many, for the way there costs more than a round, of others none."""
        apart = _ACTS_APART if self.every % _ACTS_APART == 0 else 1
        if (self.seed + number) % apart:
            return _none
        steps = _Share(self.every // apart, self.seed // apart)
        return partial(steps.of, also=number)


def _none(_rounds: Sequence[T]) -> list[T]:
    return []


@dataclass
class _Part:
    """What came of a part of the work, done in a process of its own."""

    name: str
    steps: int = 0
    seconds: float = 0.0
    rounds: int = 0
    wrong: list[str] = field(default_factory=list)
    came: Counter[str] = field(default_factory=Counter)
    reached: frozenset[str] = frozenset()

    def count(self, problem: str) -> None:
        """Count one round."""
        self.rounds += 1
        if problem:
            self.wrong.append(problem)


def run(
    share: float = 1.0, seed: int = 5, *, every: bool = False, jobs: int = 1, only: frozenset[str] = frozenset()
) -> Iterator[Figures]:
    """Let the disk fail at so large a share of the steps of all that is done, in each way of failing."""
    if loaded() is None:
        yield Figures("writes", "a disk that fails at each write", left_out="no failing disk here")
        return
    some = _Share(max(1, round(1 / share)), seed, every)
    names = [one.name for one in operations() if not only or one.name in only]
    # Where there are several processes, none shall do the last long operation while the others wait.
    faults = [(fault,) for fault in trials.FAULTS] if jobs > 1 and some.every == 1 else [trials.FAULTS]
    work = [partial(_operation, name, some, which) for name in names for which in faults]
    if not only or "acts" in only:
        count = len(acts.all_acts())
        at_once = _ACTS_AT_ONCE if jobs > 1 else count
        work += [partial(_acts, range(begin, min(count, begin + at_once)), some) for begin in range(0, count, at_once)]
    reached: set[str] = set()
    with quick_folder() as folder:
        # Here, and not in each of the processes, which begin as copies of this one.
        _templates[:] = [make_template(folder / "template")]
        for parts in _by_name(_done(work, jobs)):
            yield _figures(parts)
            reached.update(*(part.reached for part in parts))
    if not only:
        yield _covered(reached)


def _done(work: Sequence[partial[_Part]], jobs: int) -> Iterator[_Part]:
    # Never in this process: what is tried changes the one it is tried in.
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        yield from (future.result() for future in [pool.submit(_told, one) for one in work])


def _by_name(parts: Iterator[_Part]) -> Iterator[list[_Part]]:
    """Gather the parts that belong together; they come one after the other."""
    together: list[_Part] = []
    for part in parts:
        if together and part.name != together[0].name:
            yield together
            together = []
        together.append(part)
    if together:
        yield together


def _figures(parts: list[_Part]) -> Figures:
    is_acts = parts[0].name == _EACH_ACT
    what = _EACH_ACT if is_acts else f"{parts[0].name}: a disk that fails at each of its steps"
    figures = Figures("writes", what)
    came: Counter[str] = Counter()
    for part in parts:
        figures.rounds += part.rounds
        figures.wrong += part.wrong
        came.update(part.came)
    steps = sum(part.steps for part in parts) if is_acts else parts[0].steps
    figures.seconds = sum(part.seconds for part in parts)
    figures.measured = {"steps": str(steps), **{word: str(count) for word, count in sorted(came.items())}}
    return figures


def _covered(reached: set[str]) -> Figures:
    """Say whether every function that writes was gone through."""
    figures = Figures("writes", "functions that write, each gone through")
    for name in sorted(writing_functions()):
        figures.count(
            "" if name in reached else f"{name} writes and is tried by no operation: see tests/faults/operations.py"
        )
    return figures


def _told(work: partial[_Part]) -> _Part:
    """Do a part of the work; that it could not be done is told like all that is wrong."""
    new_ids()
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - one that fails must not cost the figures of all others
        name = work.args[0] if isinstance(work.args[0], str) else _EACH_ACT
        return _Part(name, rounds=1, wrong=[f"{name}: {type(error).__name__}: {error}", traceback.format_exc()])


# --- in a process of its own ------------------------------------------------------------------------------------

_EACH_ACT = "each act of the program, on a disk that fails"


def _operation(name: str, some: _Share, faults: Sequence[Fault]) -> _Part:
    disk, begun = loaded(), time.monotonic()
    assert disk is not None
    number, operation = next((n, one) for n, one in enumerate(operations()) if one.name == name)
    with quick_folder() as folder:
        trial = trials.Trial(operation, Place(folder / "first", _templates[0]), disk)
        part = _Part(name, steps=len(trial.kinds), reached=trial.reached)
        passed_over = frozenset[int]() if some.is_all else trial.alike
        rounds = []
        for fault in faults:
            steps = [step for step in trial.steps(fault) if step not in passed_over]
            rounds += [(step, fault) for step in some.of(steps, also=number + fault)]
        for problem in trial.problems(rounds):
            part.count(problem)
    part.came, part.seconds = trial.came, time.monotonic() - begun
    return part


def _acts(places: range, some: _Share) -> _Part:
    disk, begun = loaded(), time.monotonic()
    assert disk is not None
    part = _Part(_EACH_ACT)
    with quick_folder() as folder:
        tried = acts.ActTrials(folder, disk)
        for place in places:
            for problem in tried.problems(acts.all_acts()[place], some.of_act(place)):
                part.count(problem)
    part.came, part.reached, part.steps = tried.came, frozenset(tried.reached), tried.steps
    part.came["acts"], part.seconds = len(places), time.monotonic() - begun
    return part
