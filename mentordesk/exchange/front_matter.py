"""Front matter: the few lines of YAML above a Markdown text, and file names that every system and Obsidian take.

Read by a reader of our own for the plain kind that programs write: keys, words, lists. Anchors, aliases and tags of YAML mean
nothing to it, so none can grow.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

_FENCE = re.compile(r"\A---[ \t]*\r?\n(.*?)(?:^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)
_MOST_LETTERS = 50_000
_KEY = re.compile(r"([\w][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+(.*)|[ \t]*)$")
_UNSAID = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')
_TAKEN_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST_NAME = 150
"""Bytes; with what comes after, under the 255 that file systems take."""


def front_matter(facts: Mapping[str, Any]) -> str:
    """Return the facts as front matter; those that say nothing are left out."""
    lines = [f"{name}: {_yaml(value)}" for name, value in facts.items() if value not in (None, "", [], False)]
    return "---\n" + "\n".join(lines) + "\n---\n"


def _yaml(value: Any) -> str:
    # A string of JSON is one of YAML, and a list too; but for signs that YAML wants escaped.
    return _UNSAID.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))


def split_front_matter(text: str) -> tuple[dict[str, str | list[str]], str]:
    """Return what the front matter of a text says, by key in lower case, and the text below it, exactly."""
    if not text.startswith("---"):
        return {}, text
    found = _FENCE.match(text[:_MOST_LETTERS])
    if found is None:
        return {}, text
    return _read(found[1].splitlines()), text[found.end() :]


def _read(lines: list[str]) -> dict[str, str | list[str]]:
    facts: dict[str, str | list[str]] = {}
    key = ""
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item = _ITEM.match(line)
        if item is not None and key:
            before = facts.get(key, "")
            facts[key] = [*(before if isinstance(before, list) else [before] if before else []), _word(item[1] or "")]
            continue
        if line[0] in " \t":
            # What belongs to the key above: further lines of a long text.
            before = facts.get(key, "")
            if key and isinstance(before, str):
                facts[key] = (
                    f"{before} {line.strip()}".strip().removeprefix("|").removeprefix(">-").removeprefix(">").strip()
                )
            continue
        pair = _KEY.match(line)
        if pair is None:
            key = ""
            continue
        key = pair[1].casefold()
        facts[key] = _value((pair[2] or "").strip())
    return facts


def _value(words: str) -> str | list[str]:
    if words.startswith("[") and words.endswith("]") and not words.startswith("[["):
        return [
            _word(part) for part in re.findall(r'\s*"(?:[^"\\]|\\.)*"|\s*\'[^\']*\'|[^,]+', words[1:-1]) if part.strip()
        ]
    return _word(words)


def _word(words: str) -> str:
    words = words.strip()
    if words.startswith('"') and words.endswith('"') and len(words) > 1:
        try:
            said = json.loads(words)
        except ValueError:
            return words[1:-1]
        # Half of a sign can be written in JSON, and nowhere else.
        return said.encode(errors="replace").decode() if isinstance(said, str) else words[1:-1]
    if words.startswith("'") and words.endswith("'") and len(words) > 1:
        return words[1:-1].replace("''", "'")
    return words


class FileNames:
    """Gives each thing a name that no other file has, whatever letters count as one."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def give(self, words: str) -> str:
        """Return a name, without its ending, as close to the words as file systems and links allow."""
        name = file_name(words)
        key = _key(name)
        count = self._next.get(key, 1)
        given = name
        while _key(given) in self._given:
            count += 1
            given = f"{name} {count}"
        self._next[key] = count
        self._given.add(_key(given))
        return given


def file_name(words: str) -> str:
    """Return words as the name of a file."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", words)).split()).strip(" .")
    while len(name.encode(errors="replace")) > _LONGEST_NAME:
        name = name[: max(len(name) - 8, 1)].rstrip(" .")
    if _TAKEN_BY_WINDOWS.fullmatch(name):
        name = f"{name}_"
    return name or "Untitled"


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
