"""Import contacts: compare a file's cards with the desk, show what would happen, then do it in one short change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Role
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.exchange.contacts import Birthday, Contact
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.people.mentorship_with import mentorship_with


class CardFate(StrEnum):
    """What an import would do with a card."""

    NEW = "new"
    FILLS_IN = "fills_in"
    """The person is here, and the card knows something that is still empty."""
    SAME = "same"


@dataclass(frozen=True)
class CardRow:
    """One card of the file beside what the desk knows."""

    contact: Contact
    fate: CardFate
    person: Person
    """The person as they would be kept."""


@dataclass(frozen=True)
class ContactsImported:
    """What an import did."""

    added: int
    filled_in: int
    unchanged: int


def compare_contacts(desk: Desk, contacts: Sequence[Contact]) -> tuple[CardRow, ...]:
    """Return what an import of these cards would do; nothing is written.

    A card is somebody on the desk if it was imported before, or if name and a mail address or phone number agree. A
    name alone is not enough: two people of one name stay two, unless the card says nothing but the name.
    """
    known = desk.people.where()
    by_uid = {person.origin_uid: person for person in known if person.origin_uid}
    by_name: dict[str, list[Person]] = {}
    for person in known:
        by_name.setdefault(person.name.casefold(), []).append(person)
    rows = []
    for contact in contacts:
        card = _as_person(contact)
        match = by_uid.get(contact.uid) or _same(card, by_name.get(card.name.casefold(), ()))
        if match is None:
            rows.append(CardRow(contact, CardFate.NEW, card))
            continue
        filled = _filled_in(match, card)
        rows.append(CardRow(contact, CardFate.SAME if filled == match else CardFate.FILLS_IN, filled))
    return tuple(rows)


def import_contacts(
    desk: Desk, clock: Clock, rows: Sequence[CardRow], chosen: Collection[int], my_role: Role | None = None
) -> ContactsImported:
    """Import the chosen rows, by their place, as one act. With a role, a mentorship begins with each new person."""
    added = filled_in = 0
    with desk.database.change(Topic.PEOPLE, Topic.MENTORSHIPS, act=_("Import contacts")):
        for index in sorted(chosen):
            row = rows[index]
            if row.fate is CardFate.NEW:
                person = desk.people.add(row.person)
                added += 1
                if my_role:
                    mentorship_with(desk, clock, person.id, my_role)
            elif row.fate is CardFate.FILLS_IN:
                desk.people.save(row.person)
                filled_in += 1
    return ContactsImported(added, filled_in, len(rows) - added - filled_in)


def _as_person(contact: Contact) -> Person:
    channels = (
        *(Channel(ChannelKind.MAIL, mail) for mail in contact.mails),
        *(Channel(ChannelKind.PHONE, phone) for phone in contact.phones),
        *(Channel(ChannelKind.WEB, link) for link in contact.links),
    )
    organisation = ", ".join(part for part in (contact.title, contact.organisation) if part)
    return Person(
        name=contact.full_name,
        called=contact.nickname,
        pronouns=contact.pronouns,
        zone=contact.zone or "",
        city=contact.city,
        channels=channels,
        remember=contact.note,
        organisation=organisation,
        birthday=_day(contact.birthday),
        origin_uid=contact.uid,
    )


def _day(birthday: Birthday | None) -> str:
    if birthday is None:
        return ""
    return f"{birthday.year or '-'}-{birthday.month:02d}-{birthday.day:02d}"


def _same(card: Person, candidates: Sequence[Person]) -> Person | None:
    reach = {channel.value.casefold() for channel in card.channels}
    for candidate in candidates:
        theirs = {channel.value.casefold() for channel in candidate.channels}
        if reach & theirs or (not reach and len(candidates) == 1):
            return candidate
    return None


def _filled_in(person: Person, card: Person) -> Person:
    """Return the person with what the card knows and the desk does not; nothing written here is overwritten."""
    reach = {channel.value.casefold() for channel in person.channels}
    more = tuple(channel for channel in card.channels if channel.value.casefold() not in reach)
    return replace(
        person,
        called=person.called or card.called,
        pronouns=person.pronouns or card.pronouns,
        zone=person.zone or card.zone,
        city=person.city or card.city,
        channels=(*person.channels, *more),
        remember=person.remember or card.remember,
        organisation=person.organisation or card.organisation,
        birthday=person.birthday or card.birthday,
        origin_uid=person.origin_uid or card.origin_uid,
    )
