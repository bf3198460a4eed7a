"""Numbers as people type them into a goal: 7, 7.2, 7,2, 1 200, 72 %; what can be read in two ways is asked back."""

from __future__ import annotations

import re

from mentordesk.errors import Mistake
from mentordesk.language import _

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’_]")
_SIGNS = str.maketrans({"−": "-", "–": "-", "٫": ".", "٬": ",", "，": ",", "．": "."})


_OUT_OF = re.compile(r"(.*?\S)\s*(?:/|\bout\s+of\b|\bof\b|\bvon\b)\s*(\S.*)", re.IGNORECASE)


def read_standing(words: str, *, field: str, unit: str = "", target: float) -> float | None:
    """Return a typed number as `read_number` does; of “3 of 12” it is the first, where 12 is what the goal counts to."""
    if match := _OUT_OF.fullmatch(words.strip()):
        try:
            whole = read_number(match[2], field=field, unit=unit)
        except Mistake:
            whole = None
        if whole == target:
            words = match[1]
    return read_number(words, field=field, unit=unit)


def read_number(words: str, *, field: str, unit: str = "") -> float | None:
    """Return a typed number, None for nothing; the unit or a percent sign may stand behind it.

    Digits of every script are read. Raises Mistake with `field`: for what is no number, and for “1.200”, which is a
    little more than one to some and more than a thousand to others.
    """
    said = words.strip().translate(_SIGNS)
    for end in (unit.strip(), "%"):
        if end and said.casefold().endswith(end.casefold()):
            said = said[: len(said) - len(end)].strip()
    said = _SPACES.sub("", said)
    if not said:
        if words.strip():
            raise _no_number(words, field)
        return None
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", said):
        plain = re.sub(r"[.,]", "", said)
        few = said.replace(",", ".").rstrip("0").rstrip(".")
        message = _("Is this {many} or {few}? Write it so.").format(many=plain, few=few)
        raise Mistake(message, field=field)
    point = max(said.rfind("."), said.rfind(","))
    if ("." in said and "," in said) or said.count(".") + said.count(",") > 1:
        last = said[point]
        is_grouped_to_the_end = said.count(last) > 1
        whole = said if is_grouped_to_the_end else said[:point]
        if not re.fullmatch(r"[+-]?\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*", whole):
            raise _no_number(words, field)
        rest = "" if is_grouped_to_the_end else "." + said[point + 1 :]
        said = re.sub(r"[.,]", "", whole) + rest
    said = said.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", said):
        raise _no_number(words, field)
    return float(said)


def _no_number(words: str, field: str) -> Mistake:
    return Mistake(
        _("“{words}” is no number I can read. Write it like 7 or 7.5.").format(words=words.strip()), field=field
    )
