"""All notes, one beside the list, links completed and asked about, earlier wordings, nothing yet."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mentordesk.domain.notes import Note
from mentordesk.store.note_list import NotePart
from mentordesk.workflows.notes.keep_note import keep_note
from mentordesk_ui.parts.earlier_wordings.sheet import EarlierSheet
from mentordesk_ui.screens.notes.screen import NotesScreen
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import Scene, next_call


def screen_of(stage: Rehearsal) -> NotesScreen:
    stage.show_screen("notes")
    return stage.shown.screens.notes()


def journal(stage: Rehearsal) -> Note:
    """Return the journal entry of the demo that links to most."""
    entries = stage.desk.notes.where("person_id IS NULL AND goal_id IS NULL", order="created_at DESC")
    return max(entries, key=lambda each: each.text.count("[["))


def notes(stage: Rehearsal) -> QWidget:
    screen_of(stage)
    return stage.window


def note(stage: Rehearsal) -> QWidget:
    screen_of(stage).open_note(journal(stage).id)
    settle()
    return stage.window


def notes_tag(stage: Rehearsal) -> QWidget:
    screen = screen_of(stage)
    screen.column.show_tag(stage.desk.note_list.tags()[0][0])
    settle()
    return stage.window


def notes_none(stage: Rehearsal) -> QWidget:
    screen = screen_of(stage)
    screen.column.parts.set_value(NotePart.JOURNAL)
    screen.column.words.setText("person:nobody")
    settle()
    return stage.window


def notes_empty(stage: Rehearsal) -> QWidget:
    with stage.desk.database.change():
        for each in stage.desk.notes.where():
            stage.desk.notes.remove(each.id)
    screen = screen_of(stage)
    screen.refresh()
    settle()
    return stage.window


def note_links(stage: Rehearsal) -> QWidget:
    """Type the beginning of a link; what it may mean stands below it."""
    screen = screen_of(stage)
    screen.open_note(journal(stage).id)
    editor = screen.page.editor
    screen.page.focus_text(at_end=True)
    settle()
    editor.insert("\n")
    QTest.keyClicks(editor, "Tell [[ma")
    settle()
    return stage.window


def note_asked(stage: Rehearsal) -> QWidget:
    """Show a link whose name nothing has."""
    screen = screen_of(stage)
    screen.open_note(journal(stage).id)
    editor = screen.page.editor
    screen.page.focus_text(at_end=True)
    editor.insert("\n")
    QTest.keyClicks(editor, "See [[The long list]]")
    screen.page.keeping.flush()
    screen.page.links.look()
    settle()
    return stage.window


def note_linked(stage: Rehearsal) -> QWidget:
    """Show a note that others link to."""
    rows = stage.desk.database.rows(
        "SELECT to_note_id AS id FROM note_link WHERE to_note_id IS NOT NULL AND deleted_at IS NULL LIMIT 1"
    )
    screen_of(stage).open_note(rows[0]["id"])
    settle()
    return stage.window


def note_earlier(stage: Rehearsal) -> QWidget:
    entry = journal(stage)
    desk = stage.desk
    for words in ("One more thought.", "And one that came later, in the train."):
        stage.clock.advance(minutes=11)
        keep_note(desk, stage.clock, entry.id, f"{desk.notes.get(entry.id).text}\n{words}\n")
    return _earlier(stage, entry.id)


def note_earlier_marked(stage: Rehearsal) -> QWidget:
    """Show what changed in a note: words put in and taken out, a box ticked, much that stayed."""
    entry = journal(stage)
    begun = "# What I hear\n\nShe asks before she decides.\n" + "\n".join(f"Line {n} stays." for n in range(1, 9))
    keep_note(stage.desk, stage.clock, entry.id, f"{begun}\n- [ ] send the long list\nAnd nobody told her so.")
    stage.desk.notes.leave(entry.id)
    stage.clock.advance(minutes=20)
    later = begun.replace("asks before she decides", "asks three people before she decides anything")
    keep_note(stage.desk, stage.clock, entry.id, f"{later}\n- [x] send the long list\nOne more thought, in the train.")
    return _earlier(stage, entry.id)


def note_elsewhere(stage: Rehearsal) -> QWidget:
    """Show a note whose lines were changed in another window while one typed."""
    entry = journal(stage)
    screen = screen_of(stage)
    screen.open_note(entry.id)
    settle()
    first, rest = entry.text.split("\n", 1)
    with stage.desk.database.change():
        stage.desk.database.update("note", entry.id, {"text": f"{first} as written there\n{rest}"})
    screen.page.focus_text()
    screen.page.editor.change_text(f"{first} as written here\n{rest}")
    screen.page.keeping.flush()
    settle()
    return stage.window


def _earlier(stage: Rehearsal, note_id: str) -> QWidget:
    screen = screen_of(stage)
    screen.open_note(note_id)
    screen.show_earlier()
    sheet = screen.sheet
    assert isinstance(sheet, EarlierSheet)
    until(lambda: not sheet.is_comparing, "the difference to be worked out")
    settle()
    return stage.window


def note_move(stage: Rehearsal) -> QWidget:
    screen = screen_of(stage)
    screen.open_note(journal(stage).id)
    screen.move_shown()
    settle()
    return stage.window


def person_linked(stage: Rehearsal) -> QWidget:
    """Show a person's page with what links to it."""
    person_id = next_call(stage).person_id
    fresh = stage.desk.notes.add(Note(created_at=stage.clock.now() - timedelta(days=2)))
    name = stage.desk.people.get(person_id).name
    keep_note(stage.desk, stage.clock, fresh.id, f"# Whom to ask\nFirst [[{name}]], then the others.")
    stage.shown.ways.open_person(person_id)
    settle()
    return stage.window


SCENES: tuple[Scene, ...] = (
    Scene("notes", notes),
    Scene("note", note),
    Scene("notes-tag", notes_tag),
    Scene("notes-none", notes_none),
    Scene("notes-empty", notes_empty),
    Scene("note-links", note_links),
    Scene("note-asked", note_asked),
    Scene("note-linked", note_linked),
    Scene("note-earlier", note_earlier),
    Scene("note-earlier-marked", note_earlier_marked),
    Scene("note-elsewhere", note_elsewhere),
    Scene("note-move", note_move),
    Scene("person-linked", person_linked),
)
