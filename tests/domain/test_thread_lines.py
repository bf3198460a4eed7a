"""Lines `~ her sister’s wedding in June`, as they are read and written."""

from __future__ import annotations

from mentordesk.domain.thread_lines import read_thread_line, read_thread_lines


def test_a_line_with_a_tilde_is_a_thread_and_says_its_words() -> None:
    (line,) = read_thread_lines("Hello\n~ her sister’s wedding in June\n")
    assert (line.number, line.text, line.person, line.day_words) == (1, "her sister’s wedding in June", None, None)


def test_a_day_after_a_mark_is_left_out_of_the_words() -> None:
    line = read_thread_line("~ her exam !20 June")
    assert (line.text, line.day_words) == ("her exam", "20 June")


def test_a_name_at_the_beginning_says_whose_life_it_is_and_one_further_on_does_not() -> None:
    assert read_thread_line("~ @Maria Santos her exam", ["Maria Santos"]).person == "Maria Santos"
    other = read_thread_line("~ lunch with @Jonas")
    assert (other.person, other.text) == (None, "lunch with @Jonas")


def test_marks_of_markdown_are_no_words() -> None:
    assert read_thread_line("~ the **first** marathon").text == "the first marathon"


def test_lines_in_code_and_lines_that_say_nothing_are_no_threads() -> None:
    assert read_thread_lines("```\n~ not this\n```\n~ …\n~struck~") == ()


def test_a_line_is_written_with_other_words_and_all_else_as_it_was() -> None:
    line = read_thread_line("~ @Maria her exam !20 June")
    assert line.written("the second exam") == "~ @Maria the second exam !20 June"
    assert read_thread_line(line.written("the second exam")).text == "the second exam"
