"""Bring an archive of a desk back: compare it with what is here, show what would happen, then do it as one act.

Records are one by their ids. Of two that differ the later one counts; where the one here is as late or later it stays,
and is told. Into a desk on which nothing has been kept yet everything comes as it was, its owner included; on any other
the owner of the archive is taken to be the owner of this desk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import field
from itertools import chain
from pathlib import Path

from mentordesk.clock import Clock
from mentordesk.domain.wordings import LONG_TEXTS, TextPlace
from mentordesk.errors import Mistake
from mentordesk.exchange.taking import hear_archive
from mentordesk.exchange.wire import ArchiveFacts, ArchivePiece
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.database import Row
from mentordesk.store.desk import Desk
from mentordesk.store.readable import Unreadable, check_row
from mentordesk.store.whole import SCHEMA_VERSION, Table, Whole
from mentordesk.workflows.imports.import_attachments import BroughtFiles, Heard, files_words, missing_here
from mentordesk.workflows.safety.desk_words import table_words

MOST_TOLD = 200
"""So many records that stay as they are here are told singly."""


@dataclass(frozen=True)
class StaysHere:
    """A record that differs in the archive and is as late, or later, here. Shown like what an import left out."""

    table: str
    title: str
    when: str = ""

    @property
    def reason(self) -> str:
        """Say why it stays."""
        return _("It was changed here later, so it stays as it is here.")


@dataclass(frozen=True)
class ArchiveBrought:
    """What an archive brought, or would bring, by table."""

    added: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    same: int = 0
    stays: int = 0
    stays_here: tuple[StaysHere, ...] = ()
    files: int = 0
    """What was attached to records that are here, and is not here itself."""

    @property
    def count(self) -> int:
        """How many records were added or changed, and files brought that were missing."""
        return sum(self.added.values()) + sum(self.changed.values()) + self.files


@dataclass(frozen=True)
class ArchivePreview:
    """What an archive would bring. There is nothing to choose in it: a desk is a whole."""

    path: Path
    brings: ArchiveBrought
    made_at: str
    fingerprint: str

    @property
    def tables(self) -> tuple[tuple[str, str], ...]:
        """What it would bring, kind by kind: how many of what, and how many of them are new or newer."""
        told = []
        for table in dict.fromkeys((*self.brings.added, *self.brings.changed)):
            new, newer = self.brings.added.get(table, 0), self.brings.changed.get(table, 0)
            parts = []
            if new:
                parts.append(ngettext("{count} new", "{count} new", new).format(count=new))
            if newer:
                parts.append(ngettext("{count} newer than here", "{count} newer than here", newer).format(count=newer))
            told.append((f"{new + newer} {table_words(table, new + newer)}", " · ".join(parts)))
        if files := self.brings.files:
            told.append((files_words(files), _("missing here")))
        same, stays = self.brings.same, self.brings.stays
        if told and same:
            words = ngettext("{count} record", "{count} records", same).format(count=same)
            told.append((words, _("here already, just so")))
        if told and stays:
            words = ngettext("{count} record", "{count} records", stays).format(count=stays)
            told.append((words, ngettext("changed here later; it stays", "changed here later; they stay", stays)))
        return tuple(told)

    @property
    def to_do(self) -> tuple[int, ...]:
        """One thing to do, or none."""
        return (0,) if self.brings.count else ()

    @property
    def suggested(self) -> frozenset[int]:
        """It is what one came for."""
        return frozenset(self.to_do)

    @property
    def left_out(self) -> tuple[StaysHere, ...]:
        """What stays as it is here though the archive says otherwise."""
        return self.brings.stays_here

    @property
    def notes(self) -> tuple[()]:
        """Nothing is read differently from how it is written."""
        return ()

    def lines(self) -> Iterator[str]:
        """Say in lines for a terminal what it would bring."""
        yield from brought_lines(self.brings)
        for one in self.left_out:
            yield f"  {one.title}: {one.reason}"

    def apply(
        self,
        desk: Desk,
        _clock: Clock | None = None,
        *,
        on_progress: Callable[[int, int], None] | None = None,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> ArchiveBrought:
        """Bring it as one act. Raises Mistake when the file is another one by now, ReadingCancelled, Busy, Trouble."""
        whole = Whole(desk.database)
        heard = _heard(self.path, whole, on_progress, is_cancelled, with_files=True)
        with closing(heard), BroughtFiles(desk) as files:
            facts = next(heard)
            if not isinstance(facts, ArchiveFacts) or facts.fingerprint != self.fingerprint:
                raise Mistake(_("The file has changed since it was looked at. Choose it again."), field="path")
            # Before the lock is taken: files may take minutes, and count for nothing until their rows are there.
            rest = files.bring(facts, heard)
            with whole.bringing(_("Bring a desk back")):
                merge = _Merge(desk, whole, writes=True)
                for message in chain([facts], rest):
                    merge.take(message, self.path.name)
                merge.settle()
                files.settle()
            return merge.done()


def preview_archive(
    desk: Desk,
    path: Path,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ArchivePreview:
    """Read an archive from end to end and compare it with the desk; nothing is written.

    Raises Mistake for what is no whole archive, Trouble when the file cannot be opened, ReadingCancelled.
    """
    whole = Whole(desk.database)
    merge = _Merge(desk, whole, writes=False)
    made_at = fingerprint = ""
    with closing(_heard(path, whole, on_progress, is_cancelled, with_files=False)) as messages:
        for message in messages:
            if isinstance(message, ArchiveFacts):
                made_at, fingerprint = message.made_at, message.fingerprint
            merge.take(message, path.name)
    return ArchivePreview(path, merge.done(), made_at, fingerprint)


def brought_lines(brings: ArchiveBrought) -> Iterator[str]:
    """Say what an archive brings, a line for each kind of record."""
    if brings.added:
        yield _("New: {what}.").format(what=_listed(brings.added))
    if brings.changed:
        yield _("Newer in the archive: {what}.").format(what=_listed(brings.changed))
    if brings.files:
        yield _("Missing here: {what}.").format(what=files_words(brings.files))
    if brings.same:
        words = ngettext(
            "{count} record is here already, just so.", "{count} records are here already, just so.", brings.same
        )
        yield words.format(count=brings.same)
    if brings.stays:
        words = ngettext(
            "{count} record was changed here later and stays.",
            "{count} records were changed here later and stay.",
            brings.stays,
        )
        yield words.format(count=brings.stays)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {table_words(table, count)}" for table, count in counts.items())


def _heard(
    path: Path,
    whole: Whole,
    on_progress: Callable[[int, int], None] | None,
    is_cancelled: Callable[[], bool] | None,
    *,
    with_files: bool,
) -> Generator[Heard, None, None]:
    numbers = {(table.name, column.name) for table in whole.tables for column in table.columns if column.kind == "REAL"}
    names = tuple(table.name for table in whole.tables)
    return hear_archive(
        path,
        names,
        numbers=frozenset(numbers),
        on_progress=on_progress,
        is_cancelled=is_cancelled,
        with_files=with_files,
    )


class _Merge:
    """Takes rows as they come and puts each where it belongs; writes only where it is told to."""

    def __init__(self, desk: Desk, whole: Whole, *, writes: bool) -> None:
        self._desk = desk
        self._whole = whole
        self._writes = writes
        self._tables = {table.name: table for table in whole.tables}
        self._added: Counter[str] = Counter()
        self._changed: Counter[str] = Counter()
        self._same = 0
        self._stays: list[StaysHere] = []
        self._stays_count = 0
        self._my_id = self._their_id = self._their_profile = ""
        self._seen: dict[str, set[str]] = {}
        self._files = 0
        self._said_here: dict[TextPlace, str] = {}

    def take(self, message: Heard, name: str) -> None:
        """Take the next piece of the archive; raises Mistake for rows that are none."""
        if isinstance(message, ArchiveFacts):
            if message.schema > SCHEMA_VERSION:
                raise Mistake(
                    _("“{name}” was written by a newer MentorDesk. Update the program, then bring it back.").format(
                        name=name
                    ),
                    field="path",
                )
            self._find_out_who(message)
            self._files = missing_here(self._desk, message)
            return
        if isinstance(message, ArchivePiece):
            return
        table = self._tables[message.table]
        seen = self._seen.setdefault(table.name, set())
        rows = []
        for row in message.rows:
            try:
                record_id = check_row(table, row)
            except Unreadable as error:
                raise _none_of_ours(name, table, str(error)) from None
            if record_id in seen:
                raise _none_of_ours(name, table, "id")
            seen.add(record_id)
            if (mine := self._as_mine(table, row)) is not None:
                rows.append(mine)
        self._merge(table, rows)

    def settle(self) -> None:
        """Keep what the texts said here that were written over; the archive may have brought that wording itself."""
        for place, text in self._said_here.items():
            if text.strip():
                self._desk.wordings.keep_before(place, text)

    def done(self) -> ArchiveBrought:
        """Return what came of it."""
        return ArchiveBrought(
            dict(self._added), dict(self._changed), self._same, self._stays_count, tuple(self._stays), self._files
        )

    # -- who is who

    def _find_out_who(self, facts: ArchiveFacts) -> None:
        profile = self._desk.profile.mine()
        if profile is None or not facts.me or profile.person_id == facts.me:
            return
        if self._is_untouched(profile.person_id):
            if self._writes:
                self._whole.throw_away("profile", profile.id)
                self._whole.throw_away("person", profile.person_id)
        elif self._desk.people.find(facts.me) is None:
            self._my_id, self._their_id, self._their_profile = profile.person_id, facts.me, facts.profile

    def _is_untouched(self, my_id: str) -> bool:
        """Tell whether nothing is on the desk but the one who has just begun it."""
        counts = {name: self._whole.count(name) for name in self._tables}
        return counts.pop("profile") == 1 and counts.pop("person") == 1 and not any(counts.values()) and bool(my_id)

    def _as_mine(self, table: Table, row: Row) -> Row | None:
        """Return the row with the owner of this desk in place of the archive's; None for that person's own row."""
        if not self._their_id:
            return row
        if (table.name, row["id"]) in {("person", self._their_id), ("profile", self._their_profile)}:
            return None
        if table.name == "profile":
            return None
        mine = dict(row)
        for column in table.columns:
            if column.leads_to == "person" and mine.get(column.name) == self._their_id:
                mine[column.name] = self._my_id
        return mine

    # -- which of two counts

    def _merge(self, table: Table, rows: list[Row]) -> None:
        present = self._whole.present(table.name, [row["id"] for row in rows])
        new = []
        for row in rows:
            here = present.get(row["id"])
            if here is None:
                new.append(row)
                continue
            differing = {name: value for name, value in row.items() if value != here[name]}
            if not differing:
                self._same += 1
            elif (row.get("updated_at") or "") > (here["updated_at"] or ""):
                self._changed[table.name] += 1
                if self._writes:
                    # What a text says here becomes one of its earlier wordings.
                    if table.name == "note" and "text" in differing:
                        self._desk.notes.leave(here["id"])
                    for field in differing.keys() & LONG_TEXTS.get(table.name, ()):
                        self._said_here[TextPlace(table.name, here["id"], field)] = here[field]
                    self._whole.put(table.name, row["id"], differing)
            else:
                self._stays_count += 1
                if len(self._stays) < MOST_TOLD:
                    self._stays.append(StaysHere(table.name, _title(here)))
        if new:
            self._added[table.name] += len(new)
            if self._writes:
                self._whole.add(table.name, new)


def _title(row: Row) -> str:
    words = next((row[name] for name in ("title", "name", "text", "words", "purpose") if row.get(name)), "")
    return str(words).strip().partition("\n")[0].lstrip("# ")[:80] or str(row["id"])


def _none_of_ours(name: str, table: Table, column: str) -> Mistake:
    sentence = _("“{name}” holds what a desk cannot hold ({table}, {column}). Nothing was changed.")
    return Mistake(sentence.format(name=name, table=table.name, column=column), field="path")
