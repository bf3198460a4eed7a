"""Starting the process: which platform to show on, one window per desk, and the first sight of it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import MutableMapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from mentordesk import locale_words
from mentordesk.cli import CAPTURE
from mentordesk.clock import SystemClock
from mentordesk.errors import Trouble
from mentordesk.folders import cache_folder, config_folder, data_folder
from mentordesk.language import _, locale_name
from mentordesk.settings import SettingsFile
from mentordesk.vault.keyrings import Fetch
from mentordesk_ui.app.program import Program
from mentordesk_ui.qtkit.collecting import Collecting
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.qtkit.single_instance import RAISE, SingleInstance

COLLECT_AFTER_MS = 2000
"""When everything is loaded that the first sight could do without."""


def start(folder: Path, wish: str = "", fetch: Fetch | None = None) -> int:
    """Show the desk in `folder`, or bring its window forward if it has one already.

    With the wish `capture` it is only the small window that takes a line; a kind of line may follow. `fetch` is the
    answer of the keyring, asked for before.
    """
    choose_platform(os.environ)
    locale_words.keep_in(cache_folder())
    application = QApplication(["mentordesk"])
    application.setApplicationName("MentorDesk")
    application.setDesktopFileName("mentordesk")
    application.setQuitOnLastWindowClosed(False)
    translate_qt(application)
    instance = SingleInstance(folder)
    if not instance.claim(wish or RAISE):
        if fetch is not None:
            fetch.cancel()
        return 0
    preferences = Preferences(SettingsFile(config_folder()))
    program = Program(application, SystemClock(), preferences, log_folder=data_folder() / "logs")
    instance.called.connect(program.hear)
    # Python sees a signal only between its own steps; the beat that looks for foreign changes gives it some.
    signal.signal(signal.SIGTERM, program.stop_by_signal)
    signal.signal(signal.SIGINT, program.stop_by_signal)
    word, _space, kind = wish.partition(" ")
    if word == CAPTURE:
        program.open_for_a_line(folder, kind, fetch)
    else:
        program.open(folder, fetch)
    QTimer.singleShot(COLLECT_AFTER_MS, partial(Collecting, application))
    status = application.exec()
    program.close()
    instance.release()
    return status


def choose_platform(environment: MutableMapping[str, str]) -> None:
    """Prefer X11 where both are: Wayland lets no program place a window, such as the pill, in a corner.

    Raises Trouble on Linux when there is neither.
    """
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        raise Trouble(_("There is no screen to show a window on. Try “mentordesk --help” for what works without one."))
    if environment.get("DISPLAY") and environment.get("WAYLAND_DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "xcb;wayland"


def translate_qt(application: QCoreApplication) -> QTranslator:
    """Let Qt's own dialogs and names of keys speak the chosen language; returns what translates them."""
    translator = QTranslator(application)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{locale_name()}", place):
        application.installTranslator(translator)
    return translator
