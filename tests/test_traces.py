"""What a run leaves behind when it dies: no memory, and nothing that somebody wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mentordesk import traces
from tests.support.sources import ROOT

SECRET = "Maria wants to leave the company"


def run(code: str, *, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "ui")])}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=surroundings, check=False, cwd=cwd
    )


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what it would write")
def test_the_command_line_and_its_children_leave_no_memory_behind() -> None:
    asked = (
        "import atexit, subprocess, sys\n"
        "said = 'import resource; print(resource.getrlimit(resource.RLIMIT_CORE),'\n"
        "said += ' int(open(\"/proc/self/coredump_filter\").read(), 16), flush=True)'\n"
        "def ask():\n"
        "    exec(said)\n"
        "    subprocess.run([sys.executable, '-c', said], check=True)\n"
        "atexit.register(ask)\n"
        "sys.argv = ['mentordesk', '--version']\n"
        "from mentordesk.cli import main\n"
        "main()\n"
    )
    assert run(asked).stdout.splitlines()[1:] == ["(0, 0) 0", "(0, 0) 0"]


@pytest.mark.skipif(os.name != "posix", reason="a core file is a thing of Unix")
def test_a_crash_writes_no_file(tmp_path: Path) -> None:
    crash = f"import os; from mentordesk import traces; traces.leave_none(); words = {SECRET!r}; os.abort()"
    assert run(crash, cwd=tmp_path).returncode == -6
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "way",
    [
        "raise ValueError(words)",
        "import threading; thread = threading.Thread(target=int, args=(words,)); thread.start(); thread.join()",
        "type('Thing', (), {'__del__': lambda self: int(words)})()",
        "try:\n    int(words)\nexcept ValueError as error:\n    raise KeyError(words) from error",
    ],
)
def test_what_is_said_of_a_bug_quotes_nothing(way: str) -> None:
    words = "'Maria wants to ' + 'leave the company'"  # a traceback shows the source, and the source is ours
    said = run(f"from mentordesk import traces\ntraces.leave_none()\nwords = {words}\n{way}").stderr
    assert "Error" in said
    assert SECRET not in said


def test_an_error_is_told_with_what_led_to_it_and_without_its_words() -> None:
    try:
        try:
            int(SECRET)
        except ValueError as first:
            raise KeyError(SECRET) from first
    except KeyError as error:
        words = traces.told(error)
    assert "builtins.ValueError" in words
    assert words.endswith("builtins.KeyError")
    assert SECRET not in words
