"""Messengers and mail programs that really run are listed by name."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from mentordesk.presence.distractions import called, running


def test_a_messenger_that_runs_is_listed_until_it_is_closed(tmp_path: Path) -> None:
    program = tmp_path / "signal-desktop"
    cat = shutil.which("cat")
    assert cat
    shutil.copy(cat, program)
    with subprocess.Popen([program], stdin=subprocess.PIPE) as messenger:
        assert "Signal" in running()
        assert "Signal" not in running(ignored=["signal"])
        assert messenger.stdin is not None
        messenger.stdin.close()
        messenger.wait()
    assert "Signal" not in running()


@pytest.mark.parametrize(
    ("program", "name"),
    [("Teams.exe", "Microsoft Teams"), ("OUTLOOK.EXE", "Outlook"), ("python3", ""), ("evolution-alarm-notify", "")],
)
def test_programs_are_called_what_people_call_them(program: str, name: str) -> None:
    assert called(program) == name
