"""The benchmarks run, and tell every figure that is wanted: on a small desk, once, and without judging the times."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import figures
from tests.benchmarks.encrypted_measures import NAME, NEEDED
from tests.benchmarks.figures import Figure, growths
from tests.support.private_bus import needs
from tests.support.sources import ROOT

WANTED = {
    "start until Today is complete",
    "memory (PSS) at rest",
    "search: 1 letter",
    "search: 2 letters",
    "search: 5 letters",
    "search: a rare word",
    "search: a common word",
    "search: within one person",
    "saving a note of 2 kB",
    "saving a note of 50 kB",
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="weighs processes as Linux tells of them")
def test_a_small_run_measures_what_is_wanted_beside_its_bare_counterpart(tmp_path: Path) -> None:
    told = {figure["name"]: figure for figure in measured(tmp_path, "start,search,saving")}
    assert set(told) >= WANTED
    assert {name: told[name]["failed"] for name in WANTED if told[name]["failed"]} == {}
    assert all(told[name]["ours"] and told[name]["bare"] for name in WANTED)


def test_an_encrypted_desk_is_measured_beside_the_same_desk_without_a_key(tmp_path: Path) -> None:
    needs(*NEEDED)
    told = {figure["name"]: figure for figure in measured(tmp_path, "encrypted")}
    wanted = {NAME, "encrypted: saving a note of 2 kB", "encrypted: search, a common word"}
    assert set(told) >= wanted
    assert {name: told[name]["failed"] for name in told if told[name]["failed"]} == {}
    assert all(told[name]["ours"] and told[name]["bare"] for name in wanted)


def measured(folder: Path, only: str) -> list[dict[str, Any]]:
    """Return what a short run on a small desk tells of some measures."""
    written = folder / "bench.json"
    asked = [sys.executable, str(ROOT / "tests" / "benchmarks"), "--meetings", "50", "--only", only]
    asked += ["--runs", "1", "--offscreen-only", "--desks", str(folder / "desks"), "--json", str(written)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures_told: list[dict[str, Any]] = json.loads(written.read_text())["sizes"]["50"]
    for figure in figures_told:
        assert figure["name"] in done.stdout
    return figures_told


def test_a_goal_is_missed_by_what_lies_beyond_it_and_by_what_was_not_measured() -> None:
    goals = (figures.at_most_times_bare(3),)
    assert Figure("start", "ms", (300.0,), (100.0,), goals).misses == ()
    assert Figure("start", "ms", (301.0,), (100.0,), goals).misses == ("≤ 3× bare",)
    assert Figure("start", "ms", (), (), goals, failed="no window").misses == ("≤ 3× bare",)


def test_percentiles_are_samples_that_were_taken() -> None:
    samples = [float(number) for number in range(1, 101)]
    assert figures.percentile(samples, 95) == 95.0
    assert figures.percentile([7.0], 95) == 7.0
    assert figures.percentile([1.0, 9.0], 50) == 1.0


def test_growth_compares_the_largest_desks_that_are_ten_times_apart() -> None:
    def measured(ms: float) -> list[Figure]:
        return [Figure("opening", "ms", (ms,))]

    small, large, found = growths({100: measured(9.0), 1_000: measured(10.0), 10_000: measured(20.0)})
    assert (small, large) == (1_000, 10_000)
    assert [(growth.times, growth.is_reached) for growth in found] == [(2.0, False)]
    assert growths({50: measured(1.0)}) == (0, 0, [])
