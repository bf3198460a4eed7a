"""The least a Qt program in Python can be: a window, shown and painted. What MentorDesk is compared with."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.benchmarks.subjects.sight import Sight
from tests.benchmarks.subjects.telling import tell


def main() -> None:
    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 820)
    window.show()
    sight = Sight(window)

    def painted() -> None:
        sight.rested.disconnect(painted)
        tell(first=sight.paints[0], last=sight.paints[-1], processor=sight.processor_ms[-1])

    sight.rested.connect(painted)
    closed = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    closed.activated.connect(application.quit)
    application.exec()


main()
