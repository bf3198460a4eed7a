"""Texts that have earlier wordings, all alike to whoever shows them: what each says, said, and how it is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from mentordesk.clock import Clock
from mentordesk.domain.notes import WhyKept
from mentordesk.domain.text_difference import difference, with_stretch_back
from mentordesk.domain.wordings import TextPlace
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.record_table import RecordTable
from mentordesk.workflows.notes.edit_note import take_stretch_back, take_wording_back
from mentordesk.workflows.people.tell_thread import change_thread
from mentordesk.workflows.questions.ask_question import change_question


class EarlierWording(Protocol):
    """What a text said at an earlier time."""

    @property
    def id(self) -> str: ...
    @property
    def created_at(self) -> datetime | None: ...
    @property
    def text(self) -> str: ...
    @property
    def why(self) -> WhyKept: ...


class WordedText(Protocol):
    """A text that has earlier wordings. What is taken back raises Mistake where that can no longer be."""

    def text(self) -> str:
        """Return what it says now."""

    def earlier(self) -> Sequence[EarlierWording]:
        """Return its earlier wordings, newest first, one that it says again among them."""

    def take_back(self, wording_id: str) -> object:
        """Let it say again what it said."""

    def take_stretch_back(self, wording_id: str, seen: str, number: int) -> object:
        """Let one stretch say again what it said, by its number among those that differ from what was `seen`."""


class NoteText:
    """The text of a note."""

    def __init__(self, desk: Desk, clock: Clock, note_id: str) -> None:
        self._desk, self._clock, self._id = desk, clock, note_id

    def text(self) -> str:
        """Return what it says now."""
        return self._desk.notes.get(self._id).text

    def earlier(self) -> Sequence[EarlierWording]:
        """Return its earlier wordings, newest first."""
        return self._desk.notes.revisions(self._id)

    def take_back(self, wording_id: str) -> object:
        """Let it say again what it said, as one step of undo."""
        return take_wording_back(self._desk, self._clock, self._id, wording_id)

    def take_stretch_back(self, wording_id: str, seen: str, number: int) -> object:
        """Let one stretch say again what it said, as one step of undo."""
        return take_stretch_back(self._desk, self._clock, self._id, wording_id, seen, number)


class FieldText:
    """One long text of any other record."""

    def __init__(self, desk: Desk, clock: Clock, place: TextPlace) -> None:
        self._desk, self._clock, self._place = desk, clock, place

    def text(self) -> str:
        """Return what it says now."""
        return str(getattr(_table(self._desk, self._place.noun).get(self._place.id), self._place.field))

    def earlier(self) -> Sequence[EarlierWording]:
        """Return its earlier wordings, newest first."""
        return self._desk.wordings.of(self._place)

    def take_back(self, wording_id: str) -> object:
        """Let it say again what it said, as one step of undo; what it says now stays among the earlier wordings."""
        with self._desk.database.change(act=_("Take an earlier wording back")):
            return self._write(wording_of(self.earlier(), wording_id).text)

    def take_stretch_back(self, wording_id: str, seen: str, number: int) -> object:
        """Let one stretch say again what it said, as one step of undo."""
        with self._desk.database.change(act=_("Take a part of an earlier wording back")):
            wording = wording_of(self.earlier(), wording_id)
            return self._write(with_part_back(wording.text, self.text(), seen, number))

    def _write(self, text: str) -> object:
        present = self.text()
        if present.strip():
            self._desk.wordings.keep(self._place, present, WhyKept.TAKEN_BACK)
        return _write(self._desk, self._clock, self._place, text)


def wording_of(wordings: Sequence[EarlierWording], wording_id: str) -> EarlierWording:
    """Return one of the wordings; raises Mistake when it is no longer among them."""
    wording = next((each for each in wordings if each.id == wording_id), None)
    if wording is None:
        raise Mistake(_("This wording is no longer kept."))
    return wording


def with_part_back(earlier: str, now: str, seen: str, number: int) -> str:
    """Return a text with one stretch as it was; raises Mistake when it is no longer what was `seen`."""
    changed_meanwhile = Mistake(_("The text was changed meanwhile. Look at the difference again."))
    if now != seen:
        raise changed_meanwhile
    try:
        return with_stretch_back(difference(earlier, seen), number)
    except IndexError as error:
        raise changed_meanwhile from error


def _table(desk: Desk, noun: str) -> RecordTable[Any]:
    match noun:
        case "person":
            return desk.people
        case "mentorship":
            return desk.mentorships
        case "goal":
            return desk.goals
        case "goal_plan":
            return desk.goals.plans
        case "check_in":
            return desk.goals.check_ins
        case "question":
            return desk.questions
        case "thread":
            return desk.threads
        case "advice":
            return desk.advice
        case "reflection":
            return desk.reflections
        case "review":
            return desk.reviews
        case _:
            raise LookupError(noun)


def _write(desk: Desk, clock: Clock, place: TextPlace, text: str) -> object:
    """Put a text where it belongs, with all that follows from it: a question has its topic, an answer answers."""
    record = replace(_table(desk, place.noun).get(place.id), **{place.field: text})
    match place.noun:
        case "question":
            return change_question(desk, clock, record.id, record.text, record.context, record.answer)
        case "thread":
            return change_thread(desk, clock, record.id, record.text, record.ripe_on, record.answer)
        case _:
            return _table(desk, place.noun).save(record)
