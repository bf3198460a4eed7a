"""A person at a real window: starts the program on a home of its own, types, clicks, and looks at what came of it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TypeVar

from mentordesk.clock import SystemClock
from mentordesk.store.desk import Desk
from tests.support.display import VirtualDisplay
from tests.support.sources import ROOT

T = TypeVar("T")
PATIENCE_S = 40
_BREATH_S = 0.05


class Sitter:
    """Sits at one display with one desk. Every wait is for something that can be observed, and ends with its name."""

    def __init__(self, display: VirtualDisplay, home: Path) -> None:
        self.display = display
        self.home = home
        self.desk_folder = home / "desk"
        self.program: subprocess.Popen[str] | None = None
        self.window = ""
        self._pause = threading.Event()
        self.surroundings = {
            "HOME": str(home),
            "TZ": "Europe/Berlin",
            "LANGUAGE": "en",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'ui'}",
        }
        for variable, folder in {
            "XDG_CONFIG_HOME": "config",
            "XDG_DATA_HOME": "data",
            "XDG_STATE_HOME": "state",
            "XDG_CACHE_HOME": "cache",
            "XDG_RUNTIME_DIR": "run",
        }.items():
            (home / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
            self.surroundings[variable] = str(home / folder)

    # -- coming and going

    def sit_down(self, title: str) -> None:
        """Start the program and wait for its window to say this in its title."""
        self.program = self.start()
        self.turn_to(title)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the program, as from a menu, or as a key does that somebody bound to one of its commands."""
        return self.display.start(
            sys.executable, "-m", "mentordesk", "--desk", str(self.desk_folder), *arguments, extra=self.surroundings
        )

    def pull_the_plug(self) -> None:
        """Kill the program: it has no moment to put anything away."""
        assert self.program is not None
        self.program.kill()
        self.program.wait(timeout=PATIENCE_S)

    def get_up(self) -> int:
        """Close the program by its key and return its exit status."""
        assert self.program is not None
        self.display.key("ctrl+q")
        return self.program.wait(timeout=PATIENCE_S)

    def turn_to(self, title: str) -> None:
        """Wait for the window of this title, and give it the keyboard."""
        self.window = self.until(lambda: next(iter(self.display.windows(f"^{title} – MentorDesk$")), ""), f"{title}")
        self.display.activate(self.window)

    def sees(self, title: str) -> bool:
        """Tell whether a window of this title is shown."""
        return bool(self.display.windows(title))

    # -- hands

    def write(self, *lines: str) -> None:
        """Type lines, each ended by Enter."""
        for line in lines:
            if line:
                self.display.type(line)
            self.display.key("Return")

    def press_until(self, is_so: Callable[[], T | None], what: str, *keys: str, each_s: float = 2.0) -> T:
        """Press keys, and again after a while, until something is so: the program may still be busy with the last one."""
        deadline = monotonic() + PATIENCE_S
        while monotonic() < deadline:
            self.display.key(*keys)
            again = min(deadline, monotonic() + each_s)
            while monotonic() < again:
                if found := is_so():
                    return found
                self._pause.wait(_BREATH_S)
        raise AssertionError(self.tell(what))

    # -- eyes

    def until(self, is_so: Callable[[], T | None], what: str) -> T:
        """Wait until something is so and return it; AssertionError that tells what was waited for, and what was said."""
        deadline = monotonic() + PATIENCE_S
        while not (found := is_so()):
            if monotonic() > deadline or (self.program is not None and self.program.poll() is not None):
                raise AssertionError(self.tell(what))
            self._pause.wait(_BREATH_S)
        return found

    def tell(self, what: str) -> str:
        """Say what was waited for in vain, and what the program had to say."""
        said = self.display.said(self.program) if self.program is not None else ""
        return f"waited in vain for {what}\nwindows: {self.titles()}\n{said}"

    def titles(self) -> list[str]:
        """Return the titles of the windows that are shown."""
        asked = ["xdotool", "search", "--onlyvisible", "--name", "."]
        found = subprocess.run(asked, env=self.display.environment, capture_output=True, text=True, check=False)
        return [
            subprocess.run(
                ["xdotool", "getwindowname", window],
                env=self.display.environment,
                capture_output=True,
                text=True,
                check=False,
            ).stdout.strip()
            for window in found.stdout.split()
        ]

    def on_desk(self, look: Callable[[Desk], T]) -> T:
        """Look at what is on the disk, as another program would."""
        desk = Desk.open(self.desk_folder, SystemClock())
        try:
            return look(desk)
        finally:
            desk.close()

    def until_on_desk(self, look: Callable[[Desk], T | None], what: str) -> T:
        """Wait until something is on the disk and return it."""
        return self.until(lambda: self.on_desk(look), what)
