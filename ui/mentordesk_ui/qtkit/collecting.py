"""Python's search for cyclic garbage, on the main thread only: from another it would free Qt's objects there.

Qt does not survive that (https://doc.qt.io/qt-6/threads-qobject.html), and the search begins on whatever thread happens to
make the next object: work in the background, or a library being loaded.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1000


class Collecting(QObject):
    """Searches when Python would have: as often by the number of objects made, but at a beat of the event loop."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        # What is loaded is there for good; searching it would be seen while scrolling.
        gc.freeze()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start()


def collect_if_due() -> None:
    """Search the youngest objects, and the older ones when enough have grown old, by Python's own thresholds."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            # A search of one generation searches the younger ones too.
            gc.collect(generation)
            return
