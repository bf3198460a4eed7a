from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentordesk.vault.keys import NO_KEYS, Key, Keys
from mentordesk.vault.sealing import PIECE_BYTES, SEALED, Unopened, opened_pieces, seal, sealed_pieces, unseal

KEY = Key.new()
SIZES = (0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES, 3 * PIECE_BYTES + 5)


def sealed_file(content: bytes, key: Key = KEY, name: str = "one") -> bytes:
    return b"".join(sealed_pieces([content], key, "attachment", name))


def opened(sealed: bytes, keys: Keys | None = None, name: str = "one") -> bytes:
    return b"".join(opened_pieces(io.BytesIO(sealed), keys or Keys(KEY), "attachment", name))


def test_what_was_sealed_opens_and_shows_nothing_of_itself() -> None:
    words = b"Maria told me about the hospital" * 9
    sealed = seal(words, KEY, "draft", "one")
    assert b"Maria" not in sealed
    assert unseal(sealed, Keys(KEY), "draft", "one") == words
    assert seal(words, KEY, "draft", "one") != sealed


@pytest.mark.parametrize("size", SIZES)
def test_a_file_of_any_size_comes_back_to_the_byte(size: int) -> None:
    content = os.urandom(size)
    assert opened(sealed_file(content)) == content


@given(pieces=st.lists(st.binary(max_size=3 * 1000), max_size=80))
@settings(max_examples=40, deadline=None)
def test_how_a_file_came_in_pieces_does_not_matter(pieces: list[bytes]) -> None:
    sealed = b"".join(sealed_pieces(pieces, KEY, "attachment", "one"))
    assert opened(sealed) == b"".join(pieces)


def test_an_earlier_key_still_opens_and_a_strange_one_does_not() -> None:
    words, content = b"words", os.urandom(PIECE_BYTES * 2)
    small, file = seal(words, KEY, "draft", "one"), sealed_file(content)
    later = Keys(Key.new(), (None, KEY))
    assert unseal(small, later, "draft", "one") == words
    assert opened(file, later) == content
    for strange in (Keys(Key.new()), NO_KEYS):
        with pytest.raises(Unopened, match="damaged, or was sealed with another key"):
            unseal(small, strange, "draft", "one")
        with pytest.raises(Unopened):
            opened(file, strange)


def test_what_was_sealed_for_one_name_or_purpose_does_not_open_for_another() -> None:
    small, file = seal(b"words", KEY, "draft", "one"), sealed_file(b"content")
    with pytest.raises(Unopened):
        unseal(small, Keys(KEY), "draft", "two")
    with pytest.raises(Unopened):
        unseal(small, Keys(KEY), "attachment", "one")
    with pytest.raises(Unopened):
        opened(file, name="two")


def test_a_file_that_has_lost_its_end_or_been_added_to_does_not_open() -> None:
    sealed = sealed_file(os.urandom(3 * PIECE_BYTES))
    frame = PIECE_BYTES + 17
    for shorter in (
        0,
        7,
        len(SEALED),
        20,
        len(SEALED) + 24,
        len(SEALED) + 24 + frame,
        len(sealed) - frame,
        len(sealed) - 1,
    ):
        with pytest.raises(Unopened):
            opened(sealed[:shorter])
    with pytest.raises(Unopened):
        opened(sealed + b"x")


def test_pieces_that_changed_places_do_not_open() -> None:
    sealed, head, frame = sealed_file(os.urandom(3 * PIECE_BYTES)), len(SEALED) + 24, PIECE_BYTES + 17
    swapped = (
        sealed[:head]
        + sealed[head + frame : head + 2 * frame]
        + sealed[head : head + frame]
        + sealed[head + 2 * frame :]
    )
    with pytest.raises(Unopened):
        opened(swapped)


@given(place=st.integers(0, 2**31), bit=st.integers(0, 7), is_small=st.booleans())
@settings(max_examples=200, deadline=None)
def test_not_one_bit_can_be_changed(place: int, bit: int, is_small: bool) -> None:
    content = b"x" * (PIECE_BYTES + 300)
    sealed = bytearray(seal(content, KEY, "draft", "one") if is_small else sealed_file(content))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(Unopened):
        unseal(bytes(sealed), Keys(KEY), "draft", "one") if is_small else opened(bytes(sealed))


@given(junk=st.binary(max_size=300), is_headed=st.booleans())
@settings(max_examples=100, deadline=None)
def test_whatever_lies_there_instead_is_trouble_and_no_crash(junk: bytes, is_headed: bool) -> None:
    sealed = (SEALED if is_headed else b"") + junk
    with pytest.raises(Unopened):
        unseal(sealed, Keys(KEY), "draft", "one")
    with pytest.raises(Unopened):
        opened(sealed)


def test_nothing_of_nacl_is_loaded_until_something_is_sealed() -> None:
    code = "import sys, mentordesk.vault.sealing, mentordesk.drafts; sys.exit('nacl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
