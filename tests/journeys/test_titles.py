"""What a task switcher knows of the windows: their titles and names as the X server has them, behind curtain and lock."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mentordesk.store.desk import Desk
from mentordesk.workflows.demo import write_demo
from tests.support.at_the_desk import Sitter
from tests.support.display import VirtualDisplay

NAMES = ("Maria", "Santos", "Promotion", "Tomasz", "Chidi")


def on_the_server(display: VirtualDisplay) -> str:
    """Return all that the X server knows of the windows that are shown: title, name as an icon, kind, what it was started as."""
    windows = display.windows("")
    told = [
        subprocess.run(
            ["xprop", "-id", window], env=display.environment, capture_output=True, text=True, check=False
        ).stdout
        for window in windows
    ]
    assert told
    return "\n".join(line for one in told for line in one.splitlines() if "ICON" not in line or "NAME" in line)


def write_a_demo(desk: Desk) -> None:
    write_demo(desk, 40, 7, datetime.now(UTC))


@pytest.mark.journey
@pytest.mark.skipif(shutil.which("xprop") is None, reason="needs xprop")
def test_neither_title_nor_name_of_a_window_tells_whom_one_meets(display: VirtualDisplay, tmp_path: Path) -> None:
    sitter = Sitter(display, tmp_path / "home")
    sitter.on_desk(write_a_demo)
    sitter.sit_down("Today")
    display.key("ctrl+2")
    sitter.turn_to("People")
    for keys in ("ctrl+shift+h", "ctrl+l"):
        before = display.settled()
        display.key(keys)
        display.seen_until(before.__ne__, keys)
        told = on_the_server(display)
        assert "MentorDesk" in told
        assert [name for name in NAMES if name in told] == []
    display.key("Return")
    sitter.turn_to("People")
    assert sitter.get_up() == 0
