"""A run that attaches files, seals them anew, or brings them with an archive, and dies at one of its steps on the disk:
`python -m tests.support.attach_run VERB FOLDER STEP FAULT`. Prints how many steps it took when it came to the end.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.store.desk import Desk
from mentordesk.vault.keys import Key, Keys
from mentordesk.workflows.imports.import_archive import preview_archive
from mentordesk.workflows.notes.attach import keep_all, look_after_files, save_copy, take_files
from tests.support.clock import FakeClock
from tests.support.restore_run import _Steps, _watch_statements

OLD, NEW = Key(b"\1" * 32), Key(b"\2" * 32)


def open_desk(folder: Path, clock: FakeClock) -> Desk:
    """Open the desk; what lies beside it may have the key before."""
    desk = Desk.open(folder, clock, Keys(OLD), keeps_undo=True)
    desk.database.keys = Keys(NEW, (OLD,))
    return desk


def main(verb: str, folder: Path, step: int, fault: str) -> int:
    """Do what is asked and print the number of steps."""
    with closing(open_desk(folder, FakeClock("2026-11-20T08:00:00+00:00"))) as desk:
        (note,) = desk.notes.where("text = 'holder'")
        files = desk.attachments.files
        paths = [folder.parent / name for name in ("one.bin", "two.bin")]

        def attach() -> None:
            taken, troubles = take_files(files, Holder(HolderKind.NOTE, note.id), paths)
            if troubles:
                raise OSError(troubles[0])
            keep_all(desk, taken)

        acts: dict[str, Callable[[], object]] = {
            "attach": attach,
            "seal": lambda: look_after_files(desk),
            "copy": lambda: save_copy(files, desk.attachments.everything()[0], folder.parent / "copy.bin"),
            "import": lambda: preview_archive(desk, folder.parent / "other.zip").apply(desk),
        }
        steps = _Steps(step, fault)
        for name in ("replace", "open", "fsync", "chmod", "link"):
            steps.watch(os, name)
        for name in ("replace", "unlink", "mkdir"):
            steps.watch(Path, name)
        _watch_statements(steps)
        acts[verb]()
    print(steps.taken)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
