"""Reading a folder of Markdown: Obsidian's vaults, Joplin's export “MD - Markdown + Front Matter”, and our own. Runs in the child."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

from mentordesk.domain.markdown import tags_in
from mentordesk.domain.names import fold
from mentordesk.domain.notes import title_of
from mentordesk.exchange import limits
from mentordesk.exchange.front_matter import split_front_matter
from mentordesk.exchange.report import Refusal, RefusalKind
from mentordesk.exchange.texts import TextLeftOut, TextNote, TextsReading, TextWhy

_ENDINGS = {".md", ".markdown"}
_PASSED_OVER = {"_resources", "node_modules", "__macosx"}
"""Joplin keeps pictures in the first."""
_CREATED = ("created", "date created", "created_at", "date", "createdat", "creation date")
_UPDATED = ("updated", "modified", "date modified", "updated_at", "last modified", "date updated")
_YEARS = (1970, 2200)
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TAG = re.compile(r"[^\w/-]+")


def read_folder(place: str, on_progress: Callable[[int, int], None] | None = None) -> TextsReading:
    """Read every Markdown text below a folder, in the order of their paths. Links to other places are not followed.

    Raises Refusal when there are none, or far too much.
    """
    root = Path(place)
    texts: list[PurePosixPath] = []
    others = 0
    for path in _walk(root):
        if path.suffix.casefold() in _ENDINGS:
            texts.append(path)
        else:
            others += 1
    if not texts:
        raise Refusal(RefusalKind.NO_TEXTS)
    notes: list[TextNote] = []
    left_out = [TextLeftOut(str(path), TextWhy.MORE) for path in sorted(texts)[limits.FOLDER_TEXTS :][:1]]
    size = 0
    for done, path in enumerate(sorted(texts)[: limits.FOLDER_TEXTS], 1):
        found = _read(root, path)
        if isinstance(found, TextNote):
            size += len(found.text)
            if size > limits.FOLDER_BYTES:
                raise Refusal(RefusalKind.TOO_LARGE, str(limits.FOLDER_BYTES // 1_000_000))
            notes.append(found)
        elif len(left_out) < limits.LEFT_OUT:
            left_out.append(found)
        if on_progress is not None and done % 200 == 0:
            on_progress(done, len(texts))
    return TextsReading(tuple(notes), tuple(left_out), others)


def _walk(root: Path) -> Iterator[PurePosixPath]:
    seen = 0
    waiting = [PurePosixPath()]
    while waiting:
        folder = waiting.pop()
        try:
            entries = os.scandir(root / folder)
        except OSError:
            continue
        with entries:
            for entry in entries:
                seen += 1
                if seen > limits.FOLDER_ENTRIES:
                    raise Refusal(RefusalKind.TOO_LARGE, str(limits.FOLDER_BYTES // 1_000_000))
                # Hidden ones are the settings and the trash of other programs.
                if entry.name.startswith(".") or entry.is_symlink():
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if entry.name.casefold() not in _PASSED_OVER:
                        waiting.append(folder / entry.name)
                elif entry.is_file(follow_symlinks=False):
                    yield folder / entry.name


def _read(root: Path, path: PurePosixPath) -> TextNote | TextLeftOut:
    title = str(path)[-200:].encode(errors="replace").decode()
    try:
        # The end of the path must not have become a link since it was looked at.
        handle = os.open(root / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:  # noqa: PTH123 - a path cannot be opened by its number
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return TextLeftOut(title, TextWhy.UNREADABLE)
            content = file.read(limits.TEXT_BYTES + 1)
    except OSError:
        return TextLeftOut(title, TextWhy.UNREADABLE)
    if len(content) > limits.TEXT_BYTES:
        return TextLeftOut(title, TextWhy.TOO_LARGE)
    text = decoded(content)
    if text is None:
        return TextLeftOut(title, TextWhy.NOT_TEXT)
    facts, body = split_front_matter(text)
    if not body.strip():
        return TextLeftOut(title, TextWhy.EMPTY)
    ours = facts.get("mentordesk", "")
    if ours and ours != "note":
        return TextLeftOut(title, TextWhy.OF_A_DESK)
    if not ours:
        body = _with_title(_first(facts, ("title",)) or PurePosixPath(title).stem, body)
        body = _with_tags(facts.get("tags", facts.get("tag", [])), body)
    changed = datetime.fromtimestamp(status.st_mtime, UTC)
    created = instant_of_words(_first(facts, _CREATED))
    return TextNote(
        source=f"{root.name}/{title}",
        text=body,
        id=found if ours and _ID.fullmatch(found := _first(facts, ("id",))) else "",
        created=created or changed,
        updated=instant_of_words(_first(facts, _UPDATED)) or changed,
        person=_first(facts, ("person",)).removeprefix("[[").removesuffix("]]"),
    )


def decoded(content: bytes) -> str | None:
    """Return text as its bytes say it, with plain ends of lines; None for what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    return None if "\0" in text else text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _with_title(title: str, body: str) -> str:
    """Return the text with its title as its first line: elsewhere the name of the file says it, and links name it."""
    return body if fold(title_of(body[:5000])) == fold(title) else f"# {title}\n\n" + body.lstrip("\n")


def _with_tags(tags: str | list[str], body: str) -> str:
    """Return the text with the tags its front matter names, below it; here tags are words of the text."""
    wanted = tags if isinstance(tags, list) else re.split(r"[,\s]+", tags)
    said = set(tags_in(body))
    words = [_TAG.sub("-", tag.strip().lstrip("#")).strip("-") for tag in wanted[:100]]
    more = list(dict.fromkeys(f"#{word}" for word in words if word and word.casefold() not in said))
    return f"{body.rstrip()}\n\n{' '.join(more)}\n" if more else body


def _first(facts: dict[str, str | list[str]], names: tuple[str, ...]) -> str:
    for name in names:
        value = facts.get(name, "")
        word = value[0] if isinstance(value, list) and value else value
        if isinstance(word, str) and word:
            return word
    return ""


def instant_of_words(words: str) -> datetime | None:
    """Return the instant that words such as “2024-03-01 09:30:00Z” name; without a zone they are taken for UTC."""
    try:
        at = datetime.fromisoformat(words.strip())
    except ValueError:
        try:
            day = date.fromisoformat(words.strip()[:10])
        except ValueError:
            return None
        at = datetime(day.year, day.month, day.day, 12)
    if not _YEARS[0] <= at.year <= _YEARS[1]:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
