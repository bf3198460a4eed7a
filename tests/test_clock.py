from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, timedelta

import pytest

from mentordesk.clock import SystemClock


def test_now_is_aware_and_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_the_stopwatch_never_goes_back() -> None:
    clock = SystemClock()
    readings = [clock.elapsed() for _number in range(100)]
    assert readings == sorted(readings)
    assert readings[0] > timedelta()


def test_one_run_of_the_computer_has_one_name() -> None:
    assert SystemClock().boot_id() == SystemClock().boot_id() != ""


@pytest.mark.skipif(sys.platform != "linux", reason="the zone is set by a variable there")
@pytest.mark.parametrize(
    ("variable", "zone"), [("Asia/Manila", "Asia/Manila"), (":Europe/Berlin", "Europe/Berlin"), ("Mars/Olympus", "UTC")]
)
def test_the_zone_is_the_computers_and_utc_where_it_is_none(variable: str, zone: str) -> None:
    code = "from mentordesk.clock import SystemClock; print(SystemClock().zone().key)"
    environment = {**os.environ, "TZ": variable, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.strip().removeprefix("Etc/") == zone
