"""What is measured, summed up: samples of ours and of the bare counterpart, and whether the goal is reached."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

GROWTH_GOAL = 1.5
"""What grows tenfold in meetings may cost so many times more."""
GROWTH_FROM = {"ms": 0.5, "MB": 1.0, "ms/s": 0.5}
"""Below this, in the figure's unit, a growth is the noise of the clock."""


@dataclass(frozen=True)
class Goal:
    """A bound on one number of a figure."""

    says: str
    of: Callable[[Figure], float]
    at_most: float

    def is_reached(self, figure: Figure) -> bool:
        """Tell whether the figure keeps to the bound."""
        return self.of(figure) <= self.at_most


@dataclass(frozen=True)
class Figure:
    """One thing measured on one size of desk. `bare` may be empty where nothing compares."""

    name: str
    unit: str
    ours: tuple[float, ...]
    bare: tuple[float, ...] = ()
    goals: tuple[Goal, ...] = ()
    failed: str = ""
    """Why it could not be measured; then every goal counts as missed."""
    grows: bool = True
    """Whether it is compared between sizes."""

    @property
    def ratio(self) -> float:
        """How many times the bare counterpart, median by median; 0 where there is none."""
        return median(self.ours) / median(self.bare) if self.ours and self.bare and median(self.bare) else 0.0

    @property
    def misses(self) -> tuple[str, ...]:
        """The goals that are not reached, in words."""
        if self.failed:
            return tuple(goal.says for goal in self.goals) or ("is measured",)
        return tuple(goal.says for goal in self.goals if not goal.is_reached(self))

    def told(self) -> dict[str, Any]:
        """Return the figure for the JSON file."""
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": summary(self.ours),
            "bare": summary(self.bare),
            "ratio": round(self.ratio, 3) or None,
            "goals": [goal.says for goal in self.goals],
            "misses": list(self.misses),
            "failed": self.failed or None,
        }


def median(samples: Sequence[float]) -> float:
    return statistics.median(samples) if samples else 0.0


def percentile(samples: Sequence[float], percent: float) -> float:
    """Return the smallest sample that so many per cent of all do not exceed."""
    ordered = sorted(samples)
    place = math.ceil(len(ordered) * percent / 100) - 1
    return ordered[max(0, place)] if ordered else 0.0


def summary(samples: Sequence[float]) -> dict[str, float] | None:
    """Return what is worth keeping of many samples."""
    if not samples:
        return None
    return {
        "median": round(median(samples), 4),
        "p95": round(percentile(samples, 95), 4),
        "low": round(min(samples), 4),
        "high": round(max(samples), 4),
        "samples": len(samples),
    }


def spread(samples: Sequence[float]) -> float:
    """Return how far the middle half of the samples lies apart, as a share of the median: the noise of the machine."""
    middle = median(samples)
    return (percentile(samples, 75) - percentile(samples, 25)) / middle if middle else 0.0


# --- the goals -------------------------------------------------------------------------------------------------------


def at_most_times_bare(times: float) -> Goal:
    return Goal(f"≤ {times:g}× bare", _ratio, times)


def p95_at_most(ms: float) -> Goal:
    return Goal(f"p95 ≤ {ms:g} ms", _p95, ms)


def median_at_most(bound: float, unit: str) -> Goal:
    return Goal(f"≤ {bound:g} {unit}", _median, bound)


def frames_smooth() -> tuple[Goal, Goal]:
    return Goal("95 % of frames < 16 ms", _p95, 16.0), Goal("no frame > 50 ms", _most, 50.0)


def _ratio(figure: Figure) -> float:
    # Without a counterpart there is nothing to be better than.
    return figure.ratio or float("inf")


def _p95(figure: Figure) -> float:
    return percentile(figure.ours, 95)


def _median(figure: Figure) -> float:
    return median(figure.ours)


def _most(figure: Figure) -> float:
    return max(figure.ours)


# --- growth ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Growth:
    """How much more something costs on a desk ten times as large."""

    name: str
    unit: str
    small: float
    large: float

    @property
    def times(self) -> float:
        """How many times more; 1 where both are too small for the clock."""
        least = GROWTH_FROM.get(self.unit, 0.0)
        small, large = max(self.small, least), max(self.large, least)
        return large / small if small else 1.0

    @property
    def is_reached(self) -> bool:
        return self.times < GROWTH_GOAL


def growths(sizes: Mapping[int, Sequence[Figure]]) -> tuple[int, int, list[Growth]]:
    """Compare the two largest sizes that are ten times apart; (0, 0, []) when there are none."""
    pairs = [(size, size * 10) for size in sorted(sizes, reverse=True) if size * 10 in sizes]
    if not pairs:
        return 0, 0, []
    small, large = pairs[0]
    before = {figure.name: figure for figure in sizes[small]}
    found = [
        Growth(figure.name, figure.unit, median(before[figure.name].ours), median(figure.ours))
        for figure in sizes[large]
        if figure.grows and figure.ours and figure.name in before and before[figure.name].ours
    ]
    return small, large, found
