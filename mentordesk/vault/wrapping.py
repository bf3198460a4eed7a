"""A key wrapped by a passphrase: useless without it, and slow to guess. Argon2id and XChaCha20-Poly1305, by PyNaCl."""

from __future__ import annotations

import base64
import binascii
import os
import unicodedata
from enum import StrEnum

from mentordesk.errors import Mistake
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.vault.keys import LENGTH, Key

SHORTEST = 10
"""Characters of a passphrase: fewer are guessed, however slow each guess is."""

_SALT = 16
_NONCE = 24
_SEAL = 16
_MOST_OPERATIONS = 20
_MOST_MEMORY = 1 << 30
"""What a file may ask of this computer: a forged one could ask for a week and all the memory there is."""


@dataclass(frozen=True)
class Cost:
    """What one guess costs: passes over the memory, and bytes of it."""

    operations: int
    memory: int


USUAL = Cost(3, 256 << 20)
"""About a second: `crypto_pwhash_argon2id_*_MODERATE`, https://doc.libsodium.org/password_hashing/default_phf."""


class Purpose(StrEnum):
    """What a wrapped key is for."""

    START = "passphrase"
    """Typed at each start, in place of the keyring."""
    RECOVERY = "recovery"
    """The kit in the drawer."""


class WrongPassphrase(Mistake):
    """The passphrase does not open it. How far off it was, nobody can tell."""

    def __init__(self) -> None:
        super().__init__(_("This passphrase does not open the desk."), field="passphrase")


@dataclass(frozen=True)
class Wrapped:
    """A key as only a passphrase gives it back. Safe to keep beside the desk, and in backups."""

    purpose: Purpose
    salt: bytes
    cost: Cost
    sealed: bytes

    @classmethod
    def wrap(cls, key: Key, key_id: str, passphrase: str, purpose: Purpose, cost: Cost = USUAL) -> Wrapped:
        """Wrap the key; takes a second, for a thread of its own. Raises Mistake for a passphrase that is too short."""
        check_long_enough(passphrase)
        salt = os.urandom(_SALT)
        box, nonce = _box(passphrase, salt, cost)
        from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt

        return cls(purpose, salt, cost, bytes(encrypt(key.raw, key_id.encode(), nonce, box)))

    def unwrap(self, key_id: str, passphrase: str) -> Key:
        """Return the key; takes a second, right or wrong. Raises WrongPassphrase."""
        from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
        from nacl.exceptions import CryptoError

        box, nonce = _box(passphrase, self.salt, self.cost)
        try:
            return Key(bytes(decrypt(self.sealed, key_id.encode(), nonce, box)))
        except CryptoError:
            # Not chained: what failed inside says nothing that anybody should know.
            raise WrongPassphrase from None

    # -- as text

    def as_fields(self) -> dict[str, object]:
        """Return it as JSON keeps it."""
        return {
            "for": self.purpose.value,
            "salt": base64.b64encode(self.salt).decode(),
            "operations": self.cost.operations,
            "memory": self.cost.memory,
            "sealed": base64.b64encode(self.sealed).decode(),
        }

    @classmethod
    def from_fields(cls, fields: dict[str, object]) -> Wrapped:
        """Return what `as_fields` kept; raises ValueError for anything else."""
        try:
            salt, sealed = (base64.b64decode(str(fields[name]), validate=True) for name in ("salt", "sealed"))
            cost = Cost(int(str(fields["operations"])), int(str(fields["memory"])))
            purpose = Purpose(str(fields["for"]))
        except (KeyError, binascii.Error) as error:
            raise ValueError("a wrapped key lacks a part") from error
        return cls._checked(purpose, salt, cost, sealed)

    @classmethod
    def _checked(cls, purpose: Purpose, salt: bytes, cost: Cost, sealed: bytes) -> Wrapped:
        if len(salt) != _SALT or len(sealed) != LENGTH + _SEAL:
            raise ValueError("a wrapped key has parts of other lengths")
        if not (0 < cost.operations <= _MOST_OPERATIONS and 8192 <= cost.memory <= _MOST_MEMORY):
            raise ValueError("a wrapped key asks for too much")
        return cls(purpose, salt, cost, sealed)


def check_long_enough(passphrase: str) -> None:
    """Raise Mistake for a passphrase that is too short to protect anything."""
    if len(_normal(passphrase)) < SHORTEST:
        words = ngettext(
            "A passphrase has at least {count} character.", "A passphrase has at least {count} characters.", SHORTEST
        )
        raise Mistake(words.format(count=SHORTEST), field="passphrase")


def proposed_passphrase() -> str:
    """Return a passphrase that can be said and typed: six made-up words, 76 bits."""
    import secrets  # brings hashlib, which a start does without

    consonants, vowels = "bdfgklmnprstvwzj", "aeiou"
    return "-".join(
        "".join(secrets.choice(consonants) + secrets.choice(vowels) for _syllable in range(2)) for _word in range(6)
    )


def _normal(passphrase: str) -> str:
    # The same letters come composed from one keyboard and in pieces from another; spaces at the ends are slips.
    return unicodedata.normalize("NFKC", passphrase).strip()


def _box(passphrase: str, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    """Return the key and the nonce made of a passphrase: both are of this one wrapping, whose salt is its own."""
    from nacl.pwhash.argon2id import kdf

    made = kdf(LENGTH + _NONCE, _normal(passphrase).encode(), salt, cost.operations, cost.memory)
    return made[:LENGTH], made[LENGTH:]
