"""What can be done by a key or from the palette, and how what is typed finds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.folding import fold

if TYPE_CHECKING:
    from mentordesk_ui.shell.rail import RailEntry


@dataclass(frozen=True, slots=True)
class Command:
    """Something the program does: listed in the palette, bound to its key in the whole window.

    `name` identifies it ("goals.new"); `when` says whether it makes sense now, asked whenever the palette opens.
    """

    name: str
    title: str
    section: str
    run: Callable[[], object]
    key: str = ""
    icon: str = "chevron-right"
    when: Callable[[], bool] | None = None
    title_now: Callable[[], str] | None = None
    """Says what it would do at this moment, such as which act Undo takes back; the list of keys shows `title`."""

    def entry(self) -> PaletteEntry:
        title = self.title_now() if self.title_now is not None else self.title
        return PaletteEntry(title, self.section, self.run, icon=self.icon, key=self.key, name=self.name)


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One line of the palette. `name` identifies it among the recent ones; without it the title and section do."""

    title: str
    section: str
    run: Callable[[], object]
    icon: str = "chevron-right"
    detail: str = ""
    key: str = ""
    name: str = ""

    @property
    def identity(self) -> str:
        return self.name or f"{self.section}\n{self.title}\n{self.detail}"


Provider = Callable[[str], Sequence[PaletteEntry]]


def go_commands(screens: Sequence[RailEntry], go: Callable[[str], object]) -> list[Command]:
    """Return the ways to the screens of the rail, each with its key as far as there are figures for them."""
    return [
        Command(
            f"go.{entry.key}",
            _("Go to {screen}").format(screen=entry.title),
            _("Page"),
            partial(go, entry.key),
            f"Ctrl+{place}" if place <= 9 else "",
            entry.icon,
        )
        for place, entry in enumerate(screens, 1)
    ]


def score(asked: str, title: str) -> int | None:
    """Return how well a title fits what was typed, higher is better; None when letters are missing or out of order.

    Letters in a row, and at the beginning of words, count more; a whole word begun counts most.
    """
    letters, words = fold(asked).replace(" ", ""), fold(title)
    if not letters:
        return 0
    plain = " ".join(fold(asked).split())
    if words.startswith(plain):
        return 1000
    if f" {plain}" in f" {words}":
        return 900
    total, place, before = 0, -1, -2
    for letter in letters:
        place = words.find(letter, place + 1)
        if place < 0:
            return None
        starts = place == 0 or not words[place - 1].isalnum()
        total += 12 if place == before + 1 else 8 if starts else 1
        before = place
    return total - len(words) // 8


def best_matches(asked: str, entries: Sequence[PaletteEntry], recent: Sequence[str]) -> list[PaletteEntry]:
    """Return the entries that fit, the best first; among equals, and when nothing was typed, the recent ones first."""
    ages = {identity: age for age, identity in enumerate(recent)}
    oldest = len(ages)
    ranked: list[tuple[int, int, int, PaletteEntry]] = []
    for place, entry in enumerate(entries):
        fit = score(asked, entry.title)
        if fit is None and fold(entry.section).startswith(fold(asked.strip())):
            fit = 0  # the name of a section lists what is in it, after every title that fits
        if fit is not None:
            ranked.append((-fit, ages.get(entry.identity, oldest), place, entry))
    ranked.sort(key=lambda item: item[:3])
    return [entry for _fit, _age, _place, entry in ranked]
