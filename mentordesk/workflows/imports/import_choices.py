"""What somebody chooses of a file before it is imported: which rows, and with whom an event is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.exchange.calendars import CalendarEvent
from mentordesk.language import _
from mentordesk.workflows.imports.import_archive import ArchivePreview
from mentordesk.workflows.imports.import_calendar import EventFate
from mentordesk.workflows.imports.import_file import CalendarPreview, ContactsPreview, Preview
from mentordesk.workflows.imports.import_texts import TextsPreview


class Choices:
    """Ticks by the place of a row; changing them says which rows look different now."""

    def __init__(self, preview: Preview) -> None:
        self.ticked: set[int] = set(preview.suggested)
        self._to_do = frozenset(preview.to_do)

    def can_tick(self, index: int) -> bool:
        """Tell whether there is anything to do with a row."""
        return index in self._to_do

    def lacks_person(self, index: int) -> bool:
        """Tell whether a row cannot be ticked before somebody says whose it is."""
        return False

    def toggle(self, index: int) -> bool:
        """Tick or untick a row; False when it cannot be ticked."""
        if not self.can_tick(index) or self.lacks_person(index):
            return False
        self.ticked ^= {index}
        return True

    def tick_all(self, indices: Iterable[int], *, on: bool) -> None:
        """Tick or untick many rows; those that cannot be ticked are passed over."""
        for index in indices:
            if not on:
                self.ticked.discard(index)
            elif self.can_tick(index) and not self.lacks_person(index):
                self.ticked.add(index)


class WholeChoices(Choices):
    """A desk comes as a whole: its kinds of records are told, and none is left out."""

    def can_tick(self, index: int) -> bool:
        return False

    def tick_all(self, indices: Iterable[int], *, on: bool) -> None:
        pass


class EventChoices(Choices):
    """Events may also be given a person, somebody new included."""

    def __init__(self, preview: CalendarPreview) -> None:
        super().__init__(preview)
        self._rows = preview.rows
        self.people: dict[int, str] = {}
        self.new_people: dict[str, Person] = {}
        self._names = {one: person.name for one, person in preview.people.items()}

    def lacks_person(self, index: int) -> bool:
        return self._rows[index].fate is EventFate.NEW and not self.person_of(index)

    def person_of(self, index: int) -> str:
        """Return the id of whom an event is with; empty while nobody said."""
        return self.people.get(index, self._rows[index].person_id)

    def who_words(self, index: int) -> str:
        """Say whom an event is with, or who it could be."""
        row = self._rows[index]
        if person_id := self.person_of(index):
            return self._names.get(person_id, "")
        if row.candidates:
            return _("{names}?").format(names=" / ".join(self._names.get(one, "") for one in row.candidates[:3]))
        return ""

    def give(self, index: int, person_id: str) -> tuple[int, ...]:
        """Say whom an event is with, and tick it; its repetitions and events with the same others follow.

        Returns the places of all rows that changed.
        """
        event = self._rows[index].event
        others = _others(event)
        touched = [
            place
            for place, row in enumerate(self._rows)
            if row.fate is EventFate.NEW
            and (
                place == index
                or row.event.uid == event.uid
                or (bool(others) and _others(row.event) == others and not self.person_of(place))
            )
        ]
        was_ticked = {place for place in touched if place in self.ticked}
        for place in touched:
            self.people[place] = person_id
        # What lies in the past comes in only where it was asked for.
        first = self._rows[index].starts_at
        self.ticked |= {place for place in touched if place == index or self._rows[place].starts_at >= first}
        self.ticked |= was_ticked
        return tuple(touched)

    def give_new(self, index: int, name: str) -> tuple[int, ...]:
        """Say that an event is with somebody who is not on the desk yet."""
        mails = [who.mail for who in self._rows[index].event.attendees if who.mail]
        named = [who.mail for who in self._rows[index].event.attendees if who.name.casefold() == name.casefold()]
        reach = named or (mails if len(mails) == 1 else [])
        channels = tuple(Channel(ChannelKind.MAIL, mail.removeprefix("mailto:")) for mail in reach[:1] if mail)
        person = Person(name=" ".join(name.split()), channels=channels)
        self.new_people[person.id] = person
        self._names[person.id] = person.name
        return self.give(index, person.id)

    def needed_new_people(self) -> tuple[Person, ...]:
        """Return the new people whom a ticked row is with."""
        wanted = {self.people.get(index, "") for index in self.ticked}
        return tuple(person for one, person in self.new_people.items() if one in wanted)

    def suggested_name(self, index: int) -> str:
        """Return what somebody new might be called: who else is named in the event."""
        event = self._rows[index].event
        names = [who.name for who in (*event.attendees, *((event.organizer,) if event.organizer else ())) if who.name]
        return names[0] if len(set(names)) == 1 else ""


def choices_for(preview: Preview) -> Choices:
    """Return the choices of a preview as they are to begin with."""
    if isinstance(preview, ArchivePreview):
        return WholeChoices(preview)
    return EventChoices(preview) if isinstance(preview, CalendarPreview) else Choices(preview)


def order_of(preview: Preview) -> Sequence[int]:
    """Return the places of all rows as they are shown: what is suggested, what might be, what there is nothing to do with."""
    to_do = frozenset(preview.to_do)
    if isinstance(preview, ContactsPreview):
        return sorted(
            range(len(preview.rows)),
            key=lambda index: (index not in to_do, preview.rows[index].contact.full_name.casefold()),
        )
    if isinstance(preview, ArchivePreview):
        return range(len(preview.tables))
    if isinstance(preview, TextsPreview):
        return sorted(
            range(len(preview.rows)), key=lambda index: (index not in to_do, preview.rows[index].title.casefold())
        )
    rows, now = preview.rows, preview.clock.now()

    def rank(index: int) -> tuple[int, float]:
        row = rows[index]
        at = row.starts_at.timestamp()
        if row.is_ticked:
            return (0, at)
        if index not in to_do:
            return (5, -at)
        # What is still to come soonest first, what is past newest first.
        if row.starts_at >= now:
            return (1 if row.candidates or row.person_id else 2, at)
        return (3 if row.candidates or row.person_id else 4, -at)

    return sorted(range(len(rows)), key=rank)


def _others(event: CalendarEvent) -> frozenset[str]:
    return frozenset(who.mail.casefold() for who in event.attendees if who.mail)
