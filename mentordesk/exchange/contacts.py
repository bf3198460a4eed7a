"""What reading contacts yields: people and a report. How cards are read: `contact_file`."""

from __future__ import annotations

from mentordesk.exchange.report import LeftOut, Note
from mentordesk.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of a year; the year may be unknown."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """One person's card. `full_name` and `uid` are never empty; a card without uid gets one made from its content.

    `mails`, `phones` and `links` come with the preferred one first, each once. `zone` is an IANA name.
    """

    uid: str
    full_name: str
    given: str = ""
    family: str = ""
    nickname: str = ""
    pronouns: str = ""
    organisation: str = ""
    department: str = ""
    title: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    zone: str | None = None
    birthday: Birthday | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContactsReading:
    """All of a contacts file. Two people of one name stay two."""

    contacts: tuple[Contact, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Note, ...] = ()
