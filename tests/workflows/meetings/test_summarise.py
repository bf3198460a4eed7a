from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentordesk.domain.actions import Action
from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.meetings import Meeting, held
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.domain.profile import Profile
from mentordesk.domain.records import Visibility
from mentordesk.domain.reflections import Reflection
from mentordesk.domain.threads import Thread
from mentordesk.workflows.meetings.plan_meeting import Plan, plan_meeting
from mentordesk.workflows.meetings.summarise import Summary, summarise
from mentordesk.workflows.meetings.wrap_up import show_note_to
from mentordesk.workflows.notes.keep_note import keep_meeting_note
from tests.support.clock import FakeClock
from tests.support.new_desk import new_desk

STARTED = datetime(2026, 11, 12, 14, tzinfo=UTC)


class Held:
    """A desk with one meeting held."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock("2026-11-12T15:00:00+00:00")
        self.desk = new_desk(folder, self.clock)
        self.desk.profile.begin(Person(name="Elena Weber"), Profile())
        mail = Channel(ChannelKind.MAIL, "maria@example.org")
        self.maria = self.desk.people.add(Person(name="Maria Santos", zone="Asia/Manila", channels=(mail,)))
        self.meeting = self.desk.meetings.add(
            held(Meeting(person_id=self.maria.id), STARTED, self.clock.now(), "Europe/Berlin")
        )

    def topic(self, text: str, visibility: Visibility, state: AgendaState = AgendaState.DISCUSSED) -> None:
        item = AgendaItem(text=text, visibility=visibility, state=state, meeting_id=self.meeting.id)
        self.desk.agenda.add(item)

    def action(self, text: str, visibility: Visibility, due_on: date | None = None) -> None:
        self.desk.actions.add(
            Action(
                owner_id=self.maria.id,
                text=text,
                visibility=visibility,
                due_on=due_on,
                origin_meeting_id=self.meeting.id,
            )
        )

    def summary(self) -> Summary:
        return summarise(self.desk, self.clock, self.meeting.id)


@contextmanager
def opened() -> Iterator[Held]:
    with TemporaryDirectory() as folder:
        made = Held(Path(folder))
        try:
            yield made
        finally:
            made.desk.close()


@pytest.fixture
def call() -> Iterator[Held]:
    with opened() as made:
        yield made


def test_what_is_shared_is_said_with_owners_days_and_the_next_time_on_their_clock(call: Held) -> None:
    call.topic("Saying no", Visibility.SHARED)
    call.action("One page", Visibility.SHARED, date(2026, 11, 20))
    plan_meeting(call.desk, call.clock, Plan(person_id=call.maria.id, wall=datetime(2026, 11, 26, 15)))
    assert call.summary().markdown == (
        "# Our call on Thursday, 12 November 2026\n\n"
        "## We talked about\n\n- Saying no\n\n"
        "## We agreed\n\n- Maria: One page (by Friday, 20 November 2026)\n\n"
        "## Next time\n\nThursday, 26 November 2026, 22:00 in Manila\n"
    )


def test_what_was_not_talked_about_is_not_said_to_have_been(call: Held) -> None:
    call.topic("Still open", Visibility.SHARED, AgendaState.OPEN)
    assert "Still open" not in call.summary().markdown


def test_a_shared_note_keeps_what_was_promised_in_private_to_itself(call: Held) -> None:
    keep_meeting_note(call.desk, call.clock, call.meeting.id, "We laughed.\n- [ ] Ask HR about her pay\nGood day.")
    show_note_to(call.desk, call.meeting.id, Visibility.SHARED)
    text = call.summary().markdown
    assert "Ask HR about her pay" not in text
    assert "We laughed.\nGood day." in text


def test_marks_of_markdown_in_words_are_words(call: Held) -> None:
    call.topic("# not a *heading* <b>", Visibility.SHARED)
    assert r"- \# not a \*heading\* \<b\>" in call.summary().markdown


def test_the_mail_says_the_same_to_the_right_address(call: Held) -> None:
    call.topic("Ärger & Mut? 100 %", Visibility.SHARED)
    summary = call.summary()
    address = urlsplit(summary.mailto)
    said = parse_qs(address.query)
    assert (address.scheme, address.path) == ("mailto", "maria@example.org")
    assert said["subject"] == [summary.subject]
    assert said["body"] == [summary.markdown.replace("\n", "\r\n").strip() + "\r\n"]


# Whatever people write: letters of any script, marks, line breaks, what looks like a promise or a heading.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("\n#-[]*_`<>!@~"), max_size=40
)
SECRET = "s3cr3t-f1sh"


def hidden(words: tuple[str, str]) -> str:
    return f"{words[0]}{SECRET}{words[1]}"


AROUND = st.tuples(WORDS, WORDS)


@settings(max_examples=60)
@given(
    topic=AROUND,
    action=AROUND,
    note=AROUND,
    answer=AROUND,
    thread=AROUND,
    about=AROUND,
    promise=AROUND,
    shared=WORDS.filter(lambda words: words.strip() and SECRET not in words),
    state=st.sampled_from(list(AgendaState)),
)
def test_private_words_never_appear_in_a_summary_whatever_is_written(
    topic: tuple[str, str],
    action: tuple[str, str],
    note: tuple[str, str],
    answer: tuple[str, str],
    thread: tuple[str, str],
    about: tuple[str, str],
    promise: tuple[str, str],
    shared: str,
    state: AgendaState,
) -> None:
    with opened() as call:
        desk, meeting = call.desk, call.meeting
        call.topic(hidden(topic), Visibility.PRIVATE, state)
        call.topic(shared, Visibility.SHARED)
        call.action(hidden(action), Visibility.PRIVATE)
        call.action(shared, Visibility.SHARED)
        # A note that is shared afterwards: what was promised in it stays as private as it was when it was written.
        line = " ".join(hidden(promise).split())
        keep_meeting_note(desk, call.clock, meeting.id, f"Hello\n- [ ] {line}")
        show_note_to(desk, meeting.id, Visibility.SHARED)
        desk.notes.add(Note(meeting_id=meeting.id, person_id=call.maria.id, text=hidden(note)))
        desk.notes.add(Note(meeting_id=meeting.id, person_id=call.maria.id, visibility=Visibility.SHARED, text=shared))
        desk.reflections.add(
            Reflection(
                meeting_id=meeting.id,
                went_well=hidden(answer),
                would_change=hidden(answer),
                learned=hidden(answer),
                feeling=hidden(answer),
            )
        )
        desk.threads.add(Thread(person_id=call.maria.id, origin_meeting_id=meeting.id, text=hidden(thread)))
        person = desk.people.get(call.maria.id)
        desk.people.save(replace(person, avoid=hidden(about), remember=hidden(about)))
        summary = call.summary()
        assert SECRET not in summary.markdown + summary.subject + summary.mailto
        assert "Hello" in summary.markdown
