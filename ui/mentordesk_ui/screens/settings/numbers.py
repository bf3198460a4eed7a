"""Numbers typed in a row, such as 15, 5, 1: read and said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mentordesk.errors import Mistake
from mentordesk.language import _

MOST_MINUTES = 24 * 60


def say_minutes(numbers: Sequence[int]) -> str:
    """Say numbers as they are typed."""
    return ", ".join(str(number) for number in numbers)


def read_minutes(words: str) -> tuple[int, ...]:
    """Return minutes typed in a row, largest first, each once; raises Mistake for anything else."""
    numbers = _numbers(words)
    if any(not 0 < number <= MOST_MINUTES for number in numbers):
        raise Mistake(_("Minutes go from 1 to a day."))
    return tuple(sorted(set(numbers), reverse=True))


def read_shares(words: str, count: int) -> tuple[int, ...]:
    """Return as many shares as there are parts; raises Mistake for another number of them, or when they sum to nothing."""
    numbers = _numbers(words)
    if len(numbers) != count or not 0 < sum(numbers) <= 1000 or min(numbers) < 0:
        raise Mistake(_("Write {count} numbers, one for each part, such as 10, 70, 20.").format(count=count))
    return tuple(numbers)


def _numbers(words: str) -> list[int]:
    parts = re.split(r"[,;\s]+", words.strip()) if words.strip() else []
    if not all(part.isdecimal() for part in parts):
        raise Mistake(_("Write whole numbers with commas between them, such as 15, 5, 1."))
    return [int(part) for part in parts]
