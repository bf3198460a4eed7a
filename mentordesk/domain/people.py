"""People: who they are, how to reach them, what to remember and what not to raise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mentordesk.domain.records import Record
from mentordesk.domain.zones import zone_named
from mentordesk.errors import Mistake
from mentordesk.language import _


class ChannelKind(StrEnum):
    """A way to reach somebody."""

    MAIL = "mail"
    PHONE = "phone"
    CHAT = "chat"
    WEB = "web"
    OTHER = "other"


@dataclass(frozen=True)
class Channel:
    """One way to reach a person, such as a mail address, with a word such as “work”."""

    kind: ChannelKind
    value: str
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """Somebody on this desk, myself included."""

    name: str = ""
    called: str = ""
    """What to call them; empty means the first word of the name."""
    pronouns: str = ""
    zone: str = ""
    """IANA name; empty while unknown."""
    city: str = ""
    channels: tuple[Channel, ...] = ()
    call_link: str = ""
    met_how: str = ""
    remember: str = ""
    avoid: str = ""
    """Things not to raise."""
    organisation: str = ""
    birthday: str = ""
    """As written by its source: a date, or --MM-DD where the year is not known."""
    origin_uid: str = ""
    """The id of the contact this person was imported from."""

    @property
    def short_name(self) -> str:
        """What they are called in a sentence."""
        return self.called or (self.name.split() or [""])[0]

    @property
    def initials(self) -> str:
        """One or two letters for the avatar; a letter is what the person's script calls one."""
        words = [word for word in self.name.split() if word[0].isalnum()] or self.name.split()
        letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
        return "".join(letters).upper()

    @property
    def mail(self) -> str:
        """The first mail address, or empty."""
        return next((channel.value for channel in self.channels if channel.kind is ChannelKind.MAIL), "")


def checked_person(person: Person) -> Person:
    """Return the person as it may be kept; raises Mistake for one without a name or with an unknown zone."""
    if not person.name.strip():
        raise Mistake(_("Write a name, so that you can find this person again."), field="name")
    if person.zone:
        zone_named(person.zone)
    return person
