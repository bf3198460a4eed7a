"""Forget a person, or purge what is in the trash: what goes and what stays is told before, and nothing brings it back afterwards.

What goes with what is said in `store.purging`; what the preview says in words is `forget_words`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from mentordesk.clock import Clock
from mentordesk.domain.excerpts import shortened
from mentordesk.domain.notes import title_of
from mentordesk.domain.people import Person
from mentordesk.domain.rotation import kept
from mentordesk.domain.wordings import LONG_TEXTS
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store import backups, engine
from mentordesk.store.backups import Backup, Part, Reason, Unwatched, Watcher
from mentordesk.store.desk import Desk
from mentordesk.store.purging import Purge, Reach, purge
from mentordesk.store.scouring import close_book, going_backups, is_unfinished, scour, wipe_backups
from mentordesk.store.search import Found
from mentordesk.store.whole import Whole
from mentordesk.vault.keys import NO_KEYS, Keys
from mentordesk.workflows.forgetting.typed_about import drafts_of, table_named, typed_about
from mentordesk.workflows.safety.back_up import keep_attachments, second_place

MOST_MENTIONS = 200
"""More than that nobody looks through."""

_AHEAD = timedelta(days=800)
"""By then the last monthly backup of today is rotated away."""


@dataclass(frozen=True)
class Mention:
    """Something that stays and speaks of a person."""

    table: str
    record_id: str
    title: str
    excerpt: str
    about: str
    """Whom it is about; empty for nobody."""
    at: datetime
    is_certain: bool = True
    """False where only the name by which they are called is in it: it may be somebody else's."""


@dataclass(frozen=True)
class HeldByBackups:
    """The backups that know a person, and when the last of them is rotated away, if a backup is made each day."""

    paths: tuple[Path, ...]
    last_gone_on: date | None
    damaged_copies: tuple[Path, ...] = ()
    """Folders with copies of a desk that could not be read: nobody knows what is in them, and they are never rotated away."""

    @property
    def count(self) -> int:
        """Return how many backups and copies there are."""
        return len(self.paths) + len(self.damaged_copies)


@dataclass(frozen=True)
class Preview:
    """What forgetting somebody would do."""

    person: Person
    purge: Purge
    own_goals: int
    """How many goals of my own I follow with them: they stay if that is wished."""
    drafts: int
    mentions: tuple[Mention, ...]
    earlier_wordings: int
    """How many texts that stay have their name in an earlier wording."""
    backups: HeldByBackups


@dataclass(frozen=True)
class Errand:
    """Whom to forget, and how: what was confirmed."""

    person_id: str
    name: str
    keep_goals: bool = True
    old: HeldByBackups | None = None
    """Backups to make a new one in place of."""
    keys: Keys = NO_KEYS


@dataclass(frozen=True)
class Forgotten:
    """What was done."""

    name: str
    count: int
    is_clean: bool
    """Whether the disk is clean too; else that is done at the next start."""
    trouble: str = ""
    """Why not, in words."""


# --- before ---------------------------------------------------------------------------------------------------


def look(desk: Desk, person_id: str, *, keep_goals: bool = True, second_folder: str = "") -> Preview:
    """Return what forgetting a person would do; for a thread of its own. Raises Mistake where that may not be."""
    person = _forgettable(desk, person_id)
    wanted = _wanted(desk, person_id, keep_goals=keep_goals)
    mine = _own_goals(desk, person_id)
    return Preview(
        person=person,
        purge=wanted,
        own_goals=len(mine),
        drafts=sum(draft.is_of_nothing or bool(wanted.ids & set(draft.key.split("/"))) for draft in drafts_of(desk)),
        mentions=mentions_of(desk, person, wanted),
        earlier_wordings=_earlier_wordings(desk, person, wanted),
        backups=held_by_backups(desk, person, second_folder),
    )


def _forgettable(desk: Desk, person_id: str) -> Person:
    person = desk.people.get(person_id)
    me = desk.profile.mine()
    if me is not None and me.person_id == person_id:
        raise Mistake(_("This is you. To let go of the whole desk, delete its folder."))
    running = desk.focus.running()
    if running is not None and running.person_id == person_id:
        raise Mistake(_("A call with {name} is under way. Finish it first.").format(name=person.short_name))
    return person


def _wanted(desk: Desk, person_id: str, *, keep_goals: bool) -> Purge:
    goals = _own_goals(desk, person_id) if keep_goals else frozenset()
    rows = desk.database.rows(
        "SELECT id FROM note WHERE goal_id IN (SELECT value FROM json_each(?)) AND meeting_id IS NULL",
        [json.dumps(sorted(goals))],
    )
    return Reach(desk.database).of_person(person_id, keep={"goal": goals, "note": {row["id"] for row in rows}})


def _own_goals(desk: Desk, person_id: str) -> frozenset[str]:
    """Return the goals of mine that belong to a mentorship with a person."""
    me = desk.profile.mine()
    rows = desk.database.rows(
        "SELECT goal.id FROM goal JOIN mentorship ON mentorship.id = goal.mentorship_id"
        " WHERE mentorship.person_id = ? AND goal.owner_id = ? AND goal.deleted_at IS NULL",
        [person_id, me.person_id if me else ""],
    )
    return frozenset(row["id"] for row in rows)


def mentions_of(desk: Desk, person: Person, wanted: Purge) -> tuple[Mention, ...]:
    """Return what stays and has their name in it, or a link to what goes, newest first."""
    gone = wanted.ids
    certain = desk.search.naming([person.name], limit=MOST_MENTIONS)
    others = {one.id for one in desk.people.named(person.short_name) if one.id != person.id}
    called = [] if person.short_name == person.name else [person.short_name]
    perhaps = desk.search.naming(called, limit=MOST_MENTIONS)
    found: dict[str, Mention] = {}
    for one, is_certain in [*((each, True) for each in certain), *((each, False) for each in perhaps)]:
        # A record of somebody else who is called so says nothing of this person.
        if one.record_id not in gone and one.record_id not in others:
            found.setdefault(one.record_id, _mention(one, is_certain=is_certain))
    for record_id, table in _linked(desk, wanted):
        if record_id not in found:
            found[record_id] = _plain_mention(desk, table, record_id)
        elif not found[record_id].is_certain:
            found[record_id] = replace(found[record_id], is_certain=True)
    return tuple(sorted(found.values(), key=_by_date, reverse=True)[:MOST_MENTIONS])


def _by_date(mention: Mention) -> tuple[bool, datetime]:
    return mention.is_certain, mention.at


def _mention(found: Found, *, is_certain: bool) -> Mention:
    return Mention(found.table, found.record_id, found.title, found.excerpt, found.person, found.at, is_certain)


_SPEAKS_BY_LINK = {
    "note_link": ("to_person_id", "to_meeting_id", "to_goal_id", "to_note_id"),
    "action": ("owner_id",),
    "advice": ("giver_id",),
    "question": ("author_id",),
    "agenda_item": ("author_id",),
}
"""Links of what stays that say something of a person: theirs was the promise, or the words lead to them."""


def _linked(desk: Desk, wanted: Purge) -> list[tuple[str, str]]:
    """Return the records that stay and lead to what goes, with their tables."""
    found: dict[str, str] = {}
    for table in Whole(desk.database).tables:
        for column in _SPEAKS_BY_LINK.get(table.name, ()):
            link = table.column(column)
            gone = wanted.gone.get(link.leads_to, ()) if link else ()
            rows = desk.database.rows(
                f"SELECT id, {'note_id' if table.name == 'note_link' else 'id'} AS shown FROM {table.name}"
                f" WHERE deleted_at IS NULL AND {column} IN (SELECT value FROM json_each(?))",
                [json.dumps(sorted(gone))],
            )
            for row in rows:
                if row["id"] not in wanted.gone.get(table.name, ()) and row["shown"] is not None:
                    found[row["shown"]] = "note" if table.name == "note_link" else table.name
    return [(record_id, table) for record_id, table in found.items() if record_id not in wanted.ids]


def _plain_mention(desk: Desk, table: str, record_id: str) -> Mention:
    row = desk.database.rows(f"SELECT text AS words, created_at FROM {table} WHERE id = ?", [record_id])[0]
    title = title_of(row["words"]) if table == "note" else row["words"]
    # Found by a link alone: what becomes of it is all there is to say.
    fate = _("a link in it will lead nowhere") if table == "note" else _("was theirs, and stays without their name")
    return Mention(table, record_id, shortened(title), fate, "", datetime.fromisoformat(row["created_at"]))


def _earlier_wordings(desk: Desk, person: Person, wanted: Purge) -> int:
    """Return how many texts that stay had their name in them; a text is a note, or one field of a record."""
    holders = ", ".join(f"{noun}_id" for noun in LONG_TEXTS)
    return sum(
        int(
            desk.database.value(
                f"SELECT count(DISTINCT {which}) FROM {table} WHERE instr(lower(text), lower(?))"
                " AND id NOT IN (SELECT value FROM json_each(?))",
                [person.name, json.dumps(sorted(wanted.gone.get(table, ())))],
            )
        )
        for table, which in (("note_revision", "note_id"), ("wording", f"coalesce({holders}) || field"))
    )


# --- backups --------------------------------------------------------------------------------------------------


def held_by_backups(desk: Desk, person: Person, second_folder: str = "") -> HeldByBackups:
    """Return which backups know a person; each is opened and asked, and one that does not answer counts as one that does."""
    clock = desk.database.clock
    places = [desk.folder / backups.FOLDER_NAME]
    if second_folder:
        place = _second(desk, second_folder)
        places += [place] if place is not None else []
    found: list[Path] = []
    last: date | None = None
    for place in places:
        there = backups.backups_in(place)
        holding = [one for one in there if _knows(one, person.id, desk.keys)]
        found += [one.path for one in holding]
        ends = last_gone_on(there, frozenset(one.name for one in holding), clock)
        last = max(filter(None, (last, ends)), default=None)
    damaged = tuple(sorted(path for path in places[0].glob("damaged-*") if path.is_dir()))
    return HeldByBackups(tuple(found), last, damaged)


def last_gone_on(there: Iterable[Backup], holding: frozenset[str], clock: Clock) -> date | None:
    """Return the day on which the last of some backups is rotated away, if one is made each day from tomorrow on."""
    zone = clock.zone()
    today = clock.now().astimezone(zone).date()
    days = {one.name: one.made_at.astimezone(zone).date() for one in there}
    left, day = set(holding), today
    while left and day - today < _AHEAD:
        day += timedelta(days=1)
        at = datetime.combine(day, time(12), zone).astimezone(clock.now().tzinfo)
        days[f"desk-{at:%Y%m%dT%H%M%S}000Z-daily.db"] = day
        keep = kept(days.items())
        days = {name: made for name, made in days.items() if name in keep or made >= day}
        left &= days.keys()
    return day if holding else None


def _second(desk: Desk, second_folder: str) -> Path | None:
    newest = backups.backups_of(desk.folder)
    with suppress(Trouble, engine.DatabaseError, OSError):
        return second_place(newest[0].path, second_folder, desk.keys) if newest else None
    return None


def _knows(backup: Backup, person_id: str, keys: Keys) -> bool:
    try:
        with closing(engine.open_file(backup.path, keys, read_only=True)) as connection:
            return connection.execute("SELECT 1 FROM person WHERE id = ?", (person_id,)).fetchone() is not None
    except (engine.DatabaseError, Trouble):
        return True


# --- the act --------------------------------------------------------------------------------------------------


def forget(folder: Path, clock: Clock, errand: Errand, watcher: Watcher | None = None) -> Forgotten:
    """Forget a person for good; the desk is closed here, and this for a thread of its own.

    Until the rows are gone, which is one change, it can be stopped; what is left to do after that is done, now or at the next start. Raises Mistake, Busy, Cancelled, Trouble: nothing was changed then.
    """
    watcher = watcher or Unwatched()
    old = errand.old
    with closing(Desk.open(folder, clock, errand.keys)) as desk:
        person = _forgettable(desk, errand.person_id)
        wanted = _wanted(desk, errand.person_id, keep_goals=errand.keep_goals)
        watcher.report(0.05, _("Records and search"))
        if watcher.is_cancelled:
            raise backups.Cancelled
        going = [str(path) for path in (*old.paths, *old.damaged_copies)] if old is not None else []
        # A line that was typed and never kept may be about them without a name in it. It was told that these go.
        purge(desk.database, wanted, going, [draft.key for draft in drafts_of(desk) if draft.is_of_nothing])
        trouble = _finish(desk, Part(watcher, 0.4, 1.0))
        return Forgotten(person.name, len(wanted.ids), not trouble, trouble)


def purge_records(desk: Desk, asked: Mapping[str, Iterable[str]], watcher: Watcher | None = None) -> Purge:
    """Purge records that are in the trash, by table, with their parts; return what went and what had to be held back.

    For a thread and a desk of its own (`Desk.open_beside`). People of whom something else is still kept stay in the trash: those are
    forgotten, which is another act. Raises Mistake for what is not in the trash, Busy, Trouble: nothing was changed then. Where the
    disk cannot be cleaned right away, it is at the next start.
    """
    for table, ids in asked.items():
        found = desk.database.rows(
            f"SELECT count(*) AS count FROM {table_named(desk, table)} WHERE deleted_at IS NOT NULL"
            " AND id IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(set(ids)))],
        )
        if found[0]["count"] != len(set(ids)):
            raise Mistake(_("Something of this is no longer in the trash. Nothing was deleted."))
    wanted = Reach(desk.database).of_trash(asked)
    if wanted.ids:
        purge(desk.database, wanted, drafts=typed_about(desk, wanted), at_once=False)
        desk.database.undo_log.forget(wanted.ids)
        _finish(desk, watcher or Unwatched())
    return wanted


def finish_forgetting(desk: Desk, watcher: Watcher | None = None) -> bool:
    """Finish what a purge that was interrupted has left on the disk; tell whether there was anything. For a thread of its own.

    Raises Busy while another program is at the desk, Trouble where the disk fails; it is still noted then.
    """
    if not is_unfinished(desk.database):
        return False
    _clean(desk, watcher or Unwatched())
    return True


def _finish(desk: Desk, watcher: Watcher) -> str:
    """Clean the disk and return why that did not work, if it did not: the rows are gone all the same."""
    try:
        _clean(desk, watcher)
    except Trouble as trouble:
        return trouble.sentence
    return ""


def _clean(desk: Desk, watcher: Watcher) -> None:
    scour(desk, Part(watcher, 0.0, 0.6))
    close_book(desk.database)
    old = going_backups(desk.database)
    if old:
        fresh = backups.write(
            desk.folder, Reason.WISHED, desk.database.clock.now(), Part(watcher, 0.6, 0.9), keys=desk.keys
        )
        places = {fresh.path.parent, *(path.parent for path in old)}
        wipe_backups(desk.database)
        for place in places:
            # Of each attachment the backups of a place share one copy: it goes with the last that speaks of it.
            keep_attachments(desk.folder, place, desk.keys)
    watcher.report(1.0)
