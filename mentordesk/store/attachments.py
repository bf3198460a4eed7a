"""Attachments on disk: what is known of each is a row, its content a sealed file of `attachment_files`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from mentordesk.domain.attachments import Attachment, Holder, HolderKind, check
from mentordesk.store.attachment_files import AttachmentFiles
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class AttachmentStore(RecordTable[Attachment]):
    """Every attachment. One in the trash keeps its file."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Attachment, "attachment", Topic.ATTACHMENTS)

    @cached_property
    def files(self) -> AttachmentFiles:
        """What was attached: it may be used on any thread."""
        return AttachmentFiles(self.database.path.parent, self.database.keys)

    def checked(self, record: Attachment) -> Attachment:
        check(record)
        return record

    def held_by(self, holder: Holder) -> tuple[Attachment, ...]:
        """Return what belongs to something, in the order it came.

        A meeting and its note are one place, and so are a goal and its notes: what is attached to either is seen on both.
        """
        condition, ids = f"{holder.kind}_id = ?", [holder.id]
        match holder.kind:
            case HolderKind.MEETING | HolderKind.GOAL:
                condition += f" OR note_id IN (SELECT id FROM note WHERE {holder.kind}_id = ? AND deleted_at IS NULL)"
                ids.append(holder.id)
            case HolderKind.NOTE:
                condition += " OR meeting_id = (SELECT meeting_id FROM note WHERE id = ?)"
                ids.append(holder.id)
        return self.where(condition, ids, order="created_at, id")

    def ids_held_by(self, record_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of all attachments of records of any kind, from the trash too: they go where these go for good."""
        wanted = list(record_ids)
        found: dict[str, None] = {}
        for kind in HolderKind:
            for start in range(0, len(wanted), 500):
                some = wanted[start : start + 500]
                sql = f"SELECT id FROM attachment WHERE {kind}_id IN ({', '.join('?' * len(some))}) ORDER BY id"
                found |= {row["id"]: None for row in self.database.rows(sql, some)}
        return tuple(found)

    def all_ids(self) -> frozenset[str]:
        """Return the ids of all attachments, those in the trash included: whose files must be kept."""
        return frozenset(row["id"] for row in self.database.rows("SELECT id FROM attachment"))

    def everything(self) -> tuple[Attachment, ...]:
        """Return all attachments, those in the trash included."""
        return tuple(self.from_row(row) for row in self.database.rows("SELECT * FROM attachment ORDER BY id"))

    def purge_files(self, ids: Iterable[str]) -> int:
        """Take the files of attachments away for good and return how many there were. Their rows are purged by others.

        Backups keep what they hold until they are let go of.
        """
        return self.files.purge(ids)
