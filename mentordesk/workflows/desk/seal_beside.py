"""Seal with the present key of a desk what lies beside its file and has another, or none: attachments, their copies, drafts.

Until this is done the other key must stay on record: it is all that opens them.
"""

from __future__ import annotations

from pathlib import Path

from mentordesk.drafts import FOLDER_NAME as DRAFTS
from mentordesk.drafts import Drafts
from mentordesk.store.attachment_files import AttachmentFiles
from mentordesk.store.backups import FOLDER_NAME as BACKUPS
from mentordesk.store.backups import Watcher
from mentordesk.vault.keys import Keys


def seal_beside(desk_folder: Path, keys: Keys, watcher: Watcher | None = None) -> int:
    """Seal it anew and return how many files that were; what opens with none of the keys stays as it is.

    Done twice it changes nothing. May take as long as reading all attachments. Raises Cancelled, Trouble where the disk fails.
    """
    places = (desk_folder, desk_folder / BACKUPS)
    sealed = sum(AttachmentFiles(place, keys).seal_anew(watcher) for place in places)
    Drafts(desk_folder / DRAFTS, keys).seal_earlier()
    return sealed
