"""What `[[words]]` may name: people, goals, notes and meetings, found by name; and what to offer while one types them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import islice

from mentordesk.clock import Clock
from mentordesk.domain.names import fold
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.domain.notes import title_of
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.phrases import short_day
from mentordesk.store.database import instant_text
from mentordesk.store.desk import Desk
from mentordesk.workflows.promises.promise_people import People

MOST_OFFERED = 8
_MOST_OF_A_KIND = 4
_MOST_CALLED_SO = 6
_LOOKED_THROUGH = 400
"""How many of the newest notes and meetings are looked through for a word inside their title."""
_DATED = re.compile(r"(.*\S),\s+(\d{4}-\d{2}-\d{2})")
_ALONE = "name <> '' AND meeting_id IS NULL AND deleted_at IS NULL"
_HIGHEST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Named:
    """Something on the desk with the words a link names it by, and a word that tells it from others."""

    target: Target
    words: str
    aside: str = ""


class LinkNames:
    """Reads what names need only when a name is looked for; made for one look, as the desk may change."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._zone = clock.zone()
        self._today = clock.now().astimezone(self._zone).date()
        self._people = People(desk)

    def called(self, words: str, *, but_note: str = "") -> tuple[Named, ...]:
        """Return everything called exactly so, case and accents aside; exactly one means that it is clear."""
        wanted = fold(words)
        found = [self.person(person.id, person.name) for person in self._people.named(words).sure]
        found += [Named(Target(TargetKind.GOAL, key), title, who) for key, title, who in self._goals.get(wanted, ())]
        found += [each for each in self._notes_called(wanted) if each.target.id != but_note]
        found += self._meetings_called(words)
        return tuple(found[:_MOST_CALLED_SO])

    def offer(
        self, typed: str, *, but_note: str = "", kinds: Collection[TargetKind] = frozenset(TargetKind)
    ) -> tuple[Named, ...]:
        """Return what begins like what was typed, people first, then goals, notes and meetings, newest first."""
        wanted = fold(typed)
        found: dict[Target, Named] = {}
        ways = {
            TargetKind.PERSON: self._people_like,
            TargetKind.GOAL: self._goals_like,
            TargetKind.NOTE: self._notes_like,
            TargetKind.MEETING: self._meetings_like,
        }
        for like in (way for kind, way in ways.items() if kind in kinds):
            # No kind crowds out the others.
            for each in islice(like(wanted), _MOST_OF_A_KIND):
                if each.target.id != but_note:
                    found.setdefault(each.target, each)
        ranked = (
            sorted(found.values(), key=lambda each: not fold(each.words).startswith(wanted))
            if wanted
            else found.values()
        )
        return tuple(ranked)[:MOST_OFFERED]

    def told(self, target: Target) -> Named | None:
        """Return what a target is called now; None when it is gone for good."""
        desk, key = self._desk, target.id
        if target.kind is TargetKind.PERSON:
            person = desk.people.find(key)
            return self.person(key, person.name) if person else None
        if target.kind is TargetKind.GOAL:
            goal = desk.goals.find(key)
            return Named(target, goal.title or _("Untitled"), _("Goal")) if goal else None
        if target.kind is TargetKind.NOTE:
            note = desk.notes.find(key)
            return self._note(key, note.title, note.created_at) if note else None
        meeting = desk.meetings.find(key)
        if meeting is None:
            return None
        person = desk.people.find(meeting.person_id) if meeting.person_id else None
        return self._meeting(
            key, meeting.title, person.short_name if person else "", meeting.actual_start or meeting.starts_at
        )

    # -- people and goals: few, so read whole

    def person(self, key: str, name: str) -> Named:
        """Return a person as named."""
        return Named(Target(TargetKind.PERSON, key), name, _("Person"))

    def _people_like(self, wanted: str) -> Iterator[Named]:
        names = sorted(self._desk.people.names_of_others().items(), key=lambda each: fold(each[1]))
        for key, name in names:
            if _begins(fold(name), wanted):
                yield self.person(key, name)

    @cached_property
    def _goals(self) -> dict[str, list[tuple[str, str, str]]]:
        found: dict[str, list[tuple[str, str, str]]] = {}
        rows = self._desk.database.rows(
            "SELECT goal.id, title, person.name AS who FROM goal LEFT JOIN person ON person.id = goal.owner_id"
            " WHERE goal.deleted_at IS NULL AND title <> '' ORDER BY goal.created_at DESC"
        )
        for row in rows:
            aside = _("Goal of {name}").format(name=row["who"]) if row["who"] else _("Goal")
            found.setdefault(fold(row["title"]), []).append((row["id"], row["title"], aside))
        return found

    def _goals_like(self, wanted: str) -> Iterator[Named]:
        for folded, goals in self._goals.items():
            if _begins(folded, wanted):
                for key, title, aside in goals:
                    yield Named(Target(TargetKind.GOAL, key), title, aside)

    # -- notes: many, so found by an index; those taken in a meeting are linked to by their meeting, which bears their name

    _NOTE = "SELECT id, substr(text, 1, 2000) AS text, created_at FROM note"
    # SQLite would rather walk all notes of no meeting than those of the name.
    _BY_NAME = f"{_NOTE} INDEXED BY note_name"

    def _notes_called(self, wanted: str) -> Iterator[Named]:
        if not wanted:
            return
        sql = f"{self._BY_NAME} WHERE name = ? AND {_ALONE} ORDER BY created_at DESC LIMIT ?"
        for row in self._desk.database.rows(sql, [wanted, _MOST_CALLED_SO]):
            yield self._note_row(row)

    def _notes_like(self, wanted: str) -> Iterator[Named]:
        database = self._desk.database
        seen: set[str] = set()
        if wanted:
            sql = f"{self._BY_NAME} WHERE name >= ? AND name < ? AND {_ALONE} ORDER BY name LIMIT ?"
            for row in database.rows(sql, [wanted, wanted + _HIGHEST, MOST_OFFERED]):
                seen.add(row["id"])
                yield self._note_row(row)
        rows = database.rows(
            "SELECT id, name FROM note INDEXED BY note_newest"
            " WHERE deleted_at IS NULL AND NOT is_pinned AND meeting_id IS NULL"
            " ORDER BY created_at DESC LIMIT ?",
            [_LOOKED_THROUGH],
        )
        fitting = [row["id"] for row in rows if row["name"] and row["id"] not in seen and _begins(row["name"], wanted)]
        for key in fitting[:MOST_OFFERED]:
            yield self._note_row(database.rows(f"{self._NOTE} WHERE id = ?", [key])[0])

    def _note_row(self, row: dict[str, str]) -> Named:
        return self._note(row["id"], title_of(row["text"]), datetime.fromisoformat(row["created_at"]))

    def _note(self, key: str, title: str, at: datetime | None) -> Named:
        aside = _("Note, {day}").format(day=self._day(at)) if at else _("Note")
        return Named(Target(TargetKind.NOTE, key), _unbracketed(title) or _("Untitled"), aside)

    # -- meetings: called by title and day, so that the words mean the same in every language

    _MEETING = (
        "SELECT meeting.id, title, coalesce(actual_start, starts_at) AS at, called, name"
        " FROM meeting LEFT JOIN person ON person.id = person_id"
    )

    def _meetings_called(self, words: str) -> Iterator[Named]:
        match = _DATED.fullmatch(" ".join(words.split()))
        if match is not None:
            try:
                day = date.fromisoformat(match[2])
            except ValueError:
                return
            wanted = fold(words)
            yield from (each for each in self._meetings_on(day) if fold(each.words) == wanted)
            return
        wanted = fold(words)
        for key in self._titles.get(wanted, ())[:_MOST_CALLED_SO]:
            told = self.told(Target(TargetKind.MEETING, key))
            if told is not None:
                yield told

    @cached_property
    def _titles(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        sql = "SELECT id, title FROM meeting WHERE deleted_at IS NULL AND title <> '' ORDER BY starts_at DESC"
        for row in self._desk.database.rows(sql):
            found.setdefault(fold(row["title"]), []).append(row["id"])
        return found

    def _meetings_on(self, day: date) -> Iterator[Named]:
        begin = datetime.combine(day, datetime.min.time(), self._zone)
        sql = (
            f"{self._MEETING} WHERE starts_at >= ? AND starts_at < ? AND meeting.deleted_at IS NULL ORDER BY starts_at"
        )
        span = [instant_text(begin - timedelta(days=1)), instant_text(begin + timedelta(days=2))]
        for row in self._desk.database.rows(sql, span):
            yield self._meeting_row(row)

    def _meetings_like(self, wanted: str) -> Iterator[Named]:
        rows = self._desk.database.rows(
            f"{self._MEETING} WHERE starts_at IS NOT NULL AND meeting.deleted_at IS NULL ORDER BY starts_at DESC LIMIT ?",
            [_LOOKED_THROUGH],
        )
        near = sorted(rows, key=lambda row: abs(datetime.fromisoformat(row["at"]).date() - self._today))
        found = 0
        for row in near:
            each = self._meeting_row(row)
            if _begins(fold(f"{each.words} {row['name'] or ''}"), wanted):
                found += 1
                yield each
            if found >= MOST_OFFERED:
                return

    def _meeting_row(self, row: dict[str, str]) -> Named:
        who = row["called"] or ((row["name"] or "").split() or [""])[0]
        return self._meeting(row["id"], row["title"], who, datetime.fromisoformat(row["at"]))

    def _meeting(self, key: str, title: str, who: str, at: datetime | None) -> Named:
        name = _unbracketed(title) or (_("Call with {name}").format(name=who) if who else _("Meeting"))
        words = f"{name}, {at.astimezone(self._zone).date().isoformat()}" if at else name
        aside = _("Meeting with {name}").format(name=who) if who else _("Meeting")
        return Named(Target(TargetKind.MEETING, key), words, aside)

    def _day(self, at: datetime) -> str:
        return short_day(at.astimezone(self._zone).date(), self._today)


def _begins(name: str, wanted: str) -> bool:
    """Tell whether each word typed begins a word of a name; both are folded."""
    if not wanted or name.startswith(wanted):
        return True
    words = name.replace(",", " ").split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())


def _unbracketed(words: str) -> str:
    """Return a name as it can stand in a link."""
    return " ".join(words.replace("[", "(").replace("]", ")").split())
