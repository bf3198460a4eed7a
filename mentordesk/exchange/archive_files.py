"""What an archive holds of attachments: their content, unpacked and plain, each under its id. Whose they are is said by rows."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from mentordesk.exchange import limits
from mentordesk.exchange.report import Refusal, RefusalKind
from mentordesk.exchange.wire import ArchivePiece

_PIECE_BYTES = 192 * 1024
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class AttachedFile(msgspec.Struct, frozen=True):
    """What the manifest says of one attachment."""

    id: str
    file: str
    bytes: int
    sha256: str


def write_file(archive: zipfile.ZipFile, attachment_id: str, pieces: Iterable[bytes]) -> AttachedFile:
    """Write what was attached into an archive, unpacked: most of what people attach is packed already."""
    name = f"attachments/{attachment_id}"
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_STORED
    with archive.open(info, "w", force_zip64=True) as part:
        for piece in pieces:
            part.write(piece)
            digest.update(piece)
            size += len(piece)
    return AttachedFile(attachment_id, name, size, digest.hexdigest())


def check_files(files: list[AttachedFile], parts: Mapping[str, zipfile.ZipInfo]) -> None:
    """Raise Refusal unless each attachment the manifest names is there, once, under its id, and of bearable size."""
    if len(files) > limits.ARCHIVE_FILES or any(each.bytes > limits.ARCHIVE_FILE_BYTES for each in files):
        raise Refusal(RefusalKind.TOO_LARGE, str(limits.ARCHIVE_FILE_BYTES // 1_000_000))
    if len({each.id for each in files}) != len(files) or not all(
        _ID.fullmatch(each.id) and each.file == f"attachments/{each.id}" and each.file in parts and each.bytes >= 0
        for each in files
    ):
        raise Refusal(RefusalKind.DAMAGED)


def file_pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo, said: AttachedFile) -> Iterator[ArchivePiece]:
    """Yield what an attachment holds; the last piece, which is empty, says that it was what the manifest says. Raises Refusal."""
    judge(info, said.bytes)
    digest, size = hashlib.sha256(), 0
    with archive.open(info) as part:
        while content := part.read(_PIECE_BYTES):
            digest.update(content)
            size += len(content)
            if size > said.bytes:
                raise Refusal(RefusalKind.DAMAGED)
            yield ArchivePiece(said.id, content)
    if (size, digest.hexdigest()) != (said.bytes, said.sha256):
        raise Refusal(RefusalKind.DAMAGED)
    yield ArchivePiece(said.id, b"", is_last=True)


def judge(info: zipfile.ZipInfo, most_bytes: int) -> None:
    """Raise Refusal for a part that is packed in a way not known here, or that says it is larger than it may be."""
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or info.file_size > most_bytes:
        raise Refusal(RefusalKind.DAMAGED)
