"""A part of the fault suite: the program killed, its disk full or failing, its files mutated. All of it is `python3 dev.py faults`."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.support.sources import ROOT

SHARES = {"kills": 10, "typing": 10, "writes": 2, "full": 10, "imports": 10, "flips": 10}
"""In hundredths. The quiet computer’s tenth is in tests/presence/test_killed.py."""


@pytest.mark.skipif(os.name != "posix", reason="kills and forks as Unix does")
@pytest.mark.parametrize("subject", SHARES)
def test_nothing_is_lost_doubled_or_left_between(subject: str) -> None:
    command = [sys.executable, str(ROOT / "tests" / "faults"), subject, "--share", str(SHARES[subject])]
    done = subprocess.run(
        [*command, "--json", "--no-times"], capture_output=True, text=True, check=False, cwd=ROOT, timeout=170
    )
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [wrong for figures in found for wrong in figures["wrong"]] == [], done.stderr
    assert done.returncode == 0, done.stderr
    if all(figures["left_out"] for figures in found):
        pytest.skip(found[0]["left_out"])
    assert sum(figures["rounds"] for figures in found) > 0
