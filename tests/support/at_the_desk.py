"""A person at a real window: starts the program on a home of its own, types, clicks, and looks at what came of it."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TypeVar

from mentordesk.clock import SystemClock
from mentordesk.commands.opening import holds_desk, unlocked
from mentordesk.store.desk import Desk
from mentordesk.vault.keys import NO_KEYS
from mentordesk.workflows.desk.open_desk import Unlocked
from tests.support.display import VirtualDisplay
from tests.support.private_keyring import PrivateKeyring
from tests.support.screen_reader import Heard, ScreenReader
from tests.support.sources import ROOT

T = TypeVar("T")
PATIENCE_S = 40
_BREATH_S = 0.08


class Sitter:
    """Sits at one display with one desk. Every wait is for something that can be observed, and ends with its name.

    `reader` lets them hear what is shown, and find it with the mouse. `behind` is put before the program's command.
    With a `keyring` their desk is encrypted; without one a new desk asks where its key shall be.
    """

    def __init__(
        self,
        display: VirtualDisplay,
        home: Path,
        reader: ScreenReader | None = None,
        behind: tuple[str, ...] = (),
        keyring: PrivateKeyring | None = None,
    ) -> None:
        self.display = display
        self._reader = reader
        self._behind = behind if keyring is None else (*behind, *keyring.lends())
        self._unlocked: Unlocked | None = None
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
        if reader is not None:
            self.surroundings |= reader.environment

    # -- coming and going

    def sit_down(self, title: str) -> None:
        """Start the program and wait for its window to say this in its title."""
        self.program = self.start()
        self.turn_to(title)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the program, as from a menu, or as a key does that somebody bound to one of its commands."""
        program = (sys.executable, "-m", "mentordesk", "--desk", str(self.desk_folder))
        return self.display.start(*self._behind, *program, *arguments, extra=self.surroundings)

    def ask(self, *arguments: str) -> str:
        """Give the program a command in a terminal, and return what it says once it is done."""
        asked = self.start(*arguments)
        status = asked.wait(timeout=PATIENCE_S)
        said = self.display.said(asked)
        assert status == 0, said
        return said

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

    def click_on(self, pattern: str, role: str = "") -> Heard:
        """Click on the first thing on the screen with such a name, once it is there."""
        found = self.until_heard(pattern, role)
        self.display.click(*found.middle)
        return found

    def fill(self, label: str, text: str) -> None:
        """Click into the field of this label and write over what it says."""
        self.click_on(f"^{re.escape(label)}$", "text")
        self.until(lambda: any(one.is_focused for one in self.hears(f"^{re.escape(label)}$", "text")), label)
        self.display.key("ctrl+a")
        self.display.type(text)

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

    def hears(self, pattern: str, role: str = "") -> tuple[Heard, ...]:
        """Return what is shown now and has such a name; needs a reader."""
        assert self._reader is not None
        return self._reader.hears(pattern, role)

    def until_heard(self, pattern: str, role: str = "") -> Heard:
        """Wait until something on the screen has such a name, and return the first of it."""
        return self.until(lambda: next(iter(self.hears(pattern, role)), None), f"{role} {pattern}".strip())

    def until_silent(self, pattern: str, role: str = "") -> None:
        """Wait until nothing on the screen has such a name any more."""
        self.until(lambda: not self.hears(pattern, role), f"{pattern} to be gone")

    def tell(self, what: str) -> str:
        """Say what was waited for in vain, what the program had to say, and what could be heard."""
        said = self.display.said(self.program) if self.program is not None else ""
        heard = [f"{one.role}: {one.name}" for one in self._reader.everything()] if self._reader else []
        return "\n".join((f"waited in vain for {what}", f"windows: {self.titles()}", said, *heard))

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
        if self._unlocked is None and holds_desk(self.desk_folder):
            self._unlocked = unlocked(self.desk_folder)
        desk = Desk.open(self.desk_folder, SystemClock(), self._unlocked.keys if self._unlocked else NO_KEYS)
        try:
            return look(desk)
        finally:
            desk.close()

    def until_on_desk(self, look: Callable[[Desk], T | None], what: str) -> T:
        """Wait until something is on the disk and return it."""
        return self.until(lambda: self.on_desk(look), what)
