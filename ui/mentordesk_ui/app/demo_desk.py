"""The demo desk: written afresh for looking round from the first start, and thrown away by one click, wherever it lies."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.clock import Clock
from mentordesk.drafts import FOLDER_NAME as DRAFTS
from mentordesk.errors import Trouble
from mentordesk.folders import data_folder
from mentordesk.store.attachment_files import FOLDER_NAME as ATTACHMENTS
from mentordesk.store.backups import FOLDER_NAME as BACKUPS
from mentordesk.store.database import FILE_NAME
from mentordesk.store.desk import Desk
from mentordesk.vault.key_file import FILE_NAME as KEY_FILE
from mentordesk.vault.key_file import KeyFile
from mentordesk.workflows.demo import write_demo

if TYPE_CHECKING:
    from mentordesk.vault.keyrings import Keyring

ROUNDS = 100
"""Work in the background may be setting room aside for drafts at that moment; it does so once, and in no folder that is gone."""

MEETINGS = 400
SEED = 7


def write_demo_desk(folder: Path, clock: Clock, keyring: Keyring | None = None) -> Path:
    """Write a demo desk into `folder`, in place of an earlier one, and return the folder. Runs in the background.

    If somebody has encrypted that, its key goes from the keyring as well.
    """
    file = _key_file(folder)
    throw_away(folder)
    if file is not None and keyring is not None:
        from mentordesk.workflows.desk.protect_desk import let_go

        let_go(file.now, keyring)
    desk = Desk.open(folder, clock)
    write_demo(desk, meetings=MEETINGS, seed=SEED, now=clock.now())
    desk.close()
    return folder


def _key_file(folder: Path) -> KeyFile | None:
    try:
        return KeyFile.read(folder)
    except Trouble:
        return None


def throw_away(folder: Path) -> None:
    """Delete the closed desk in `folder`, and the folder if nothing else lies in it.

    Whoever had a demo written into a folder of their own keeps what they had there.
    """
    names = [DRAFTS, ATTACHMENTS]
    if folder == data_folder() / "demo":
        names.append(BACKUPS)  # elsewhere they may be of a desk that was there before
    for _round in range(ROUNDS):
        # With the file of its keys, if somebody has encrypted it to look how that goes: the next demo has none.
        for file in (*folder.glob(f"{FILE_NAME}*"), folder / KEY_FILE):
            file.unlink(missing_ok=True)
        for name in names:
            shutil.rmtree(folder / name, ignore_errors=True)
        with suppress(OSError):  # not empty, or never there
            folder.rmdir()
        if not any((folder / name).exists() for name in names):
            return
