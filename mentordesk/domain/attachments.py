"""Attachments: files that belong to a note, a meeting, a person or a goal. Where they lie, and how they are sealed, is not known here."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TypedDict

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

MOST_BYTES = 200_000_000
"""What one attachment may have: each backup folder holds a copy of it."""

LARGEST_PICTURE_BYTES = 20_000_000
"""A picture of no more is shown in the program."""

LONGEST_NAME_BYTES = 200
"""What every file system takes, with room for a mark that tells two of one name apart."""

_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
)
_BY_ENDING = {
    "pdf": "application/pdf",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "html": "text/html",
    "json": "application/json",
    "ics": "text/calendar",
    "vcf": "text/vcard",
    "eml": "message/rfc822",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "zip": "application/zip",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "heic": "image/heic",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
}
"""No registry of the computer's own is asked: the same file is the same kind everywhere."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
# What no file system takes, or what would turn the words of a name round and hide its ending.
_NEVER_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"*/:<>?\\|]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class HolderKind(StrEnum):
    """What an attachment can belong to."""

    NOTE = "note"
    MEETING = "meeting"
    PERSON = "person"
    GOAL = "goal"


@dataclass(frozen=True)
class Holder:
    """What an attachment belongs to."""

    kind: HolderKind
    id: str


@dataclass(frozen=True, kw_only=True)
class Attachment(Record):
    """A file that was attached: what is known of it. Its content lies beside the database, under the id."""

    person_id: str = ""
    meeting_id: str = ""
    note_id: str = ""
    goal_id: str = ""
    name: str = ""
    media_type: str = ""
    size: int = 0
    """Bytes of what was attached."""
    sha256: str = ""
    """Of what was attached, in hexadecimal digits: what is read back must be just that."""

    @property
    def holder(self) -> Holder | None:
        """What it belongs to; None for one whose holder an import did not know."""
        for kind in HolderKind:
            if holder_id := getattr(self, f"{kind}_id"):
                return Holder(kind, holder_id)
        return None

    @property
    def is_picture(self) -> bool:
        """Whether it is shown in the program."""
        return self.media_type in _PICTURES and self.size <= LARGEST_PICTURE_BYTES


class HolderIds(TypedDict, total=False):
    """The field of an attachment that says what it belongs to."""

    note_id: str
    meeting_id: str
    person_id: str
    goal_id: str


def attached_to(holder: Holder) -> HolderIds:
    """Return the field of an attachment that says what it belongs to."""
    match holder.kind:
        case HolderKind.NOTE:
            return {"note_id": holder.id}
        case HolderKind.MEETING:
            return {"meeting_id": holder.id}
        case HolderKind.PERSON:
            return {"person_id": holder.id}
        case HolderKind.GOAL:
            return {"goal_id": holder.id}


def check(attachment: Attachment) -> None:
    """Raise Mistake for an attachment that may not be kept."""
    if sum(bool(getattr(attachment, f"{kind}_id")) for kind in HolderKind) != 1:
        raise Mistake(_("Say what the file belongs to."))
    if attachment.name != safe_name(attachment.name):
        raise Mistake(_("This is no name for a file."), field="name")
    if not 0 <= attachment.size <= MOST_BYTES or not _SHA256.fullmatch(attachment.sha256):
        raise Mistake(_("What was attached is not known. Attach it again."))


def safe_name(name: str) -> str:
    """Return a file's name as every file system takes it and as it shows itself: no folders, no signs that turn words round."""
    plain = unicodedata.normalize("NFC", _NEVER_IN_NAMES.sub("", re.split(r"[/\\]", name)[-1])).strip(" .")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if not stem or len(ending.encode()) > 20:
        stem, dot, ending = plain, "", ""
    room = LONGEST_NAME_BYTES - len(f"{dot}{ending}".encode())
    # Cut between characters, whatever they take in bytes.
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return f"{stem}{dot}{ending}" if stem else _("File")


def media_type_of(name: str, beginning: bytes) -> str:
    """Return what kind of file it is: by how it begins where that says so, else by the ending of its name."""
    for start, kind in _BEGINNINGS:
        if beginning.startswith(start):
            return kind
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    return _BY_ENDING.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def kind_words(attachment: Attachment) -> str:
    """Say what kind of file an attachment is."""
    kind, _slash, more = attachment.media_type.partition("/")
    if kind == "image":
        return _("Picture")
    if kind == "audio":
        return _("Sound")
    if kind == "video":
        return _("Film")
    if more == "pdf":
        return _("PDF")
    if more in {"msword", "rtf"} or "wordprocessing" in more or more.endswith("opendocument.text"):
        return _("Document")
    if "spreadsheet" in more or more in {"vnd.ms-excel", "csv"}:
        return _("Table")
    if "presentation" in more or more == "vnd.ms-powerpoint":
        return _("Slides")
    if more == "zip":
        return _("Archive")
    if kind == "text":
        return _("Text")
    return _("File")
