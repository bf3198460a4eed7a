"""What was half typed when the program ended: a row that can be put back, a setting that is not kept yet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.workflows.promises.promises_overview import PromiseView
from mentordesk_ui.parts.form_drafts import FormDrafts
from mentordesk_ui.screens.actions import ActionsScreen
from tests.support.rehearsal import Rehearsal, settle
from tests.support.scenes.scene import Scene, next_call


def _place(stage: Rehearsal) -> FormDrafts:
    place = FormDrafts.of(stage.window)
    if place is None:
        raise LookupError("the window keeps nothing")
    return place


def half_a_promise(stage: Rehearsal) -> QWidget:
    """Show the promises, one of which was being changed."""
    screen = stage.show_screen("actions")
    if not isinstance(screen, ActionsScreen):
        raise TypeError("these are not the promises")
    screen.view.choose_first()
    row = screen.view.current_row()
    if isinstance(row, PromiseView):
        words = f"{row.action.text}, and tell the others what came of it before they ask for it them"
        _place(stage).keep_row(f"edit/action/{row.id}", words, row.action.text)
    _place(stage).rows_changed.emit()
    settle()
    return stage.window


def half_a_topic(stage: Rehearsal) -> QWidget:
    """Show a meeting with a topic that was being changed, and one that was being added."""
    call = next_call(stage)
    topic = stage.desk.agenda.first("mentorship_id = ? AND state = 'open'", [call.mentorship_id], order="position")
    if topic is not None:
        _place(stage).keep_row(f"edit/agenda_item/{topic.id}", f"{topic.text}, and wh", topic.text)
    _place(stage).drafts.keep(f"wrap-up/{call.id}/topic", "The offer from Lis")
    stage.shown.ways.open_meeting(call.id)
    settle()
    stage.shown.screens.meetings().page.focus_agenda()
    settle()
    return stage.window


def half_a_name(stage: Rehearsal) -> QWidget:
    """Show the settings with a name that was being typed."""
    name = stage.desk.profile.me().name
    Drafts(stage.desk.folder / FOLDER_NAME, stage.desk.keys).keep("line/my-name", f"{name} the Eld", name)
    stage.show_screen("settings")
    settle()
    return stage.window


SCENES = (
    Scene("promises-half-typed", half_a_promise),
    Scene("meeting-half-typed", half_a_topic),
    Scene("settings-half-typed", half_a_name),
)
