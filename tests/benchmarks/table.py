"""The figures as a table to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tests.benchmarks.figures import Figure, growths, median, percentile, spread

_WIDTH = 46


def lines(sizes: Mapping[int, Sequence[Figure]], noise: Mapping[str, Any]) -> Iterator[str]:
    """Yield everything worth reading: figures by size of desk, growth, noise, and what misses its goal."""
    for size, figures in sizes.items():
        yield ""
        yield (
            f"{f'{size:,} meetings':<{_WIDTH}}{'median':>10}{'p95':>9}{'max':>9}{'±':>6}{'bare':>10}{'ratio':>8}  goal"
        )
        for figure in figures:
            yield _line(figure)
    yield from _growth(sizes)
    yield ""
    yield _noise(noise)
    missed = [f"  {figure.name.strip()} at {size:,}" for size, all_of in sizes.items() for figure in _missing(all_of)]
    yield "Every goal is reached." if not missed else f"{len(missed)} figures miss their goal:"
    yield from missed


def _missing(figures: Iterable[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.misses]


def _line(figure: Figure) -> str:
    name = f"{figure.name:<{_WIDTH}}"
    if figure.failed:
        return f"{name}  NOT MEASURED: {figure.failed.strip().splitlines()[-1][:100]}"
    ours = figure.ours
    numbers = f"{median(ours):>10.2f}{percentile(ours, 95):>9.2f}{max(ours):>9.2f}{spread(ours) * 100:>5.0f}%"
    beside = f"{median(figure.bare):>10.2f}{figure.ratio:>7.2f}×" if figure.bare else " " * 18
    goals = "; ".join(("MISSED " if goal.says in figure.misses else "ok ") + goal.says for goal in figure.goals)
    return f"{name}{numbers}{beside}  {goals}"


def _growth(sizes: Mapping[int, Sequence[Figure]]) -> Iterator[str]:
    small, large, found = growths(sizes)
    if not found:
        return
    yield ""
    yield f"{f'growth from {small:,} to {large:,}':<{_WIDTH}}{'times':>10}{'':>24}  goal"
    for growth in found:
        goal = "ok < 1.5×" if growth.is_reached else "MISSED < 1.5×"
        yield f"{growth.name:<{_WIDTH}}{growth.times:>9.2f}×{growth.small:>12.2f} → {growth.large:<9.2f}  {goal}"


def _noise(noise: Mapping[str, Any]) -> str:
    same = noise["same_work_ms"] or {}
    load = noise["load"] or {}
    return (
        f"The same work took {same.get('median', 0):.2f} ms ({same.get('low', 0):.2f} to {same.get('high', 0):.2f},"
        f" middle half within {noise['spread'] * 100:.0f} %) while this was measured;"
        f" load {load.get('median', 0):.1f} on {noise['processors']} processors."
    )
