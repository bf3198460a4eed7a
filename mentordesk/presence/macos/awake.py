"""Keeps the screen of a Mac awake by `caffeinate`, which ends with the process it is told to watch."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.presence.switch import AWAKE, Capability, Change, Outcome, Reading, Result, State, nothing_to_watch

BACKEND = "macos.awake"


class AwakeSwitch:
    """One child process for as long as a call lasts."""

    def __init__(self, program: str = "/usr/bin/caffeinate") -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None

    def probe(self) -> Capability:
        """Say that macOS takes the wish."""
        return Capability(AWAKE, BACKEND, can_set=True, is_self_releasing=True, is_tried=False)

    def read(self) -> Reading:
        """Return whether we hold it."""
        return Reading(State.ON if self._process else State.UNKNOWN)

    def plan(self) -> tuple[Change, ...]:
        """Return the one change, unless we hold it."""
        return () if self._process else (Change(AWAKE, BACKEND, "", before=False, after=True),)

    def apply(self, change: Change) -> Result:
        """Start it."""
        try:
            self._process = subprocess.Popen([self._program, "-d", "-w", str(os.getpid())], stdin=subprocess.DEVNULL)
        except OSError as error:
            raise Trouble(_("The program {name} is missing.").format(name="caffeinate")) from error
        return Result(change, Outcome.VERIFIED)

    def restore(self, change: Change) -> Result:
        """End it."""
        if self._process is None:
            return Result(change, Outcome.LEFT_ALONE)
        self._process.terminate()
        self._process.wait()
        self._process = None
        return Result(change, Outcome.VERIFIED)

    def watch(self, noticed: Callable[[Reading], None]) -> Callable[[], None]:
        """Notice nothing."""
        return nothing_to_watch
