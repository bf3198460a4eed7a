"""Quick capture over the demo desk: a line understood, one asked back; and the pages of help."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mentordesk.domain.people import Person
from mentordesk_ui.shell.help_sheet import HelpSheet
from tests.support.rehearsal import Rehearsal, settle
from tests.support.scenes.scene import Scene, next_call


def capture(stage: Rehearsal) -> QWidget:
    """Type a promise of the next caller."""
    name = stage.desk.people.get(next_call(stage).person_id).short_name
    return _typed(stage, f"- [ ] @{name} one page about the #offer !friday")


def capture_asked(stage: Rehearsal) -> QWidget:
    """Name somebody of whom there are two."""
    person = stage.desk.people.get(next_call(stage).person_id)
    stage.desk.people.add(Person(name=f"{person.short_name} Okafor", city="Lagos"))
    return _typed(stage, f"How do I say no to a second project? @{person.short_name} !week")


def capture_empty(stage: Rehearsal) -> QWidget:
    return _typed(stage, "")


def help_index(stage: Rehearsal) -> QWidget:
    """Open the list of all pages."""
    stage.show_screen("today")
    stage.window.show_help("README")
    settle()
    return stage.window


def help_search(stage: Rehearsal) -> QWidget:
    """Look for a word."""
    stage.show_screen("today")
    stage.window.show_help("README")
    sheet = stage.window.findChild(HelpSheet)
    assert sheet is not None
    sheet.search.setText("undisturbed")
    settle()
    return stage.window


def _typed(stage: Rehearsal, line: str) -> QWidget:
    stage.show_screen("today")
    quick = stage.shown.screens.capture()
    quick.open()
    quick.window.line.insertPlainText(line)
    settle()
    return quick.window


SCENES: tuple[Scene, ...] = (
    Scene("capture", capture),
    Scene("capture-asked", capture_asked),
    Scene("capture-empty", capture_empty),
    Scene("help", help_index),
    Scene("help-search", help_search),
)
