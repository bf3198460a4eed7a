"""What a start must not load: each of these costs every start some milliseconds, and some memory for as long as it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mentordesk.store.desk import Desk
from mentordesk.workflows.demo import write_demo
from tests.support.clock import FakeClock

_START = """
import sys
from mentordesk import cli
from mentordesk_ui.app import desk_window, starting
from tests.support.clock import FakeClock

class Clock(FakeClock):
    def __init__(self):
        super().__init__("2026-11-12T13:48:00+00:00")

starting.SystemClock = Clock


def rest(_application):
    # Stands where the event loop would begin: what closing loads is no part of a start.
    if sys.argv[2] == "at rest":
        desk_window._load_the_rest()
    print(*sorted(sys.modules), sep="\\n")
    return 0


starting.QApplication.exec = rest


cli.main(["--desk", sys.argv[1]])
"""


def loaded(folder: Path, when: str) -> set[str]:
    desk = folder / "desk"
    clock = FakeClock("2026-11-12T13:48:00+00:00")
    opened = Desk.open(desk, clock)
    write_demo(opened, meetings=40, seed=1, now=clock.now())
    opened.close()
    homes = {
        name: str(folder)
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "TMPDIR")
    }
    environment = (
        os.environ | homes | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    )
    command = [sys.executable, "-c", _START, str(desk), when]
    # The first start keeps the words of the locale for the second.
    for _turn in range(2):
        process = subprocess.run(
            [*command[:-1], when if _turn else "at rest"], env=environment, capture_output=True, text=True, check=False
        )
        assert process.returncode == 0, process.stderr
    return set(process.stdout.split())


@pytest.mark.skipif(sys.platform == "win32", reason="where its home is, is said otherwise there")
def test_a_start_loads_the_nouns_of_today_and_no_machinery(tmp_path: Path) -> None:
    too_much = {
        "PySide6.QtNetwork", "babel", "concurrent.futures", "ctypes", "dateparser", "hashlib", "importlib.metadata", "msgspec",
        "nacl", "platform", "socket", "sqlite_utils", "subprocess", "uuid", "mentordesk.store.attachments",
        "mentordesk.domain.capture", "mentordesk.domain.date_words", "mentordesk.domain.markdown", "mentordesk.store.search",
        "mentordesk.workflows.imports.import_file", "mentordesk.workflows.desk.protect_desk", "mentordesk.workflows.safety.restore",
        "mentordesk_ui.shell.palette",
    }  # fmt: skip
    found = loaded(tmp_path, "at first sight")
    assert "mentordesk_ui.screens.today.today_screen" in found
    assert found & too_much == set()
    screens = {name.split(".")[2] for name in found if name.startswith("mentordesk_ui.screens.")}
    assert screens == {"today"}


@pytest.mark.skipif(sys.platform == "win32", reason="where its home is, is said otherwise there")
def test_at_rest_the_window_holds_no_machinery_either(tmp_path: Path) -> None:
    found = loaded(tmp_path, "at rest")
    assert "mentordesk_ui.screens.people.screen" in found
    too_much = {
        "PySide6.QtNetwork", "babel", "csv", "ctypes", "dateparser", "hashlib", "html.entities", "icalendar",
        "importlib.metadata", "jeepney", "msgspec", "nacl", "platform", "psutil", "pulsectl", "sqlite_utils", "subprocess",
        "uuid",
    }  # fmt: skip
    assert found & too_much == set()
