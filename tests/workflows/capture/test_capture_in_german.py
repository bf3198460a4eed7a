"""What the German help and the German lines on screen propose to type is understood, and said back in German."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk import language
from mentordesk.domain.capture import Kind
from mentordesk.domain.goals import Goal
from mentordesk.domain.questions import Urgency
from mentordesk.workflows.capture.capture_line import Capture
from mentordesk.workflows.capture.capture_words import kind_name, kind_words
from mentordesk.workflows.capture.understood import Understood
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    before = language.locale_name()
    language.use("de")
    with small_desk(tmp_path) as made:
        yield made
    language.use(before)


def understand(small: SmallDesk, line: str) -> Understood:
    return Capture(small.desk, small.clock).understand(line)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("schlecht geschlafen vor dem Vortrag #gesundheit", "Eine Notiz, mit #gesundheit."),
        ("? wie sage ich Nein @maria !Woche", "Eine Frage an Maria Santos, diese Woche."),
        ("[] @maria eine Seite !Freitag", "Eine Zusage von Maria Santos, fällig Freitag, 13. November."),
        ("[] eine Seite @Maria !nächsten Montag", "Eine Zusage von Maria Santos, fällig Montag, 16. November."),
        ("[] @ich die Folien für @Maria", "Meine Zusage an Maria Santos."),
        ("~ @maria Hochzeit der Schwester im Juni", "Zum Nachfragen bei Maria Santos, ab Dienstag, 1. Juni 2027."),
        ("~ @maria ihre Prüfung !20. Juni", "Zum Nachfragen bei Maria Santos, ab Sonntag, 20. Juni 2027."),
        ("Frage: Wie sage ich Nein? @maria !dringend", "Eine dringende Frage an Maria Santos."),
        ("Zusage: @maria eine Seite", "Eine Zusage von Maria Santos."),
        ("Rat: @maria erst aufschreiben", "Mein Rat an Maria Santos."),
    ],
)
def test_a_german_line_is_understood_and_said_in_german(small: SmallDesk, line: str, sentence: str) -> None:
    understood = understand(small, line)
    assert (understood.sentence, understood.asked) == (sentence, ())


@pytest.mark.parametrize(
    ("word", "urgency"),
    [
        ("dringend", Urgency.URGENT),
        ("jetzt", Urgency.URGENT),
        ("Woche", Urgency.THIS_WEEK),
        ("diese Woche", Urgency.THIS_WEEK),
        ("nächstes", Urgency.NEXT_MEETING),
        ("nächstes Mal", Urgency.NEXT_MEETING),
        ("week", Urgency.THIS_WEEK),
    ],
)
def test_german_and_english_words_say_how_long_a_question_can_wait(
    small: SmallDesk, word: str, urgency: Urgency
) -> None:
    understood = understand(small, f"? wie sage ich Nein @Maria !{word}")
    assert (understood.captured.urgency, understood.captured.text) == (urgency, "wie sage ich Nein")


def test_a_number_with_a_comma_is_a_check_in(small: SmallDesk) -> None:
    small.desk.goals.add(Goal(title="Portugiesisch", owner_id=small.desk.profile.me().id))
    assert understand(small, "= Portugiesisch 7,5 leichter").captured.number == 7.5
    assert understand(small, "Zwischenstand: Portugiesisch 7").kind is Kind.CHECK_IN


@pytest.mark.parametrize("kind", list(Kind))
def test_what_a_line_becomes_can_be_written_as_it_is_called(small: SmallDesk, kind: Kind) -> None:
    assert kind_words()[kind_name(kind).casefold()] is kind
