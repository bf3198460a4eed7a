"""What is attached: to a note, to a person, one looked at, one under way, one that is missing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.domain.notes import Note
from mentordesk_ui.parts.attachments import AttachmentList
from mentordesk_ui.parts.attachments.attachment_sheet import AttachmentSheet
from mentordesk_ui.qtkit.attaching import UnderWay
from tests.support.attaching import attach
from tests.support.pictures import png
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.notes import journal, screen_of
from tests.support.scenes.scene import Scene, next_call, noted_meeting


def attached(stage: Rehearsal, kind: HolderKind, holder_id: str) -> None:
    """Attach a document, a picture, and a table whose file is gone."""
    desk = stage.desk
    attach(desk, kind, holder_id, "Letter of recommendation.pdf", b"%PDF-1.7" + bytes(248_000))
    attach(desk, kind, holder_id, "Whiteboard.png", png())
    gone = attach(desk, kind, holder_id, "Budget 2026.xlsx", b"PK")
    desk.attachments.purge_files([gone.id])


def shown_note(stage: Rehearsal) -> Note:
    note = journal(stage)
    attached(stage, HolderKind.NOTE, note.id)
    screen_of(stage).open_note(note.id)
    _wait(stage)
    return note


def list_of(stage: Rehearsal) -> AttachmentList:
    return stage.shown.screens.notes().page.attachments


def note_attached(stage: Rehearsal) -> QWidget:
    shown_note(stage)
    return stage.window


def note_attaching(stage: Rehearsal) -> QWidget:
    note = shown_note(stage)
    attaching = stage.shown.screens.attaching
    attaching._under_way[1] = UnderWay(
        1, Holder(HolderKind.NOTE, note.id), "Attaching “Talk, whole recording.mp4”", 0.4
    )
    attaching.changed.emit()
    list_of(stage).under_way.show_now()
    list_of(stage).changed.emit()
    settle()
    return stage.window


def meeting_attached(stage: Rehearsal) -> QWidget:
    meeting = noted_meeting(stage)
    attached(stage, HolderKind.MEETING, meeting.id)
    stage.shown.ways.open_meeting(meeting.id)
    _wait(stage)
    return stage.window


def person_attached(stage: Rehearsal) -> QWidget:
    person_id = next_call(stage).person_id
    attached(stage, HolderKind.PERSON, person_id)
    stage.shown.ways.open_person(person_id)
    page = stage.shown.screens.people().page
    _wait(stage)
    page._column.show_widget(page.attachments)
    settle()
    return stage.window


def goal_attached(stage: Rehearsal) -> QWidget:
    goal = stage.desk.goals.where("state = 'open'")[0]
    attached(stage, HolderKind.GOAL, goal.id)
    stage.shown.ways.open_goal(goal.id)
    _wait(stage)
    stage.shown.screens.goals().page.note.attachments.view.setFocus()
    settle()
    return stage.window


def attachment_picture(stage: Rehearsal) -> QWidget:
    shown_note(stage)
    _open(stage, 1)
    sheet = stage.window.findChild(AttachmentSheet)
    assert sheet is not None
    until(lambda: not sheet.picture.isHidden(), "the picture to be read")
    settle()
    return stage.window


def attachment_file(stage: Rehearsal) -> QWidget:
    shown_note(stage)
    _open(stage, 0)
    return stage.window


def _open(stage: Rehearsal, place: int) -> None:
    attachments = list_of(stage)
    attachments.open_sheet(attachments.model.row_at(place))
    settle()


def _wait(stage: Rehearsal) -> None:
    settle()
    until(lambda: not stage.program.background.is_busy, "the small pictures to be read")
    settle()


SCENES: tuple[Scene, ...] = (
    Scene("note-attached", note_attached),
    Scene("note-attaching", note_attaching),
    Scene("meeting-attached", meeting_attached),
    Scene("person-attached", person_attached),
    Scene("goal-attached", goal_attached),
    Scene("attachment-picture", attachment_picture),
    Scene("attachment-file", attachment_file),
)
