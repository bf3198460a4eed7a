"""The dimmer on a real X screen, told what to do line by line: `python -m tests.support.dim_run`. It answers each line."""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from mentordesk_ui.screens.focus.dimmer import Dimmer
from mentordesk_ui.theme.appearance import Appearance


class _Told(QObject):
    line = Signal(str)


class Run(QObject):
    """Does what it is told, and says what changed: `dark`, `light`, `screens 2`, `ready`."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        appearance = Appearance(self)
        self._dimmer = Dimmer(appearance, self)
        self._dimmer.changed.connect(self._say_changed)
        application.screenAdded.connect(self._say_screens)
        application.screenRemoved.connect(self._say_screens)
        self._told = _Told()
        self._told.line.connect(self._do, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self._told.line.emit(line.strip())

    @Slot(str)
    def _do(self, line: str) -> None:
        word, _space, rest = line.partition(" ")
        if word == "dim":
            named = [screen for screen in QGuiApplication.screens() if screen.name() == rest]
            self._dimmer.dim(named[0] if named else None)
        elif word == "words":
            self._dimmer.show_words(*rest.split("|"))
        elif word == "lift":
            self._dimmer.lift()
        elif word == "end":
            self._application.quit()

    @Slot(bool)
    def _say_changed(self, is_on: bool) -> None:
        say("dark" if is_on else "light")

    @Slot()
    def _say_screens(self) -> None:
        say("screens", *sorted(screen.name() for screen in QGuiApplication.screens()))


def say(*words: str) -> None:
    """Answer."""
    print(*words, flush=True)


def main() -> None:
    """Run until told to end."""
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    call = QLabel("The call")
    call.setWindowTitle("The call")
    call.setGeometry(100, 100, 300, 200)
    call.show()
    run = Run(application)
    say("ready", *sorted(screen.name() for screen in QGuiApplication.screens()))
    application.exec()
    run.deleteLater()


if __name__ == "__main__":
    main()
