"""Who is on the demo desk: Elena, the people she meets now, and, on larger desks, those of earlier years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from mentordesk.domain.mentorships import Mentorship, Role
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.light_dataclass import dataclass
from mentordesk.workflows.demo.chance import Chance
from mentordesk.workflows.demo.stock import Sheet, sheet
from mentordesk.workflows.demo.wording import Wording

HOME = "Europe/Berlin"


@dataclass(frozen=True)
class Member:
    """A person with the mentorship that joins us, and what the demo needs to know of both."""

    key: str
    person: Person
    mentorship: Mentorship
    weight: float
    language: str
    is_due: bool
    """Whether it has been too long since the last meeting."""
    tag: str
    """What `@` calls them in a note."""

    def is_there_on(self, day: date) -> bool:
        """Tell whether the mentorship was running on a day."""
        started = self.mentorship.started_on
        ended = self.mentorship.ended_on
        return (started is None or started <= day) and (ended is None or day <= ended)


@dataclass(frozen=True)
class Cast:
    """Everybody."""

    me: Person
    contacts: tuple[Person, ...]
    members: tuple[Member, ...]

    def member(self, key: str) -> Member:
        """Return somebody by the key of the stock."""
        return next(member for member in self.members if member.key == key)


def gather(chance: Chance, meetings: int, first_day: date, today: date) -> Cast:
    """Choose the people of a desk with so many meetings since a day."""
    people = sheet("people")
    begin = datetime.combine(first_day, time(9), UTC) - timedelta(days=20)
    me = _person(chance, people["me"], begin)
    contacts = tuple(_person(chance, entry, begin) for entry in people["contact"])
    present = tuple(_present(chance, entry, first_day, today) for entry in people["person"])
    former = tuple(_former(chance, meetings, first_day, today))
    return Cast(me, contacts, present + former)


def _person(chance: Chance, entry: Sheet, known_since: datetime) -> Person:
    kinds = (ChannelKind.MAIL, ChannelKind.PHONE, ChannelKind.CHAT)
    taken = {name: entry[name] for name in ("called", "city", "organisation", "call_link", "met_how", "remember", "avoid", "birthday") if name in entry}  # fmt: skip
    return Person(
        id=chance.id(known_since),
        created_at=known_since,
        updated_at=known_since,
        name=entry["name"],
        pronouns=entry["pronouns"],
        zone=entry["zone"],
        channels=tuple(Channel(kind, entry[kind.value], "work") for kind in kinds if kind.value in entry),
        **taken,
    )


def _present(chance: Chance, entry: Sheet, first_day: date, today: date) -> Member:
    whole = (today - first_day).days
    # Maria and Tomasz have been there from the beginning, the others came within the last years.
    days = whole if entry["key"] in {"maria", "tomasz"} else min(whole, chance.number(150, 900))
    started = today - timedelta(days=days)
    known = datetime.combine(started, time(8), UTC) - timedelta(days=7)
    person = _person(chance, entry, known)
    mentorship = Mentorship(
        id=chance.id(known),
        created_at=known,
        updated_at=known,
        person_id=person.id,
        my_role=Role(entry["my_role"]),
        purpose=entry["purpose"],
        phase=entry["phase"],
        cadence_days=entry["cadence_days"],
        started_on=started,
        urgent_channel=entry.get("urgent_channel", ""),
        urgent_from=entry.get("urgent_from"),
        urgent_to=entry.get("urgent_to"),
    )
    return Member(
        key=entry["key"],
        person=person,
        mentorship=mentorship,
        weight=entry.get("weight", 0),
        language=entry.get("language", "en"),
        is_due=entry.get("is_due", False),
        tag=person.short_name,
    )


def _former(chance: Chance, meetings: int, first_day: date, today: date) -> Iterator[Member]:
    whole = (today - first_day).days
    places = sheet("people")["place"]
    for index in range(4 + int(1.3 * (meetings / 100) ** 0.75) if meetings >= 150 else 0):
        place = places[index % len(places)]
        first, last = chance.deal(place["first"]), chance.deal(place["last"])
        length = min(whole, chance.number(240, 1100))
        # The first of them were there at the beginning; the last one left some months ago.
        offset = int((whole - length) * (0 if index < 5 else chance.random.random()))
        started = first_day + timedelta(days=offset)
        ended = min(started + timedelta(days=length), today - timedelta(days=chance.number(40, 200)))
        known = datetime.combine(started, time(7), UTC) - timedelta(days=chance.number(5, 40))
        name = f"{first} {last}"
        address = f"person{index + 1}@example.org"
        person = _person(
            chance,
            {
                "name": name,
                "pronouns": chance.pick(("she/her", "he/him")),
                "zone": place["zone"],
                "city": place["city"],
                "mail": address,
                "call_link": f"https://meet.example.org/room-{index + 1}",
            },
            known,
        )
        wording = Wording(chance, person)
        mentorship = Mentorship(
            id=chance.id(known),
            created_at=known,
            updated_at=known,
            person_id=person.id,
            my_role=Role.MENTEE if chance.maybe(0.06) else Role.MENTOR,
            purpose=wording.say(chance.deal(sheet("goals")["goal"])["title"]),
            phase="closed",
            cadence_days=chance.pick((7, 14, 14, 21, 28)),
            started_on=started,
            ended_on=ended,
            ended_why=wording.say(chance.deal(sheet("talk")["ended_why"])),
        )
        yield Member(
            key=f"former{index}",
            person=person,
            mentorship=mentorship,
            weight=chance.number(2, 8),
            language="en",
            is_due=False,
            tag=name,
        )
