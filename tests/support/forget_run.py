"""A run that forgets somebody, or finishes it, and dies at one of its steps: `python -m tests.support.forget_run VERB FOLDER STEP FAULT`.

A step is one act on the disk, before or after it: a file renamed, removed, written over or synchronised, or a statement that
changes the file. Prints how many it took when it came to the end.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from mentordesk.store import engine
from mentordesk.store.desk import Desk
from mentordesk.workflows.forgetting.forget import Errand, finish_forgetting, forget, held_by_backups
from tests.support.clock import FakeClock
from tests.support.restore_run import _Steps

CLOCK = "2026-11-13T08:00:00+00:00"
_SAY = ("BEGIN", "UPDATE", "DELETE", "DROP", "CREATE", "INSERT", "COMMIT", "VACUUM", "PRAGMA wal_checkpoint")


def main(verb: str, folder: Path, step: int, fault: str) -> int:
    """Do what is asked and print the number of steps."""
    clock = FakeClock(CLOCK)
    with closing(Desk.open(folder, clock)) as desk:
        (person,) = desk.people.where("name LIKE 'zq%'") if verb != "finish" else (None,)
        old = held_by_backups(desk, person) if person is not None and verb == "renew" else None
    steps = _Steps(step, fault)
    for name in ("replace", "fsync", "unlink"):
        steps.watch(os, name)
    for name in ("replace", "unlink"):
        steps.watch(Path, name)
    _watch_statements(steps)
    if person is None:
        with closing(Desk.open(folder, clock)) as desk:
            finish_forgetting(desk)
    else:
        forget(folder, clock, Errand(person.id, person.name, old=old))
    print(steps.taken)
    return 0


def _watch_statements(steps: _Steps) -> None:
    class Watched(engine.Connection):
        def execute(self, sql: str, *arguments: Any) -> Any:
            told = sql.startswith(_SAY)
            if told:
                # A statement fails with SQLite's own errors: what a full disk means for it is tried elsewhere.
                steps._pass(is_done=True)
            done = super().execute(sql, *arguments)
            if told:
                steps._pass(is_done=True)
            return done

    connect = engine.connect
    setattr(engine, "connect", partial(connect, factory=Watched))  # noqa: B010 - its kind has many forms


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
