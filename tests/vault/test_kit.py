"""The recovery kit: what is printed can be read back, also typed by hand, and slips are told in place."""

from __future__ import annotations

from datetime import date

import pytest

from mentordesk.errors import Mistake
from mentordesk.vault.keys import Key
from mentordesk.vault.kit import BEGIN, END, code_lines, kit_text, read_kit
from mentordesk.vault.wrapping import Purpose, Wrapped
from tests.support.keyrings import CHEAP

NAME = "0b2f9a52-6c0e-4f5f-9a0c-6f0b4a3c1d2e"
WORDS = "eine lange Nacht im Hafen"
KEY = Key.new()
COPY = Wrapped.wrap(KEY, NAME, WORDS, Purpose.RECOVERY, CHEAP)


def test_a_kit_opens_what_it_was_made_for() -> None:
    name, copy = read_kit(kit_text(NAME, COPY, date(2026, 11, 23), "Maria’s desk"))
    assert name == NAME
    assert copy.unwrap(name, WORDS) == KEY


def test_its_lines_may_be_typed_in_small_letters_and_other_groups() -> None:
    typed = "".join(code_lines(NAME, COPY)).replace(" ", "").lower()
    typed = " ".join(typed[start : start + 7] for start in range(0, len(typed), 7))
    assert read_kit(typed) == (NAME, COPY)


def test_digits_that_look_like_letters_are_read_as_these() -> None:
    lines = "\n".join(code_lines(NAME, COPY)).replace("O", "0").replace("I", "1").replace("B", "8")
    assert read_kit(lines) == (NAME, COPY)


def test_a_kit_that_lacks_letters_says_how_many_there_should_be() -> None:
    lines = "\n".join(code_lines(NAME, COPY))
    with pytest.raises(Mistake, match="135 letters in all; here are 130") as told:
        read_kit(f"{BEGIN}\n{lines[:-5]}\n{END}")
    assert told.value.field == "kit"


@pytest.mark.parametrize("text", ["", "What is this?", "A" * 135, f"{BEGIN}\n{END}"])
def test_any_other_text_is_no_kit(text: str) -> None:
    with pytest.raises(Mistake, match="no whole recovery kit"):
        read_kit(text)


def test_a_wrong_letter_is_a_wrong_kit_and_never_another_key() -> None:
    lines = "".join(code_lines(NAME, COPY)).replace(" ", "")
    wrong = lines[:100] + ("A" if lines[100] != "A" else "E") + lines[101:]
    name, copy = read_kit(wrong)
    with pytest.raises(Mistake, match="does not open"):
        copy.unwrap(name, WORDS)
