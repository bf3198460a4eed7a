"""The quiet computer in the window: chosen before a call, switched with it, said during it, put back after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentordesk.errors import Trouble
from mentordesk.presence.switch import BANNERS, MEDIA, State
from mentordesk_ui.screens.focus.screen import FocusScreen
from mentordesk_ui.screens.settings import SettingsScreen
from tests.support.rehearsal import Rehearsal, until
from tests.support.scenes import Scene
from tests.support.scenes.quiet import missed, quiet_before, quiet_running, suggestion, works_here
from tests.support.scenes.scene import running
from tests.support.stage import Play, play

__all__ = ["play"]


def at(play: Play, scene: Callable[[Rehearsal], QWidget]) -> Rehearsal:
    """Play a scene and return its stage."""
    return play(Scene("quiet", scene))[0]


def state_of(stage: Rehearsal, name: str) -> State:
    (switch,) = (one for one in stage.computer.switches if one.probe().switch == name)
    return switch.read().state


def focus_of(stage: Rehearsal) -> FocusScreen:
    return stage.shown.screens.focus()


def test_a_session_switches_what_was_chosen_and_its_end_puts_it_back(play: Play) -> None:
    stage = at(play, quiet_before)
    choices = focus_of(stage).before.quiet
    assert choices is not None
    choices.rows[MEDIA].click()
    focus_of(stage).before.start_button.click()
    until(lambda: state_of(stage, BANNERS) is State.ON, "banners to be off")
    until(lambda: stage.computer.quieting.now.is_on, "the window to know")
    assert state_of(stage, MEDIA) is State.OFF
    focus_of(stage).end()
    until(lambda: state_of(stage, BANNERS) is State.OFF, "banners to be back")
    assert not stage.computer.quieting.now.is_on


def test_what_is_chosen_is_kept_for_the_next_call(play: Play) -> None:
    stage = at(play, quiet_before)
    choices = focus_of(stage).before.quiet
    assert choices is not None
    choices.rows[MEDIA].click()
    assert not stage.program.preferences.now.quiet_media


def test_the_running_session_says_what_is_switched_and_until_when(play: Play) -> None:
    stage = at(play, quiet_running)
    assert focus_of(stage).running.quiet_line.text().startswith("Banners off, music and films paused")
    assert "back at" in focus_of(stage).running.quiet_line.text()


def test_five_minutes_more_are_five_minutes_quiet_more(play: Play) -> None:
    stage = at(play, quiet_running)
    before = stage.computer.quieting.now.until
    focus_of(stage).extend()
    after = stage.computer.quieting.now.until
    assert before is not None
    assert after is not None
    assert (after - before).total_seconds() == pytest.approx(5 * 60)


def test_what_was_switched_is_kept_with_the_session(play: Play) -> None:
    stage = at(play, quiet_running)
    session = stage.desk.focus.running()
    assert session is not None
    assert session.switched == "banners, media, awake"


def test_messengers_that_run_are_named_and_can_be_ignored_from_now_on(play: Play) -> None:
    stage = at(play, quiet_before)
    choices = focus_of(stage).before.quiet
    assert choices is not None
    (ignore,) = (one for one in choices.findChildren(QWidget) if one.accessibleName() == "Ignore Slack from now on")
    QTest.mouseClick(ignore, Qt.MouseButton.LeftButton)
    until(lambda: not stage.computer.quieting.is_busy, "the list to be read again")
    assert stage.program.preferences.now.ignored_programs == ("Slack",)
    names = {one.accessibleName() for one in choices.findChildren(QWidget) if one.isVisible()}
    assert "Ignore Signal from now on" in names
    assert "Ignore Slack from now on" not in names


def test_the_pact_of_a_mentorship_is_shown_before_its_call(play: Play) -> None:
    stage = at(play, quiet_before)
    choices = focus_of(stage).before.quiet
    assert choices is not None
    assert choices._pact.text().splitlines()[0] == "Cameras on, phones in another room"


def test_nobody_is_asked_whether_undisturbed_when_all_is_ticked(play: Play) -> None:
    stage = at(play, quiet_running)
    screen = focus_of(stage)
    assert screen._pill_moments()
    session = screen.course.session
    assert session is not None
    for place in range(len(session.checklist)):
        screen.course.tick(place, is_done=True)
    assert screen._pill_moments() == ()


def test_a_switch_undone_by_somebody_else_is_a_reason_to_ask(play: Play, qtbot: QtBot) -> None:
    stage = at(play, quiet_running)
    screen = focus_of(stage)
    session = screen.course.session
    assert session is not None
    for place in range(len(session.checklist)):
        screen.course.tick(place, is_done=True)
    (banners,) = (one for one in stage.computer.switches if one.probe().switch == BANNERS)
    with qtbot.waitSignal(stage.computer.quieting.undone, timeout=10_000):
        banners._setting.write(value=False)
    assert screen._pill_moments()
    assert "Banners off" not in screen.running.quiet_line.text()


def test_a_microphone_in_use_suggests_a_session_and_one_click_leads_there(play: Play) -> None:
    stage = at(play, suggestion)
    suggesting = stage.shown.screens.speaking_up.suggesting()
    assert suggesting is not None
    assert suggesting.window is not None
    assert suggesting.is_speaking()
    QTest.mouseClick(suggesting.window.session_button, Qt.MouseButton.LeftButton)
    assert not suggesting.is_speaking()
    assert stage.window.current_key() == "focus"
    assert not stage.shown.screens.focus().is_running()


def test_a_program_that_is_never_a_call_is_not_named_again(play: Play) -> None:
    stage = at(play, suggestion)
    suggesting = stage.shown.screens.speaking_up.suggesting()
    assert suggesting is not None
    assert suggesting.window is not None
    QTest.mouseClick(suggesting.window.ignore_button, Qt.MouseButton.LeftButton)
    assert stage.program.preferences.now.ignored_programs == ("Zoom",)
    assert not suggesting.is_speaking()


def test_a_switch_is_tried_from_settings_and_ends_by_itself(play: Play) -> None:
    stage = at(play, works_here)
    screen = stage.window.screen_of("settings")
    assert isinstance(screen, SettingsScreen)
    QTest.mouseClick(screen.quiet.cards[BANNERS].try_button, Qt.MouseButton.LeftButton)
    until(lambda: bool(screen.quiet.line.text()), "the line that says so")
    assert screen.quiet.line.text().startswith("Banners off since")
    until(lambda: state_of(stage, BANNERS) is State.OFF and not screen.quiet.line.text(), "the try-out to end")


def test_each_switch_says_what_it_can_promise_and_how_we_know(play: Play) -> None:
    stage = at(play, works_here)
    screen = stage.window.screen_of("settings")
    assert isinstance(screen, SettingsScreen)
    card = screen.quiet.cards[BANNERS]
    assert card.evidence.text() == "dunst 1.9.0 shows the notifications."
    assert "after a crash" in card.promise.text()


def test_the_line_that_says_what_is_switched_stands_on_every_screen(play: Play) -> None:
    stage = at(play, quiet_running)
    stage.show_screen("people")
    line = stage.window.rail.quiet
    assert line.isVisible()
    assert line.text().startswith("Banners off, music and films paused")
    assert "back at" in line.text()
    focus_of(stage).end()
    until(lambda: not line.isVisible(), "the line to go")


def test_what_is_said_follows_a_clock_that_is_set_and_a_pause(play: Play) -> None:
    stage = at(play, quiet_running)
    screen = focus_of(stage)
    assert screen.undisturbed is not None
    before = stage.computer.quieting.now.until
    stage.clock.jump_wall(hours=-3)
    screen.undisturbed.follow_end()
    after = stage.computer.quieting.now.until
    assert before is not None
    assert after is not None
    assert (before - after).total_seconds() == pytest.approx(3 * 3600)
    screen.course.pause_or_go_on()
    stage.clock.advance(minutes=7)
    screen.undisturbed.follow_end()
    later = stage.computer.quieting.now.until
    assert later is not None
    assert (later - after).total_seconds() == pytest.approx(7 * 60)
    assert state_of(stage, BANNERS) is State.ON


def test_what_did_not_work_is_said_where_one_is(play: Play) -> None:
    stage = at(play, quiet_running)
    stage.computer.quieting._say_trouble(Trouble("dunst does not answer."))
    assert focus_of(stage).running.quiet_line.text().endswith("back at 15:38. dunst does not answer.")
    assert not stage.window.trouble_strip.isVisible()
    focus_of(stage).end()
    until(lambda: not stage.computer.quieting.is_busy, "everything to be back")
    stage.computer.quieting._say_trouble(Trouble("dunst does not answer."))
    assert stage.window.trouble_strip.text() == "dunst does not answer."


def test_nothing_is_tried_out_while_a_call_has_it_quiet(play: Play) -> None:
    stage = at(play, quiet_running)
    screen = stage.show_screen("settings")
    assert isinstance(screen, SettingsScreen)
    until(lambda: not stage.computer.quieting.is_busy, "the computer to answer")
    assert not screen.quiet.cards[BANNERS].try_button.isEnabled()


def test_other_screens_go_dark_by_key_and_light_by_escape(play: Play) -> None:
    stage = at(play, quiet_running)
    screen = focus_of(stage)
    assert screen.undisturbed is not None
    dimmer = screen.undisturbed.dimmer
    QTest.keyClick(stage.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert dimmer.is_on
    QTest.keyClick(stage.window.focusWidget() or screen, Qt.Key.Key_Escape)
    assert not dimmer.is_on


def test_what_the_bus_counted_stands_in_the_wrap_up(play: Play) -> None:
    stage = at(play, quiet_running)
    focus_of(stage).end()
    stage.computer.quieting.missed.emit({"Signal": 2})
    assert stage.shown.screens.wrap_up().missed.text() == "Meanwhile: 2 from Signal."
    assert stage.shown.screens.wrap_up().missed.isVisible()


def test_what_came_in_during_a_call_is_counted_by_program_in_the_wrap_up(play: Play) -> None:
    stage = at(play, missed)
    assert stage.shown.screens.wrap_up().missed.text() == "Meanwhile: 3 from Slack and 1 from Thunderbird."


def test_leaving_the_program_in_a_call_puts_everything_back(play: Play) -> None:
    stage = at(play, lambda stage: running(stage).window())
    until(lambda: stage.computer.quieting.now.is_on, "the computer to be quiet")
    stage.program._leave()
    until(lambda: state_of(stage, BANNERS) is State.OFF, "banners to be back")
    stage.program.open(stage.folder / "desk")
