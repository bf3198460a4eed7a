"""Starting the program twice, and starting it where nothing can be shown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from tests.support.at_the_desk import PATIENCE_S, Sitter
from tests.support.display import VirtualDisplay
from tests.support.private_keyring import PrivateKeyring


@pytest.mark.journey
def test_a_second_start_brings_the_first_window_to_the_front_and_ends(
    real_keyring: PrivateKeyring, display: VirtualDisplay, tmp_path: Path
) -> None:
    sitter = Sitter(display, tmp_path / "home", keyring=real_keyring)
    sitter.sit_down("Welcome")
    script = "from PySide6.QtWidgets import *; a = QApplication([]); w = QLabel(' '); w.setWindowTitle('In front')"
    display.start(sys.executable, "-c", f"{script}; w.resize(1280, 880); w.show(); a.exec()")
    other = display.wait_for_window("^In front$")
    display.activate(other)
    assert display.active_window() == other
    second = sitter.start()
    assert second.wait(timeout=PATIENCE_S) == 0
    assert display.said(second) == ""
    sitter.until(lambda: display.active_window() == sitter.window, "the first window in front")
    assert len(display.windows("^Welcome – MentorDesk$")) == 1
    assert sitter.get_up() == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can lack a display")
def test_a_start_without_a_display_says_one_sentence(tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    done = subprocess.run(
        [sys.executable, "-m", "mentordesk", "--desk", str(tmp_path / "desk")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "desk").exists()


@pytest.mark.journey
def test_a_global_key_takes_a_line_with_the_program_running_and_without_it(
    display: VirtualDisplay, tmp_path: Path
) -> None:
    sitter = Sitter(display, tmp_path / "home")
    sitter.on_desk(lambda desk: desk.profile.begin(Person(name="Elena Weber"), Profile()))
    _capture(sitter, "slept badly #health")
    note = sitter.until_on_desk(lambda desk: desk.notes.where("1"), "the note")[0]
    assert (note.text, note.tags) == ("slept badly #health", ("health",))
    sitter.sit_down("Today")
    _capture(sitter, "read the offer !friday")
    sitter.until_on_desk(lambda desk: desk.actions.where("1"), "the promise")
    sitter.turn_to("Today")
    assert sitter.get_up() == 0


def _capture(sitter: Sitter, line: str) -> None:
    """Press the global key, as a desktop would start what is bound to it, and type a line."""
    started = sitter.start("add")
    window = sitter.until(lambda: next(iter(sitter.display.windows("^Quick capture$")), ""), "the small window")
    sitter.display.activate(window)
    sitter.write(line)
    assert started.wait(timeout=PATIENCE_S) == 0
    sitter.until(lambda: not sitter.sees("^Quick capture$"), "the small window to go")
