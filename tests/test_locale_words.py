"""A start says dates without Babel, and says them as Babel does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date, format_time
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal, format_percent

from mentordesk import locale_words
from mentordesk.locale_words import FULL_DATE, SHORT_TIME, words_of

DAYS = [
    date(2024, 1, 1),
    date(2024, 2, 29),
    date(1999, 12, 31),
    *(date(2026, month, 6 + month) for month in range(1, 13)),
]
NUMBERS = [0, 1, 7.2, 0.125, 12.5, 999, 999.9996, 1000, 1234567.891, -3, 3.14159]
SHARES = [0, 0.005, 0.125, 0.29, 0.5, 0.72, 1, 1.5, 12, -0.2]
TIMES = [time(hour, minute) for hour in range(24) for minute in (0, 5, 59)]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    locale_words.keep_in(tmp_path)
    yield tmp_path
    locale_words.keep_in(None)


@pytest.mark.parametrize("name", sorted(locale_identifiers())[::9])
def test_every_locale_says_days_and_times_as_babel_does(name: str) -> None:
    locale, words = Locale.parse(name), words_of(name)
    assert [words.say(FULL_DATE, day) for day in DAYS] == [format_date(day, "full", locale) for day in DAYS]
    assert [words.say("LLLL", day) for day in DAYS] == [format_date(day, "LLLL", locale) for day in DAYS]
    assert [words.number(value) for value in NUMBERS] == [format_decimal(value, locale=locale) for value in NUMBERS]
    assert [words.percent(share) for share in SHARES] == [format_percent(share, locale=locale) for share in SHARES]
    assert [words.say(SHORT_TIME, at) for at in TIMES] == [format_time(at, "short", locale=locale) for at in TIMES]


def test_what_one_start_keeps_the_next_says_without_babel(kept: Path) -> None:
    locale_words.keep("de_AT")
    code = (
        "import sys; from datetime import date, time; from pathlib import Path; from mentordesk import locale_words;"
        "locale_words.keep_in(Path(sys.argv[1])); words = locale_words.words_of('de_AT');"
        "print(words.say('full date', date(2026, 1, 5)), words.say('short time', time(9, 5)), words.city('Europe/Vienna'));"
        "sys.exit('babel' in sys.modules)"
    )
    process = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(kept)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert process.stdout.strip() == "Montag, 5. Jänner 2026 09:05 Wien"


def test_a_kept_file_of_another_babel_or_no_sense_is_passed_over(kept: Path) -> None:
    locale_words.keep("fr")
    file = next(kept.iterdir())
    for spoiled in ("{", "[]", json.dumps(json.loads(file.read_text("utf-8")) | {"stamp": [1, 2, 3], "patterns": {}})):
        file.write_text(spoiled, "utf-8")
        locale_words.keep_in(kept)
        assert words_of("fr").say(FULL_DATE, datetime(2026, 3, 2)) == "lundi 2 mars 2026"


def test_where_nothing_can_be_written_babel_is_asked_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    locale_words.keep_in(tmp_path / "file")
    try:
        locale_words.keep("es")
        assert words_of("es").city("Europe/London") == "Londres"
    finally:
        locale_words.keep_in(None)


def test_a_locale_that_nobody_knows_reads_british_english() -> None:
    assert words_of("xx_YY").say(FULL_DATE, date(2026, 1, 5)) == "Monday, 5 January 2026"
