"""Keep the threads of a note in step with its lines `~ her sister’s wedding in June`; called as the note is kept.

An edited line edits its thread, a deleted one puts it into the trash, typed again it comes back as it was, asked or told.
What was reworded elsewhere is written into the line; thrown away elsewhere, the line stays and makes no new thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mentordesk.clock import Clock
from mentordesk.domain.date_words import find_date
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.thread_lines import ThreadLine, read_thread_line, read_thread_lines
from mentordesk.domain.threads import Thread
from mentordesk.errors import Mistake
from mentordesk.spoken_dates import day_order, read_day
from mentordesk.store.desk import Desk
from mentordesk.workflows.promises.promise_lines import pair_lines
from mentordesk.workflows.promises.promise_people import People, fold


def has_thread_lines(desk: Desk, note_id: str, text: str) -> bool:
    """Tell whether there is anything to keep: most notes have no such line and never had."""
    return "~" in text or bool(desk.threads.of_note(note_id))


class ThreadLines:
    """The thread lines of one note while it is kept."""

    def __init__(
        self, desk: Desk, clock: Clock, note: Note, text: str, people: People, answers: Mapping[int, str]
    ) -> None:
        self._desk = desk
        self._note = note
        self._people = people
        self._answers = answers
        self._now = clock.now()
        self._today = self._now.astimezone(clock.zone()).date()
        self._names = people.names_in(text)
        self._lines = text.split("\n")
        self._said = read_thread_lines(text, self._names)

    def keep(self) -> str:
        """Bring threads and lines together and return the text."""
        store = self._desk.threads
        thrown = store.thrown_away_with_lines_of(self._note.id)
        let_go = [thread for thread in thrown if thread.note_line]
        trash = [thread for thread in thrown if not thread.note_line]
        known = sorted((*store.of_note(self._note.id), *let_go), key=_by_place)
        known = [thread for thread in known if thread.note_line]
        pairs = pair_lines(
            [_words(thread.note_line) for thread in known], [_words(self._line(one)) for one in self._said]
        )
        for place, said in enumerate(self._said):
            if place in pairs:
                self._keep_known(known[pairs[place]], said, place)
            else:
                self._keep_new(said, place, trash)
        for place in set(range(len(known))) - set(pairs.values()):
            thread = known[place]
            store.save(replace(thread, deleted_at=thread.deleted_at or self._now, note_line=""))
        return "\n".join(self._lines)

    def unclear(self) -> tuple[tuple[ThreadLine, tuple[Person, ...], bool], ...]:
        """Return the lines whose name does not tell who is meant, with those who may be, and whether the name is theirs."""
        found = []
        for said in self._said:
            if said.person is not None and said.number not in self._answers:
                named = self._people.named(said.person)
                if len(named.sure) != 1:
                    found.append((said, named.sure or named.maybe, bool(named.sure)))
        return tuple(found)

    def unread_days(self) -> tuple[tuple[ThreadLine, str], ...]:
        """Return the lines whose `!date` is no day, with the sentence that asks back."""
        found = []
        for said in self._said:
            if said.day_words is not None:
                try:
                    read_day(said.day_words, self._today)
                except Mistake as mistake:
                    found.append((said, mistake.sentence))
        return tuple(found)

    def _line(self, said: ThreadLine) -> str:
        return self._lines[said.number].removesuffix("\r")

    def _keep_known(self, thread: Thread, said: ThreadLine, place: int) -> None:
        line = self._line(said)
        if thread.deleted_at is not None and line == thread.note_line:
            return
        before = read_thread_line(thread.note_line, self._names)
        after = replace(thread, note_place=place, deleted_at=None)
        if line == thread.note_line:
            line = self._written_back(after, said)
        else:
            if said.text != before.text:
                after = replace(after, text=said.text)
            if said.person != before.person or said.number in self._answers:
                after = replace(after, person_id=self._whose(said) or thread.person_id)
            if self._ripe_on(said) != self._ripe_on(before):
                after = replace(after, ripe_on=self._ripe_on(said))
        after = replace(after, note_line=line)
        if after != thread:
            self._desk.threads.save(after)

    def _written_back(self, thread: Thread, said: ThreadLine) -> str:
        """Write into an unchanged line what was reworded elsewhere, and return the line."""
        line = self._line(said)
        if thread.text == said.text:
            return line
        changed = said.written(thread.text)
        ending = "\r" if self._lines[said.number].endswith("\r") else ""
        self._lines[said.number] = changed + ending
        return changed

    def _keep_new(self, said: ThreadLine, place: int, trash: list[Thread]) -> None:
        whose = self._whose(said)
        if not whose:
            return
        line = self._line(said)
        back = next((thread for thread in trash if fold(thread.text) == fold(said.text)), None)
        if back is not None:
            trash.remove(back)
            after = replace(back, deleted_at=None, person_id=whose, text=said.text, note_line=line, note_place=place)
            if said.day_words is not None:
                after = replace(after, ripe_on=self._ripe_on(said))
            self._desk.threads.save(after)
            return
        self._desk.threads.add(
            Thread(
                person_id=whose,
                text=said.text,
                ripe_on=self._ripe_on(said),
                origin_meeting_id=self._note.meeting_id,
                origin_note_id=self._note.id,
                note_line=line,
                note_place=place,
            )
        )

    def _whose(self, said: ThreadLine) -> str:
        """Return whose life it is; empty when that is not clear."""
        if said.number in self._answers:
            return self._answers[said.number]
        if said.person is None:
            return self._note.person_id
        sure = self._people.named(said.person).sure
        if len(sure) != 1:
            return ""
        return sure[0].id if sure[0] != self._people.me else self._note.person_id

    def _ripe_on(self, said: ThreadLine) -> date | None:
        """Return from when on to ask: the `!date`, else a day named in passing; a month from its first day on."""
        if said.day_words is None:
            return find_date(said.text, self._today, day_order())
        try:
            return read_day(said.day_words, self._today)
        except Mistake:
            return None


def _words(line: str) -> str:
    return line.lstrip().removeprefix("~").strip()


def _by_place(thread: Thread) -> tuple[int, str]:
    return thread.note_place, thread.id
