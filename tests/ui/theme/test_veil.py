"""What may be seen of words behind the curtain and the lock."""

from __future__ import annotations

import pytest

from mentordesk import language
from mentordesk.language import _, ngettext, own_words
from mentordesk_ui.theme.veil import DOT, Veil, dots

NAMES = ["Maria Santos", "Li", "김도윤", "Jean-Luc Picard", "Mark Twain", ""]


@pytest.fixture(autouse=True)
def _nothing_said_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each test begin as a start does: what other tests had the program say is not its own words here."""
    monkeypatch.setattr(language, "_said", {})


@pytest.fixture
def drawn() -> Veil:
    veil = Veil()
    veil.know_names(NAMES)
    veil.is_drawn = True
    return veil


def test_nothing_is_changed_while_it_is_lifted() -> None:
    veil = Veil()
    veil.know_names(NAMES)
    assert veil.words("Maria Santos and her sister") == "Maria Santos and her sister"


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Maria Santos", "MS"),
        ("Maria", "MS"),
        ("Santos", "MS"),
        ("Li", "L"),
        ("김도윤", "김"),
        ("Jean-Luc Picard", "JP"),
    ],
)
def test_a_name_becomes_initials(drawn: Veil, name: str, initials: str) -> None:
    assert drawn.words(name) == initials
    assert drawn.aloud(name) == initials


def test_what_the_program_says_stays_and_what_stands_in_its_holes_does_not(drawn: Veil) -> None:
    sentence = _("Late evening for {name}: end on time.")
    assert drawn.words(sentence.format(name="Maria")) == "Late evening for MS: end on time."
    assert drawn.words(sentence.format(name="my divorce")) == f"Late evening for {dots('my divorce')}: end on time."
    assert drawn.words(ngettext("{count} topic", "{count} topics", 3).format(count=3)) == "3 topics"


def test_words_of_ours_are_known_with_another_first_letter_behind_a_number_and_one_after_the_other(drawn: Veil) -> None:
    _("Mostly")
    _("was due {day}")
    own_words("Fri 6 Nov")
    _("Of {count} meetings nobody said.")
    for words in ("mostly", "4 Mostly", "Was due Fri 6 Nov", "Mostly · was due Fri 6 Nov"):
        assert drawn.words(words) == words
    said = "Of 4 meetings nobody said. Of 7 meetings nobody said."
    assert drawn.words(said) == said


def test_what_somebody_wrote_is_dots_and_its_words_have_no_lengths(drawn: Veil) -> None:
    seen = drawn.words("Her sister marries in June")
    assert set(seen) == {DOT, " "}
    assert seen == drawn.words("Xxx xxxxxx xxxxxxx xx Xxxx")
    assert drawn.aloud("Her sister marries in June") == "covered"


def test_a_line_of_several_parts_shows_those_that_are_ours(drawn: Veil) -> None:
    own_words("Thu 29 Oct")
    assert drawn.words("Thu 29 Oct · her exam · 12 min") == f"Thu 29 Oct · {dots('her exam')} · 12 min"


def test_a_template_with_hardly_a_word_lets_nothing_through(drawn: Veil) -> None:
    _("{count} of {all}")
    _("{title}, {day}")
    assert drawn.words("3 of 7") == "3 of 7"
    assert " of " not in drawn.words("afraid of her father")


def test_what_was_covered_once_is_left_as_it_is(drawn: Veil) -> None:
    for words in ("Maria Santos", "what she told me", "Call with Maria"):
        seen = drawn.words(words)
        assert drawn.words(seen) == seen


def test_a_name_beats_an_example_of_ours(drawn: Veil) -> None:
    _("Maria Santos")
    assert drawn.words("Maria Santos") == "MS"


def test_what_is_shared_keeps_its_words_without_names(drawn: Veil) -> None:
    topic = "Ask maria and Li about an answer for Mark"
    assert drawn.words(topic, is_shared=True) == "Ask MS and L about an answer for MT"
    drawn.covers_shared = True
    drawn.forget()
    assert DOT in drawn.words(topic, is_shared=True)


def test_the_lock_covers_even_initials(drawn: Veil) -> None:
    drawn.is_locked = True
    drawn.forget()
    assert "M" not in drawn.words("Maria Santos")
    assert "M" not in drawn.words("Maria asks", is_shared=True)
    assert drawn.initials("MS") == ""


def test_what_is_taken_out_is_whole(drawn: Veil) -> None:
    with drawn.resting():
        assert drawn.words("her exam") == "her exam"
    assert drawn.words("her exam") != "her exam"


@pytest.mark.parametrize("letters", [1, 2, 7, 50, 5000])
def test_dots_are_no_longer_than_the_words(letters: int) -> None:
    assert 1 <= len(dots("x" * letters)) <= max(2, letters)


def other(text: str) -> str:
    """Return the same words as another object, as they come from a desk."""
    return "".join(list(text))


def test_what_somebody_wrote_is_covered_even_where_the_program_says_the_same(drawn: Veil) -> None:
    for ours in (own_words("In June"), _("Today"), own_words("Saved.")):
        theirs = other(ours)
        assert drawn.words(ours) == ours
        assert set(drawn.words(theirs)) <= {DOT, " "}
        assert drawn.aloud(theirs) == "covered"
        # What Qt has kept can only be judged by its words.
        assert drawn.read_back(theirs) == ours


def test_a_person_whose_name_is_a_word_of_ours_does_not_take_it_from_us(drawn: Veil) -> None:
    drawn.know_names([*NAMES, "Today"])
    assert drawn.words(_("Today")) == "Today"
    assert drawn.words(other("Today")) == "T"


def test_no_words_of_ours_are_shown_within_what_somebody_wrote(drawn: Veil) -> None:
    for ours in ("in June", "Done", "tomorrow", "{began} until {ended}", "{time} in {city}", "by {day}"):
        _(ours)
    for theirs in (
        "A date in June",
        "Done, and a little proud.",
        "She waits until it bursts, and then until tomorrow",
        "half a proposal, by spring",
    ):
        assert set(drawn.words(theirs)) <= {DOT, " "}
    sentence = _("Wish: {words}")
    assert drawn.words(sentence.format(words="in June")) == f"Wish: {dots('in June')}"


def test_a_day_is_ours_though_it_has_a_comma(drawn: Veil) -> None:
    own_words("Dienstag, 24. November")
    own_words("Di., 24. Nov.")
    assert drawn.words("Di., 24. Nov., 10:00") == "Di., 24. Nov., 10:00"
    assert set(drawn.words("Di., 24. Nov., her exam")) <= {DOT, " "}
    _("{day} · {calls}")
    _("two calls")
    assert drawn.words("Dienstag, 24. November · two calls") == "Dienstag, 24. November · two calls"
    assert drawn.words("Dienstag, 24. November · her exam") == f"Dienstag, 24. November · {dots('her exam')}"
