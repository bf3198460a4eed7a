"""Sealing what lies beside the database, by PyNaCl: small things at once, files piece by piece. What they are is not known here.

A sealed thing carries no name, and is sealed for one: under another name it does not open. XChaCha20-Poly1305
throughout, https://doc.libsodium.org/secret-key_cryptography.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.vault.keys import Key, Keys

if TYPE_CHECKING:
    # PyNaCl takes 15 ms and 2 MB, and most starts seal nothing: it is loaded when the first thing is.
    from nacl import bindings

    State = bindings.crypto_secretstream_xchacha20poly1305_state

SEALED = b"MDSEAL1\n"
"""How each sealed thing begins."""

PIECE_BYTES = 1 << 16
"""What a file is sealed in: so much is in memory, and must have come whole before any of it counts."""

_HEADER_BYTES = 24
_SEAL_BYTES = 17
"""What a piece grows by."""


class Unopened(Trouble):
    """A sealed thing opens with none of the keys: it was sealed with another, for another name, or has been changed."""

    def __init__(self) -> None:
        super().__init__(_("It cannot be opened: it is damaged, or was sealed with another key."))


def seal(content: bytes, key: Key, purpose: str, name: str) -> bytes:
    """Seal something small for a name; at once and in memory."""
    from nacl.secret import Aead

    return SEALED + bytes(Aead(key.part(purpose)).encrypt(content, _about(purpose, name)))


def unseal(sealed: bytes, keys: Keys, purpose: str, name: str) -> bytes:
    """Open what `seal` sealed, by whichever of the keys; raises Unopened."""
    from nacl.exceptions import CryptoError
    from nacl.secret import Aead

    if sealed.startswith(SEALED):
        for key in filter(None, keys.all):
            try:
                return bytes(Aead(key.part(purpose)).decrypt(sealed[len(SEALED) :], _about(purpose, name)))
            except (CryptoError, ValueError):
                # Another key, perhaps; what is too short to be sealed is a ValueError.
                continue
    raise Unopened


def sealed_pieces(pieces: Iterable[bytes], key: Key, purpose: str, name: str) -> Iterator[bytes]:
    """Seal a file for a name: yield what is to be written, for pieces of any size. The last one says that it is."""
    from nacl.bindings import (
        crypto_secretstream_xchacha20poly1305_init_push,
        crypto_secretstream_xchacha20poly1305_push,
        crypto_secretstream_xchacha20poly1305_state,
    )

    state = crypto_secretstream_xchacha20poly1305_state()
    yield SEALED + crypto_secretstream_xchacha20poly1305_init_push(state, key.part(purpose))
    about = _about(purpose, name)
    for piece, is_last in _cut(pieces):
        yield crypto_secretstream_xchacha20poly1305_push(state, piece, about, _tag(is_last=is_last))


def opened_pieces(file: IO[bytes], keys: Keys, purpose: str, name: str) -> Iterator[bytes]:
    """Open a sealed file piece by piece, by whichever of the keys; it stands at its beginning.

    Raises Unopened, also for a file that has lost its end: whoever writes the pieces down must wait for the last.
    """
    if file.read(len(SEALED)) != SEALED:
        raise Unopened
    header, first = file.read(_HEADER_BYTES), file.read(PIECE_BYTES + _SEAL_BYTES)
    about = _about(purpose, name)
    state, piece, is_last = _begin(header, first, keys, purpose, about)
    yield piece
    while not is_last:
        piece, is_last = _pull(state, file.read(PIECE_BYTES + _SEAL_BYTES), about)
        yield piece
    if file.read(1):
        raise Unopened


def _begin(header: bytes, first: bytes, keys: Keys, purpose: str, about: bytes) -> tuple[State, bytes, bool]:
    from nacl.bindings import (
        crypto_secretstream_xchacha20poly1305_init_pull,
        crypto_secretstream_xchacha20poly1305_state,
    )

    if len(header) == _HEADER_BYTES:
        for key in filter(None, keys.all):
            state = crypto_secretstream_xchacha20poly1305_state()
            crypto_secretstream_xchacha20poly1305_init_pull(state, header, key.part(purpose))
            try:
                return state, *_pull(state, first, about)
            except Unopened:
                continue
    raise Unopened


def _pull(state: State, sealed: bytes, about: bytes) -> tuple[bytes, bool]:
    from nacl.bindings import crypto_secretstream_xchacha20poly1305_pull
    from nacl.exceptions import CryptoError

    try:
        piece, tag = crypto_secretstream_xchacha20poly1305_pull(state, sealed, about)
    except CryptoError as error:
        # PyNaCl says all that can be wrong with a piece by kinds of CryptoError.
        raise Unopened from error
    return piece, tag == _tag(is_last=True)


def _tag(*, is_last: bool) -> int:
    from nacl.bindings import (
        crypto_secretstream_xchacha20poly1305_TAG_FINAL,
        crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    )

    tag = (
        crypto_secretstream_xchacha20poly1305_TAG_FINAL
        if is_last
        else crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
    )
    return int(tag)


def _cut(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield pieces of one size and a last one, which may be empty, and whether it is the last."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) > PIECE_BYTES:
            yield bytes(waiting[:PIECE_BYTES]), False
            del waiting[:PIECE_BYTES]
    yield bytes(waiting), True


def _about(purpose: str, name: str) -> bytes:
    return f"{purpose}/{name}".encode()
