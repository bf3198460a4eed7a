"""Names as they are compared: without what people leave out when they type them. Showing them is others' work."""

from __future__ import annotations

import unicodedata


def fold(words: str) -> str:
    """Return words without case, accents and double spaces."""
    if words.isascii():
        return " ".join(words.casefold().split())
    plain = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())
