"""Words without what people leave out when they type in a hurry: case and accents."""

from __future__ import annotations

import unicodedata


def fold(words: str) -> str:
    """Return words without case and accents."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
