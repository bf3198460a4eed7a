"""The trash: what lies in it and since when, a meeting put there with what belongs to it, and what is taken out again."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.names import fold
from mentordesk.domain.notes import title_of
from mentordesk.errors import Mistake
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.backups import Watcher
from mentordesk.store.database import Row
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk.store.trash import KEPT_FOR, Key, Thrown, TrashList
from mentordesk.workflows.questions.question_topics import keep_topic

__all__ = ["Thrown", "TrashView", "list_trash", "take_out", "throw_meeting_away"]


@dataclass(frozen=True)
class TrashView:
    """A row of the trash in words."""

    thrown: Thrown
    title: str
    detail: str
    """What it is, from where, and what went in with it."""
    left: str
    """How long it is still kept."""
    put_at: str
    """The time of the day it was put there."""

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return f"{self.thrown.table}/{self.thrown.id}"


@dataclass(frozen=True)
class TakenOut:
    """What was taken out of the trash: what was asked for, and what had to come along so that it can be found."""

    keys: tuple[Key, ...]
    along: tuple[Key, ...]


@dataclass(frozen=True)
class Emptied:
    """What was deleted for good, and what had to stay in the trash."""

    ids: frozenset[str]
    held_back: frozenset[str]
    """People of whom something is still kept: those are forgotten on their page, which is another act."""


def list_trash(desk: Desk, words: str = "") -> tuple[Thrown, ...]:
    """Return what lies in the trash and holds all of these words, what was put there last first."""
    trash = TrashList(desk.database)
    rows = trash.read()
    wanted = fold(words).split()
    if not wanted:
        return rows
    names = desk.people.names()
    texts = trash.words(rows)
    found = []
    for row in rows:
        said = fold(f"{texts.get(row.key, '')} {names.get(row.person_id, '')} {kind_word(row.table)}")
        if all(word in said for word in wanted):
            found.append(row)
    return tuple(found)


def views(desk: Desk, clock: Clock, rows: Sequence[Thrown]) -> tuple[TrashView, ...]:
    """Return rows of the trash in words."""
    people = desk.people.many(row.person_id for row in rows if row.person_id)
    meetings = desk.meetings.many(row.id for row in rows if row.table == "meeting")
    now = clock.now()
    stay = TrashList(desk.database).staying(row.id for row in rows if row.table == "person")
    shown = []
    for row in rows:
        meeting = meetings.get(row.id)
        title = title_of(row.title) if row.table == "note" else " ".join(row.title.split())
        if meeting is not None:
            at = meeting.actual_start or meeting.starts_at
            day = (
                phrases.short_day(at.astimezone(clock.zone()).date(), now.astimezone(clock.zone()).date()) if at else ""
            )
            title = " · ".join(part for part in (title or _("Meeting"), day) if part)
        person = people.get(row.person_id)
        where = person.name if person is not None and row.table != "person" else ""
        kind = kind_word(row.table) if row.table != "meeting" or meetings[row.id].title else ""
        shown.append(
            TrashView(
                row,
                title or _("Untitled"),
                " · ".join(part for part in (kind, where, _along_words(row)) if part),
                _("kept with what belongs to them") if row.id in stay else left_words(row.at, now),
                phrases.clock_time(row.at.astimezone(clock.zone())),
            )
        )
    return tuple(shown)


def days_left(at: datetime, now: datetime) -> int:
    """Return how many days something put into the trash then is still kept, begun ones counted."""
    return max(0, math.ceil((at + KEPT_FOR - now).total_seconds() / 86400))


def left_words(at: datetime, now: datetime) -> str:
    """Say how long something put into the trash then is still kept."""
    days = days_left(at, now)
    return ngettext("{count} day left", "{count} days left", days).format(count=days) if days else _("goes today")


def kind_word(table: str) -> str:
    """Say what kind of thing the records of a table are."""
    return {
        "person": _("Person"),
        "mentorship": _("Mentorship"),
        "meeting": _("Meeting"),
        "note": _("Note"),
        "reflection": _("Reflection"),
        "goal": _("Goal"),
        "milestone": _("Step"),
        "check_in": _("Check-in"),
        "goal_plan": _("Plan for a goal"),
        "action": _("Promise"),
        "question": _("Question"),
        "agenda_item": _("Topic"),
        "thread": _("To ask about"),
        "advice": _("Advice"),
        "advice_answer": _("What became of advice"),
        "review": _("Looking back"),
        "distraction": _("Parked thought"),
        "attachment": _("Attachment"),
    }.get(table, "")


def _along_words(row: Thrown) -> str:
    if not row.with_it:
        return ""
    tables = [table for table, _id in row.with_it]
    if len(tables) == 1:
        return _("with its {kind}").format(kind=_lower(kind_word(tables[0])))
    kinds = [
        kind_word(table) if (count := tables.count(table)) == 1 else f"{kind_word(table)} × {count}"
        for table in dict.fromkeys(tables)
    ]
    return _("with {what}").format(what=phrases.listed([_lower(kind) for kind in kinds]))


def _lower(word: str) -> str:
    # Nouns keep their capital where the language writes them so: the translation of “note” says.
    return word[:1].lower() + word[1:] if _("note").islower() else word


# --- deleting for good ---------------------------------------------------------------------------------------


def delete_for_good(open_beside: Callable[[], Desk], keys: Iterable[Key], watcher: Watcher | None = None) -> Emptied:
    """Delete records that are in the trash, with what went in with them, by the one routine that purges.

    For a thread of its own, with a way to open the desk once more. Raises Mistake, Busy, Trouble: nothing is gone then.
    """
    with closing(open_beside()) as desk:
        below = {row.key: row.with_it for row in TrashList(desk.database).read()}
        wanted = dict.fromkeys(each for key in keys if _lies_there(desk, key) for each in (key, *below.get(key, ())))
        asked: dict[str, list[str]] = {}
        for table, record_id in wanted:
            asked.setdefault(table, []).append(record_id)
        return _purged(desk, asked, watcher)


def empty_expired(open_beside: Callable[[], Desk], watcher: Watcher | None = None) -> Emptied:
    """Delete what has been in the trash for longer than it is kept; for a thread of its own. Raises as `delete_for_good`."""
    with closing(open_beside()) as desk:
        asked = TrashList(desk.database).expired(desk.database.clock.now() - KEPT_FOR)
        return _purged(desk, asked, watcher)


def _purged(desk: Desk, asked: Mapping[str, Iterable[str]], watcher: Watcher | None) -> Emptied:
    from mentordesk.workflows.forgetting.forget import purge_records

    gone = purge_records(desk, asked, watcher)
    return Emptied(gone.ids, gone.held_back)


# --- putting in ----------------------------------------------------------------------------------------------


def throw_meeting_away(desk: Desk, meeting_id: str) -> None:
    """Put a meeting into the trash with its note and what was thought of it after; promises made in it stay promises."""
    with desk.database.change(Topic.MEETINGS, Topic.NOTES, Topic.REFLECTIONS, act=_("Move a meeting to the trash")):
        for note in desk.notes.where("meeting_id = ?", [meeting_id]):
            desk.notes.remove(note.id)
        for reflection in desk.reflections.where("meeting_id = ?", [meeting_id]):
            desk.reflections.remove(reflection.id)
        desk.meetings.remove(meeting_id)


# --- taking out ----------------------------------------------------------------------------------------------


def take_out(desk: Desk, clock: Clock, keys: Iterable[Key]) -> TakenOut:
    """Take records out of the trash, each with what went in with it and what it cannot be found without; one act.

    A record that is there no longer, or was taken out meanwhile, is passed over; raises Mistake when none is left.
    """
    wanted = set(keys)
    with desk.database.change(*EVERYTHING, act=_("Take back out of the trash")):
        trash = TrashList(desk.database)
        below = {row.key: row.with_it for row in trash.read()}
        asked = dict.fromkeys(each for key in wanted if _lies_there(desk, key) for each in (key, *below.get(key, ())))
        if not asked:
            raise Mistake(_("This is no longer in the trash."))
        along = dict.fromkeys(
            each for key in trash.needed(asked) for each in (key, *below.get(key, ())) if each not in asked
        )
        for table, record_id in (*along, *asked):
            _restore(desk, table, record_id)
        for table, record_id in (*along, *asked):
            _fit_in(desk, clock, table, record_id)
        return TakenOut(tuple(asked), tuple(along))


def _row(desk: Desk, table: str, record_id: str) -> Row | None:
    rows = desk.database.rows(f"SELECT * FROM {table} WHERE id = ?", [record_id])
    return rows[0] if rows else None


def _lies_there(desk: Desk, key: Key) -> bool:
    row = _row(desk, *key)
    return row is not None and row["deleted_at"] is not None


def _restore(desk: Desk, table: str, record_id: str) -> None:
    desk.database.update(table, record_id, {"deleted_at": None, "updated_at": desk.database.now_text()})


def _fit_in(desk: Desk, clock: Clock, table: str, record_id: str) -> None:
    """Give a record that is back a place among what was done meanwhile."""
    match table:
        case "note":
            note = desk.notes.get(record_id)
            others = (
                desk.notes.where("meeting_id = ? AND id <> ?", [note.meeting_id, note.id]) if note.meeting_id else ()
            )
            if others:
                # A meeting has one note, and shows one: this one goes on as a note about the person.
                desk.notes.save(replace(note, meeting_id=""))
        case "action":
            action = desk.actions.get(record_id)
            if action.origin_note_id and not action.note_line:
                # Its line was taken out of the note; with the note it would go again at the next word typed there.
                desk.actions.save(replace(action, origin_note_id=""))
        case "thread":
            thread = desk.threads.get(record_id)
            if thread.origin_note_id and not thread.note_line:
                desk.threads.save(replace(thread, origin_note_id=""))
        case "question":
            keep_topic(desk, clock, desk.questions.get(record_id))
        case _:
            pass
