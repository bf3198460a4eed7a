"""A screen of its own for a journey: virtual X server, window manager, keyboard and mouse."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

import pytest

PROGRAMS = ("Xvfb", "openbox", "xdotool")
_BREATH_S = 0.02


class VirtualDisplay:
    """A context in which windows can be opened, seen and driven as a person would.

    Programs started with `environment` appear on it. Keys and clicks go through the X server, so they reach whatever
    has the keyboard or lies under the pointer, as on a desk.
    """

    def __init__(self, folder: Path, *, width: int = 1280, height: int = 900) -> None:
        self._folder = folder
        self._size = f"{width}x{height}x24"
        self._open = ExitStack()
        self._logs: dict[int, Path] = {}
        self._pause = threading.Event()
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        try:
            self._start_server()
            self._start_window_manager()
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def start(self, *command: str, extra: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start a program on this display; it is ended with the display if it still runs then."""
        path = self._folder / f"said-{len(self._logs)}.log"
        log = self._open.enter_context(path.open("w"))
        process = subprocess.Popen(
            command, env=self.environment | dict(extra or {}), stdout=log, stderr=subprocess.STDOUT, text=True
        )
        self._logs[process.pid] = path
        self._open.callback(_end, process)
        return process

    def said(self, process: subprocess.Popen[str]) -> str:
        """Return what a started program has written so far, output and errors."""
        return self._logs[process.pid].read_text()

    def wait_for_window(self, title: str, *, seconds: int = 60) -> str:
        """Wait until a window whose title matches is shown; return its X id."""
        found = self._tool("search", "--sync", "--onlyvisible", "--name", title, seconds=seconds)
        return found.splitlines()[0]

    def windows(self, title: str) -> list[str]:
        """Return the X ids of the windows whose title matches and that are shown now."""
        asked = ["xdotool", "search", "--onlyvisible", "--name", title]
        answer = subprocess.run(asked, env=self.environment, capture_output=True, text=True, check=False)
        return answer.stdout.split()

    def activate(self, window: str) -> None:
        """Give a window the keyboard and wait until it has it."""
        self._tool("windowactivate", "--sync", window)

    def active_window(self) -> str:
        return self._tool("getactivewindow").strip()

    def resize(self, window: str, width: int, height: int) -> None:
        self._tool("windowsize", "--sync", window, str(width), str(height))

    def key(self, *keys: str) -> None:
        """Press keys one after the other, named as X names them: `ctrl+k`, `Return`, `F5`."""
        self._tool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type text into whatever has the keyboard; keep to letters of a US keyboard, X may lose others on the way."""
        self._tool("type", "--clearmodifiers", "--delay", "4", "--", text)

    def click(self, x: int, y: int, *, window: str | None = None, button: int = 1) -> None:
        """Click at a point of the screen, or of a window when one is named."""
        at = ["--window", window] if window else []
        self._tool("mousemove", "--sync", *at, str(x), str(y), "click", str(button))

    def move_pointer(self, x: int, y: int) -> None:
        """Move the pointer to a point of the screen."""
        self._tool("mousemove", "--sync", str(x), str(y))

    def picture(self, *, left: int = 0, width: int | None = None) -> bytes:
        """Return what stands on the screen now, or in a strip of it: four bytes for each point, row by row."""
        # The server keeps its screen in a file, in the form of xwd: a header of big-endian words, colours, then points.
        seen = (self._folder / "Xvfb_screen0").read_bytes()
        words = struct.unpack(">20I", seen[:80])
        header, height, line, colours = words[0], words[5], words[12], words[19]
        begin, end = left * 4, line if width is None else (left + width) * 4
        first = header + colours * 12
        return b"".join(seen[first + row * line + begin : first + row * line + end] for row in range(height))

    def seen_until(self, holds: Callable[[bytes], bool], what: str, *, seconds: float = 20) -> float:
        """Look at the screen until its picture is as it should be; return how many seconds that took."""
        begun = monotonic()
        while not holds(self.picture()):
            if monotonic() - begun > seconds:
                pytest.fail(f"{what} was not seen in {seconds} s")
            self._pause.wait(_BREATH_S)
        return monotonic() - begun

    def settled(self, still: float = 0.3, *, seconds: float = 20) -> bytes:
        """Return the picture of the screen once it has stood still for a while."""
        begun = since = monotonic()
        last = self.picture()
        while monotonic() - since < still:
            if monotonic() - begun > seconds:
                pytest.fail(f"the screen did not come to rest in {seconds} s")
            self._pause.wait(_BREATH_S)
            if (now := self.picture()) != last:
                last, since = now, monotonic()
        return last

    def seen_for(self, seconds: float, holds: Callable[[bytes], bool]) -> bool:
        """Look at the screen for so long, and tell whether its picture was always as it should be."""
        begun = monotonic()
        while monotonic() - begun < seconds:
            if not holds(self.picture()):
                return False
            self._pause.wait(_BREATH_S)
        return True

    def _start_server(self) -> None:
        reads, writes = os.pipe()
        # -displayfd: the server picks a free number and says so once it listens; nothing is guessed, nothing polled.
        server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writes), "-screen", "0", self._size, "-nolisten", "tcp", "-noreset"),
                *("-fbdir", str(self._folder)),
            ],
            pass_fds=[writes],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._open.callback(_end, server)
        os.close(writes)
        with os.fdopen(reads) as said:
            number = said.readline().strip()
        if not number:
            raise RuntimeError("Xvfb ended before it had a display")
        home = self._folder / "home"
        home.mkdir(exist_ok=True)
        self.environment = os.environ | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "HOME": str(home)}

    def _start_window_manager(self) -> None:
        # openbox runs its start-up command when it manages the screen: nothing is polled.
        manager = subprocess.Popen(
            ["openbox", "--sm-disable", "--startup", "echo ready"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._open.callback(_end, manager)
        if manager.stdout is None or not manager.stdout.readline():
            raise RuntimeError("openbox ended before it managed the display")

    def _tool(self, *arguments: str, seconds: int = 20) -> str:
        return self._run("xdotool", *arguments, seconds=seconds)

    def _run(self, *command: str, seconds: int = 20) -> str:
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True, timeout=seconds
        )
        return done.stdout


def _end(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


@pytest.fixture
def display(tmp_path: Path) -> Iterator[VirtualDisplay]:
    """A virtual screen with a window manager; journeys run on it."""
    lacking = [program for program in PROGRAMS if shutil.which(program) is None]
    if lacking:
        pytest.skip(f"journeys need {', '.join(lacking)}; on Linux dev.py test installs them")
    folder = tmp_path / "display"
    folder.mkdir()
    with VirtualDisplay(folder) as opened:
        yield opened
