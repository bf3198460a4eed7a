"""The lines that iCalendar and vCard share: bytes to unfolded lines, a line to name, parameters and value.

Tolerant where programs err (encodings, line ends, folding, quoted-printable); what a value means is decided elsewhere.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import quopri
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import field

from mentordesk.exchange.report import Refusal, RefusalKind
from mentordesk.light_dataclass import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PROPERTY = re.compile(rb"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)?\s*[:;]")
_NAME = re.compile(rb"[A-Z-]+\s*")
_LONG_TEXT = re.compile(
    rb"(?:[\w-]+\.)?(?:DESCRIPTION|SUMMARY|LOCATION|COMMENT|NOTE|ADR|LABEL|X-ALT-DESC)\b", re.IGNORECASE
)
_LINE = re.compile(
    r"(?:(?P<group>[A-Za-z0-9_-]+)\.)?(?P<name>[A-Za-z0-9_-]+)\s*"
    r"(?P<params>(?:;(?:[^;:\"]|\"[^\"]*\")*+)*+):(?P<value>.*)",
    re.DOTALL,
)
_LINE_WITHOUT_QUOTES = re.compile(
    r"(?:(?P<group>[A-Za-z0-9_-]+)\.)?(?P<name>[A-Za-z0-9_-]+)\s*(?P<params>(?:;[^:]*)?):(?P<value>.*)", re.DOTALL
)
_PARAMETER = re.compile(r";((?:[^;\"]|\"[^\"]*\")*+)")
_QUOTED_PRINTABLE = re.compile(rb"^[^:]*;\s*(?:ENCODING=)?\"?QUOTED-PRINTABLE\"?[;:]", re.IGNORECASE)
_BORDER = re.compile(rb"(?:BEGIN|END)\s*:", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CARET = re.compile(r"\^([n'^])")
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B", "Q"})
_SCHEMES = frozenset({b"HTTP", b"HTTPS", b"MAILTO", b"FTP"})


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property: its name in capitals, its parameters (names in capitals), its value still escaped."""

    name: str
    value: str
    params: dict[str, list[str]] = field(default_factory=dict)
    group: str = ""

    def param(self, name: str) -> str:
        """Return the first value of a parameter, or an empty string."""
        values = self.params.get(name)
        return values[0] if values else ""


def unfolded(content: bytes, *, begins: tuple[bytes, ...]) -> Iterator[bytes]:
    """Yield the logical lines of a file as UTF-8 or the file's own bytes; `begins` is what such a file starts with.

    Raises Refusal when the content is empty or of another kind altogether.
    """
    content = _as_single_bytes(content)
    if not content.strip():
        raise Refusal(RefusalKind.EMPTY)
    if b"\x00" in content:
        raise Refusal(RefusalKind.BINARY)
    if not any(re.search(rb"(?i)(?:^|[\r\n])[ \t]*" + begin + rb"[ \t]*(?:[\r\n]|$)", content) for begin in begins):
        raise Refusal(_kind_of(content, begins))
    return _logical_lines(content)


def _as_single_bytes(content: bytes) -> bytes:
    """Undo UTF-16 and UTF-32, with or without a mark, and zeros that a crash appended."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            content = content[len(mark) :]
            return content if encoding == "utf-8" else content.decode(encoding, "replace").encode("utf-8", "replace")
    head = content[:200]
    if head[1::2].count(0) > len(head) // 3 and head[:1] != b"\x00":
        return content.decode("utf-16-le", "replace").encode("utf-8", "replace")
    if head[::2].count(0) > len(head) // 3 and head[1:2] != b"\x00":
        return content.decode("utf-16-be", "replace").encode("utf-8", "replace")
    return content.rstrip(b"\x00\x1a")


def _kind_of(content: bytes, begins: tuple[bytes, ...]) -> RefusalKind:
    head = content[:4096].lstrip()
    low = head.lower()
    if head.startswith((b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        return RefusalKind.ARCHIVE
    if low.startswith((b"<!doctype html", b"<html")) or b"<html" in low:
        return RefusalKind.WEB_PAGE
    if b"begin:vcard" in low and b"BEGIN:VCARD" not in begins:
        return RefusalKind.CONTACTS_NOT_CALENDAR
    if b"begin:vcalendar" in low and b"BEGIN:VCALENDAR" not in begins:
        return RefusalKind.CALENDAR_NOT_CONTACTS
    strange = sum(byte < 32 and byte not in b"\t\r\n\x0c\x1b" for byte in head)
    return RefusalKind.BINARY if strange > len(head) // 50 else RefusalKind.OTHER_KIND


def _logical_lines(content: bytes) -> Iterator[bytes]:
    parts: list[bytes] = []
    soft_break = quoted = False
    physical = content.splitlines()
    for number, line in enumerate(physical):
        if soft_break and not _BORDER.match(line):
            parts[-1] = parts[-1].rstrip(b" \t")[:-1]
            parts.append(line[1:] if line[:1] in {b" ", b"\t"} else line)
        elif not line.strip():
            continue
        elif parts and line[:1] in {b" ", b"\t"} and not _BORDER.match(line.strip()):
            parts.append(line[1:])
        elif parts and not _starts_property(line, physical[number + 1] if number + 1 < len(physical) else b""):
            # A line break inside a text that should have been written as \n; elsewhere such a line is rubbish.
            if _LONG_TEXT.match(parts[0]):
                parts.append(b"\\n" + line)
        else:
            if parts:
                yield b"".join(parts)
            parts = [line.lstrip(b" \t")]
            quoted = _QUOTED_PRINTABLE.match(parts[0]) is not None
        soft_break = quoted and parts[-1].rstrip(b" \t").endswith(b"=")
    if parts:
        yield b"".join(parts)


def _starts_property(line: bytes, following: bytes) -> bool:
    found = _PROPERTY.match(line)
    if found is None:
        # Early Mozilla folds even between a name and its value.
        return _NAME.fullmatch(line) is not None and re.match(rb"[ \t]+[:;]", following) is not None
    name = re.split(rb"[:;\s]", found.group(0), maxsplit=1)[0]
    bare = name.rsplit(b".", 1)[-1]
    if bare.upper() in _SCHEMES:
        # An address at the start of a line of text.
        return False
    return bare.isupper() or bare.upper().startswith(b"X-") or bare.upper() in _KNOWN


_KNOWN = frozenset(
    b"BEGIN END VERSION PRODID METHOD CALSCALE UID DTSTART DTEND DTSTAMP DURATION SUMMARY DESCRIPTION LOCATION STATUS "
    b"SEQUENCE CREATED LAST-MODIFIED ORGANIZER ATTENDEE RRULE EXDATE RDATE EXRULE RECURRENCE-ID URL CLASS TRANSP PRIORITY "
    b"CATEGORIES COMMENT CONTACT GEO ATTACH CONFERENCE TZID TZOFFSETFROM TZOFFSETTO TZNAME ACTION TRIGGER REPEAT "
    b"FN N NICKNAME PHOTO BDAY ADR TEL EMAIL TITLE ROLE ORG NOTE REV TZ KIND IMPP GENDER LANG PRONOUNS KEY LOGO SOUND "
    b"LABEL AGENT MAILER SORT-STRING ANNIVERSARY RELATED MEMBER SOURCE NAME PROFILE".split()
)


def decoded(line: bytes) -> tuple[str, bool]:
    """Return a line as text, and whether its encoding had to be guessed (Western European instead of UTF-8)."""
    try:
        return line.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    charset = re.match(rb"[^:]*;CHARSET=\"?([A-Za-z0-9_.:-]+)", line, re.IGNORECASE)
    if charset is not None:
        text = _by_charset(line, charset.group(1).decode("ascii"))
        if text is not None:
            return text, False
    return _western(line), True


def _western(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _by_charset(content: bytes, charset: str) -> str | None:
    try:
        if not codecs.lookup(charset)._is_text_encoding:  # noqa: SLF001 - the only way to tell `hex` from a charset
            return None
        return content.decode(charset)
    except (LookupError, UnicodeError, ValueError):
        return None


_DATES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"})


def parsed(text: str) -> ContentLine | None:
    """Take a line apart; None when it is no property at all."""
    found = _LINE.fullmatch(text) or _LINE_WITHOUT_QUOTES.fullmatch(text)
    if found is None:
        return None
    params: dict[str, list[str]] = {}
    written, value = found["params"], found["value"]
    if ":" in value and found["name"].upper() in _DATES:
        # A zone's display name, "(UTC+01:00) Berlin", should have been in quotes.
        head, _, tail = value.rpartition(":")
        if tail[:8].isdigit() and len(tail) >= 8:
            written, value = f"{written}:{head}", tail
    if written:
        for part in _PARAMETER.findall(written):
            _add_parameter(params, part)
    encoding = (params.get("ENCODING") or [""])[0].upper()
    if encoding in {"QUOTED-PRINTABLE", "Q"}:
        value = _from_bytes(quopri.decodestring(value.encode("utf-8", "replace")), params)
    elif encoding in {"BASE64", "B"} and found["name"].upper() in _TEXTS:
        try:
            value = _from_bytes(base64.b64decode(re.sub(r"\s|\\n", "", value)), params)
        except (binascii.Error, ValueError):
            value = ""
    return ContentLine(found["name"].upper(), value.strip(" \t"), params, (found["group"] or "").lower())


_TEXTS = frozenset(
    {
        "FN",
        "N",
        "NICKNAME",
        "ORG",
        "TITLE",
        "ROLE",
        "NOTE",
        "EMAIL",
        "TEL",
        "URL",
        "ADR",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
    }
)


def _add_parameter(params: dict[str, list[str]], part: str) -> None:
    name, equals, value = part.partition("=")
    name = name.strip().upper()
    if not equals:
        # vCard 2.1 writes TEL;WORK;VOICE and NOTE;QUOTED-PRINTABLE.
        if name:
            params.setdefault("ENCODING" if name in _ENCODINGS else "TYPE", []).append(name)
        return
    value = _CARET.sub(_uncaret, value.strip())
    quoted = re.fullmatch(r'"([^"]*)"', value)
    if quoted is not None and name != "TYPE":
        params.setdefault(name, []).append(quoted[1])
        return
    if '"' in value:
        value = value.replace('"', "")
    params.setdefault(name, []).extend([v.strip() for v in value.split(",")] if name == "TYPE" else [value])


def _uncaret(found: re.Match[str]) -> str:
    return {"n": "\n", "'": "'", "^": "^"}[found[1]]


def _from_bytes(content: bytes, params: dict[str, list[str]]) -> str:
    charset = (params.get("CHARSET") or [""])[0]
    text = _by_charset(content, charset) if charset else None
    return text if text is not None else decoded(content)[0]


def _unescape(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


def plain(value: str, letters: int) -> str:
    """Unescape a text, drop control characters, compose accents, and keep at most `letters`."""
    if "\\" in value:
        value = _ESCAPED.sub(_unescape, value)
    value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return unicodedata.normalize("NFC", value[:letters])


def single_line(value: str, letters: int) -> str:
    """Like `plain`, with every stretch of white space as one space."""
    return " ".join(plain(value, letters * 2).split())[:letters]


def split_escaped(value: str, separator: str) -> list[str]:
    """Split at unescaped separators; the parts stay escaped."""
    if "\\" not in value:
        return value.split(separator)
    return re.findall(rf"(?:^|{re.escape(separator)})((?:\\.|[^\\{re.escape(separator)}]|\\$)*)", value, re.DOTALL)


_TAG = re.compile(r"</?(?:p|br|a|b|i|u|ul|ol|li|div|span|html|body|strong|em|table|h[1-6])\b[^<>]*>", re.IGNORECASE)
_BREAKING_TAG = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(style|script|head)\b.*?</\1\s*>|<!--.*?-->|<!doctype[^<>]*>", re.IGNORECASE | re.DOTALL)


def without_markup(text: str) -> str:
    """Return the words of a text that Google or Outlook wrote as HTML; other text comes back as it is."""
    if _TAG.search(text) is None:
        return text
    text = _BREAKING_TAG.sub("\n", _UNSEEN.sub("", text))
    text = html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", text)).replace("\xa0", " ")
    return re.sub(r"\n{3,}", "\n\n", text).strip()
