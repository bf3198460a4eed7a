"""The guardian: a small process that outlives the program by a moment, to put back what a killed one left switched.

It holds the read end of a pipe. When nobody holds the other end any more, the program is gone, however it went.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from mentordesk.clock import SystemClock
from mentordesk.presence import login_entry
from mentordesk.presence.holders import this_run
from mentordesk.presence.journal import Holder, Journal
from mentordesk.presence.platforms import find_switch
from mentordesk.presence.quiet import Quiet

ALL_BACK = b"all is back"
"""Said through the pipe by a run that has put everything back itself."""

LEAVES_SECONDS = 3.0
"""How long to wait for it: it may still be starting, or ask a program that does not answer."""


class Guardian:
    """Watches over this run of the program from another process; begun before anything is switched."""

    def __init__(self, journal: Path, holder: Holder) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mentordesk.presence.guardian", str(journal), msgspec.json.encode(holder).decode()],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Neither Ctrl+C in a terminal nor the end of that terminal's session is meant for it.
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """The guardian's process."""
        return self._process.pid

    def dismiss(self, *, is_all_back: bool = True) -> None:
        """Let it go; it looks after what is not back yet. Without that it must touch nothing: another call may begin."""
        if self._process.stdin is not None:
            # One that somebody has killed needs no word.
            with suppress(OSError):
                self._process.stdin.write(ALL_BACK if is_all_back else b"")
                self._process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(LEAVES_SECONDS)


def main(arguments: list[str]) -> int:
    """Wait for the program to end, then put back what it left switched."""
    path, holder = arguments
    left_by = msgspec.json.decode(holder, type=Holder)
    if sys.stdin.buffer.read() == ALL_BACK:
        return 0
    clock = SystemClock()
    quiet = Quiet(Journal(Path(path), mark=login_entry), clock, this_run(clock.boot_id()), find_switch)
    return 1 if quiet.restore_left(dead=[left_by]).troubles else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
