"""What a broken write-ahead log has cost: changes that were saved and can no longer be read, counted before they are written over.

SQLite takes a log up to its first broken frame and says nothing about the rest (https://sqlite.org/fileformat.html#the_write_ahead_log).
Frames that belong to the same run of the log and end a change, but lie behind that point, are changes that are lost. How far the log
went is also in its index, `-shm`, so that a log that was cut off, or is gone, is noticed too (https://sqlite.org/walformat.html).
"""

from __future__ import annotations

import struct
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from mentordesk.errors import Trouble
from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine
from mentordesk.store.backups import DESK_FILE
from mentordesk.vault.keys import NO_KEYS, Keys

_MAGIC = (0x377F0682, 0x377F0683)
_HEADER = struct.Struct(">IIII8sII")
"""Magic, version, size of a page, number of the checkpoint, salts, and their checksum."""
_FRAME = struct.Struct(">II8s8x")
"""Number of the page, pages of the file after a change that ends here or 0, salts."""
_INDEX = struct.Struct("=III2BHII8s8s8s")
"""Version, nothing, changes, two marks, size of a page, frames, pages, checksum of the last frame, salts, own checksum."""
_BACKFILLED_AT = 2 * _INDEX.size
_USUAL_PAGE = 4096


@dataclass(frozen=True)
class Lost:
    """Changes that were saved and are lost with the log."""

    changes: int
    """How many are known of; one at least."""
    is_all_known: bool
    """Whether no more than those can be lost."""
    saved_until: datetime
    """When the log was last written, aware UTC: nothing that is lost is later."""


def lost_in_log(folder: Path, keys: Keys = NO_KEYS) -> Lost | None:
    """Return what the log of a desk has lost, or None when it is whole; ask before the desk is opened.

    Costs a look for the log where there is none, as after each orderly end. Reads the log into the file where it is left
    by a killed run, as opening the desk would. A desk that cannot be opened at all is told by whoever opens it.
    """
    desk = folder / DESK_FILE
    with engine.alone_at(desk) as is_alone:
        if not is_alone:
            return None  # told when it was opened here first
        index = _Index.read(Path(f"{desk}-shm"))
    log = Path(f"{desk}-wal")
    try:
        written = log.stat().st_mtime if log.exists() else desk.stat().st_mtime
        frames = _Frames.read(log, index)
        if index is None and not frames.ends:
            return None
        taken = _taken_up(desk, keys)
        now = _Frames.read(log, index)
        if now.count and now.salts != frames.salts:
            return None  # somebody is at the desk, and began the log anew meanwhile
    except (OSError, Trouble, engine.DatabaseError):
        return None
    if taken is None:
        return None
    # What was moved into the file before is lost with no log.
    kept = max(taken, index.in_file if index is not None and index.salts == frames.salts else 0)
    ends = frames.ends_after(kept)
    most = index.frames if index is not None and index.salts == frames.salts else 0
    is_cut = most > max(kept, frames.count)
    if not ends and not is_cut:
        return None
    # A frame whose head is broken may have ended a change or not.
    is_all_known = bool(ends) and not is_cut and not any(number > kept for number in frames.broken)
    return Lost(max(1, ends), is_all_known, datetime.fromtimestamp(written, UTC))


def _taken_up(desk: Path, keys: Keys) -> int | None:
    """Let SQLite take the log up, and return how many frames of it; None where it can tell nothing."""
    with closing(engine.open_file(desk, keys)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        # Asks only, and moves nothing: https://sqlite.org/pragma.html#pragma_wal_checkpoint
        _busy, frames, _moved = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
        return int(frames) if frames >= 0 else None


@dataclass(frozen=True)
class _Frames:
    """What lies in a log: the run of it that its header names."""

    salts: bytes
    count: int
    """How many whole frames, broken ones too."""
    ends: dict[int, int]
    """Those that end a change, by their numbers from 1 on, and how many pages the file has then."""
    broken: tuple[int, ...]
    """Those among them with a head that is no head of this run."""

    @classmethod
    def read(cls, log: Path, index: _Index | None) -> _Frames:
        try:
            content = log.read_bytes()
        except FileNotFoundError:
            content = b""
        salts, size = index.salts if index else b"", index.page_size if index else _USUAL_PAGE
        if len(content) >= _HEADER.size + _FRAME.size:
            magic, _version, said, _number, own, *_sums = _HEADER.unpack_from(content)
            if magic in _MAGIC and said in {1 << power for power in range(9, 17)}:
                size = said
            # A broken header has odd salts; then the index, or the first frame, tells those of the run.
            _page, _pages, first = _FRAME.unpack_from(content, _HEADER.size)
            salts = own if any(own) and own in {first, salts} else salts or first
        ends, count, broken = {}, 0, []
        for place in range(_HEADER.size, len(content) - _FRAME.size - size + 1, size + _FRAME.size):
            _page, pages, own = _FRAME.unpack_from(content, place)
            number = (place - _HEADER.size) // (size + _FRAME.size) + 1
            if own != salts:
                broken.append(number)
                continue
            count = number
            if pages:
                ends[number] = pages
        return cls(salts, count, ends, tuple(number for number in broken if number < count))

    def ends_after(self, kept: int) -> int:
        """Return how many changes end behind frame `kept`."""
        # Between two checkpoints a file grows by a page with each frame at most, and never becomes smaller.
        least = self.ends.get(kept, 1)
        most = least + self.count if kept in self.ends else 1 << 32
        return sum(1 for number, pages in self.ends.items() if number > kept and least <= pages <= most)


@dataclass(frozen=True)
class _Index:
    """What the index of a log says about it."""

    frames: int
    """How many it has up to the end of the last change."""
    in_file: int
    """How many of them were moved into the file."""
    salts: bytes
    page_size: int

    @classmethod
    def read(cls, path: Path) -> _Index | None:
        """Return what it says; None where there is none, or its two copies differ."""
        content = b""
        with suppress(OSError), path.open("rb") as file:
            content = file.read(_BACKFILLED_AT + 4)
        if len(content) < _BACKFILLED_AT + 4 or content[: _INDEX.size] != content[_INDEX.size : _BACKFILLED_AT]:
            return None
        _version, _nothing, _changes, is_ready, _order, size, frames, _pages, _sum, salts, _own = _INDEX.unpack_from(
            content
        )
        if not is_ready:
            return None
        (in_file,) = struct.unpack_from("=I", content, _BACKFILLED_AT)
        return cls(frames, in_file, salts, 65536 if size == 1 else size)
