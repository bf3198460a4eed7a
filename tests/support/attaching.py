"""Attachments for tests: made as the program makes them, without a file of one's own to begin with."""

from __future__ import annotations

from mentordesk.domain.attachments import Attachment, Holder, HolderKind
from mentordesk.store.desk import Desk
from mentordesk.workflows.notes.attach import keep, take_bytes


def attach(desk: Desk, kind: HolderKind, holder_id: str, name: str, content: bytes) -> Attachment:
    """Attach something to a record."""
    return keep(desk, take_bytes(desk.attachments.files, Holder(kind, holder_id), name, content))
