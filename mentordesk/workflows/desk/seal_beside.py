"""Seal with the present key of a desk what lies beside its file and has another, or none: attachments, their copies, drafts.

Until this is done the other key must stay on record: it is all that opens them.
"""

from __future__ import annotations

from pathlib import Path

from mentordesk.drafts import FOLDER_NAME as DRAFTS
from mentordesk.drafts import Drafts
from mentordesk.store.attachment_copies import share_again, shared_copies
from mentordesk.store.attachment_files import AttachmentFiles
from mentordesk.store.backups import FOLDER_NAME as BACKUPS
from mentordesk.store.backups import Part, Unwatched, Watcher
from mentordesk.vault.keys import Keys


def seal_beside(desk_folder: Path, keys: Keys, watcher: Watcher | None = None) -> int:
    """Seal it anew and return how many attachments that were; what opens with none of the keys stays as it is.

    Done twice it changes nothing. May take as long as reading all attachments. Raises Cancelled, Trouble where the disk fails.
    """
    watcher = watcher or Unwatched()
    backups = desk_folder / BACKUPS
    shared = shared_copies(desk_folder, backups)

    def share(name: str) -> None:
        # One file under two names stays one, and is sealed once.
        if name in shared:
            share_again(desk_folder, backups, name)

    sealed = AttachmentFiles(desk_folder, keys).seal_anew(Part(watcher, 0.0, 0.8), share)
    sealed += AttachmentFiles(backups, keys).seal_anew(Part(watcher, 0.8, 1.0))
    Drafts(desk_folder / DRAFTS, keys).seal_earlier()
    watcher.report(1.0)
    return sealed
