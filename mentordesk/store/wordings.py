"""Earlier wordings on disk of every long text but notes’. Written when a record is saved, by `RecordTable` alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mentordesk.domain.notes import WhyKept
from mentordesk.domain.wordings import LONG_TEXTS, TextPlace, Wording, is_worth_keeping
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class WordingStore(RecordTable[Wording]):
    """What the texts of all nouns said before."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Wording, "wording", Topic.NOTES)

    def of(self, place: TextPlace) -> tuple[Wording, ...]:
        """Return a text’s earlier wordings, newest first."""
        return self.where(
            f"{place.holder} = ? AND field = ?", [place.id, place.field], order="created_at DESC, id DESC"
        )

    def fields_with(self, noun: str, record_id: str) -> frozenset[str]:
        """Return which texts of a record said something else before."""
        differs = " OR ".join(f"(field = '{field}' AND wording.text <> now.{field})" for field in LONG_TEXTS[noun])
        rows = self.database.rows(
            f"SELECT DISTINCT field FROM wording JOIN {noun} AS now ON now.id = wording.{noun}_id"
            f" WHERE wording.{noun}_id = ? AND wording.deleted_at IS NULL AND ({differs})",
            [record_id],
        )
        return frozenset(row["field"] for row in rows)

    def keep(self, place: TextPlace, text: str, why: WhyKept) -> None:
        """Keep a wording within the open change, whenever the last one was kept; one that is kept already is kept once."""
        if not self._found(place, text)[0]:
            self._add(place, text, why)

    def keep_before(self, place: TextPlace, text: str) -> None:
        """Keep what a text says that is being written over, if it is worth it."""
        is_known, latest = self._found(place, text)
        if is_known:
            return
        is_act = self.database.is_act
        stood = self._stood_since(place) if latest is None and not is_act else None
        if is_worth_keeping(is_act=is_act, last_kept_at=latest, stood_since=stood, now=self.database.clock.now()):
            is_theirs = self.database.seen.is_overtaken(place.noun, place.id, place.field)
            self._add(place, text, WhyKept.ELSEWHERE if is_theirs else WhyKept.WRITING)

    def _found(self, place: TextPlace, text: str) -> tuple[bool, datetime | None]:
        """Return whether a wording is kept, and when the newest of its text was."""
        row = self.database.rows(
            "SELECT max(created_at) AS latest, max(text = ?) AS is_known FROM wording"
            f" WHERE {place.holder} = ? AND field = ? AND deleted_at IS NULL",
            [text, place.id, place.field],
        )[0]
        return bool(row["is_known"]), _instant(row["latest"])

    def _stood_since(self, place: TextPlace) -> datetime | None:
        """Return since when a text says what it says: since it was changed last, or written down."""
        found = self.database.value(
            "SELECT max(at) FROM changed WHERE row_id = ? AND column_name IN (?, '') AND table_name = ?",
            [place.id, place.field, place.noun],
        )
        return _instant(found)

    def _add(self, place: TextPlace, text: str, why: WhyKept) -> None:
        holder: dict[str, Any] = {place.holder: place.id}
        # Without a topic of its own: whoever saves the record announces that.
        self.put_in([Wording(**holder, field=place.field, text=text, why=why)])


def keep_before(
    database: Database, noun: str, record_id: str, before: Mapping[str, Any], differing: Mapping[str, Any]
) -> None:
    """Keep the long texts of a row that are being written over, within the open change."""
    for field in LONG_TEXTS.get(noun, ()):
        if field in differing and (text := before[field]).strip():
            WordingStore(database).keep_before(TextPlace(noun, record_id, field), text)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
