"""Links between notes and what they lead to, on disk: read in thousands, so as light rows where that is enough."""

from __future__ import annotations

from collections.abc import Sequence

from mentordesk.domain.note_links import GAP, NoteLink, Target, TargetKind, column_of
from mentordesk.light_dataclass import dataclass
from mentordesk.store.database import Database, Row
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic

_KIND = (
    "CASE WHEN to_person_id IS NOT NULL THEN 'person' WHEN to_meeting_id IS NOT NULL THEN 'meeting'"
    " WHEN to_goal_id IS NOT NULL THEN 'goal' WHEN to_note_id IS NOT NULL THEN 'note' END"
)
_ID = "coalesce(to_person_id, to_meeting_id, to_goal_id, to_note_id)"
_NOWHERE = "to_person_id IS NULL AND to_meeting_id IS NULL AND to_goal_id IS NULL AND to_note_id IS NULL"


@dataclass(frozen=True, slots=True)
class KeptLink:
    """One link of a note as it is kept."""

    id: str
    place: int
    words: str
    target: Target | None
    is_in_trash: bool = False
    """What it leads to is in the trash."""


@dataclass(frozen=True, slots=True)
class LinkingNote:
    """A note that links to something."""

    id: str
    text: str
    words: str
    """Of its first link that leads there."""
    at: str
    """When the note was begun, as stored."""


class NoteLinkStore(RecordTable[NoteLink]):
    """Every `[[link]]` and where it leads."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, NoteLink, "note_link", Topic.NOTES)

    def of_note(self, note_id: str) -> tuple[KeptLink, ...]:
        """Return the links of a note in the order of its text."""
        rows = self.database.rows(
            f"SELECT link.id, link.place, words, {_KIND} AS kind, {_ID} AS target, coalesce(person.deleted_at, meeting.deleted_at, goal.deleted_at,"
            " note.deleted_at) IS NOT NULL AS gone FROM note_link AS link"
            " LEFT JOIN person ON person.id = to_person_id LEFT JOIN meeting ON meeting.id = to_meeting_id"
            " LEFT JOIN goal ON goal.id = to_goal_id LEFT JOIN note ON note.id = to_note_id"
            " WHERE link.note_id = ? AND link.deleted_at IS NULL ORDER BY link.place, link.id",
            [note_id],
        )
        return tuple(KeptLink(row["id"], row["place"], row["words"], _target(row), bool(row["gone"])) for row in rows)

    def thrown_away(self, note_id: str, words: Sequence[str], since: str) -> dict[str, list[KeptLink]]:
        """Return links that left a note's text since an instant, by their words: cut text comes back with its targets."""
        found: dict[str, list[KeptLink]] = {}
        wanted = set(words)
        rows = self.database.rows(
            f"SELECT id, place, words, {_KIND} AS kind, {_ID} AS target FROM note_link WHERE note_id = ? AND deleted_at >= ? ORDER BY deleted_at, id",
            [note_id, since],
        )
        for row in rows:
            if row["words"] in wanted and _target(row) is not None:
                found.setdefault(row["words"], []).append(KeptLink(row["id"], row["place"], row["words"], _target(row)))
        return found

    def throw_away(self, ids: Sequence[str]) -> None:
        """Put links into the trash whose words are no longer in the text."""
        self._set(ids, "deleted_at = :now")

    def take_back(self, link_id: str, place: int) -> None:
        """Take a link out of the trash, at another place."""
        self._set([link_id], "deleted_at = NULL, place = :place", place=place)

    def place_anew(self, ids: Sequence[str]) -> None:
        """Number the links of a note anew, in this order, with gaps."""
        for number, link_id in enumerate(ids):
            self._set([link_id], "place = :place", place=number * GAP)

    def lead(self, link_id: str, target: Target | None) -> None:
        """Say where a link leads."""
        columns = ", ".join(
            f"{column_of(kind)} = {':id' if target is not None and kind is target.kind else 'NULL'}"
            for kind in TargetKind
        )
        self._set([link_id], columns, id=target.id if target else None)

    def leading_nowhere(self, words: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return the id and the note of each link with one of these words that leads nowhere."""
        marks = ", ".join("?" * len(words))
        rows = self.database.rows(
            f"SELECT id, note_id FROM note_link WHERE words IN ({marks}) AND {_NOWHERE} AND deleted_at IS NULL",
            list(words),
        )
        return tuple((row["id"], row["note_id"]) for row in rows)

    def notes_to(self, target: Target, *, limit: int = 20) -> tuple[LinkingNote, ...]:
        """Return the notes that link to something, newest first; a note's links to itself do not count."""
        rows = self.database.rows(
            "SELECT note.id, substr(text, 1, 20000) AS text, words, note.created_at AS at, min(note_link.place) FROM note_link"
            " JOIN note ON note.id = note_link.note_id"
            f" WHERE {column_of(target.kind)} = ? AND note_link.deleted_at IS NULL AND note.deleted_at IS NULL"
            f" AND note.id <> ? GROUP BY note.id ORDER BY note.created_at DESC, note.id DESC LIMIT {int(limit)}",
            [target.id, target.id],
        )
        return tuple(LinkingNote(row["id"], row["text"], row["words"], row["at"]) for row in rows)

    def count_notes_to(self, target: Target) -> int:
        """Return how many notes link to something."""
        return int(
            self.database.value(
                "SELECT count(DISTINCT note_id) FROM note_link JOIN note ON note.id = note_link.note_id"
                f" WHERE {column_of(target.kind)} = ? AND note_link.deleted_at IS NULL AND note.deleted_at IS NULL"
                " AND note.id <> ?",
                [target.id, target.id],
            )
        )

    def _set(self, ids: Sequence[str], columns: str, **values: object) -> None:
        with self.database.change(self.topic):
            now = self.database.now_text()
            for link_id in ids:
                self.database.tables.execute(
                    f"UPDATE note_link SET {columns}, updated_at = :now WHERE id = :link",
                    {**values, "now": now, "link": link_id},
                )


_KINDS = {kind.value: kind for kind in TargetKind}


def _target(row: Row) -> Target | None:
    kind = row["kind"]
    return Target(_KINDS[kind], row["target"]) if kind else None
