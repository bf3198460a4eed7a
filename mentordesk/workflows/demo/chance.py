"""Chance that repeats: everything random in the demo, ids included, comes from one seed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """One source of chance. The same seed and the same questions give the same answers."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.random = Random(seed)
        self._decks: dict[tuple[object, ...], list[object]] = {}

    def beside(self, number: int) -> Chance:
        """Return another source of chance for the same demo: what is asked of it changes nothing here."""
        return Chance(self._seed + 7919 * number)

    def id(self, at: datetime) -> str:
        """Make a UUIDv7 of an instant, as `records.new_id` makes them of the present one."""
        bits = self.random.getrandbits(74)
        value = int(at.timestamp() * 1000) << 80 | 0x7 << 76 | (bits >> 62) << 64 | 0b10 << 62 | bits & ((1 << 62) - 1)
        text = f"{value:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def maybe(self, probability: float) -> bool:
        """Say yes so often."""
        return self.random.random() < probability

    def number(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self.random.random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of several."""
        return choices[int(self.random.random() * len(choices))]

    def deal(self, choices: Sequence[T]) -> T:
        """Return one of several, like `pick`, but none twice before each was dealt once: nothing repeats nearby."""
        key = (id(choices),)
        deck = self._decks.get(key)
        if not deck:
            deck = self._decks[key] = list(choices)
            self.random.shuffle(deck)
        return deck.pop()  # type: ignore[return-value] # the deck of `choices` holds nothing else

    def hand(self, choices: Sequence[T], low: int, high: int) -> list[T]:
        """Deal between `low` and `high` of several, each at most once."""
        count = min(self.number(low, high), len(choices))
        dealt: list[T] = []
        for _card in range(count * 2):
            if len(dealt) == count:
                break
            card = self.deal(choices)
            if card not in dealt:
                dealt.append(card)
        return dealt
