"""The archive of a desk: a ZIP with one JSON file for each table, the attachments as they are, and a manifest. Written row by
row and piece by piece, and read so, in little memory; what the rows mean is not known here. The format is told in
`ARCHIVE_README`, which each archive carries; attachments are `archive_files`.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import suppress
from math import inf, isinf
from typing import IO, Any

import msgspec

from mentordesk.exchange import limits
from mentordesk.exchange.archive_files import AttachedFile, check_files, file_pieces, judge, write_file
from mentordesk.exchange.archive_readme import ARCHIVE_README
from mentordesk.exchange.report import Refusal, RefusalKind
from mentordesk.exchange.wire import ArchiveEnd, ArchiveFacts, ArchiveRows, Message, Step, Value

FORMAT = "mentordesk-archive"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
README = "README.txt"

_ROWS_AT_ONCE = 500
_BYTES_AT_ONCE = 1_000_000
_CHUNK = 65_536
_INFINITIES = {"Infinity": inf, "-Infinity": -inf}


class Part(msgspec.Struct, frozen=True):
    """What the manifest says of one table."""

    file: str
    rows: int
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What an archive says of itself."""

    format: str
    version: int
    schema: int
    program: str
    made_at: str
    tables: dict[str, Part]
    me: str = ""
    profile: str = ""
    attachments: list[AttachedFile] = []


# --- writing -------------------------------------------------------------------------------------------------


class ArchiveWriter:
    """Writes one archive into an open file: table by table, then `finish`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._parts: dict[str, Part] = {}
        self._files: list[AttachedFile] = []
        try:
            self._zip.writestr(README, ARCHIVE_README)
        except OSError:
            # Nobody has it yet who would close it, and Python would complain of that later.
            with suppress(OSError):
                self._zip.close()
            raise

    def write_table(self, table: str, rows: Iterable[Mapping[str, Value]]) -> Generator[int, None, None]:
        """Write the rows of a table, and yield how many there are so far."""
        name = f"tables/{table}.json"
        digest = hashlib.sha256()
        count = size = 0
        with self._zip.open(name, "w", force_zip64=True) as part:
            for row in rows:
                line = (b",\n" if count else b"[\n") + msgspec.json.encode(_spelled(row))
                part.write(line)
                digest.update(line)
                size += len(line)
                count += 1
                yield count
            end = b"\n]\n" if count else b"[]\n"
            part.write(end)
            digest.update(end)
        self._parts[table] = Part(name, count, size + len(end), digest.hexdigest())

    def write_file(self, attachment_id: str, pieces: Iterable[bytes]) -> None:
        """Write what was attached."""
        self._files.append(write_file(self._zip, attachment_id, pieces))

    def finish(self, *, schema: int, program: str, made_at: str, me: str, profile: str) -> dict[str, int]:
        """Write the manifest, and return how many rows each table has."""
        manifest = Manifest(FORMAT, FORMAT_VERSION, schema, program, made_at, self._parts, me, profile, self._files)
        self._zip.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=2))
        self.close()
        return {table: part.rows for table, part in self._parts.items()}

    def close(self) -> None:
        """Close it; without `finish` it is no archive."""
        self._zip.close()


def _spelled(row: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the row with numbers that JSON does not know in words."""
    if any(isinstance(value, float) and isinf(value) for value in row.values()):
        return {
            name: ("Infinity" if value > 0 else "-Infinity") if isinstance(value, float) and isinf(value) else value
            for name, value in row.items()
        }
    return row


# --- reading -------------------------------------------------------------------------------------------------


def read_archive(file: IO[bytes], tables: tuple[str, ...], *, with_files: bool = False) -> Iterator[Message]:
    """Yield what the archive says of itself, then its rows in the order of `tables`, then its end.

    `with_files` yields before the rows what its attachments hold. What comes before the end counts for nothing: only the
    end says that all was whole. Raises Refusal.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            yield from _read(archive, tables, with_files=with_files)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        NotImplementedError,
        ValueError,
        OSError,
        OverflowError,
    ) as error:
        if isinstance(error, RecursionError):
            raise
        raise Refusal(RefusalKind.DAMAGED) from error


def _read(archive: zipfile.ZipFile, tables: tuple[str, ...], *, with_files: bool) -> Iterator[Message]:
    parts = {info.filename: info for info in archive.infolist()}
    if MANIFEST not in parts:
        raise Refusal(RefusalKind.NO_DESK)
    manifest = _manifest(archive, parts[MANIFEST])
    check_files(manifest.attachments, parts)
    expected = {README, MANIFEST} | {part.file for part in manifest.tables.values()}
    expected |= {each.file for each in manifest.attachments}
    unknown = [table for table in manifest.tables if table not in tables]
    if (
        unknown
        or len(parts) != len(archive.infolist())
        or not set(parts) <= expected
        or any(part.file != f"tables/{table}.json" or part.file not in parts for table, part in manifest.tables.items())
    ):
        raise Refusal(RefusalKind.DAMAGED)
    if sum(part.bytes for part in manifest.tables.values()) > limits.ARCHIVE_UNPACKED_BYTES:
        raise Refusal(RefusalKind.TOO_LARGE, str(limits.ARCHIVE_UNPACKED_BYTES // 1_000_000))
    yield ArchiveFacts(
        manifest.schema,
        manifest.made_at,
        manifest.me,
        manifest.profile,
        {table: part.rows for table, part in manifest.tables.items()},
        hashlib.sha256(msgspec.json.encode(manifest)).hexdigest(),
        [each.id for each in manifest.attachments],
        sum(each.bytes for each in manifest.attachments),
    )
    total = sum(part.rows for part in manifest.tables.values()) + len(manifest.attachments)
    done = 0
    for each in manifest.attachments:
        for piece in file_pieces(archive, parts[each.file], each):
            # Read in any case: what is not whole is refused before any of it counts.
            if with_files:
                yield piece
        done += 1
        yield Step(done, total)
    for table in tables:
        if table in manifest.tables:
            for batch in _table(archive, parts, table, manifest.tables[table]):
                done += len(batch.rows)
                yield batch
                yield Step(done, total)
    yield ArchiveEnd()


def _manifest(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Manifest:
    judge(info, limits.ARCHIVE_MANIFEST_BYTES)
    with archive.open(info) as part:
        content = part.read(limits.ARCHIVE_MANIFEST_BYTES + 1)
    # What a newer program writes may differ in all but these two.
    with suppress(msgspec.DecodeError):
        head = msgspec.json.decode(content, type=dict[str, Any])
        if head.get("format") != FORMAT:
            raise Refusal(RefusalKind.NO_DESK)
        if isinstance(head.get("version"), int) and head["version"] > FORMAT_VERSION:
            raise Refusal(RefusalKind.NEWER)
    return msgspec.json.decode(content, type=Manifest)


def _table(
    archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], table: str, said: Part
) -> Iterator[ArchiveRows]:
    judge(parts[said.file], said.bytes)
    digest = hashlib.sha256()
    decoder = msgspec.json.Decoder(dict[str, Value])
    rows: list[dict[str, Value]] = []
    weight = count = 0
    with archive.open(parts[said.file]) as part:
        for line in _lines(part, digest):
            words = line.strip().removesuffix(b",")
            if words in {b"", b"[", b"]", b"[]"}:
                continue
            rows.append(decoder.decode(words))
            count += 1
            weight += len(words)
            if len(rows) >= _ROWS_AT_ONCE or weight >= _BYTES_AT_ONCE:
                yield ArchiveRows(table, rows)
                rows, weight = [], 0
    if digest.hexdigest() != said.sha256 or count != said.rows:
        raise Refusal(RefusalKind.DAMAGED)
    if rows:
        yield ArchiveRows(table, rows)


def _lines(part: IO[bytes], digest: Any) -> Iterator[bytes]:
    """Yield the lines of a part, unpacking no more at a time than a row may have."""
    rest = b""
    while chunk := part.read(_CHUNK):
        digest.update(chunk)
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
        if len(rest) > limits.ARCHIVE_ROW_BYTES:
            raise Refusal(RefusalKind.TOO_LARGE, str(limits.ARCHIVE_ROW_BYTES // 1_000_000))
    yield rest


def as_number(value: Value) -> Value:
    """Return a number that JSON does not know from its words; anything else as it is."""
    return _INFINITIES.get(value, value) if isinstance(value, str) else value
