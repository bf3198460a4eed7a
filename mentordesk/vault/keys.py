"""The key of a desk, and the keys that may open one of its files."""

from __future__ import annotations

import os

from mentordesk.light_dataclass import dataclass

LENGTH = 32
"""Bytes: SQLCipher takes 256 bits as they are, https://www.zetetic.net/sqlcipher/sqlcipher-api/#key."""


class Key:
    """256 random bits. Never shown: not in messages, tracebacks or logs."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != LENGTH:
            message = f"a key has {LENGTH} bytes, not {len(raw)}"
            raise ValueError(message)
        self.raw = raw

    @classmethod
    def new(cls) -> Key:
        """Return a key that nobody ever had."""
        return cls(os.urandom(LENGTH))

    @classmethod
    def from_hex(cls, text: str) -> Key:
        """Return the key written as 64 hexadecimal digits; raises ValueError for anything else."""
        return cls(bytes.fromhex(text))

    @property
    def hex(self) -> str:
        """The key as 64 hexadecimal digits, as a keyring keeps it."""
        return self.raw.hex()

    def part(self, purpose: str) -> bytes:
        """Return 32 bytes for one purpose, such as `draft`: whoever learns them learns neither the key nor another part.

        Keyed BLAKE2b with the purpose, at most 16 bytes, as its personalisation: RFC 7693.
        """
        from _blake2 import blake2b  # hashlib brings OpenSSL: 3 MB for most starts, which seal nothing

        return bytes(blake2b(key=self.raw, person=purpose.encode(), digest_size=LENGTH).digest())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self.raw == other.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __repr__(self) -> str:
        return "Key(…)"


@dataclass(frozen=True)
class Keys:
    """The keys of one desk.

    `now` is what is written with; None writes plainly. The others open what was written before: backups from before a
    new key, and the desk itself while it changes from one to the next.
    """

    now: Key | None
    others: tuple[Key | None, ...] = ()

    @property
    def all(self) -> tuple[Key | None, ...]:
        """Return each key once, the present one first."""
        return tuple(dict.fromkeys((self.now, *self.others)))


NO_KEYS = Keys(None)
"""Of a desk that is not encrypted."""
