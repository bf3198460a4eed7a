"""The demo desk that is looked round in from the first start: written afresh each time, away from one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from mentordesk.clock import Clock
from mentordesk.store.desk import Desk
from mentordesk.workflows.demo import write_demo

MEETINGS = 400
SEED = 7


def write_demo_desk(folder: Path, clock: Clock) -> Path:
    """Write a demo desk into `folder`, in place of an earlier one, and return the folder. Runs in the background."""
    if folder.exists():
        shutil.rmtree(folder)
    desk = Desk.open(folder, clock)
    write_demo(desk, meetings=MEETINGS, seed=SEED, now=clock.now())
    desk.close()
    return folder
