"""How thoroughly is measured and where, and the two ways to measure a process."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.desks import copied
from tests.benchmarks.figures import Figure, Goal
from tests.benchmarks.processes import Failed, Subject


@dataclass
class Plan:
    """How thoroughly to measure, and where."""

    scratch: Path
    runs: int = 7
    session_s: float = 30.0
    display: Mapping[str, str] | None = None
    """The environment of a virtual display; without it only Qt's offscreen platform is measured."""
    copies: int = 0

    @property
    def home(self) -> Path:
        """The home of every process: as for a person, fonts were looked for by an earlier start."""
        return self.scratch / "home"

    def copy(self, desk: Path) -> Path:
        """Return a copy of a desk that may be written to."""
        self.copies += 1
        return copied(desk, self.scratch / f"copy-{self.copies}")


Found = dict[int, list[Figure]]


def on_processor(
    plan: Plan, name: str, arguments: tuple[str, ...], surroundings: Mapping[str, str] | None = None
) -> float:
    """Return for how many ms of each second a process is on a processor."""
    with Subject(name, *arguments, home=plan.home, display=_offscreen(surroundings)) as subject:
        if failed := subject.hear().get("failed"):
            raise Failed(failed)
        time.sleep(1.0)
        before, begun = subject.processor_ms(), time.monotonic()
        time.sleep(plan.session_s)
        return (subject.processor_ms() - before) / (time.monotonic() - begun)


def told(
    plan: Plan,
    name: str,
    folders: list[Path],
    goals: tuple[Goal, ...],
    prefix: str = "",
    *,
    wanted: str = "",
    surroundings: Mapping[str, str] | None = None,
) -> list[Figure]:
    """Return the figures a process tells of, each with these goals; one that failed when it tells of none."""
    heard: list[Figure] = []
    try:
        with Subject(name, *map(str, folders), home=plan.home, display=_offscreen(surroundings)) as subject:
            heard = [_figure(said, goals, prefix) for said in subject.hear_all()]
    except Failed as error:
        heard.append(Figure(wanted or name, "ms", (), (), goals, str(error)))
    for folder in folders:
        shutil.rmtree(folder)
    return heard


def _figure(said: Mapping[str, Any], goals: tuple[Goal, ...], prefix: str) -> Figure:
    if "failed" in said:
        return Figure(prefix + said["name"], "ms", (), (), goals, said["failed"])
    return Figure(prefix + said["name"], "ms", tuple(said["ours"]), tuple(said["bare"]), goals)


def _offscreen(surroundings: Mapping[str, str] | None) -> Mapping[str, str] | None:
    return {"QT_QPA_PLATFORM": "offscreen", **surroundings} if surroundings else None
