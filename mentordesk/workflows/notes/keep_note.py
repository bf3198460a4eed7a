"""Keep a note and its promises: each line `- [ ] @name text !friday` is an action, and stays its source.

What a line says now is compared with what it said when last kept: what changed in the line changes the action; what
changed in the action meanwhile is written into the line. Which line was which is found in `promise_lines`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from mentordesk.clock import Clock
from mentordesk.domain.actions import Action, done, reopened
from mentordesk.domain.merging import merge
from mentordesk.domain.notes import Note, WhyKept
from mentordesk.domain.people import Person
from mentordesk.domain.promises import Promise, read_promise, read_promises
from mentordesk.domain.thread_lines import read_thread_lines
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.spoken_dates import read_day
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.keep_links import keep_links
from mentordesk.workflows.notes.thread_lines import ThreadLines, has_thread_lines
from mentordesk.workflows.promises.promise_lines import pair_lines
from mentordesk.workflows.promises.promise_people import People, fold
from mentordesk.workflows.promises.written_promises import with_check, with_due, with_person, with_text


@dataclass(frozen=True)
class Unclear:
    """Something in a promise that must be asked back."""

    line: int
    """The line of the note, from 0."""
    about: Literal["person", "date"]
    words: str
    sentence: str
    candidates: tuple[Person, ...] = ()
    """Who may be meant."""


@dataclass(frozen=True)
class Kept:
    """A note as kept. Its text differs from what was handed in where an action had changed meanwhile."""

    note: Note
    actions: tuple[Action, ...]
    unclear: tuple[Unclear, ...] = ()
    met: bool = False
    """Another window or program had written into the note meanwhile; what it wrote is in the text too."""
    other_id: str = ""
    """The earlier wording that holds what it wrote into the very lines that were changed here; empty for none."""


def keep_note(
    desk: Desk,
    clock: Clock,
    note_id: str,
    text: str,
    answers: Mapping[int, str] | None = None,
    *,
    base: str | None = None,
) -> Kept:
    """Put a note's text and its promises on disk, in one change that is no step of undo: typing is undone in the text.

    `answers` says who is meant in which line (from 0), for names that alone do not tell. `base` is what the note said
    when whoever typed last looked: what was written since by another window or program is brought together with the
    text, and kept as an earlier wording where both changed the same lines. Raises Busy and Trouble.
    """
    with desk.database.change(Topic.NOTES):
        note = desk.notes.get(note_id)
        other_id = ""
        met = base is not None and note.text not in {base, text}
        if base is not None and met:
            merged = merge(base, text, note.text)
            if not merged.is_plain:
                other_id = desk.notes.keep_wording(note_id, note.text, WhyKept.ELSEWHERE)
            text = merged.text
        lines = _Lines(desk, clock, note, text, answers or {})
        text = lines.keep()
        unclear = lines.unclear
        if has_thread_lines(desk, note_id, text):
            threads = ThreadLines(desk, clock, note, text, People(desk), answers or {})
            text = threads.keep()
            unclear += _unclear_threads(threads)
        before = note.text
        if text != before:
            note = desk.notes.write(note_id, text)
        keep_links(desk, clock, note_id, before, text)
        return Kept(note, desk.actions.of_note(note_id), tuple(unclear), met, other_id)


def keep_meeting_note(
    desk: Desk,
    clock: Clock,
    meeting_id: str,
    text: str,
    answers: Mapping[int, str] | None = None,
    *,
    base: str | None = None,
) -> Kept:
    """Keep the text as the note of a meeting; the first words make the note. `base` as in `keep_note`."""
    with desk.database.change(Topic.NOTES):
        note = desk.notes.of_meeting(meeting_id)
        if note is None:
            meeting = desk.meetings.get(meeting_id)
            note = desk.notes.add(
                Note(person_id=meeting.person_id, mentorship_id=meeting.mentorship_id, meeting_id=meeting_id)
            )
        return keep_note(desk, clock, note.id, text, answers, base=base)


def keep_person_note(desk: Desk, clock: Clock, person_id: str, text: str) -> Kept:
    """Keep a new note about a person."""
    with desk.database.change(Topic.NOTES):
        mentorship = desk.mentorships.current_of(person_id)
        note = desk.notes.add(Note(person_id=person_id, mentorship_id=mentorship.id if mentorship else ""))
        return keep_note(desk, clock, note.id, text)


def follow_actions(desk: Desk, clock: Clock, note_id: str) -> Kept:
    """Write into a note what changed in its actions meanwhile, such as by undo."""
    with desk.database.change(Topic.NOTES):
        # Read within the change: what another program writes a moment before must not be written over.
        return keep_note(desk, clock, note_id, desk.notes.get(note_id).text)


def find_unclear(desk: Desk, clock: Clock, text: str) -> tuple[Unclear, ...]:
    """Return what must be asked back in a text, writing nothing."""
    people = People(desk)
    today = clock.now().astimezone(clock.zone()).date()
    found: list[Unclear] = []
    for promise in read_promises(text, people.names_in(text)):
        if _says_something(promise):
            found += [asked for asked in (_unclear_person(people, promise), _unclear_date(promise, today)) if asked]
    return (*found, *_unclear_threads(ThreadLines(desk, clock, Note(), text, people, {})))


def put_name(desk: Desk, text: str, line: int, person_id: str) -> str:
    """Return the text with the person of the promise in a line named so that nobody else can be meant, if possible.

    Raises LookupError when that line is no promise.
    """
    people = People(desk)
    promise = next((each for each in read_promises(text, people.names_in(text)) if each.line == line), None)
    lines = text.split("\n")
    if promise is None:
        thread = next((each for each in read_thread_lines(text, people.names_in(text)) if each.number == line), None)
        if thread is None:
            raise LookupError(f"line {line} is no promise of {person_id}")
        lines[line] = thread.written(person=people.way_to_say(desk.people.get(person_id)))
        return "\n".join(lines)
    lines[line] = with_person(lines[line], promise, people.way_to_say(desk.people.get(person_id)))
    return "\n".join(lines)


# --- keeping ---------------------------------------------------------------------------------------------------------


class _Lines:
    """The promises of one note while it is kept."""

    def __init__(self, desk: Desk, clock: Clock, note: Note, text: str, answers: Mapping[int, str]) -> None:
        self._desk = desk
        self._clock = clock
        self._note = note
        self._lines = text.split("\n")
        self._answers = answers
        self._today = clock.now().astimezone(clock.zone()).date()
        self._people = People(desk)
        self._names = self._people.names_in(text)
        self._promises = [promise for promise in read_promises(text, self._names) if _says_something(promise)]
        self.unclear: list[Unclear] = []

    def keep(self) -> str:
        """Bring actions and lines together and return the text."""
        thrown = self._desk.actions.thrown_away_with_lines_of(self._note.id)
        # Thrown away by the person while the line stayed: the line is let go, and makes no new action.
        let_go = [action for action in thrown if action.note_line]
        known = sorted((*self._desk.actions.of_note(self._note.id), *let_go), key=_by_place)
        trash = [action for action in thrown if not action.note_line]
        pairs = pair_lines([_words(action.note_line) for action in known], [self._words_of(p) for p in self._promises])
        for place, promise in enumerate(self._promises):
            if place in pairs:
                self._keep_known(known[pairs[place]], promise, place)
            else:
                self._keep_new(promise, place, trash)
        gone = set(range(len(known))) - set(pairs.values())
        for place in gone:
            action = known[place]
            deleted_at = action.deleted_at or self._clock.now()
            self._desk.actions.save(replace(action, deleted_at=deleted_at, note_line=""))
        return "\n".join(self._lines)

    def _line_of(self, promise: Promise) -> str:
        return self._lines[promise.line].removesuffix("\r")

    def _words_of(self, promise: Promise) -> str:
        return _words(self._line_of(promise))

    def _keep_known(self, action: Action, promise: Promise, place: int) -> None:
        line = self._line_of(promise)
        before = read_promise(action.note_line, self._names) or promise
        after = replace(action, note_place=place)
        if action.deleted_at is not None:
            if line == action.note_line:
                return
            after = replace(after, deleted_at=None)
        kept_line = line
        if promise.text != before.text:
            after = replace(after, text=promise.text)
        if promise.checked != before.checked:
            after = done(after, self._clock.now()) if promise.checked else reopened(after)
        owner = self._owner(promise)
        if (promise.person or "") != (before.person or "") or promise.line in self._answers:
            if owner is None:
                # Kept as if the person had not been changed: it is asked about until it is clear.
                kept_line = with_person(line, promise, before.person or "")
            else:
                after = replace(after, owner_id=owner)
        self._ask_date(promise)
        if (promise.due_words or "") != (before.due_words or ""):
            after = replace(after, due_on=self._due(promise))
        if kept_line == line and after.deleted_at is None:
            kept_line = self._written_back(after, promise, owner)
        after = replace(after, note_line=kept_line)
        if after != action:
            self._desk.actions.save(after)

    def _written_back(self, action: Action, promise: Promise, owner: str | None) -> str:
        """Write into the line in what its action differs from it, and return the line."""
        line = self._line_of(promise)
        changed = line
        if promise.checked != (action.done_at is not None):
            changed = with_check(changed, promise, checked=action.done_at is not None)
        if _says_another_day(promise, action.due_on):
            changed = with_due(changed, promise, action.due_on)
        if owner not in {None, action.owner_id}:
            is_mine = action.owner_id == self._people.me.id
            owned = self._desk.people.find(action.owner_id)
            # Whoever was forgotten has no name any more.
            name = "" if is_mine or owned is None else self._people.way_to_say(owned)
            changed = with_person(changed, read_promise(changed, self._names) or promise, name)
        if action.text != promise.text:
            changed = with_text(changed, read_promise(changed, self._names) or promise, action.text)
        if changed != line:
            ending = "\r" if self._lines[promise.line].endswith("\r") else ""
            self._lines[promise.line] = changed + ending
        return changed

    def _keep_new(self, promise: Promise, place: int, trash: list[Action]) -> None:
        owner = self._owner(promise)
        self._ask_date(promise)
        if owner is None:
            return
        line = self._line_of(promise)
        back = next((action for action in trash if fold(action.text) == fold(promise.text)), None)
        if back is not None:
            trash.remove(back)
            after = replace(back, deleted_at=None, owner_id=owner, text=promise.text, note_line=line, note_place=place)
            after = done(after, self._clock.now()) if promise.checked else reopened(after)
            if promise.due_words is None or self._due(promise) is not None:
                after = replace(after, due_on=self._due(promise))
            self._desk.actions.save(after)
            return
        self._desk.actions.add(
            Action(
                owner_id=owner,
                mentorship_id=self._note.mentorship_id,
                text=promise.text,
                due_on=self._due(promise),
                done_at=self._clock.now() if promise.checked else None,
                origin_meeting_id=self._note.meeting_id,
                origin_note_id=self._note.id,
                goal_id=self._note.goal_id,
                note_line=line,
                note_place=place,
                visibility=self._note.visibility,
            )
        )

    def _owner(self, promise: Promise) -> str | None:
        """Return who promised; None, and the question is noted, when that is not clear."""
        people = self._people
        if promise.person is None:
            return people.me.id
        if promise.line in self._answers:
            return self._answers[promise.line]
        asked = _unclear_person(people, promise)
        if asked is None:
            return people.named(promise.person).sure[0].id
        self.unclear.append(asked)
        return None

    def _ask_date(self, promise: Promise) -> None:
        asked = _unclear_date(promise, self._today)
        if asked is not None:
            self.unclear.append(asked)

    def _due(self, promise: Promise) -> date | None:
        """Return the day a promise is due, read today; None for none, and for one that is asked back."""
        if promise.due_words is None:
            return None
        try:
            return read_day(promise.due_words, self._today)
        except Mistake:
            return None


def _says_something(promise: Promise) -> bool:
    """Tell whether a promise has words: a lone `@` is a name about to be typed."""
    return any(letter.isalnum() for letter in promise.text)


def _unclear_person(people: People, promise: Promise) -> Unclear | None:
    if promise.person is None:
        return None
    named = people.named(promise.person)
    if len(named.sure) == 1:
        return None
    return _asked_who(promise.line, promise.person, named.sure or named.maybe, is_sure=bool(named.sure))


def _asked_who(line: int, name: str, candidates: tuple[Person, ...], *, is_sure: bool) -> Unclear:
    if is_sure:
        sentence = _("Which {name} is meant?").format(name=name)
    else:
        sentence = _("Nobody here is called {name}. Who is meant?").format(name=name)
    return Unclear(line, "person", name, sentence, candidates)


def _unclear_threads(threads: ThreadLines) -> list[Unclear]:
    who = [
        _asked_who(said.number, said.person or "", people, is_sure=is_sure)
        for said, people, is_sure in threads.unclear()
    ]
    return who + [Unclear(said.number, "date", said.day_words or "", words) for said, words in threads.unread_days()]


def _unclear_date(promise: Promise, today: date) -> Unclear | None:
    if promise.due_words is None:
        return None
    try:
        read_day(promise.due_words, today)
    except Mistake as mistake:
        return Unclear(promise.line, "date", promise.due_words, mistake.sentence)
    return None


def _says_another_day(promise: Promise, due_on: date | None) -> bool:
    """Tell whether a line says another day for certain: words like `friday` mean what they meant when written."""
    if promise.due_words is None:
        return due_on is not None
    try:
        return date.fromisoformat(promise.due_words) != due_on
    except ValueError:
        return False


def _words(line: str) -> str:
    """Return what a promise's line says, without its box."""
    promise = read_promise(line)
    return line[promise.text_at.start : promise.text_at.end] if promise and promise.text_at else ""


def _by_place(action: Action) -> tuple[int, str]:
    return action.note_place, action.id
