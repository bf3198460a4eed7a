"""What was typed into the texts of records since an act that also changed them: kept among their earlier wordings by an undo.

Texts of notes are merged instead, `store.undo`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from mentordesk.domain.notes import WhyKept
from mentordesk.domain.records import new_id
from mentordesk.domain.wordings import LONG_TEXTS, TextPlace
from mentordesk.store import engine

_QUOTED_ID = re.compile(r"'([^']*)'")


def typed_since(connection: engine.Connection, inverse: Iterable[str], at: str) -> Mapping[TextPlace, str]:
    """Return the texts that `inverse` writes over and that were changed after the instant `at`, with what they say."""
    found: dict[TextPlace, str] = {}
    for statement in inverse:
        change, _where, ids = statement.rpartition(" WHERE id")
        noun = change.removeprefix("UPDATE ").partition(" ")[0]
        fields = [field for field in LONG_TEXTS.get(noun, ()) if f",{field}=" in change]
        for record_id in _QUOTED_ID.findall(ids) if fields else ():
            rows = connection.execute(
                "SELECT column_name FROM changed WHERE row_id = ? AND table_name = ? AND at > ?", [record_id, noun, at]
            )
            for (field,) in rows.fetchall():
                if field in fields:
                    place = TextPlace(noun, record_id, field)
                    found.setdefault(place, _text_of(connection, place))
    return found


def keep_wordings(connection: engine.Connection, typed: Mapping[TextPlace, str], now: str) -> None:
    """Keep what texts said before an act in them was taken back, unless they say so still, or it is kept already."""
    for place, text in typed.items():
        known = connection.execute(
            f"SELECT 1 FROM wording WHERE {place.holder} = ? AND field = ? AND text = ? AND deleted_at IS NULL",
            [place.id, place.field, text],
        ).fetchone()
        if text.strip() and known is None and text != _text_of(connection, place):
            connection.execute(
                f"INSERT INTO wording (id, {place.holder}, field, text, why, created_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [new_id(), place.id, place.field, text, WhyKept.UNDONE.value, now, now],
            )


def _text_of(connection: engine.Connection, place: TextPlace) -> str:
    found = connection.execute(f"SELECT {place.field} FROM {place.noun} WHERE id = ?", [place.id]).fetchone()
    return str(found[0]) if found else ""
