"""Fractional order keys: text that sorts between any two others, so that moving one item changes one row.

The scheme is that of David Greenspan, “Implementing fractional indexing” (2020): digits in base 62, no trailing zero.
"""

from __future__ import annotations

from collections.abc import Iterable

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""In the order in which SQLite and Python both sort them."""


_STEP_DIGITS = 4


def between(before: str, after: str) -> str:
    """Return a key that sorts after `before` and before `after`; an empty one means that there is no such neighbour."""
    if after and before >= after:
        message = f"{before!r} does not sort before {after!r}"
        raise ValueError(message)
    return _midpoint(before, after)


def keys_after(last: str, count: int) -> Iterable[str]:
    """Yield `count` keys in order, all after `last`."""
    for _number in range(count):
        last = _step_up(last)
        yield last


def _step_up(key: str) -> str:
    # The first digits count on like a number, so that keys stay as short after a thousand items as after one; a key
    # between two neighbours may be longer, and what it has more does not matter here.
    number = 0
    for digit in key[:_STEP_DIGITS].ljust(_STEP_DIGITS, DIGITS[0]):
        number = number * len(DIGITS) + DIGITS.index(digit)
    if number + 1 == len(DIGITS) ** _STEP_DIGITS:
        return key + DIGITS[1]
    digits = ""
    number += 1
    for _digit in range(_STEP_DIGITS):
        number, rest = divmod(number, len(DIGITS))
        digits = DIGITS[rest] + digits
    return digits.rstrip(DIGITS[0])


def _midpoint(before: str, after: str) -> str:
    if after:
        shared = 0
        while shared < len(after) and (before[shared] if shared < len(before) else DIGITS[0]) == after[shared]:
            shared += 1
        if shared:
            return after[:shared] + _midpoint(before[shared:], after[shared:])
    low = DIGITS.index(before[0]) if before else 0
    high = DIGITS.index(after[0]) if after else len(DIGITS)
    if high - low > 1:
        return DIGITS[(low + high) // 2]
    if len(after) > 1:
        return after[0]
    return DIGITS[low] + _midpoint(before[1:], "")
