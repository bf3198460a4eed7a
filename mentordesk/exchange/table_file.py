"""Reading a table (CSV) of people or of notes: which it holds is seen from the names of its columns. Runs in the child."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

from mentordesk.exchange import limits
from mentordesk.exchange.contacts import Birthday, Contact, ContactsReading
from mentordesk.exchange.markdown_folder import decoded, instant_of_words
from mentordesk.exchange.report import LeftOut, Refusal, RefusalKind, Why
from mentordesk.exchange.texts import TextLeftOut, TextNote, TextsReading, TextWhy

Row = dict[str, list[str]]

_COLUMNS = {
    "name": ("name", "full name", "display name", "file as", "contact", "anzeigename"),
    "given": ("first name", "given name", "vorname"),
    "family": ("last name", "family name", "surname", "nachname"),
    "nickname": ("nickname", "called", "spitzname", "rufname"),
    "pronouns": ("pronouns", "pronomen"),
    "mail": ("mail", "e-mail", "email", "e-mail address", "email address", "e-mail-adresse", "primary email", "secondary email"),
    "phone": ("phone", "telephone", "mobile", "mobile phone", "mobile number", "home phone", "business phone", "telefon", "handy", "mobiltelefon"),
    "link": ("website", "url", "web page", "linkedin", "webseite"),
    "organisation": ("organisation", "organization", "organization name", "company", "employer", "firma", "unternehmen"),
    "role": ("job title", "organization title", "position", "role", "beruf"),
    "city": ("city", "town", "home city", "location", "ort", "stadt"),
    "zone": ("zone", "time zone", "timezone", "zeitzone"),
    "birthday": ("birthday", "date of birth", "geburtstag"),
    "remember": ("remember", "notes", "note", "comment", "comments", "bemerkung", "notizen", "notiz"),
    "uid": ("origin_uid", "uid"),
    "id": ("id",),
    "deleted": ("deleted_at",),
    "title": ("title", "subject", "heading", "titel", "betreff"),
    "text": ("text", "body", "content", "markdown", "inhalt"),
    "tags": ("tags", "tag", "labels", "schlagworte"),
    "person": ("person", "with", "about"),
    "created": ("created", "created_at", "date", "created time", "datum", "erstellt"),
    "updated": ("updated", "updated_at", "modified", "geändert"),
}  # fmt: skip
_NAMES = {word: name for name, words in _COLUMNS.items() for word in words}
_NUMBERED = re.compile(r"^(e-?mail|phone|website|organization|address)\s*\d+\s*-\s*(value|name|title|city)$")
_FIELD_LETTERS = 5_000_000


def read_table(content: bytes) -> TextsReading | ContactsReading:
    """Read a table. Raises Refusal for what is none, or has no column that is known."""
    if not content.strip():
        raise Refusal(RefusalKind.EMPTY)
    text = decoded(content)
    if text is None:
        raise Refusal(RefusalKind.BINARY)
    csv.field_size_limit(_FIELD_LETTERS)
    try:
        heads, rows = _rows(text)
        # A table of notes has texts; one of people may have a column of notes about each.
        if "text" in heads:
            return _notes(rows)
        if {"name", "given", "family", "mail"} & heads:
            return _people(rows)
    except csv.Error as error:
        raise Refusal(RefusalKind.TRUNCATED) from error
    raise Refusal(RefusalKind.NO_COLUMNS)


def _rows(text: str) -> tuple[set[str], Iterator[Row]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    sign = max(",;\t|", key=first.count)
    lines = csv.reader(text.lstrip("\n").splitlines(keepends=True), delimiter=sign, strict=False)
    names = [_name(head) for head in next(lines)]
    return {name for name in names if name}, _filled(names, lines)


def _filled(names: Sequence[str], lines: Iterator[list[str]]) -> Iterator[Row]:
    for count, cells in enumerate(lines):
        if count >= limits.TABLE_ROWS:
            raise Refusal(RefusalKind.TOO_LARGE, str(limits.TABLE_BYTES // 1_000_000))
        row: Row = {}
        for name, cell in zip(names, cells, strict=False):
            if name and cell.strip():
                row.setdefault(name, []).append(_unguarded(cell.strip()))
        if row:
            yield row


def _name(head: str) -> str:
    word = " ".join(head.strip().strip("*:").casefold().split())
    if numbered := _NUMBERED.match(word):
        kinds = {"e": "mail", "p": "phone", "w": "link", "a": "city" if numbered[2] == "city" else ""}
        if word.startswith("organization"):
            return {"name": "organisation", "title": "role"}.get(numbered[2], "")
        return kinds[word[0]]
    return _NAMES.get(word, "")


def _unguarded(cell: str) -> str:
    """Return a cell without the sign that keeps spreadsheets from working it out."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=@+-" else cell


def _one(row: Row, name: str, most: int = limits.SHORT_TEXT_LETTERS) -> str:
    return row.get(name, [""])[0][:most]


def _people(rows: Iterator[Row]) -> ContactsReading:
    contacts: dict[str, Contact] = {}
    left_out: list[LeftOut] = []
    for place, row in enumerate(rows, 2):
        given, family = _one(row, "given"), _one(row, "family")
        mails = _several(row, "mail")
        name = _one(row, "name") or " ".join(part for part in (given, family) if part) or next(iter(mails), "")
        if _one(row, "deleted"):
            continue
        if not name:
            if len(left_out) < limits.LEFT_OUT:
                left_out.append(LeftOut("", str(place), Why.NO_NAME))
            continue
        phones = _several(row, "phone")
        known = _one(row, "uid") or _one(row, "id") or "\n".join((name.casefold(), *mails, *phones))
        # Short, and the same for the same line at every reading.
        uid = known if "\n" not in known and len(known) > 8 else sha256(known.encode()).hexdigest()[:32]
        if uid in contacts:
            if len(left_out) < limits.LEFT_OUT:
                left_out.append(LeftOut(name[:200], str(place), Why.TWICE))
            continue
        contacts[uid] = Contact(
            uid=uid,
            full_name=name[: limits.TITLE_LETTERS],
            given=given,
            family=family,
            nickname=_one(row, "nickname"),
            pronouns=_one(row, "pronouns"),
            organisation=_one(row, "organisation"),
            title=_one(row, "role"),
            mails=mails,
            phones=phones,
            links=_several(row, "link"),
            city=_one(row, "city"),
            zone=_one(row, "zone") or None,
            birthday=_birthday(_one(row, "birthday")),
            note=_one(row, "remember", limits.TEXT_LETTERS),
        )
    return ContactsReading(tuple(contacts.values()), tuple(left_out))


def _several(row: Row, name: str) -> tuple[str, ...]:
    """Return what stands in all columns of a kind; Google puts several into one cell, between `:::`."""
    found = [part.strip() for cell in row.get(name, []) for part in re.split(r":::|[,;\n]", cell)]
    return tuple(dict.fromkeys(part[: limits.SHORT_TEXT_LETTERS] for part in found if part))[:20]


def _birthday(words: str) -> Birthday | None:
    if found := re.fullmatch(r"(\d{4}|-{1,2})-(\d{2})-(\d{2})", words):
        year = int(found[1]) if found[1].isdigit() else None
        try:
            # A leap year stands in where none is said.
            day = date(year or 2000, int(found[2]), int(found[3]))
        except ValueError:
            return None
        return Birthday(day.month, day.day, year)
    return None


def _notes(rows: Iterator[Row]) -> TextsReading:
    notes: dict[str, TextNote] = {}
    left_out: list[TextLeftOut] = []
    for place, row in enumerate(rows, 2):
        title, text = _one(row, "title"), _one(row, "text", limits.TEXT_BYTES)
        if _one(row, "deleted") or not (title or text):
            continue
        if title and not text.lstrip("# ").startswith(title):
            text = f"# {title}\n\n{text}".rstrip()
        tags = [word.strip().lstrip("#") for cell in row.get("tags", []) for word in re.split(r"[,;\s]+", cell)]
        if more := [f"#{tag}" for tag in tags if re.fullmatch(r"[\w/-]+", tag) and f"#{tag}" not in text]:
            text = f"{text}\n\n{' '.join(dict.fromkeys(more))}"
        # By what it says, not by its line: a table may be sorted anew.
        source = "table/" + sha256((_one(row, "id") or f"{title}\n{_one(row, 'created')}\n{text}").encode()).hexdigest()
        if source in notes:
            if len(left_out) < limits.LEFT_OUT:
                left_out.append(TextLeftOut(title or str(place), TextWhy.TWICE))
            continue
        created = instant_of_words(_one(row, "created"))
        updated = instant_of_words(_one(row, "updated")) or created
        notes[source] = TextNote(source, text, _desk_id(row), created, updated, _one(row, "person"))
    return TextsReading(tuple(notes.values()), tuple(left_out))


def _desk_id(row: Row) -> str:
    """Return the id a row has on a desk, where it is one: a table of our own says when it was thrown away, or not."""
    found = _one(row, "id")
    return found if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", found) else ""
