"""Days in words of the reader's language are understood or asked back; what is rare is loaded only then."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk import language
from mentordesk.domain.date_words import UnknownDate
from mentordesk.errors import Mistake
from mentordesk.spoken_dates import LONGEST, get_ready, is_ready, read_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("locale", "words", "day"),
    [
        ("en_GB", "!friday", date(2026, 11, 27)),
        ("en_GB", "a week from now", date(2026, 11, 30)),
        ("en_GB", "in a fortnight", date(2026, 12, 7)),
        ("en_GB", "by friday", date(2026, 11, 27)),
        ("en_GB", "ten days from now", date(2026, 12, 3)),
        ("en_GB", "the 3rd", date(2026, 12, 3)),
        ("en_GB", "the 31st", date(2026, 12, 31)),
        ("en_GB", "3/12/2026", date(2026, 12, 3)),
        ("en_US", "12/3/2026", date(2026, 12, 3)),
        ("de_DE", "heute in einer Woche", date(2026, 11, 30)),
        ("de_AT", "in sieben Tagen", date(2026, 11, 30)),
        ("de_DE", "am 3.", date(2026, 12, 3)),
        ("fr_FR", "!vendredi", date(2026, 11, 27)),
        ("fr_FR", "dans deux semaines", date(2026, 12, 7)),
        ("fr_FR", "dans 2 mois", date(2027, 1, 23)),
        ("fr_FR", "le 3 mars", date(2027, 3, 3)),
        ("es_ES", "mañana", date(2026, 11, 24)),
        ("ja_JP", "明日", date(2026, 11, 24)),
    ],
)
def test_days_are_read_in_the_language_and_order_of_the_reader(locale: str, words: str, day: date) -> None:
    language.use(locale)
    assert read_day(words, MONDAY) == day


@pytest.mark.parametrize(
    "words",
    ["may", "2", "march with the team", "mars", "a", "an", "12 12", "2027", "may 2027", "next month", "next week", "10:30",
     "friday at 3pm", "asap", "", "!", "31 feb", "the 32nd", "0 march", "in 99999 years", "x" * 200],
)  # fmt: skip
def test_what_is_no_single_day_is_asked_back_in_words(words: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_day(words, MONDAY)
    assert refused.value.sentence.endswith((".", "?", "”"))


@given(st.text(max_size=LONGEST), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_no_words_make_it_stumble(words: str, today: date) -> None:
    with contextlib.suppress(Mistake):
        read_day(words, today)


@given(
    st.lists(st.sampled_from(["in", "a", "the", "next", "last", "2", "12", "30", "day", "days", "week", "month", "may", "mars", "2027", "ago", "from", "now", ".", "/", "-", ":"]), max_size=5)
)  # fmt: skip
def test_scraps_of_dates_do_not_make_it_stumble(scraps: list[str]) -> None:
    with contextlib.suppress(Mistake):
        read_day(" ".join(scraps), MONDAY)


def test_common_words_are_read_without_loading_dateparser() -> None:
    script = (
        "import sys; from datetime import date; from mentordesk import spoken_dates as s\n"
        "s.read_day('friday', date(2026, 11, 23)); assert 'dateparser' not in sys.modules\n"
        "try: s.read_day('vendredi', date(2026, 11, 23), waits=False)\n"
        "except s.UnknownDate: pass\n"
        "assert 'dateparser' not in sys.modules and not s.is_ready()\n"
        "s.get_ready(); assert 'dateparser' in sys.modules and s.is_ready()"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_once_ready_rare_words_are_read_without_waiting() -> None:
    get_ready()
    assert is_ready()
    assert read_day("by friday", MONDAY, waits=False) == date(2026, 11, 27)
    with pytest.raises(UnknownDate):
        read_day("gibberish", MONDAY, waits=False)
