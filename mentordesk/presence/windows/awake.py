"""Keeps the screen of a Windows computer on, for as long as a thread of ours asks for it (SetThreadExecutionState)."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable

from mentordesk.presence.switch import AWAKE, Capability, Change, Outcome, Reading, Result, State, nothing_to_watch

BACKEND = "windows.awake"
_CONTINUOUS, _DISPLAY_REQUIRED = 0x80000000, 0x00000002


class AwakeSwitch:
    """The wish holds while the thread lives, so one is kept for it."""

    def __init__(self, ask: Callable[[int], int] | None = None) -> None:
        """`ask` is SetThreadExecutionState, or a stand-in."""
        self._ask = ask or _set_thread_execution_state
        self._ended: threading.Event | None = None

    def probe(self) -> Capability:
        """Say that Windows takes the wish."""
        return Capability(AWAKE, BACKEND, can_set=True, is_self_releasing=True, is_tried=False)

    def read(self) -> Reading:
        """Return whether we hold it."""
        return Reading(State.ON if self._ended else State.UNKNOWN)

    def plan(self) -> tuple[Change, ...]:
        """Return the one change, unless we hold it."""
        return () if self._ended else (Change(AWAKE, BACKEND, "", before=False, after=True),)

    def apply(self, change: Change) -> Result:
        """Ask for it."""
        ended, answers = threading.Event(), list[int]()
        asked = threading.Event()

        def hold() -> None:
            answers.append(self._ask(_CONTINUOUS | _DISPLAY_REQUIRED))
            asked.set()
            ended.wait()
            self._ask(_CONTINUOUS)

        threading.Thread(target=hold, daemon=True, name="awake").start()
        asked.wait()
        if not answers[0]:
            ended.set()
            return Result(change, Outcome.FAILED)
        self._ended = ended
        return Result(change, Outcome.VERIFIED)

    def restore(self, change: Change) -> Result:
        """Take the wish back."""
        if self._ended is None:
            return Result(change, Outcome.LEFT_ALONE)
        self._ended.set()
        self._ended = None
        return Result(change, Outcome.VERIFIED)

    def watch(self, noticed: Callable[[Reading], None]) -> Callable[[], None]:
        """Notice nothing."""
        return nothing_to_watch


def _set_thread_execution_state(flags: int) -> int:
    if sys.platform != "win32":
        return 0
    return int(ctypes.windll.kernel32.SetThreadExecutionState(flags))
