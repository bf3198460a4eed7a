"""The measures: which processes are started for each, and which goals its figures have."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks import figures
from tests.benchmarks.encrypted_measures import measure_encrypted
from tests.benchmarks.figures import Figure
from tests.benchmarks.plan import Found, Plan, on_processor, told
from tests.benchmarks.processes import Failed, Subject, can_weigh
from tests.benchmarks.quiet_measures import measure_quiet

SETTLE_S = 2.5
"""Until what the window loads after its first sight is loaded: memory is weighed with it."""
LARGE = 100_000


Measure = Callable[[Plan, Mapping[int, Path]], Found]


# --- the window: start and memory ------------------------------------------------------------------------------------


def measure_start(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Start a bare window and the program on each desk in turn, again and again."""
    found: Found = {size: [] for size in desks}
    platforms: list[tuple[str, Mapping[str, str] | None]] = [("", None)]
    if plan.display:
        platforms.append((" under X", plan.display))
    for words, display in platforms:
        bare: list[_Started] = []
        ours: dict[int, list[_Started]] = {size: [] for size in desks}
        failed: dict[int, str] = {}
        for run in range(plan.runs + 1):
            kept = run > 0  # the first run fetches everything from the disk
            started = _start(plan, "bare_window", (), display)
            bare += [started] if kept else []
            for size, desk in desks.items():
                try:
                    started = _start(plan, "opened", (str(desk),), display)
                    ours[size] += [started] if kept else []
                except Failed as error:
                    failed[size] = str(error)
        for size in desks:
            found[size] += _start_figures(words, bare, ours[size], failed.get(size, ""), is_large=size >= LARGE)
    return found


@dataclass(frozen=True)
class _Started:
    first_ms: float
    last_ms: float
    processor_ms: float
    memory_mb: float


def _start(plan: Plan, name: str, arguments: tuple[str, ...], display: Mapping[str, str] | None) -> _Started:
    with Subject(name, *arguments, home=plan.home, display=display) as subject:
        said = subject.hear()
        time.sleep(SETTLE_S if name == "opened" else 0.5)
        return _Started(
            (said["first"] - subject.begun) * 1000,
            (said["last"] - subject.begun) * 1000,
            said["processor"],
            subject.memory_mb() if can_weigh() else 0.0,
        )


def _start_figures(
    words: str, bare: list[_Started], ours: list[_Started], failed: str, *, is_large: bool
) -> Iterator[Figure]:
    goals = (figures.at_most_times_bare(4 if is_large else 3),)
    for name, unit, pick, wanted in (
        ("start until Today is complete", "ms", _last, goals),
        ("  its first sight", "ms", _first, ()),
        ("  processor time until then", "ms", _processor, ()),
        ("memory (PSS) at rest", "MB", _memory, (figures.at_most_times_bare(2),) if can_weigh() else ()),
    ):
        yield Figure(name + words, unit, tuple(map(pick, ours)), tuple(map(pick, bare)), wanted, failed)


def _first(started: _Started) -> float:
    return started.first_ms


def _last(started: _Started) -> float:
    return started.last_ms


def _processor(started: _Started) -> float:
    return started.processor_ms


def _memory(started: _Started) -> float:
    return started.memory_mb


# --- what one process measures by itself ------------------------------------------------------------------------------


def measure_search(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Search as one types."""
    return {
        size: told(plan, "searching", [plan.copy(desk)], (figures.p95_at_most(10),), "search: ")
        for size, desk in desks.items()
    }


def measure_saving(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Save notes of two lengths."""
    return {
        size: told(plan, "saving", [plan.copy(desk), plan.copy(desk)], (figures.p95_at_most(50),))
        for size, desk in desks.items()
    }


def measure_person(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Open the person with the most meetings."""
    return {
        size: told(plan, "person", [plan.copy(desk)], (figures.p95_at_most(50),), wanted="opening the person met most")
        for size, desk in desks.items()
    }


def measure_notes(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Open all notes, walk through them and filter them."""
    return {
        size: told(plan, "notes", [plan.copy(desk)], (figures.p95_at_most(50),), wanted="opening all notes")
        for size, desk in desks.items()
    }


def measure_scrolling(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Scroll the longest timeline."""
    return {
        size: told(
            plan, "scrolling", [plan.copy(desk)], figures.frames_smooth(), wanted="a frame of the longest timeline"
        )
        for size, desk in desks.items()
    }


def measure_acts(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Do what people do, by key."""
    return {
        size: [
            # Screen by screen each is a single sample of what has its goal above.
            replace(one, goals=()) if one.name.startswith(("act:   first sight of", "act:   all of")) else one
            for one in told(plan, "acts", [plan.copy(desk), plan.copy(desk)], (figures.p95_at_most(50),), "act: ")
        ]
        for size, desk in desks.items()
    }


def measure_insights(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Open the Insights of ten years, and of everybody; draw a long chart."""
    goals = {"a chart": figures.p95_at_most(16), "insights of everybody": figures.p95_at_most(50)}
    found: Found = {}
    for size, desk in desks.items():
        samples = told(plan, "insights", [plan.copy(desk)], (), wanted="insights of ten years of weekly meetings")
        found[size] = [
            replace(
                figure,
                goals=(
                    goals.get(
                        next((key for key in goals if figure.name.startswith(key)), ""), figures.p95_at_most(100)
                    ),
                ),
            )
            for figure in samples
        ]
    return found


def measure_goals(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Open the longest goals there may be, redraw a chart, take a step."""
    bounds = {"redrawing": (figures.p95_at_most(16),), "opening a goal with 10,000": ()}
    found: Found = {}
    for size, desk in desks.items():
        samples = told(
            plan, "goals", [plan.copy(desk)], (figures.p95_at_most(50),), wanted="a goal of 10,000 check-ins"
        )
        for begins, goals in bounds.items():
            samples = [replace(one, goals=goals) if one.name.startswith(begins) else one for one in samples]
        found[size] = samples
    return found


def measure_promises(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Open the screen of 20,000 promises, tick one, group them anew."""
    return {
        size: told(plan, "promises", [plan.copy(desk)], (figures.p95_at_most(150),), wanted="20,000 promises")
        for size, desk in desks.items()
    }


def measure_session(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Let a focus session run, and a bare window stand, for as long."""
    bare = on_processor(plan, "bare_window", ())
    found: Found = {}
    for size, desk in desks.items():
        failed = ""
        ours: tuple[float, ...] = ()
        try:
            ours = (on_processor(plan, "session", (str(plan.copy(desk)),)),)
        except Failed as error:
            failed = str(error)
        goals = (figures.median_at_most(5, "ms/s"),)
        found[size] = [Figure("a running focus session", "ms/s", ours, (bare,), goals, failed)]
    return found


MEASURES: dict[str, Measure] = {
    "start": measure_start,
    "search": measure_search,
    "saving": measure_saving,
    "person": measure_person,
    "notes": measure_notes,
    "scrolling": measure_scrolling,
    "acts": measure_acts,
    "insights": measure_insights,
    "goals": measure_goals,
    "promises": measure_promises,
    "session": measure_session,
    "encrypted": measure_encrypted,
    "quiet": measure_quiet,
}


def measure(names: Iterable[str], plan: Plan, desks: Mapping[int, Path], say: Callable[[str], None]) -> Found:
    """Take measures one after the other and return all figures by the size of the desk."""
    found: Found = {size: [] for size in desks}
    for name in names:
        say(f"{name} …")
        for size, taken in MEASURES[name](plan, desks).items():
            found[size] += taken
    return found
