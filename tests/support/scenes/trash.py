"""The trash: full, searched, several chosen, asked before deleting, empty; and the menu of undo."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mentordesk.workflows.safety.trash import throw_meeting_away
from mentordesk_ui.screens.trash.screen import TrashScreen
from tests.support.rehearsal import Rehearsal, settle
from tests.support.scenes.notes import journal
from tests.support.scenes.scene import Scene, noted_meeting


def screen_of(stage: Rehearsal) -> TrashScreen:
    stage.show_screen("trash")
    screen = stage.window.screen_of("trash")
    assert isinstance(screen, TrashScreen)
    return screen


def _throw(stage: Rehearsal) -> None:
    """Throw away something of each kind, over some days."""
    desk, clock = stage.desk, stage.clock
    clock.advance(days=-25)
    desk.people.remove(desk.people.others()[-1].id)
    desk.questions.remove(desk.questions.where(order="created_at DESC")[0].id)
    clock.advance(days=18)
    desk.goals.remove(desk.goals.where()[-1].id)
    desk.threads.remove(desk.threads.where()[0].id)
    clock.advance(days=6)
    throw_meeting_away(desk, noted_meeting(stage).id)
    clock.advance(days=1)
    desk.notes.remove(journal(stage).id)
    desk.actions.remove(desk.actions.where(order="created_at DESC")[0].id)


def trash(stage: Rehearsal) -> QWidget:
    """Show what lies in the trash."""
    _throw(stage)
    screen_of(stage).refresh()
    settle()
    return stage.window


def trash_chosen(stage: Rehearsal) -> QWidget:
    """Show two things chosen, and what can be done with them."""
    trash(stage)
    screen = screen_of(stage)
    for place in (1, 2):
        screen.view.toggled_row.emit(screen.model.row_at(place))
    settle()
    return stage.window


def trash_delete(stage: Rehearsal) -> QWidget:
    """Ask whether what is chosen may go for good."""
    trash_chosen(stage)
    screen_of(stage).ask_delete()
    settle()
    return stage.window


def trash_none(stage: Rehearsal) -> QWidget:
    """Look for something that is not in the trash."""
    trash(stage)
    screen_of(stage).words.setText("lighthouse")
    settle()
    return stage.window


def trash_empty(stage: Rehearsal) -> QWidget:
    """Show the trash of somebody who threw nothing away."""
    screen_of(stage)
    settle()
    return stage.window


SCENES: tuple[Scene, ...] = (
    Scene("trash", trash),
    Scene("trash-chosen", trash_chosen),
    Scene("trash-delete", trash_delete),
    Scene("trash-none", trash_none),
    Scene("trash-empty", trash_empty),
)
