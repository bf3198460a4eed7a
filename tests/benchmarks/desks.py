"""The desks that are measured: demo desks of any size, written once and kept in build/ until what writes them changes."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from tests.support.clock import FakeClock

ROOT = Path(__file__).resolve().parents[2]
KEPT_IN = ROOT / "build" / "bench"
SEED = 7
NOW = datetime(2026, 11, 12, 13, 48, tzinfo=UTC)
"""When it is on every desk that is measured: a Thursday, twelve minutes before a call."""

_DECIDES = (
    "mentordesk/workflows/demo/*.py",
    "resources/demo/**/*.toml",
    "mentordesk/store/migrations/*.py",
    "mentordesk/store/searchable.py",
    "mentordesk/store/triggers.py",
    "mentordesk/store/record_table.py",
)


def demo_desk(meetings: int, *, kept_in: Path = KEPT_IN) -> Path:
    """Return the folder of a demo desk with so many meetings, writing it if need be; it must not be changed."""
    folder = kept_in / f"desk-{meetings}-{_fingerprint()}"
    if folder.exists():
        return folder
    for old in kept_in.glob(f"desk-{meetings}-*"):
        shutil.rmtree(old)
    # Loaded here: the smallest of the measured processes need none of it.
    from mentordesk.store.desk import Desk
    from mentordesk.workflows.demo import write_demo

    half = kept_in / f"half-{meetings}"
    shutil.rmtree(half, ignore_errors=True)
    clock = FakeClock(NOW.isoformat())
    desk = Desk.open(half, clock)
    write_demo(desk, meetings=meetings, seed=SEED, now=clock.now())
    desk.close()
    half.rename(folder)
    return folder


def copied(desk: Path, into: Path) -> Path:
    """Return a copy of a desk that may be written to."""
    shutil.copytree(desk, into)
    # A gigabyte still on its way to the disk would stand before the first thing that is saved.
    os.sync()
    return into


def _fingerprint() -> str:
    told = hashlib.sha256()
    for pattern in _DECIDES:
        files = sorted(ROOT.glob(pattern))
        if not files:
            raise FileNotFoundError(f"{pattern} is nowhere: a desk would be kept though what writes it changed")
        for file in files:
            told.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return told.hexdigest()[:12]
