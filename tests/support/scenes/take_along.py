"""Taking the desk along, and what comes from elsewhere: an archive, a folder of notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mentordesk.domain.notes import Note
from mentordesk.store.desk import Desk
from mentordesk.workflows.imports.import_archive import preview_archive
from mentordesk.workflows.take_along.export_desk import Form, take_along
from mentordesk_ui.screens.settings import SettingsScreen
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import Scene


def settings(stage: Rehearsal) -> QWidget:
    """Show the three forms."""
    stage.show_screen("settings")
    screen = stage.window.screen_of("settings")
    assert isinstance(screen, SettingsScreen)
    screen.show_take_along()
    settle()
    return stage.window


def bring_back(stage: Rehearsal) -> QWidget:
    """Look at an archive in which some things are new, some newer, and some older than here."""
    archive = stage.folder / "MentorDesk 2026-11-01.zip"
    elsewhere = Desk.open(stage.folder / "elsewhere", stage.clock)
    try:
        take_along(stage.desk, archive, Form.ARCHIVE)
        preview_archive(elsewhere, archive).apply(elsewhere)
        stage.clock.advance(minutes=1)
        for note in elsewhere.notes.where("meeting_id IS NULL", limit=3):
            elsewhere.notes.save(replace(note, text=f"{note.text}\n\nWritten on the train."))
        for number in range(4):
            elsewhere.notes.add(Note(text=f"# On the train, {number + 1}"))
        take_along(elsewhere, archive, Form.ARCHIVE, may_replace=True)
    finally:
        elsewhere.close()
    return _looked_at(stage, archive)


def vault(stage: Rehearsal) -> QWidget:
    """Look at the notes of another program."""
    folder = stage.folder / "Vault"
    (folder / "Mentoring").mkdir(parents=True, exist_ok=True)
    texts = {
        "Mentoring/Questions that open": "What would you do if you could not fail?\n",
        "Mentoring/Maria, first months": "---\nperson: Maria Santos\n---\nShe wants to lead a team.\n",
        "Books": "- The Coaching Habit\n",
        "Salary talks": "Numbers first.\n",
    }
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "whiteboard.png").write_bytes(b"")
    return _looked_at(stage, folder)


def _looked_at(stage: Rehearsal, path: Path) -> QWidget:
    stage.show_screen("today")
    imports = stage.shown.screens.imports()
    imports.open_file(path)
    sheet = imports.sheet
    assert sheet is not None
    until(lambda: sheet._reading is None, f"{path.name} to be read")
    return stage.window


SCENES = (
    Scene("take-along", settings),
    Scene("import-desk", bring_back),
    Scene("import-notes", vault),
)
