"""Attach files and pictures to notes, meetings, people and goals, and save copies of them: what a window does on two threads.

Taking is for a thread of its own, since a file may be large; `keep` writes the row, after the file is whole on the disk.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from mentordesk.domain.attachments import (
    MOST_BYTES,
    Attachment,
    Holder,
    attached_to,
    media_type_of,
    safe_name,
)
from mentordesk.domain.records import new_id
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _, ngettext
from mentordesk.store.attachment_files import AttachmentFiles
from mentordesk.store.backups import Cancelled, Unwatched, Watcher, file_failed
from mentordesk.store.desk import Desk
from mentordesk.workflows.desk.seal_beside import seal_beside
from mentordesk.workflows.take_along.export_desk import file_beside

_PIECE_BYTES = 1 << 18


def take_file(files: AttachmentFiles, holder: Holder, path: Path, watcher: Watcher | None = None) -> Attachment:
    """Seal a copy of a file into the desk's folder, and return the attachment that `keep` is to write down.

    For a thread of its own. Raises Mistake for what is no file or too large, Cancelled, Trouble; nothing is left then.
    """
    watcher = watcher or Unwatched()
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise Mistake(_("“{name}” is no file. Pack a folder into one file to attach it.").format(name=path.name))
    if found.st_size > MOST_BYTES:
        raise _too_large(path.name)
    return _take(files, holder, path.name, _read(path, found.st_size, watcher), watcher)


def take_bytes(files: AttachmentFiles, holder: Holder, name: str, content: bytes) -> Attachment:
    """Seal something that is in memory, such as a pasted picture. Raises what `take_file` raises."""
    return _take(files, holder, name, [content], Unwatched())


def _take(files: AttachmentFiles, holder: Holder, name: str, pieces: Iterable[bytes], watcher: Watcher) -> Attachment:
    attachment_id = new_id()
    try:
        with files.writing(attachment_id, pieces, watcher, most_bytes=MOST_BYTES) as written:
            kept = Attachment(
                id=attachment_id,
                name=safe_name(name),
                media_type=media_type_of(name, written.beginning),
                size=written.size,
                sha256=written.sha256,
                **attached_to(holder),
            )
    except ValueError as error:
        # It grew while it was read.
        raise _too_large(name) from error
    return kept


def take_files(
    files: AttachmentFiles, holder: Holder, paths: Sequence[Path], watcher: Watcher | None = None
) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """Take in several files; return the attachments, and why others could not be taken, in sentences.

    For a thread of its own. Raises Cancelled; nothing is left of any of them then.
    """
    watcher = watcher or Unwatched()
    taken: list[Attachment] = []
    troubles: list[str] = []
    try:
        for count, path in enumerate(paths):
            try:
                taken.append(take_file(files, holder, path, _Share(watcher, count, len(paths))))
            except Cancelled:
                raise
            except (Mistake, Trouble) as error:
                troubles.append(error.sentence)
        if watcher.is_cancelled:
            raise Cancelled
    except Cancelled:
        files.purge(one.id for one in taken)
        raise
    return tuple(taken), tuple(dict.fromkeys(troubles))


def keep(desk: Desk, attachment: Attachment) -> Attachment:
    """Write down what was taken in, as one act. Raises Mistake, Busy, Trouble."""
    return keep_all(desk, (attachment,))[0]


def keep_all(desk: Desk, attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
    """Write down several that were taken in, as one act."""
    count = len(attachments)
    act = ngettext("Attach “{name}”", "Attach {count} files", count).format(name=attachments[0].name, count=count)
    return desk.attachments.add_all(attachments, act=act)


def remove(desk: Desk, attachment_id: str) -> None:
    """Put an attachment into the trash; its file stays until it is purged from there."""
    name = desk.attachments.get(attachment_id).name
    desk.attachments.remove(attachment_id, act=_("Remove “{name}”").format(name=name))


def save_copy(files: AttachmentFiles, attachment: Attachment, target: Path, watcher: Watcher | None = None) -> Path:
    """Write what was attached plainly to a place of one's choice; what is there already is replaced, once all is whole.

    For a thread of its own. Raises Cancelled, Trouble; nothing is left then.
    """
    watcher = watcher or Unwatched()
    try:
        with file_beside(files.folder.parent, target) as part, part.open("wb") as file:
            done = 0
            for piece in files.pieces(attachment, watcher):
                file.write(piece)
                done += len(piece)
                watcher.report(done / max(1, attachment.size))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise file_failed(error, target.parent) from error
    return target


def picture_name(now: datetime) -> str:
    """Return what a pasted picture is called; `now` is local."""
    return _("Picture {when}").format(when=now.strftime("%Y-%m-%d %H.%M.%S")) + ".png"


def look_after_files(desk: Desk, watcher: Watcher | None = None) -> None:
    """At a calm moment: take away what no row speaks of, and seal with the present key what has another.

    For a thread of its own with a desk of its own. Raises Cancelled, Trouble.
    """
    files = desk.attachments.files
    files.sweep(desk.attachments.all_ids(), desk.database.clock.now().timestamp())
    seal_beside(desk.folder, desk.keys, watcher)


class _Share:
    """Tells a watcher of one of several files."""

    def __init__(self, watcher: Watcher, place: int, count: int) -> None:
        self._watcher, self._place, self._count = watcher, place, count

    @property
    def is_cancelled(self) -> bool:
        return self._watcher.is_cancelled

    def report(self, fraction: float, words: str = "") -> None:
        self._watcher.report((self._place + fraction) / self._count, words)


def _read(path: Path, size: int, watcher: Watcher) -> Iterator[bytes]:
    done = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE_BYTES):
                yield piece
                done += len(piece)
                watcher.report(min(1.0, done / max(1, size)))
    except OSError as error:
        # Not what the desk's own folder says: that is told where it is written.
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> Trouble:
    reason = error.strerror or _("unknown reason")
    return Trouble(_("“{name}” could not be read: {reason}.").format(name=path.name, reason=reason))


def _too_large(name: str) -> Mistake:
    sentence = _("“{name}” is too large: an attachment may have {most} MB. Keep it elsewhere, and its place in a note.")
    return Mistake(sentence.format(name=name, most=MOST_BYTES // 1_000_000))
