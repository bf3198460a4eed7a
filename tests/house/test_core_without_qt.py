"""The core stands alone: a command answers without Qt, the desktop, or what only importing needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

WATCHED = ("PySide6", "shiboken6", "mentordesk_ui", "icalendar", "dateparser")

SCRIPT = f"""
import sys
from mentordesk.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as end:
    status = end.code
print("status", status or 0, "loaded", *[name for name in {WATCHED!r} if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["demo", "{desk}", "--meetings", "20", "--seed", "1"]],
)
def test_a_command_answers_without_qt(arguments: list[str], tmp_path: Path) -> None:
    assert _run(arguments, tmp_path) == "status 0 loaded"


def test_a_demo_desk_is_briefed_from_searched_and_checked_without_qt(tmp_path: Path) -> None:
    assert _run(["demo", "{desk}", "--meetings", "20", "--seed", "1"], tmp_path) == "status 0 loaded"
    for command in (["brief"], ["search", "goal"], ["check"]):
        assert _run(["--desk", "{desk}", *command], tmp_path) == "status 0 loaded"


def test_the_window_and_every_screen_load_without_what_reads_rare_dates() -> None:
    script = (
        "import sys; from mentordesk_ui.app import starting, desk_window; desk_window._load_the_rest()\n"
        "sys.exit('dateparser is loaded' if 'dateparser' in sys.modules else 0)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def _run(arguments: list[str], folder: Path) -> str:
    said = [argument.replace("{desk}", str(folder / "desk")) for argument in arguments]
    done = subprocess.run([sys.executable, "-c", SCRIPT, *said], capture_output=True, text=True, check=False)
    return (done.stderr.strip().splitlines() or [done.stdout])[-1]
