"""A run of the program that makes a file-kept desktop quiet and dies where it is told to: `python -m tests.support.quiet_run`.

The desktop is LXQt's, a file under XDG_CONFIG_HOME, so that the guardian puts it back as it would a real one.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from mentordesk.clock import SystemClock
from mentordesk.presence.guardian import Guardian
from mentordesk.presence.holders import this_run
from mentordesk.presence.journal import Entry, Journal
from mentordesk.presence.linux.lxqt import LxqtSetting
from mentordesk.presence.quiet import Quiet, finder
from mentordesk.presence.setting import SettingSwitch
from mentordesk.presence.switch import Capability, Change, Result

STEPS = (
    "before anything",
    "half written",
    "written down",
    "switched",
    "noted as switched",
    "in the call",
    "before it is put back",
    "put back",
    "forgotten",
    "never",
)
"""Where a run may die, in the order in which it passes."""


class _Dying:
    """Dies at one step. With `both`, takes the guardian along."""

    def __init__(self, step: str) -> None:
        self._step = step
        self.guardian: Guardian | None = None
        self.takes_guardian = False

    def at(self, step: str, last_act: Callable[[], object] | None = None) -> None:
        if step == self._step:
            if last_act is not None:
                last_act()
            if self.guardian is not None and self.takes_guardian:
                os.kill(self.guardian.pid, signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)


class _DyingJournal(Journal):
    def __init__(self, path: Path, dying: _Dying) -> None:
        super().__init__(path)
        self._dying = dying
        self._puts = 0

    def write(self, entries: tuple[Entry, ...]) -> None:
        self._dying.at("half written", lambda: self.path.with_suffix(".new").write_text('{"version":1,"entr'))
        super().write(entries)

    def put(self, entry: Entry) -> None:
        super().put(entry)
        self._puts += 1
        self._dying.at("written down" if self._puts == 1 else "noted as switched")

    def drop(self, entry_id: str) -> None:
        super().drop(entry_id)
        self._dying.at("forgotten")


class _DyingSwitch(SettingSwitch):
    def __init__(self, dying: _Dying) -> None:
        capability = Capability("banners", "linux.lxqt", can_read=True, can_set=True, can_verify=True)
        super().__init__(capability, LxqtSetting(), quiet=True)
        self._dying = dying

    def apply(self, change: Change) -> Result:
        result = super().apply(change)
        self._dying.at("switched")
        return result

    def restore(self, change: Change) -> Result:
        self._dying.at("before it is put back")
        result = super().restore(change)
        self._dying.at("put back")
        return result


def main(path: str, step: str, whom: str) -> None:
    """Begin and end a call, and die on the way. `whom` is "alone", "both", or "unguarded"."""
    dying = _Dying(step)
    clock = SystemClock()
    holder = this_run(clock.boot_id())
    guardian = None if whom == "unguarded" else Guardian(Path(path), holder)
    dying.guardian, dying.takes_guardian = guardian, whom == "both"
    if guardian is not None:
        print(guardian.pid, flush=True)
    switch = _DyingSwitch(dying)
    quiet = Quiet(_DyingJournal(Path(path), dying), clock, holder, finder([switch]))
    dying.at("before anything")
    quiet.begin([switch])
    dying.at("in the call")
    quiet.end()
    if guardian is not None:
        guardian.dismiss()


if __name__ == "__main__":
    main(*sys.argv[1:])
