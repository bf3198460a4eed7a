"""The focus session by keys and mouse: choosing, preparing, holding, ending."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.focus import FocusSession
from mentordesk.domain.meetings import Status
from mentordesk.workflows.meetings import hold_session
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.wrap_up import WrapUpScreen
from mentordesk_ui.shell.commands import Command
from mentordesk_ui.theme.appearance import Appearance
from tests.support.focus_window import FocusWindow, focus_window
from tests.support.sample_desk import call_off, sample_desk

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def focus(tmp_path: Path, appearance: Appearance) -> Iterator[FocusWindow]:
    made = focus_window(appearance, sample_desk(tmp_path))
    yield made
    made.close()
    made.sample.desk.close()


def kept(focus: FocusWindow, session_id: str) -> FocusSession:
    return focus.sample.desk.focus.get(session_id)


# -- choosing and preparing


def test_the_next_calls_are_offered_first_and_enter_chooses_one(focus: FocusWindow) -> None:
    idle = focus.screen.idle
    assert [look.title for look in map(idle.view.rows_model.look_at, range(1))] == ["Maria Santos"]
    idle.view.setFocus()
    focus.press(Qt.Key.Key_Down)
    focus.press(Qt.Key.Key_Return)
    assert focus.screen.page() is focus.screen.before
    assert focus.sample.desk.focus.count() == 0


def test_an_unplanned_call_is_a_key_a_name_and_a_key(focus: FocusWindow) -> None:
    focus.window.show_screen("today")
    focus.press(Qt.Key.Key_U, CONTROL_SHIFT)
    focus.type("mar")
    focus.press(Qt.Key.Key_Return)
    focus.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    session = focus.sample.desk.focus.running()
    assert session is not None
    assert session.meeting_id != focus.sample.call.id
    assert focus.sample.desk.meetings.get(session.meeting_id).person_id == focus.sample.maria.id


def test_the_key_that_starts_prepares_the_next_meeting(focus: FocusWindow) -> None:
    focus.window.show_screen("today")
    focus.press(Qt.Key.Key_F, CONTROL_SHIFT)
    assert focus.window.current_key() == "focus"
    assert focus.screen.before.session.meeting_id == focus.sample.call.id


def test_with_nothing_planned_names_can_be_typed(focus: FocusWindow) -> None:
    call_off(focus.sample)
    focus.screen.open()
    assert QApplication.focusWidget() is focus.screen.idle.picker


def test_ticks_minutes_and_intention_of_before_are_those_of_the_session(focus: FocusWindow) -> None:
    focus.screen.open(focus.sample.call.id)
    before = focus.screen.before
    assert QApplication.focusWidget() is before.checklist.view
    focus.press(Qt.Key.Key_Down)
    focus.press(Qt.Key.Key_Space)
    before.minutes.boxes()[0].setFocus()
    focus.press(Qt.Key.Key_Up)
    before.intention.setFocus()
    focus.type("Decide the story")
    focus.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    session = focus.sample.desk.focus.running()
    assert session is not None
    assert sum(tick.is_done for tick in session.checklist) == 1
    assert [phase.minutes for phase in session.phases] == [6, 35, 10]
    assert session.intention == "Decide the story"


def test_the_sum_of_minutes_is_compared_with_the_meeting(focus: FocusWindow) -> None:
    focus.screen.open(focus.sample.call.id)
    minutes = focus.screen.before.minutes
    minutes.boxes()[1].setValue(45)
    assert minutes._sum.text() == "60 minutes in all, 10 more than planned"
    assert focus.screen.before.ring.look().time == "1:00:00"


def test_a_call_of_no_minutes_says_so_and_does_not_begin(focus: FocusWindow) -> None:
    focus.screen.open(focus.sample.call.id)
    for box in focus.screen.before.minutes.boxes():
        box.setValue(0)
    focus.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert focus.screen.before._trouble.text() == "Give the call at least one minute."
    assert focus.sample.desk.focus.running() is None


def test_the_checklist_is_changed_in_place_and_stays_the_users_own(focus: FocusWindow) -> None:
    focus.screen.open(focus.sample.call.id)
    checklist = focus.screen.before.checklist
    checklist.line.setFocus()
    focus.type("Cat fed")
    focus.press(Qt.Key.Key_Return)
    checklist.view.setFocus()
    checklist.view.setCurrentIndex(checklist.view.rows_model.index(0, 0))
    focus.press(Qt.Key.Key_Delete)
    focus.press(Qt.Key.Key_F2)
    focus.type("No mail")
    focus.press(Qt.Key.Key_Return)
    focus.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    profile = focus.sample.desk.profile.mine()
    assert profile is not None
    assert profile.checklist == ("Second screen is off", "No mail", "A glass of water, a pen", "Cat fed")


def test_the_link_opens_from_before_the_call(focus: FocusWindow) -> None:
    opened: list[str] = []

    def open_link(link: str) -> bool:
        opened.append(link)
        return True

    focus.screen.open(focus.sample.call.id)
    focus.screen.before._open_link = open_link
    QTest.mouseClick(focus.screen.before.join_button, Qt.MouseButton.LeftButton)
    assert opened == ["https://meet.example.org/maria"]


# -- the running session


def test_the_ring_shows_time_part_and_what_is_left_of_it(focus: FocusWindow) -> None:
    focus.begin()
    focus.let_pass(minutes=15, seconds=48)
    look = focus.screen.running.ring.look()
    assert (look.time, look.title, look.line) == ("34:12", "Topics", "25 min left in this part")
    assert focus.screen.running.ring.accessibleName() == "Topics, 35 minutes left"


def test_space_pauses_unless_one_types(focus: FocusWindow) -> None:
    session_id = focus.begin()
    focus.press(Qt.Key.Key_Space)
    assert kept(focus, session_id).is_paused
    focus.press(Qt.Key.Key_Space)
    assert not kept(focus, session_id).is_paused
    focus.press(Qt.Key.Key_F7)
    focus.type("a b")
    assert not kept(focus, session_id).is_paused
    assert focus.screen.running.note.editor.text() == "a b"
    focus.press(Qt.Key.Key_F9)
    assert kept(focus, session_id).is_paused


def test_five_minutes_more_and_the_next_part_by_key_while_typing(focus: FocusWindow) -> None:
    focus.begin()
    focus.press(Qt.Key.Key_F7)
    focus.press(Qt.Key.Key_F8)
    focus.press(Qt.Key.Key_F10)
    look = focus.screen.running.ring.look()
    assert (look.time, look.title) == ("55:00", "Topics")
    assert QApplication.focusWidget() is focus.screen.running.note.editor


def test_f6_goes_round_and_comes_back_to_the_same_caret(focus: FocusWindow) -> None:
    focus.begin()
    running = focus.screen.running
    places = []
    for _step in range(4):
        focus.press(Qt.Key.Key_F6)
        places.append(QApplication.focusWidget())
        if places[-1] is running.note.editor:
            focus.type("One two")
            focus.press(Qt.Key.Key_Left)
    assert places == [running.agenda.view, running.note.editor, running.promises.line, running.parking.line]
    focus.press(Qt.Key.Key_F6)
    focus.press(Qt.Key.Key_F6)
    focus.type("!")
    assert running.note.editor.text() == "One tw!o"


def test_a_distraction_is_parked_without_losing_the_place(focus: FocusWindow) -> None:
    session_id = focus.begin()
    focus.press(Qt.Key.Key_F7)
    focus.type("She said yes")
    focus.press(Qt.Key.Key_P, CONTROL_SHIFT)
    focus.type("Reply to Dana")
    focus.press(Qt.Key.Key_Return)
    focus.type("!")
    assert [thought.text for thought in focus.sample.desk.focus.parked_in(session_id)] == ["Reply to Dana"]
    assert focus.screen.running.note.editor.text() == "She said yes!"


def test_a_distraction_is_parked_from_any_other_screen(focus: FocusWindow) -> None:
    session_id = focus.begin()
    focus.window.show_screen("today")
    focus.press(Qt.Key.Key_P, CONTROL_SHIFT)
    focus.type("Book the train")
    focus.press(Qt.Key.Key_Return)
    assert [thought.text for thought in focus.sample.desk.focus.parked_in(session_id)] == ["Book the train"]
    assert focus.window.current_key() == "today"


def test_what_is_typed_into_the_notes_is_that_meetings_note_and_makes_promises(focus: FocusWindow) -> None:
    focus.begin()
    focus.press(Qt.Key.Key_F7)
    focus.type("- [ ] @Maria one page !friday")
    focus.screen.running.note.flush()
    note = focus.sample.desk.notes.of_meeting(focus.sample.call.id)
    assert note is not None
    assert note.text == "- [ ] @Maria one page !friday"
    assert [action.text for action in focus.sample.desk.actions.of_meeting(focus.sample.call.id)] == ["one page"]


def test_ticks_of_the_running_session_are_kept(focus: FocusWindow) -> None:
    session_id = focus.begin()
    view = focus.screen.running.checklist.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(2, 0)).center())
    assert [tick.is_done for tick in kept(focus, session_id).checklist] == [False, False, True, False]


def test_ending_holds_the_meeting_keeps_the_note_and_opens_the_wrap_up(focus: FocusWindow) -> None:
    focus.begin()
    focus.press(Qt.Key.Key_F7)
    focus.type("Good call")
    focus.sample.clock.advance(minutes=40)
    focus.press(Qt.Key.Key_E, CONTROL_SHIFT)
    assert focus.sample.desk.meetings.get(focus.sample.call.id).status is Status.HELD
    assert focus.ways.went == [("wrap_up", focus.sample.call.id)]
    note = focus.sample.desk.notes.of_meeting(focus.sample.call.id)
    assert note is not None
    assert note.text == "Good call"
    assert focus.screen.page() is focus.screen.idle


def test_half_typed_lines_wait_in_the_wrap_up_and_half_a_distraction_is_parked(
    focus: FocusWindow, appearance: Appearance
) -> None:
    session_id = focus.begin()
    for line, words in (
        (focus.screen.running.promises.line, "@Maria draft the c"),
        (focus.screen.running.agenda.line, "the offer"),
        (focus.screen.running.parking.line, "pay the rent"),
    ):
        line.setFocus()
        focus.type(words)
    focus.press(Qt.Key.Key_E, CONTROL_SHIFT)
    wrap_up = WrapUpScreen(appearance, focus.sample.desk, focus.sample.clock, Acts(), focus.ways)
    wrap_up.open(focus.sample.call.id)
    assert wrap_up.actions_list.line.text() == "@Maria draft the c"
    assert wrap_up.agenda.line.text() == "the offer"
    assert [thought.text for thought in focus.sample.desk.focus.parked_in(session_id)] == ["pay the rent"]
    wrap_up.deleteLater()


def test_half_typed_lines_outlive_the_program(focus: FocusWindow, appearance: Appearance) -> None:
    focus.begin()
    focus.screen.running.parking.line.setFocus()
    focus.type("pay the r")
    focus.screen.leave()
    later = focus_window(appearance, focus.sample)
    session = focus.sample.desk.focus.running()
    assert session is not None
    later.screen.offer(session)
    later.screen.idle.continue_wanted.emit()
    assert later.screen.running.parking.line.text() == "pay the r"
    later.close()


def test_another_meeting_waits_until_the_running_session_has_ended(focus: FocusWindow) -> None:
    session_id = focus.begin()
    other = start_unplanned(focus.sample.desk, focus.sample.clock, focus.sample.maria.id)
    focus.screen.open(other.id)
    assert focus.screen.course.session is not None
    assert focus.screen.course.session.id == session_id
    assert focus.ways.went[-1][0] == "toast"


# -- signs


def test_signs_come_as_one_line_and_go(focus: FocusWindow) -> None:
    focus.begin()
    focus.let_pass(minutes=44)
    focus.let_pass(minutes=1)
    ring = focus.screen.running.ring
    assert (ring.look().line, ring.look().line_tone) == ("5 minutes left", "warm")
    assert not ring.is_pulsing  # motion is reduced here
    focus.screen.running._cue_end.timeout.emit()
    assert ring.look().line == "5 min left in this part"


def test_with_motion_a_sign_washes_over_the_ring(focus: FocusWindow, appearance: Appearance) -> None:
    appearance.set_reduce_motion(False)
    focus.begin()
    focus.let_pass(minutes=5)
    assert focus.screen.running.ring.look().line == "Time for topics"
    assert focus.screen.running.ring.is_pulsing


def test_time_that_runs_over_counts_up_in_a_warm_colour(focus: FocusWindow) -> None:
    focus.begin()
    focus.let_pass(minutes=49, seconds=59)
    focus.let_pass(seconds=126)
    look = focus.screen.running.ring.look()
    assert (look.time, look.tone, look.share) == ("+2:05", "warm", 1.0)


def test_after_sleep_past_the_end_it_asks_whether_the_call_goes_on(focus: FocusWindow) -> None:
    focus.begin()
    focus.let_pass(minutes=20)
    focus.let_pass(hours=1)
    assert focus.screen.running.ring.look().line == "You were away. Still in the call?"


# -- found at start


def test_a_session_left_running_is_offered_and_goes_on(focus: FocusWindow) -> None:
    sample = focus.sample
    session = hold_session.begin(sample.desk, sample.clock, hold_session.prepare_session(sample.desk, sample.call.id))
    sample.clock.advance(minutes=14)
    found = hold_session.left_running(sample.desk, sample.clock)
    assert found is not None
    focus.screen.offer(found)
    assert focus.screen.idle._found_words.text() == "A session with Maria is still running (since 14:48)."
    focus.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert focus.screen.course.session is not None
    assert focus.screen.course.session.id == session.id
    assert focus.screen.running.ring.look().time == "36:00"


def test_a_session_left_running_can_be_over(focus: FocusWindow) -> None:
    sample = focus.sample
    hold_session.begin(sample.desk, sample.clock, hold_session.prepare_session(sample.desk, sample.call.id))
    sample.clock.advance(hours=2)
    found = hold_session.left_running(sample.desk, sample.clock)
    assert found is not None
    focus.screen.offer(found)
    QTest.mouseClick(focus.screen.idle.over_button, Qt.MouseButton.LeftButton)
    assert sample.desk.focus.running() is None
    assert focus.ways.went == [("wrap_up", sample.call.id)]


# -- looking at the clock


def test_nobody_looks_at_the_clock_when_nobody_can_see_it(focus: FocusWindow) -> None:
    focus.begin()
    focus.screen.pill_watch.decide()
    assert focus.screen.course.is_looking
    focus.window.show_screen("today")
    focus.screen.pill_watch.decide()
    assert not focus.screen.course.is_looking
    focus.window.show_screen("focus")
    focus.screen.pill_watch.decide()
    assert focus.screen.course.is_looking


def test_facts_are_kept_about_every_minute(focus: FocusWindow) -> None:
    session_id = focus.begin()
    focus.sample.clock.advance(minutes=1)
    focus.screen.course._keep.ticked.emit()
    anchor = kept(focus, session_id).anchor
    assert anchor is not None
    assert anchor.session_ms == 60_000


@pytest.mark.parametrize(("width", "height", "scale"), [(960, 640, 1.0), (960, 640, 2.0), (1280, 820, 1.5)])
def test_nothing_sticks_out_at_any_size(
    focus: FocusWindow, appearance: Appearance, width: int, height: int, scale: float
) -> None:
    appearance.scale_text(scale)
    focus.window.resize(width, height)
    focus.begin()
    focus.press(Qt.Key.Key_F7)
    QApplication.processEvents()
    running = focus.screen.running
    shown = [running.pause_button, running.next_button, running.more_button, running.end_button, running.parking.line]
    for widget in (*shown, running.ring, running.intention, running.note.editor):
        holder = widget.parentWidget()
        assert holder is not None
        assert holder.rect().contains(widget.geometry()), widget
        assert widget.width() >= widget.minimumSizeHint().width()
    for button in shown[:4]:
        assert button.width() >= button.sizeHint().width()


def test_notes_begin_at_the_top_where_they_stand_below_the_ring(focus: FocusWindow, appearance: Appearance) -> None:
    focus.begin()
    focus.window.resize(960, 640)
    appearance.scale_text(2.0)
    QApplication.processEvents()
    focus.press(Qt.Key.Key_F7)
    QApplication.processEvents()
    note = focus.screen.running.note
    assert 0 <= note.mapTo(focus.screen, QPoint(0, 0)).y() < focus.screen.height() // 4
    appearance.scale_text(1.0)


def test_letters_typed_at_a_running_session_lead_nowhere(focus: FocusWindow) -> None:
    planned: list[str] = []
    command = Command("meetings.plan", "Plan a meeting", "Meetings", partial(planned.append, "yes"), "N")
    focus.window.set_commands([command, *focus.screen.commands()])
    focus.begin()
    focus.type("on")
    assert planned == []
    focus.window.show_screen("today")
    focus.press(Qt.Key.Key_N)
    assert planned == ["yes"]
