"""The pages of an encrypted file as they are inside, read without SQLCipher: whatever is left in one is seen here.

The layout of SQLCipher 4, https://www.zetetic.net/sqlcipher/design: pages of 4,096 bytes, at the end of each 16 bytes of IV and 64 of
seal; the first page begins with a salt in place of SQLite’s name. A raw key is the key of AES-256 in CBC mode as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from mentordesk.vault.keys import Key

PAGE, RESERVE, IV, SALT = 4096, 80, 16, 16


def opened_pages(path: Path, key: Key) -> Iterator[bytes]:
    """Yield what each page of a file holds."""
    content = path.read_bytes()
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        sealed = page[SALT if start == 0 else 0 : PAGE - RESERVE]
        iv = page[PAGE - RESERVE : PAGE - RESERVE + IV]
        opening = Cipher(AES256(key.raw), CBC(iv)).decryptor()
        yield opening.update(sealed) + opening.finalize()
