"""The quiet computer: chosen before a call, said during it, suggested, and what works here."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from mentordesk.presence.microphone import Stream
from mentordesk_ui.screens.settings import SettingsScreen
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import Scene, next_call, running

PACT = ("Cameras on, phones in another room", "Whoever is late begins with something personal")


def quiet_before(stage: Rehearsal) -> QWidget:
    """Prepare a call with two messengers still open and a pact agreed."""
    stage.computer.running = ("Signal", "Slack")
    call = next_call(stage)
    mentorship = stage.desk.mentorships.current_of(call.person_id)
    assert mentorship is not None
    stage.desk.mentorships.save(replace(mentorship, pact=PACT))
    stage.shown.ways.start_session(call.id, call.person_id)
    answered(stage)
    return stage.window


def quiet_running(stage: Rehearsal) -> QWidget:
    """Hold a call with everything switched."""
    screen = running(stage)
    until(lambda: stage.computer.quieting.now.is_on, "the computer to be quiet")
    stage.clock.advance(minutes=3)
    screen.course.look()
    settle()
    return stage.window


def suggestion(stage: Rehearsal) -> QWidget:
    """Have a program use the microphone while no session runs."""
    stage.show_screen("today")
    suggesting = stage.shown.screens.speaking_up.suggesting()
    assert suggesting is not None
    stage.computer.say_who_records((Stream("Zoom", "zoom", 4711),))
    until(lambda: suggesting._watch.is_in_call, "the microphone to be heard")
    stage.clock.advance(seconds=9)
    suggesting._watch._look()
    settle()
    assert suggesting.window is not None
    return suggesting.window


def works_here(stage: Rehearsal) -> QWidget:
    """Show what this computer lets us switch."""
    stage.show_screen("settings")
    answered(stage)
    screen = stage.window.screen_of("settings")
    assert isinstance(screen, SettingsScreen)
    screen.show_quiet()
    settle()
    return stage.window


def missed(stage: Rehearsal) -> QWidget:
    """Wrap up a call in which something came in."""
    screen = running(stage)
    stage.clock.advance(minutes=49)
    screen.end()
    stage.shown.screens.wrap_up().tell_missed({"Slack": 3, "Thunderbird": 1})
    settle()
    return stage.window


def answered(stage: Rehearsal) -> None:
    """Wait until the computer has said what it can do."""
    until(lambda: not stage.computer.quieting.is_busy, "the computer to answer")
    settle()


SCENES = (
    Scene("quiet-before", quiet_before),
    Scene("quiet-running", quiet_running),
    Scene("quiet-suggestion", suggestion),
    Scene("quiet-settings", works_here),
    Scene("quiet-missed", missed),
)
