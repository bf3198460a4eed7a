"""One window per desk, also after a crash."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mentordesk_ui.qtkit.pipe_door import PipeDoor
from mentordesk_ui.qtkit.single_instance import SingleInstance

_CLAIM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from mentordesk_ui.qtkit.single_instance import SingleInstance
application = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
print(instance.claim(), flush=True)
application.exec()
"""


def test_the_second_start_makes_the_first_come_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    with qtbot.waitSignal(first.called) as heard:
        assert not second.claim()
    assert heard.args == ["raise"]
    first.release()


def test_a_second_start_can_say_what_it_was_asked_to_open(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    with qtbot.waitSignal(first.called) as heard:
        second.claim("open Größe.md")
    assert heard.args == ["open Größe.md"]
    first.release()


def test_two_desks_are_two_windows(qapp: object, tmp_path: Path) -> None:
    one, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert one.claim()
    assert other.claim()
    one.release()
    other.release()


def test_one_desk_by_two_paths_is_one_desk(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    first, second = SingleInstance(tmp_path / "desk"), SingleInstance(tmp_path / "desk" / ".." / "desk")
    assert first.claim()
    spy = QSignalSpy(first.called)
    assert not second.claim()
    qtbot.waitUntil(lambda: spy.count() == 1)
    first.release()


def test_a_desk_that_was_let_go_can_be_claimed_again(qapp: object, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    first.release()
    assert second.claim()
    second.release()


def test_the_pipe_of_windows_is_a_door_as_well(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = (SingleInstance(tmp_path, door=PipeDoor) for _turn in range(2))
    assert first.claim()
    with qtbot.waitSignal(first.called) as heard:
        assert not second.claim("open Größe.md")
    assert heard.args == ["open Größe.md"]
    first.release()
    assert second.claim()
    second.release()


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder of a short name: a socket's path may have no more than 107 letters."""
    with TemporaryDirectory(prefix="md-") as folder:
        yield Path(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no folder there")
def test_nobody_else_gets_to_the_socket(qapp: object, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(place))
    instance = SingleInstance(place)
    assert instance.claim()
    (folder,) = (path for path in place.iterdir() if path.is_dir())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir() if path.is_socket()} == {0o600}
    instance.release()
    assert not any(path.is_socket() for path in folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no folder there")
def test_a_folder_others_can_write_to_is_not_trusted_and_the_window_opens_all_the_same(
    qapp: object, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(place))
    folder = place / f"mentordesk-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o777)
    instance = SingleInstance(place)
    assert instance.claim()
    assert list(folder.iterdir()) == []
    instance.release()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe is read by Qt there")
def test_who_knocks_and_says_nothing_is_passed_over(qtbot: QtBot, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(place))
    first, second = SingleInstance(place), SingleInstance(place)
    assert first.claim()
    (path,) = (path for path in place.glob("mentordesk-*/*") if path.is_socket())
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(str(path))
        silent.shutdown(socket.SHUT_WR)
        with qtbot.waitSignal(first.called) as heard:
            assert not second.claim()
    assert heard.args == ["raise"]
    first.release()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe goes with its process there")
def test_a_desk_whose_window_was_killed_can_be_claimed(qapp: object, place: Path) -> None:
    paths = f"import sys; sys.path[:0] = {[path for path in sys.path if path]!r}\n"
    process = subprocess.Popen([sys.executable, "-c", paths + _CLAIM, str(place)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "True"
    later = SingleInstance(place)
    assert not later.claim()
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdout.close()
    assert later.claim()
    later.release()
