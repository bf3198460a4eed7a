"""The content of attachments: one sealed file for each, `attachments/<id>` in the desk's folder, written once and never changed.

Written whole or not at all, sealed from its first byte. Which there should be is known by the rows, see `attachments`;
what a desk without a key holds is plain, and told so by how the file begins.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from mentordesk.errors import Trouble
from mentordesk.folders import only_for_me
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.backups import (
    Cancelled,
    Part,
    Unwatched,
    Watcher,
    file_failed,
    make_private_folder,
    sync_folder,
)
from mentordesk.vault.keys import Keys
from mentordesk.vault.sealing import PIECE_BYTES, Unopened, opened_pieces, sealed_pieces

if TYPE_CHECKING:
    from mentordesk.domain.attachments import Attachment

FOLDER_NAME = "attachments"
"""Where the files lie, in the folder of a desk; copies of them lie under the same name beside its backups."""

PLAIN = b"MDPLAIN\n"
"""How the file of a desk without a key begins."""

PURPOSE = "attachment"

COMING = ".part"
"""What is being written."""
_NAME = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Ids of this program: nothing that came from elsewhere names a file."""

_LEFT_ALONE_SECONDS = 24 * 3600.0
"""A file that no row speaks of may be one whose row is being written; after a day it is not."""


class Missing(Trouble):
    """The file of an attachment is not there."""

    def __init__(self) -> None:
        super().__init__(_("The file is no longer there. A backup may still have it."))


class Altered(Trouble):
    """What opens is not what was attached."""

    def __init__(self) -> None:
        super().__init__(_("The file is not what was attached: it has been changed."))


@dataclass(frozen=True)
class Written:
    """What was written: how many bytes, their SHA-256 in hexadecimal digits, and how they begin."""

    size: int
    sha256: str
    beginning: bytes


class AttachmentFiles:
    """The files of one desk. It holds nothing open, so it may be used on any thread."""

    def __init__(self, desk_folder: Path, keys: Keys) -> None:
        self.folder = desk_folder / FOLDER_NAME
        self._keys = keys

    def path(self, attachment_id: str) -> Path:
        """Return where the file of an attachment lies; raises Missing for what is no id of ours."""
        if not _NAME.fullmatch(attachment_id):
            raise Missing
        return self.folder / attachment_id

    def has(self, attachment_id: str) -> bool:
        """Tell whether there is a file for an attachment; it may still not open."""
        return _NAME.fullmatch(attachment_id) is not None and (self.folder / attachment_id).is_file()

    # -- writing

    @contextmanager
    def writing(
        self,
        attachment_id: str,
        pieces: Iterable[bytes],
        watcher: Watcher | None = None,
        *,
        most_bytes: int | None = None,
    ) -> Iterator[Written]:
        """Write the file of an attachment under a name that does not count yet; it gets its own when the block ends well.

        Raises Cancelled, Trouble where the disk fails, ValueError for more than `most_bytes`; nothing is left of it then.
        """
        target = self.path(attachment_id)
        coming = coming_beside(target)
        try:
            make_private_folder(self.folder)
            written = self._write(coming, attachment_id, pieces, watcher or Unwatched(), most_bytes)
            yield written
            coming.replace(target)
            sync_folder(self.folder)
        except OSError as error:
            raise file_failed(error, self.folder) from error
        finally:
            with suppress(OSError):
                coming.unlink(missing_ok=True)

    def _write(
        self, coming: Path, attachment_id: str, pieces: Iterable[bytes], watcher: Watcher, most_bytes: int | None
    ) -> Written:
        measured = _Measured(pieces, watcher, most_bytes)
        key = self._keys.now
        sealed = sealed_pieces(measured, key, PURPOSE, attachment_id) if key else _plainly(measured)
        with suppress(FileNotFoundError):
            coming.unlink()
        with open(coming, "xb", opener=only_for_me) as file:
            file.writelines(sealed)
            file.flush()
            os.fsync(file.fileno())
        return measured.result()

    # -- reading

    def pieces(self, attachment: Attachment, watcher: Watcher | None = None) -> Iterator[bytes]:
        """Yield what was attached, piece by piece. Only when it has ended is it known to be just that.

        Raises Missing, Unopened, Altered, Cancelled, and Trouble where the disk fails.
        """
        measured = _Measured(self._opened(attachment.id), watcher or Unwatched(), attachment.size)
        try:
            yield from measured
        except ValueError as error:
            raise Altered from error
        result = measured.result()
        if (result.size, result.sha256) != (attachment.size, attachment.sha256):
            raise Altered

    def read(self, attachment: Attachment) -> bytes:
        """Return what was attached, in memory; raises what `pieces` raises."""
        return b"".join(self.pieces(attachment))

    def _opened(self, attachment_id: str) -> Iterator[bytes]:
        try:
            with self.path(attachment_id).open("rb") as file:
                yield from self._opened_file(file, attachment_id)
        except FileNotFoundError as error:
            raise Missing from error
        except OSError as error:
            raise Trouble(_("The file could not be read: {reason}.").format(reason=error.strerror)) from error

    def _opened_file(self, file: IO[bytes], attachment_id: str) -> Iterator[bytes]:
        if file.read(len(PLAIN)) == PLAIN:
            # Of a desk that had no key then: whether it is what was attached is said by the row.
            while piece := file.read(PIECE_BYTES):
                yield piece
            return
        file.seek(0)
        yield from opened_pieces(file, self._keys, PURPOSE, attachment_id)

    # -- looking after them

    def purge(self, ids: Iterable[str]) -> int:
        """Take files away for good and return how many there were; raises Trouble where the folder refuses."""
        gone = 0
        try:
            for attachment_id in ids:
                if self.has(attachment_id):
                    self.path(attachment_id).unlink()
                    gone += 1
        except OSError as error:
            raise file_failed(error, self.folder) from error
        if gone:
            sync_folder(self.folder)
        return gone

    def sweep(self, known: Iterable[str], now: float) -> int:
        """Take away what no row speaks of and killed runs left half written, and return how many; `now` is seconds since 1970.

        What is younger than a day is left alone: its row may be on its way. Fails without a word.
        """
        rows, swept = frozenset(known), 0
        for path in files_in(self.folder):
            with suppress(OSError):
                if path.name not in rows and now - path.stat().st_mtime > _LEFT_ALONE_SECONDS:
                    path.unlink()
                    swept += 1
        return swept

    def seal_anew(self, watcher: Watcher | None = None, then: Callable[[str], object] | None = None) -> int:
        """Write with the present key what was written with another or none, and return how many files that were.

        `then` hears the id of each. What does not open stays as it is, and what was altered stays altered: a check says
        so. Raises Cancelled, and Trouble where the disk fails.
        """
        watcher = watcher or Unwatched()
        others = {name: self._size(name) for name in sorted(names_in(self.folder)) if not self.is_present(name)}
        sealed, done, all_bytes = 0, 0, sum(others.values()) or 1
        for place, (name, size) in enumerate(others.items(), 1):
            words = _("File {place} of {count}").format(place=place, count=len(others))
            pieces = _told(self._opened(name), Part(watcher, done / all_bytes, (done + size) / all_bytes), size, words)
            with suppress(Missing, Unopened):
                with self.writing(name, pieces, watcher):
                    sealed += 1
                if then is not None:
                    then(name)
            done += size
        return sealed

    def is_present(self, attachment_id: str) -> bool:
        """Tell whether a file is written as it would be now. Raises Missing, Trouble where the disk fails."""
        return self._begins_well(attachment_id, Keys(self._keys.now), is_plain_fine=self._keys.now is None)

    def opens(self, attachment_id: str) -> bool:
        """Tell whether one of the keys fits a file, or it needs none; further damage is told by whoever reads it."""
        return self._begins_well(attachment_id, self._keys, is_plain_fine=True)

    def is_whole(self, attachment_id: str, size: int, sha256: str, watcher: Watcher | None = None) -> bool:
        """Read all of a file and tell whether it is what was attached. Raises Cancelled, Trouble where the disk fails."""
        measured = _Measured(self._opened(attachment_id), watcher or Unwatched(), size)
        try:
            for _piece in measured:
                pass
        except (Missing, Unopened, ValueError):
            return False
        found = measured.result()
        return (found.size, found.sha256) == (size, sha256)

    def _begins_well(self, attachment_id: str, keys: Keys, *, is_plain_fine: bool) -> bool:
        try:
            with self.path(attachment_id).open("rb") as file:
                if file.read(len(PLAIN)) == PLAIN:
                    return is_plain_fine
                file.seek(0)
                next(opened_pieces(file, keys, PURPOSE, attachment_id))
        except Unopened:
            return False
        except OSError as error:
            raise Trouble(_("The file could not be read: {reason}.").format(reason=error.strerror)) from error
        return True

    def _size(self, attachment_id: str) -> int:
        try:
            return self.path(attachment_id).stat().st_size
        except OSError:
            return 0


def coming_beside(target: Path) -> Path:
    """Return the name a file has while this thread of this run writes it."""
    return target.with_name(f"{target.name}-{threading.get_ident()}-{os.getpid()}{COMING}")


def names_in(folder: Path) -> frozenset[str]:
    """Return the ids of the attachments whose files lie in a folder."""
    return frozenset(path.name for path in files_in(folder) if _NAME.fullmatch(path.name))


def files_in(folder: Path) -> tuple[Path, ...]:
    """Return the files in a folder, half written ones too; none where there is no folder."""
    try:
        return tuple(path for path in sorted(folder.iterdir()) if path.is_file() and not path.is_symlink())
    except OSError:
        return ()


class _Measured:
    """Passes pieces on, and knows how many bytes they were and which; stops when nobody wants them any more."""

    def __init__(self, pieces: Iterable[bytes], watcher: Watcher, most_bytes: int | None) -> None:
        import hashlib  # brings a library of 3 MB; most runs attach nothing

        self._pieces, self._watcher, self._most_bytes = pieces, watcher, most_bytes
        self._digest = hashlib.sha256()
        self._size = 0
        self._beginning = b""

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            if self._watcher.is_cancelled:
                raise Cancelled
            self._size += len(piece)
            if self._most_bytes is not None and self._size > self._most_bytes:
                raise ValueError(self._size)
            if len(self._beginning) < 16:
                self._beginning += piece[:16]
            self._digest.update(piece)
            yield piece

    def result(self) -> Written:
        """Return what there was, once all has been passed on."""
        return Written(self._size, self._digest.hexdigest(), self._beginning)


def _told(pieces: Iterable[bytes], watcher: Watcher, size: int, words: str) -> Iterator[bytes]:
    """Pass pieces on, and tell how far they are of some `size` bytes."""
    done = 0
    watcher.report(0.0, words)
    for piece in pieces:
        yield piece
        done += len(piece)
        watcher.report(min(1.0, done / max(1, size)), words)


def _plainly(pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield PLAIN
    yield from pieces
