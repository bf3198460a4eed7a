from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentordesk.domain.capture import Captured, Kind, Known, MarkKind, read_capture
from mentordesk.domain.capture_names import KnownGoal, KnownPerson
from mentordesk.domain.date_words import DayOrder, read_date
from mentordesk.domain.questions import Urgency
from mentordesk.errors import Mistake

MONDAY = date(2026, 11, 23)
PEOPLE = (
    KnownPerson("me", "Elena Weber", is_me=True, ways=("me", "mir")),
    KnownPerson("maria", "Maria Santos"),
    KnownPerson("marta", "Marta Nowak", "Marta"),
    KnownPerson("jose", "José García Márquez"),
    KnownPerson("ann", "Ann O’Brien"),
    KnownPerson("tanaka", "田中 美咲", "田中さん"),
    KnownPerson("ben1", "Ben Adler"),
    KnownPerson("ben2", "Ben Zhou"),
)
GOALS = (
    KnownGoal("portuguese", "Hold a meeting in Portuguese", "me", "maria"),
    KnownGoal("books", "Read 12 books", "me", target=12.0),
    KnownGoal("team", "Lead a team", "maria", "maria"),
    KnownGoal("team2", "Lead a project", "ben1", "ben1"),
)
KINDS = {"note": Kind.NOTE, "question": Kind.QUESTION, "promise": Kind.ACTION, "check-in": Kind.CHECK_IN}
URGENCIES = {"urgent": Urgency.URGENT, "week": Urgency.THIS_WEEK, "this week": Urgency.THIS_WEEK}


def _read_day(words: str) -> date:
    return read_date(words, MONDAY, DayOrder.DAY_FIRST)


KNOWN = Known(PEOPLE, GOALS, KINDS, URGENCIES, _read_day)


def read(line: str, kind: Kind | None = None) -> Captured:
    return read_capture(line, KNOWN, kind)


def who(captured: Captured) -> tuple[str, ...]:
    return captured.named[0].ids if captured.named else ()


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("slept badly before the talk", Kind.NOTE, "slept badly before the talk"),
        ("- [ ] send the slides", Kind.ACTION, "send the slides"),
        ("[] send the slides", Kind.ACTION, "send the slides"),
        ("send the slides !friday", Kind.ACTION, "send the slides"),
        ("promise: send the slides", Kind.ACTION, "send the slides"),
        ("? how do I say no", Kind.QUESTION, "how do I say no"),
        ("Question: how do I say no", Kind.QUESTION, "how do I say no"),
        ("how do I say no?", Kind.QUESTION, "how do I say no?"),
        ("how do I say no? @Maria !week", Kind.QUESTION, "how do I say no?"),
        ("~ sister’s wedding", Kind.THREAD, "sister’s wedding"),
        ("= portuguese 7 better", Kind.CHECK_IN, "better"),
        ("> write it down first", Kind.ADVICE, "write it down first"),
        ("Reminder: this colon is no kind", Kind.NOTE, "Reminder: this colon is no kind"),
        ("# heading", Kind.NOTE, "# heading"),
        ("3 > 2", Kind.NOTE, "3 > 2"),
        ("", Kind.NOTE, ""),
    ],
)
def test_a_sign_or_word_at_the_start_says_what_a_line_is(line: str, kind: Kind, text: str) -> None:
    captured = read(line)
    assert (captured.kind, captured.text) == (kind, text)


def test_the_kind_somebody_chose_counts_more_than_the_sign() -> None:
    captured = read("? send the slides !friday", Kind.ACTION)
    assert (captured.kind, captured.text, captured.day) == (Kind.ACTION, "send the slides", date(2026, 11, 27))


@pytest.mark.parametrize(
    ("name", "ids", "words"),
    [
        ("@Maria", ("maria",), "Maria"),
        ("@maria", ("maria",), "maria"),
        ("@Maria Santos", ("maria",), "Maria Santos"),
        ("@MariaSantos", ("maria",), "MariaSantos"),
        ("@Mari", ("maria",), "Mari"),
        ("@Mar", ("maria", "marta"), "Mar"),
        ("@jose", ("jose",), "jose"),
        ("@JOSE\u0301", ("jose",), "JOSE\u0301"),
        ("@marquez", ("jose",), "marquez"),
        ("@Ann O'Brien", ("ann",), "Ann O'Brien"),
        ("@O’Brien", ("ann",), "O’Brien"),
        ("@田中さん", ("tanaka",), "田中さん"),
        ("@Ben", ("ben1", "ben2"), "Ben"),
        ("@Ben Ad", ("ben1",), "Ben Ad"),
        ("@Ben Zhou", ("ben2",), "Ben Zhou"),
        ("@Zoltan", (), "Zoltan"),
    ],
)
def test_names_are_found_without_case_accents_and_endings(name: str, ids: tuple[str, ...], words: str) -> None:
    captured = read(f"? ask {name} about it")
    assert (who(captured), captured.named[0].words, captured.text) == (ids, words, "ask about it")


def test_a_name_written_without_spaces_ends_where_it_ends() -> None:
    captured = read("? @田中さんに聞く")
    assert who(captured) == ("tanaka",)
    assert captured.text == "に聞く"


def test_an_apostrophe_s_belongs_to_the_name() -> None:
    assert read("~ @Maria’s wedding").text == "wedding"


def test_a_mail_address_is_no_name() -> None:
    assert read("? write to maria@example.org").named == ()


def test_who_is_nearly_called_so_is_offered() -> None:
    captured = read("? ask @Marai")
    assert captured.named[0].ids == ()
    assert "maria" in captured.named[0].near


def test_a_promise_of_mine_may_name_whom_it_is_for() -> None:
    captured = read("[] @me send the book to @Maria")
    assert [one.ids for one in captured.named] == [("me",), ("maria",)]
    assert captured.text == "send the book to Maria"


def test_another_name_in_a_line_is_part_of_what_is_said() -> None:
    assert read("[] @Maria write to @Ben").text == "write to @Ben"


@pytest.mark.parametrize(
    ("line", "day", "text"),
    [
        ("[] slides !friday", date(2026, 11, 27), "slides"),
        ("[] slides !in 2 weeks please", date(2026, 12, 7), "slides please"),
        ("[] !tomorrow, slides", date(2026, 11, 24), "slides"),
        ("[] wow ! slides", None, "wow! slides"),
        ("[] slides now!", None, "slides now!"),
    ],
)
def test_days_end_where_they_end(line: str, day: date | None, text: str) -> None:
    captured = read(line)
    assert (captured.day, captured.text) == (day, text)


def test_a_day_that_is_none_is_asked_back_and_not_dropped() -> None:
    captured = read("[] slides !frday")
    assert (captured.day, captured.day_words) == (None, "frday")
    assert "frday" in captured.day_problem
    assert [mark.is_clear for mark in captured.marks if mark.what is MarkKind.DAY] == [False]


def test_what_is_asked_back_is_as_much_as_one_would_ask_about() -> None:
    captured = read("[] slides !in fourty days please")
    assert (captured.day_words, captured.text) == ("in fourty days", "slides please")
    assert "in fourty days" in captured.day_problem
    assert read("[] slides !frday please").day_words == "frday"
    assert "frday" in read("[] slides !frday please").day_problem


@pytest.mark.parametrize(
    ("line", "urgency"),
    [
        ("? now or never !!", Urgency.URGENT),
        ("? now or never !urgent", Urgency.URGENT),
        ("? now or never !this week", Urgency.THIS_WEEK),
        ("? now or never !week", Urgency.THIS_WEEK),
        ("? now or never", None),
    ],
)
def test_a_question_says_how_long_it_can_wait(line: str, urgency: Urgency | None) -> None:
    captured = read(line)
    assert (captured.urgency, captured.text) == (urgency, "now or never")


@pytest.mark.parametrize(
    ("line", "goals", "number", "text"),
    [
        ("= Portuguese 7 better than last week", ("portuguese",), 7.0, "better than last week"),
        ("= Portuguese: 7,5 better", ("portuguese",), 7.5, "better"),
        ("= 7/10 Portuguese better", ("portuguese",), 7.0, "better"),
        ("= Portuguese felt easy in 3 meetings", ("portuguese",), None, "felt easy in 3 meetings"),
        ("= read 12 books 4 one more", ("books",), 4.0, "one more"),
        ("= books -1 lost one", ("books",), -1.0, "lost one"),
        ("= 3 of 12 books one more", ("books",), 3.0, "one more"),
        ("= books it is 3 von 12 now", ("books",), 3.0, "it is 3 von 12 now"),
        ("= Portuguese it is 3 of 12 now", ("portuguese",), None, "it is 3 of 12 now"),
        ("= lead 5", ("team", "team2"), 5.0, ""),
        ("= lead @Maria 5", ("team",), 5.0, ""),
        ("= 5 good", ("portuguese", "books", "team", "team2"), 5.0, "good"),
    ],
)
def test_a_check_in_says_goal_number_and_sentence(
    line: str, goals: tuple[str, ...], number: float | None, text: str
) -> None:
    captured = read(line)
    assert (captured.goal_ids, captured.number, captured.text) == (goals, number, text)


def test_a_note_keeps_every_word_and_knows_its_tags() -> None:
    captured = read("talked to @Maria about #focus and #Deep-Work !friday", Kind.NOTE)
    assert captured.text == "talked to @Maria about #focus and #Deep-Work !friday"
    assert captured.tags == ("focus", "deep-work")
    assert who(captured) == ("maria",)


def test_a_text_full_of_marks_is_read_without_trying_them_all() -> None:
    tried: list[str] = []

    def read_day(words: str) -> date:
        tried.append(words)
        raise Mistake("no day")

    read_capture("[] " + "!what @who #why " * 2000, Known(read_day=read_day))
    assert len(tried) <= 20


SCRAPS = st.lists(
    st.sampled_from(
        [*"?~=>!@#:[]-,.;'’", "[ ]", "!!", "!friday", "!in 2 weeks", "!urgent", "@Maria", "@Ben", "@me", "@田中さん", "#tag",
         "Portuguese", "7", "7,5", "note:", "promise:", "what", "say no", " ", "  ", "\n", "\t", "é", "e\u0301", "ß", "İ", "ﬁ"]
    ),
    max_size=14,
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), SCRAPS.map("".join), SCRAPS.map(" ".join)), st.sampled_from([None, *Kind]))
@example("? @\u0301", None)
def test_any_text_is_read_and_no_word_of_it_is_lost(line: str, kind: Kind | None) -> None:
    captured = read(line, kind)
    places = [place for mark in captured.marks for place in range(mark.start, mark.end)]
    assert all(0 <= place < len(line) for place in places)
    left = "".join(" " if place in places else letter for place, letter in enumerate(line))
    missing = [word for word in re.findall(r"\w+", left) if word not in captured.text]
    assert missing == []
