"""Journeys J1 to J3 in one: from an empty machine to a finished call, through the real window, with a crash in the middle."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentordesk.clock import SystemClock
from mentordesk.domain.actions import Action
from mentordesk.domain.focus import FocusSession
from mentordesk.domain.meetings import Meeting, Mode, Status
from mentordesk.store.desk import Desk
from mentordesk.store.engine import is_plain
from mentordesk.store.timeline import Happening
from mentordesk.workflows.brief.prepare import prepare_brief
from mentordesk.workflows.meetings.summarise import summarise
from tests.support.at_the_desk import Sitter
from tests.support.display import VirtualDisplay
from tests.support.private_keyring import PrivateKeyring
from tests.support.real_files import ALL_DAY, CALL, MARIA, UNKNOWN, address_book, calendar

INTENTION = "The story behind the numbers"
PARKED = "Renew the passport"


@pytest.mark.journey
def test_from_an_empty_machine_to_a_finished_call(
    real_keyring: PrivateKeyring, display: VirtualDisplay, tmp_path: Path
) -> None:
    sitter = Sitter(display, tmp_path / "home", keyring=real_keyring)
    begin_a_desk(sitter)
    bring_in_contacts(sitter)
    call = bring_in_the_calendar(sitter)
    see_the_call_on_today(sitter, call)
    prepare_and_begin(sitter, call)
    take_notes_and_park_a_thought(sitter, call)
    lose_the_program_and_come_back(sitter)
    end_the_call(sitter, call)
    wrap_up(sitter, call)
    find_it_in_the_history(sitter, call)
    assert sitter.get_up() == 0
    assert not is_plain(sitter.desk_folder / "desk.db")


def begin_a_desk(sitter: Sitter) -> None:
    """A new home asks one thing: who this is for."""
    sitter.sit_down("Welcome")
    sitter.write("Elena Weber")
    sitter.until_on_desk(lambda desk: desk.profile.mine(), "the profile")
    me = sitter.on_desk(lambda desk: desk.profile.me())
    assert (me.name, me.zone) == ("Elena Weber", "Europe/Berlin")


def bring_in_contacts(sitter: Sitter) -> None:
    """The second of the first steps is importing contacts."""
    path = sitter.home / "contacts.vcf"
    path.write_text(address_book(), encoding="utf-8", newline="")
    sitter.display.key("Down", "Return")
    sitter.turn_to("Today")
    choose_file(sitter, path, "Return")
    people = sitter.press_until(lambda: sitter.on_desk(lambda desk: desk.people.others()), "the people", "ctrl+Return")
    assert {person.name for person in people} == {MARIA, "田中 美咲"}
    maria = next(person for person in people if person.name == MARIA)
    assert maria.organisation.startswith("Lumen Health, Manila")


def bring_in_the_calendar(sitter: Sitter) -> Meeting:
    """Only events with somebody who is on the desk come in by themselves."""
    path = sitter.home / "work.ics"
    path.write_text(calendar(datetime.now(UTC)), encoding="utf-8", newline="")
    open_sheet = ("Escape", "Escape", "ctrl+k", *"import", "space", *"a", "space", *"cal", "Return", "Return")
    choose_file(sitter, path, *open_sheet)
    meetings = sitter.press_until(lambda: sitter.on_desk(all_meetings), "the meetings", "ctrl+Return")
    assert len(meetings) == 1 + 4
    assert not {meeting.title for meeting in meetings} & {UNKNOWN, ALL_DAY}
    call = next(meeting for meeting in meetings if meeting.title == CALL)
    assert call.mode is Mode.VIDEO
    assert call.link == "https://meet.google.com/abc-defg-hij"
    return call


def see_the_call_on_today(sitter: Sitter, call: Meeting) -> None:
    """Today has the call; a reminder speaks up, and leaves the keyboard where it was."""
    sitter.press_until(lambda: sitter.sees("^Reminder$"), "the reminder", "Escape", "ctrl+1")
    assert sitter.display.active_window() == sitter.window
    brief = sitter.on_desk(lambda desk: prepare_brief(desk, SystemClock()))
    assert brief.call is not None
    assert brief.call.id == call.id
    sitter.press_until(lambda: not sitter.sees("^Reminder$"), "the reminder to go", "ctrl+shift+r")


def prepare_and_begin(sitter: Sitter, call: Meeting) -> None:
    """Tick the first line of the checklist, say what the call is for, begin."""
    sitter.display.key("ctrl+shift+f")
    sitter.turn_to("Focus")
    sitter.display.key("space", "shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab")
    sitter.display.type(INTENTION)
    session = sitter.press_until(lambda: sitter.on_desk(running), "the session", "ctrl+Return")
    assert session.meeting_id == call.id
    assert session.intention == INTENTION
    assert [tick.is_done for tick in session.checklist].count(True) == 1


def take_notes_and_park_a_thought(sitter: Sitter, call: Meeting) -> None:
    """Notes open by a key; a line in them is a promise; a thought is parked and the cursor returns to the notes."""
    sitter.display.key("F7")
    sitter.write("# Promotion case", "She has the numbers.", "- [ ] @Maria write the first page !friday ", "")
    promise = sitter.until_on_desk(lambda desk: promises(desk, call), "the promise in the notes")[0]
    assert promise.text == "write the first page"
    assert promise.owner_id == call.person_id
    assert promise.due_on is not None
    assert promise.due_on.isoweekday() == 5
    sitter.display.key("ctrl+shift+p")
    sitter.write(PARKED)
    sitter.until_on_desk(lambda desk: parked(desk, call) == [PARKED], "the parked thought")
    sitter.display.type("Back in the notes.")
    sitter.until_on_desk(lambda desk: "Back in the notes." in note_text(desk, call), "the notes on disk")


def lose_the_program_and_come_back(sitter: Sitter) -> None:
    """Killed in the middle, the session is offered again and goes on with everything in it."""
    before = sitter.on_desk(running)
    sitter.pull_the_plug()
    sitter.sit_down("Focus")
    after = sitter.on_desk(running)
    assert before is not None
    assert after is not None
    assert (after.id, after.started_at, after.intention) == (before.id, before.started_at, INTENTION)
    sitter.display.key("ctrl+Return")


def end_the_call(sitter: Sitter, call: Meeting) -> None:
    """Ending leads to the wrap-up."""
    sitter.press_until(lambda: sitter.sees("^Wrap-up – MentorDesk$"), "the wrap-up", "ctrl+shift+e")
    sitter.turn_to("Wrap-up")
    assert sitter.on_desk(lambda desk: desk.meetings.get(call.id)).status is Status.HELD
    assert sitter.on_desk(running) is None


def wrap_up(sitter: Sitter, call: Meeting) -> None:
    """What was agreed, how present I was, and when we meet next."""
    sitter.write("@Elena send the two chapters !tomorrow ")
    agreed = sitter.until_on_desk(lambda desk: promises(desk, call)[1:], "the agreement")[0]
    assert (agreed.text, agreed.owner_id) == (
        "send the two chapters",
        sitter.on_desk(lambda desk: desk.profile.me()).id,
    )
    sitter.display.key("ctrl+shift+m")
    following = sitter.until_on_desk(lambda desk: next_with(desk, call), "the next meeting")
    assert following.starts_at is not None
    assert call.starts_at is not None
    assert following.starts_at - call.starts_at > timedelta(days=1)
    # Tab leads to the five answers, where a number is one; in a line on the way it is half a thought that waits.
    said = sitter.press_until(
        lambda: sitter.on_desk(lambda desk: presence(desk, call)), "my presence", "Tab", "4", each_s=0.5
    )
    assert said == 4
    sitter.press_until(lambda: sitter.sees("^Meetings – MentorDesk$"), "the meeting", "ctrl+Return")
    sitter.turn_to("Meetings")


def find_it_in_the_history(sitter: Sitter, call: Meeting) -> None:
    """The call stands on the person's page, and nothing private stands in what she could read."""
    sitter.display.click(104, 174, window=sitter.window)  # below the reminder of a recovery kit
    sitter.turn_to("People")
    sitter.display.key("ctrl+shift+g")
    sitter.write("maria")
    history = sitter.on_desk(lambda desk: history_of(desk, call.person_id))
    assert call.id in history
    said = sitter.on_desk(lambda desk: summarise(desk, SystemClock(), call.id)).markdown
    assert "send the two chapters" in said
    assert PARKED not in said


# -- what is on the desk


def choose_file(sitter: Sitter, path: Path, *keys: str) -> None:
    """Press keys until the program asks for a file, and name it."""
    sitter.press_until(lambda: sitter.sees("^Choose a file$"), "the choice of a file", *keys, each_s=4.0)
    dialog = sitter.display.windows("^Choose a file$")[0]
    sitter.display.activate(dialog)
    sitter.display.type(str(path))
    sitter.press_until(lambda: not sitter.sees("^Choose a file$"), "the file to be taken", "Return")
    sitter.display.activate(sitter.window)


def all_meetings(desk: Desk) -> tuple[Meeting, ...]:
    now = SystemClock().now()
    return desk.meetings.between(now - timedelta(days=1), now + timedelta(days=400))


def running(desk: Desk) -> FocusSession | None:
    return desk.focus.running()


def promises(desk: Desk, call: Meeting) -> tuple[Action, ...]:
    return desk.actions.of_meeting(call.id)


def parked(desk: Desk, call: Meeting) -> list[str]:
    session = desk.focus.of_meeting(call.id)
    return [thought.text for thought in desk.focus.parked_in(session.id)] if session is not None else []


def note_text(desk: Desk, call: Meeting) -> str:
    note = desk.notes.of_meeting(call.id)
    return note.text if note is not None else ""


def presence(desk: Desk, call: Meeting) -> int | None:
    reflection = desk.reflections.of_meeting(call.id)
    return reflection.presence if reflection is not None else None


def next_with(desk: Desk, call: Meeting) -> Meeting | None:
    return desk.meetings.next_with(call.person_id, SystemClock().now() + timedelta(hours=1))


def history_of(desk: Desk, person_id: str) -> list[str]:
    return [moment.record_id for moment in desk.timeline.page(person_id, set(Happening), SystemClock().now())]
