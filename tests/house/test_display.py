"""The virtual display does what journeys count on: a window gets the keyboard and hears keys and clicks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.display import VirtualDisplay

PROGRAM = """
from PySide6.QtWidgets import QApplication, QLineEdit

class Line(QLineEdit):
    def finish(self):
        print(self.text(), flush=True)
        application.quit()

application = QApplication([])
line = Line()
line.returnPressed.connect(line.finish)
line.setWindowTitle("A line to type in")
line.show()
application.exec()
"""


@pytest.mark.journey
def test_what_is_typed_on_a_virtual_display_reaches_the_window(display: VirtualDisplay, tmp_path: Path) -> None:
    script = tmp_path / "line.py"
    script.write_text(PROGRAM)
    program = display.start(sys.executable, str(script))
    window = display.wait_for_window("A line to type in")
    display.activate(window)
    assert display.active_window() == window
    display.click(40, 10, window=window)
    display.type("Good morning")
    display.key("Return")
    assert program.wait(timeout=30) == 0
    assert display.said(program) == "Good morning\n"


@pytest.mark.journey
def test_two_displays_do_not_see_each_other(display: VirtualDisplay, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    with VirtualDisplay(tmp_path / "second") as other:
        assert other.environment["DISPLAY"] != display.environment["DISPLAY"]
