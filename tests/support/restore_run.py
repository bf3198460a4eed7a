"""A run that backs a desk up or restores it and dies at one of its steps: `python -m tests.support.restore_run VERB FOLDER STEP`.

A step is one act on the disk: a file renamed, removed, made or synchronised, or a statement that changes the file. Prints how many
it took when it came to the end.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from mentordesk.store import engine
from mentordesk.store.backups import Reason, backups_of
from mentordesk.workflows.desk.move_desk import move_desk
from mentordesk.workflows.safety.back_up import back_up
from mentordesk.workflows.safety.restore import restore
from mentordesk.workflows.safety.salvage import salvage
from tests.support.clock import FakeClock

_SAY = ("PRAGMA journal_mode", "BEGIN", "VACUUM", "INSERT", "CREATE", "COMMIT")


class _Steps:
    """Counts acts on the disk; at the chosen one the process is gone, before or after it was done."""

    def __init__(self, last: int, fault: str) -> None:
        self._last, self._fault = last, fault
        self.taken = 0

    def watch(self, owner: Any, name: str) -> None:
        act = getattr(owner, name)

        def watched(*arguments: Any, **named: Any) -> Any:
            self._pass()
            done = act(*arguments, **named)
            self._pass(is_done=True)
            return done

        setattr(owner, name, watched)

    def _pass(self, *, is_done: bool = False) -> None:
        is_last = self.taken == self._last
        self.taken += 1
        if is_last and self._fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if is_last and self._fault == "full" and not is_done:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def main(verb: str, folder: Path, step: int, fault: str) -> int:
    """Do what is asked and print the number of steps."""
    if fault == "narrow":
        # SQLite's own writes fail from there on: no file may become longer than so many bytes.
        resource.setrlimit(resource.RLIMIT_FSIZE, (step, step))
        step = -1
    steps = _Steps(step, fault)
    for name in ("replace", "open", "close", "fsync", "chmod"):
        steps.watch(os, name)
    for name in ("replace", "unlink"):
        steps.watch(Path, name)
    _watch_statements(steps)
    clock = FakeClock("2026-11-13T08:00:00+00:00")
    acts: dict[str, Callable[[], object]] = {
        "backup": lambda: back_up(folder, clock, Reason.DAILY),
        "restore": lambda: restore(folder, backups_of(folder)[-1].path, clock),
        "move": lambda: move_desk(folder, folder.with_name(f"{folder.name}-data"), clock),
        "salvage": lambda: restore(folder, salvage(folder, clock).path, clock),
    }
    acts[verb]()
    print(steps.taken)
    return 0


def _watch_statements(steps: _Steps) -> None:
    class Watched(engine.Connection):
        def execute(self, sql: str, *arguments: Any) -> Any:
            told = sql.startswith(_SAY)
            if told:
                steps._pass()
            done = super().execute(sql, *arguments)
            if told:
                steps._pass(is_done=True)
            return done

    connect = engine.connect
    setattr(engine, "connect", partial(connect, factory=Watched))  # noqa: B010 - its kind has many forms


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
