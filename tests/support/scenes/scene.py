"""What a scene is, and what scenes need of a desk: the next call, a meeting with notes, a session that runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from mentordesk.domain.meetings import Meeting
from mentordesk_ui.screens.focus.screen import FocusScreen
from tests.support.rehearsal import Rehearsal, settle, until

AT_WORK = "Ask for the story behind the numbers, then listen."


@dataclass(frozen=True)
class Scene:
    """A state by name. `play` leads there and returns the window that shows it."""

    name: str
    play: Callable[[Rehearsal], QWidget]
    has_desk: bool = True
    """False for what is shown before there is a desk."""

    def __str__(self) -> str:
        return self.name


def next_call(stage: Rehearsal) -> Meeting:
    """Return the call that Today shows."""
    return stage.desk.meetings.upcoming(stage.clock.now(), limit=1)[0]


def noted_meeting(stage: Rehearsal) -> Meeting:
    """Return the latest meeting with the next caller that has notes to show."""
    desk, person_id = stage.desk, next_call(stage).person_id
    past = desk.meetings.where("person_id = ? AND status = 'held'", [person_id], order="starts_at DESC", limit=50)
    notes = ((one, desk.notes.of_meeting(one.id)) for one in past)
    return next(one for one, note in notes if note is not None and len(note.text) > 300)


def running(stage: Rehearsal) -> FocusScreen:
    """Begin the session of the next call and return its screen."""
    call = next_call(stage)
    stage.shown.ways.start_session(call.id, call.person_id)
    settle()
    screen = stage.shown.screens.focus()
    screen.before.intention.setText(AT_WORK)
    screen.before.start_button.click()
    until(screen.is_running, "the session to begin")
    return screen
