"""A tenth of the fault suite: the program killed, its disk full or failing, its files mutated. All of it is `python3 dev.py faults`."""

from __future__ import annotations

import faulthandler
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.sources import ROOT

SUBJECTS = ("writes", "kills", "typing", "full", "imports", "flips")
"""The quiet computer’s tenth is in tests/presence/test_killed.py."""
_OTHERS_EACH_DAY = {"writes": datetime.now(UTC).toordinal()}
"""After ten days in a row each step of each operation has been met; what is left to chance elsewhere is the same each day."""


@pytest.mark.timeout(600)
@pytest.mark.skipif(os.name != "posix", reason="kills and forks as Unix does")
@pytest.mark.parametrize("subject", SUBJECTS)
def test_nothing_is_lost_doubled_or_left_between(subject: str, tmp_path: Path) -> None:
    # It may take longer than the time after which a test is taken to hang and told where.
    faulthandler.cancel_dump_traceback_later()
    found = tmp_path / "faults.json"
    command = [sys.executable, str(ROOT / "tests" / "faults"), subject, "--share", "10", "--jobs", "1", "--no-times"]
    seed = str(_OTHERS_EACH_DAY.get(subject, 5))
    done = subprocess.run(
        [*command, "--seed", seed, "--json", str(found)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert found.exists(), done.stdout + done.stderr
    told = json.loads(found.read_text("utf-8"))["figures"]
    assert [wrong for figures in told for wrong in figures["wrong"]] == [], f"seed {seed}"
    assert done.returncode == 0, done.stderr
    if all(figures["left_out"] for figures in told):
        pytest.skip(told[0]["left_out"])
    assert sum(figures["rounds"] for figures in told) > 0
