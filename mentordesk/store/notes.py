"""Notes on disk, with the revisions of their text."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from mentordesk.domain.notes import Note, NoteRevision, WhyKept, is_revision_due, name_of
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic

if TYPE_CHECKING:
    from mentordesk.store.note_links import NoteLinkStore


class NoteStore(RecordTable[Note]):
    """Every note, and what it said before."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Note, "note", Topic.NOTES)
        self._revisions = RecordTable(database, NoteRevision, "note_revision", Topic.NOTES)

    @cached_property
    def links(self) -> NoteLinkStore:
        """What the notes link to, and are linked from."""
        from mentordesk.store.note_links import NoteLinkStore

        return NoteLinkStore(self.database)

    def checked(self, record: Note) -> Note:
        """Return the note as it may be kept: with the name and the tags of its text."""
        # What reads Markdown is loaded when a note is written: its patterns take some ms, which a start does without.
        from mentordesk.domain.markdown import tags_in

        return replace(record, tags=tags_in(record.text), name=name_of(record.text))

    def write(self, note_id: str, text: str) -> Note:
        """Put a note's text on disk as typed, keeping the earlier wording as a revision every few minutes.

        Typing is undone in the editor, so this is no step of the desk's undo.
        """
        with self.database.change(self.topic):
            note = self.get(note_id)
            if note.text == text:
                return note
            latest = self._latest_revision(note_id)
            if is_revision_due(latest.created_at if latest else None, self.database.clock.now()):
                self._keep_wording(note, latest)
            return self.save(replace(note, text=text))

    def leave(self, note_id: str) -> None:
        """Keep the present wording as a revision, as on leaving the text; unchanged text is kept once."""
        with self.database.change(self.topic):
            self._keep_wording(self.get(note_id), self._latest_revision(note_id))

    def keep_wording(self, note_id: str, text: str, why: WhyKept) -> str:
        """Keep a wording among the earlier ones now, and return its id; one that is kept already is kept once."""
        with self.database.change(self.topic):
            known = self._revisions.first("note_id = ? AND text = ?", [note_id, text], order="created_at DESC, id DESC")
            if known is not None:
                return known.id
            return self._revisions.add(NoteRevision(note_id=note_id, text=text, why=why)).id

    def revisions(self, note_id: str) -> tuple[NoteRevision, ...]:
        """Return a note's earlier wordings, newest first."""
        return self._revisions.where("note_id = ?", [note_id], order="created_at DESC, id DESC")

    def of_meeting(self, meeting_id: str) -> Note | None:
        """Return the note taken in a meeting: the first one, if there are several."""
        return self.first("meeting_id = ?", [meeting_id], order="created_at, id")

    def latest_with(self, person_id: str, *, limit: int = 3) -> tuple[Note, ...]:
        """Return the last notes about a person, newest first; empty ones are left out."""
        return self.where("person_id = ? AND text <> ''", [person_id], order="created_at DESC", limit=limit)

    def _latest_revision(self, note_id: str) -> NoteRevision | None:
        return self._revisions.first("note_id = ?", [note_id], order="created_at DESC, id DESC")

    def _keep_wording(self, note: Note, latest: NoteRevision | None) -> None:
        if note.text and (latest is None or latest.text != note.text):
            self._revisions.add(NoteRevision(note_id=note.id, text=note.text))
