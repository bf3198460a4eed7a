from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.domain.questions import Urgency
from mentordesk.workflows.questions import ask_question
from mentordesk.workflows.questions.compose_question import LONGEST_LINK, compose, mail_link, reach, write_subject
from tests.support.desks import SmallDesk, small_desk

MARIA = Person(
    name="Maria Santos",
    zone="Asia/Manila",
    channels=(Channel(ChannelKind.MAIL, "maria+work@example.org"), Channel(ChannelKind.PHONE, "+63 2 123 4567")),
)
OFFICE = Mentorship(urgent_channel="phone", urgent_from=time(9), urgent_to=time(17))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        made.desk.people.save(replace(made.maria, channels=MARIA.channels))
        yield made


def at(hour: int, minute: int = 0) -> datetime:
    """Return an instant by the clocks of Manila, which are eight hours ahead of UTC."""
    return datetime(2026, 11, 12, (hour - 8) % 24, minute, tzinfo=UTC)


def test_within_the_hours_it_says_how_and_what_time_it_is_there() -> None:
    said = reach(MARIA, OFFICE, at(14, 20))
    assert said.sentence == "Maria can be reached by phone 09:00–17:00 their time; it is 14:20 there now."
    assert said.is_now


def test_outside_the_hours_it_says_when_they_begin_and_forbids_nothing() -> None:
    said = reach(MARIA, OFFICE, at(8, 15))
    assert said.sentence.endswith("it is 08:15 there now. That is again in 45 min.")
    assert not said.is_now


def test_hours_over_midnight_are_understood() -> None:
    night = replace(OFFICE, urgent_from=time(20), urgent_to=time(1))
    assert reach(MARIA, night, at(23)).is_now
    assert not reach(MARIA, night, at(12)).is_now


@pytest.mark.parametrize(("person", "agreed"), [(Person(name="Ben"), Mentorship()), (Person(name="Ben"), OFFICE)])
def test_without_a_zone_or_an_agreement_nothing_is_guessed(person: Person, agreed: Mentorship) -> None:
    assert "None" not in reach(person, agreed, at(12)).sentence


def test_a_mail_carries_subject_context_and_question(small: SmallDesk) -> None:
    kept = ask_question.ask(
        small.desk,
        small.clock,
        "May I say no & keep the peace?",
        Urgency.URGENT,
        person_id=small.maria.id,
        context="They want 50 % more\nby Friday.",
    )
    composed = compose(small.desk, small.clock, kept)
    assert composed is not None
    parts = urlsplit(composed.mail_link)
    fields = parse_qs(parts.query, strict_parsing=True)
    assert unquote(parts.path) == "maria+work@example.org"
    assert fields["subject"] == ["May I say no & keep the peace?"]
    assert fields["body"][0].splitlines() == [
        "Hello Maria,", "", "They want 50 % more", "by Friday.", "", "May I say no & keep the peace?", "", "Elena",
    ]  # fmt: skip
    assert composed.call_link == "https://meet.example/maria"


def test_a_long_body_is_not_cut_in_the_middle_but_left_to_the_clipboard(small: SmallDesk) -> None:
    kept = ask_question.ask(
        small.desk, small.clock, "What now?", Urgency.URGENT, person_id=small.maria.id, context="ä long story. " * 400
    )
    composed = compose(small.desk, small.clock, kept)
    assert composed is not None
    assert composed.is_cut
    assert len(composed.mail_link) <= LONGEST_LINK
    assert "body" not in composed.mail_link
    assert composed.text.count("ä long story.") == 400


def test_the_agreed_phone_is_what_a_call_opens(small: SmallDesk) -> None:
    small.desk.mentorships.save(replace(small.mentorship, urgent_channel="phone"))
    kept = ask_question.ask(small.desk, small.clock, "What now?", Urgency.URGENT, person_id=small.maria.id)
    composed = compose(small.desk, small.clock, kept)
    assert composed is not None
    assert composed.call_link == "tel:+6321234567"


def test_nobody_to_ask_is_nothing_to_compose(small: SmallDesk) -> None:
    assert compose(small.desk, small.clock, ask_question.ask(small.desk, small.clock, "What now?")) is None


def test_a_long_question_is_cut_between_words_for_the_subject() -> None:
    subject = write_subject("How do I tell my team that " + "we " * 60)
    assert len(subject) <= 72
    assert subject.endswith("…")


@given(subject=st.text(), body=st.text())
def test_a_mail_link_is_read_back_as_it_was_written(subject: str, body: str) -> None:
    link = mail_link("a@example.org", subject, body)
    assert link.isascii()
    query = urlsplit(link).query
    fields = {name: unquote(value) for name, _is, value in (part.partition("=") for part in query.split("&") if part)}
    assert fields.get("subject", "") == subject
    assert fields.get("body", "").replace("\r\n", "\n") == body.replace("\r\n", "\n")
