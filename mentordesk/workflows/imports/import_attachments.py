"""What an archive holds of attachments, brought before its rows and taken back if those do not come."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import chain
from types import TracebackType
from typing import Self

from mentordesk.errors import Trouble
from mentordesk.exchange.wire import ArchiveFacts, ArchivePiece, ArchiveRows
from mentordesk.language import _, ngettext
from mentordesk.store.attachment_files import AttachmentFiles
from mentordesk.store.desk import Desk
from mentordesk.store.whole import Whole

_ROOM_BYTES = 50_000_000
"""What must stay free on the disk beside them."""

Heard = ArchiveFacts | ArchivePiece | ArchiveRows


class BroughtFiles:
    """Brings files within `with`; an error in it takes away again what was brought."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._files: AttachmentFiles = desk.attachments.files
        self._brought: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _where: TracebackType | None) -> None:
        if kind is not None:
            self._files.purge(self._brought)

    def bring(self, facts: ArchiveFacts, heard: Iterator[Heard]) -> Iterator[Heard]:
        """Bring the files that are not here, and return what is heard after them. Raises Trouble, and what `heard` raises."""
        self._files.folder.parent.mkdir(parents=True, exist_ok=True)
        if facts.files and shutil.disk_usage(self._files.folder.parent).free < facts.files_bytes + _ROOM_BYTES:
            raise Trouble(_("There is too little room on the disk for what is attached. Nothing was changed."))
        for message in heard:
            if not isinstance(message, ArchivePiece):
                return chain([message], heard)
            pieces = _contents(message, heard)
            if self._files.has(message.id):
                for _piece in pieces:
                    pass
                continue
            with self._files.writing(message.id, pieces):
                pass
            self._brought.append(message.id)
        return iter(())

    def settle(self) -> None:
        """Take away what none of the rows that came speaks of; within their change."""
        known = self._desk.attachments.all_ids()
        self._files.purge(one for one in self._brought if one not in known)


def missing_here(desk: Desk, facts: ArchiveFacts) -> int:
    """Return how many files the archive holds of attachments that are here without them."""
    present = Whole(desk.database).present("attachment", facts.files) if facts.files else {}
    return sum(not desk.attachments.files.has(one) for one in present)


def files_words(count: int) -> str:
    """Say how many files there are."""
    return ngettext("{count} attached file", "{count} attached files", count).format(count=count)


def _contents(first: ArchivePiece, heard: Iterator[Heard]) -> Iterator[bytes]:
    piece: Heard = first
    while isinstance(piece, ArchivePiece) and not piece.is_last:
        yield piece.content
        piece = next(heard)
