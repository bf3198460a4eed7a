"""A focus session that runs for half a minute: how long the program is on a processor meanwhile."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from mentordesk.domain.focus import FocusSession
from mentordesk.workflows.meetings import hold_session
from tests.benchmarks.subjects.driving import Driver, drive, most_met
from tests.benchmarks.subjects.telling import tell


def main(folder: Path) -> int:
    return drive(folder, _begin)


def _begin(driver: Driver) -> None:
    driver.rest(2500)
    ways, screen = driver.shown.ways, driver.shown.screens.focus()
    ways.start_session(None, most_met(driver.desk))
    prepared: FocusSession = hold_session.prepare_unplanned(driver.desk, most_met(driver.desk))
    screen.course.begin(prepared)
    driver.rest(1500)
    if not screen.is_running() or not screen.isVisible():
        tell(failed="the session did not begin")
        return
    switched = driver.shown._lasting.quieting.now.switched
    if "DBUS_SESSION_BUS_ADDRESS" in os.environ and len(switched) != 3:
        tell(failed=f"only switched: {switched}")
        return
    # Who measures reads the processor's clock when it hears this, and again when the time is over.
    QTimer.singleShot(0, partial(tell, running=True))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
