"""What every test stands on: a home of its own, no display, English, and nothing left open behind it."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.closed_off import CLOSED_OFF
from tests.support.in_memory import use_memory

use_memory()
# Before anything imports Qt, gettext or platformdirs: nothing of the person who runs the tests is read or written.
_home = tempfile.TemporaryDirectory(prefix="mentordesk-tests-", ignore_cleanup_errors=True)
for _variable, _folder in {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "config",
    "LOCALAPPDATA": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "run",
}.items():
    _path = Path(_home.name, _folder)
    _path.mkdir(exist_ok=True, mode=0o700)
    os.environ[_variable] = str(_path)
for _variable in (
    "MENTORDESK_DESK",
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "LC_TIME",
    "LC_MESSAGES",
):
    os.environ.pop(_variable, None)
os.environ |= {"QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "UTC"}
# What needs a real keyring starts one, on a bus of its own.
os.environ |= CLOSED_OFF
if hasattr(time, "tzset"):
    time.tzset()

# A busy machine is not a failure, and a failure can be had again from what it prints.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

pytest_plugins = ["tests.support.display", "tests.support.keyrings", "tests.support.screen_reader"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest come first, and those that wait for other programs: nobody waits for one of them at the end."""
    here = Path(__file__).parent
    first = (here / "faults", here / "journeys")
    items.sort(key=lambda item: not any(item.path.is_relative_to(folder) for folder in first))


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """Let no test leave its language to the next one."""
    yield
    from mentordesk import language

    language.use("en_GB")


@pytest.fixture(autouse=True)
def _no_key_remembered() -> Iterator[None]:
    """Let no test find the desks of another among those that are gone."""
    yield
    from mentordesk.folders import state_folder
    from mentordesk.vault.key_places import PLACES_FILE

    (state_folder() / PLACES_FILE).unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _no_window_left_open() -> Iterator[None]:
    """Fail a test that leaves a window open: it would answer the next one's keys."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    names = ", ".join(f"{type(window).__name__} {window.windowTitle()!r}" for window in left)
    for window in left:
        window.hide()
        window.deleteLater()
    if left:
        pytest.fail(f"left open: {names}")


@pytest.fixture(autouse=True)
def _garbage_on_the_main_thread() -> Iterator[None]:
    """Search for garbage between tests only, as the program does at its beat: never on a thread beside the main one."""
    gc.disable()
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        gc.enable()
        return
    from mentordesk_ui.qtkit.collecting import collect_if_due

    collect_if_due()
