"""Nothing goes to a network: an hour at an encrypted desk, and each command, with every socket watched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.closed_off import open_environment
from tests.support.network_watch import NetworkWatch
from tests.support.offline import cut_off
from tests.support.real_files import address_book
from tests.support.sources import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="where a home is, is of Unix")


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody with an empty home."""
    kinds = ("DATA", "CONFIG", "CACHE", "STATE", "RUNTIME")
    places = {f"XDG_{kind}_{'DIR' if kind == 'RUNTIME' else 'HOME'}": tmp_path / kind.lower() for kind in kinds}
    places |= {"HOME": tmp_path, "TMPDIR": tmp_path / "tmp"}
    for place in places.values():
        place.mkdir(mode=0o700, exist_ok=True)
    python = os.pathsep.join([str(ROOT), str(ROOT / "ui")])
    named = {name: str(place) for name, place in places.items()}
    return {**os.environ, **named, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": python}


@pytest.fixture
def watch(tmp_path: Path) -> NetworkWatch:
    return NetworkWatch(tmp_path)


def run(watch: NetworkWatch, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [*watch.before(), *cut_off(), sys.executable, *words]
    return subprocess.run(
        command, env=watch.environment(environment), cwd=ROOT, capture_output=True, text=True, timeout=170, check=False
    )


def test_the_watch_sees_a_question_and_a_connection(watch: NetworkWatch, home: dict[str, str]) -> None:
    ask = (
        "import socket, subprocess, sys\n"
        "socket.socket(socket.AF_UNIX).close()\n"
        "if len(sys.argv) == 1: subprocess.run([sys.executable, '-P', '-c', open('/proc/self/cmdline').read().split(chr(0))[2], 'x'])\n"
        "else:\n"
        "    try: socket.create_connection(('192.0.2.1', 9), timeout=0.01)\n"
        "    except OSError: pass\n"
    )
    run(watch, home, "-c", ask)
    assert watch.processes == 2
    assert any("192.0.2.1" in line for line in watch.asked())


def test_an_hour_at_an_encrypted_desk_asks_nothing_of_a_network(
    watch: NetworkWatch, home: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "chosen").mkdir()
    done = run(watch, home, "-m", "tests.support.private_run", str(tmp_path), str(tmp_path / "chosen"))
    assert done.returncode == 0, done.stderr
    assert watch.processes > 1, "the process that reads files is watched too"
    assert watch.asked() == []


def test_no_command_asks_anything_of_a_network(watch: NetworkWatch, home: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "people.vcf").write_text(address_book(), "utf-8")
    desk = ("-m", "mentordesk", "--desk", str(tmp_path / "demo"))
    commands: tuple[tuple[str, ...], ...] = (
        ("-m", "mentordesk", "demo", str(tmp_path / "demo"), "--meetings", "12"),
        (*desk, "brief"),
        (*desk, "search", "week"),
        (*desk, "add", "note", "Slept well."),
        (*desk, "import", str(tmp_path / "people.vcf"), "--yes"),
        (*desk, "export", str(tmp_path / "desk.zip")),
        (*desk, "backup"),
        (*desk, "check"),
    )
    for words in commands:
        done = run(watch, open_environment(home), *words)
        assert done.returncode == 0, (words, done.stderr)
    assert watch.processes > len(commands)
    assert watch.asked() == []
