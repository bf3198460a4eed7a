"""MentorDesk started on a desk: tells when Today was painted for the first and the last time, then stays as it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

# First of all, since it loads the program in its own order: what is loaded after Qt without it is read and kept by PySide6.
from tests.benchmarks.subjects.driving import Driver, NotShown, drive  # isort: split

from PySide6.QtWidgets import QLabel

from tests.benchmarks.subjects.telling import tell


def main(desk: Path) -> int:
    return drive(desk, _tell)


def _tell(driver: Driver) -> None:
    # Not by findChildren: PySide6 would wrap every object of the window for it, and the memory weighed next would grow.
    today: Any = driver.screen("today")
    parts = vars(today.next_call).values()
    words = " ".join(part.text() for part in parts if isinstance(part, QLabel) and part.isVisible())
    if "Maria" not in words:
        raise NotShown(f"Today with the next call; there was: {words}")
    sight = driver.sight
    tell(first=sight.paints[0], last=sight.paints[-1], processor=sight.processor_ms[-1], paints=len(sight.paints))


sys.exit(main(Path(sys.argv[1])))
