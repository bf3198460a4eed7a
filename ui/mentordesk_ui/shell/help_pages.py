"""The pages of help as they lie in `resources/help`: which there are, in the reader's language where somebody wrote it so."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from mentordesk.folders import resource
from mentordesk.language import locale_name
from mentordesk.light_dataclass import dataclass

INDEX = "README"
"""The page that lists the others, as a repository shows it first."""

_CALLED = {"actions": "promises", "welcome": "new-computer", "opening": "without-the-keyring"}
"""Pages of another name than their screen."""

_TITLE = re.compile(r"^#\s+(.+)$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(([\w-]+)\.md\)")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page; `path` is the file it came from, from which its pictures and links lead on."""

    name: str
    title: str
    text: str
    path: Path
    is_translated: bool
    """Whether it is in the reader's language."""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The pages it leads to, each once, as (name, words)."""
        found: dict[str, str] = {}
        for words, name in _LINK.findall(self.text):
            found.setdefault(name, words)
        found.pop(self.name, None)
        return tuple(found.items())


def find_page(name: str) -> HelpPage | None:
    """Return a page in the reader's language, else in English, else None."""
    return _page(name, _language(), resource("help"))


def all_pages() -> tuple[HelpPage, ...]:
    """Return every page in the order in which the index names them; what it does not name comes last."""
    index = find_page(INDEX)
    named = [name for name, _words in index.links] if index else []
    lying = sorted(path.stem for path in resource("help").glob("*.md"))
    pages = (find_page(name) for name in dict.fromkeys([INDEX, *named, *lying]))
    return tuple(page for page in pages if page is not None)


def page_of_screen(key: str) -> str:
    """Return the name of the page about a screen; the index where it has none."""
    name = _CALLED.get(key, key.replace("_", "-"))
    return name if find_page(name) is not None else INDEX


def _language() -> str:
    return locale_name().split("_")[0]


@lru_cache(maxsize=128)
def _page(name: str, language: str, folder: Path) -> HelpPage | None:
    if re.fullmatch(r"[\w-]+", name) is None:
        return None
    for path, is_translated in ((folder / language / f"{name}.md", True), (folder / f"{name}.md", language == "en")):
        if path.is_file():
            text = path.read_text("utf-8")
            title = _TITLE.search(text)
            return HelpPage(name, title[1].strip() if title else name, text, path, is_translated)
    return None
