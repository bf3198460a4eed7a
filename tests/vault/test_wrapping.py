"""A key wrapped by a passphrase: opened by that one alone, bound to its name, and never asking too much of a computer."""

from __future__ import annotations

import unicodedata

import pytest

from mentordesk.errors import Mistake
from mentordesk.vault.keys import Key
from mentordesk.vault.wrapping import USUAL, Cost, Purpose, Wrapped, WrongPassphrase, proposed_passphrase
from tests.support.keyrings import CHEAP

NAME = "0b2f9a52-6c0e-4f5f-9a0c-6f0b4a3c1d2e"
WORDS = "Ärger im Büro, 1998"


def test_the_passphrase_gives_the_key_back() -> None:
    key = Key.new()
    wrapped = Wrapped.wrap(key, NAME, WORDS, Purpose.RECOVERY, CHEAP)
    assert wrapped.unwrap(NAME, WORDS) == key


@pytest.mark.parametrize("typed", [f"  {WORDS} ", unicodedata.normalize("NFD", WORDS)])
def test_spaces_at_the_ends_and_the_way_a_keyboard_composes_letters_do_not_matter(typed: str) -> None:
    key = Key.new()
    assert Wrapped.wrap(key, NAME, WORDS, Purpose.START, CHEAP).unwrap(NAME, typed) == key


@pytest.mark.parametrize("typed", ["", WORDS[:-1], WORDS.lower(), f"{WORDS}!"])
def test_any_other_passphrase_is_wrong_in_the_same_words(typed: str) -> None:
    wrapped = Wrapped.wrap(Key.new(), NAME, WORDS, Purpose.START, CHEAP)
    with pytest.raises(WrongPassphrase) as told:
        wrapped.unwrap(NAME, typed)
    assert told.value.sentence == "This passphrase does not open the desk."
    assert told.value.__cause__ is None


def test_a_wrapped_key_does_not_open_under_the_name_of_another() -> None:
    wrapped = Wrapped.wrap(Key.new(), NAME, WORDS, Purpose.START, CHEAP)
    with pytest.raises(WrongPassphrase):
        wrapped.unwrap(NAME[::-1], WORDS)


def test_a_guess_costs_what_libsodium_calls_moderate() -> None:
    from nacl.pwhash import argon2id

    assert Cost(argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE) == USUAL


def test_the_key_itself_is_in_nothing_that_is_kept() -> None:
    key = Key.new()
    wrapped = Wrapped.wrap(key, NAME, WORDS, Purpose.START, CHEAP)
    assert key.raw not in wrapped.sealed + wrapped.salt
    assert key.hex not in str(wrapped.as_fields())
    assert repr(key) == "Key(…)"


def test_what_is_kept_is_read_back() -> None:
    wrapped = Wrapped.wrap(Key.new(), NAME, WORDS, Purpose.START, CHEAP)
    assert Wrapped.from_fields(wrapped.as_fields()) == wrapped


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("memory", 1 << 40),
        ("operations", 10_000),
        ("operations", 0),
        ("memory", 1),
        ("salt", ""),
        ("sealed", "AAAA"),
        ("salt", "not base64"),
        ("for", "fun"),
    ],
)
def test_a_forged_copy_is_refused_before_it_costs_anything(field: str, value: object) -> None:
    fields = Wrapped.wrap(Key.new(), NAME, WORDS, Purpose.START, CHEAP).as_fields()
    with pytest.raises(ValueError, match=r"wrapped key|Purpose"):
        Wrapped.from_fields({**fields, field: value})


def test_a_short_passphrase_is_refused_with_the_length_it_needs() -> None:
    with pytest.raises(Mistake, match="at least 10 characters"):
        Wrapped.wrap(Key.new(), NAME, " 12345678 9 "[:10], Purpose.START, CHEAP)


def test_each_proposed_passphrase_is_another_and_long_enough() -> None:
    proposed = {proposed_passphrase() for _time in range(50)}
    assert len(proposed) == 50
    for words in proposed:
        Wrapped.wrap(Key.new(), NAME, words, Purpose.START, CHEAP)
