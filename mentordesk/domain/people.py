"""People: who they are, how to reach them, what to remember and what not to raise."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from mentordesk.domain.records import Record
from mentordesk.domain.zones import zone_named
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass


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


_CHAT_PLACES = (
    r"(^@|^(xmpp|matrix|tg|sgnl|slack|skype|msteams|whatsapp):|//([\w-]+\.)*(t\.me|wa\.me|telegram\.me|signal\.me|matrix\.to"
    r"|slack\.com|discord\.(gg|com)|teams\.microsoft\.com|m\.me)(/|$))"
)


def channel_of(words: str, label: str = "") -> Channel:
    """Return what somebody typed as a way to reach a person: the kind is seen from how it is written."""
    value = words.strip().removeprefix("mailto:")
    if re.search(_CHAT_PLACES, value, re.IGNORECASE):
        kind = ChannelKind.CHAT
    elif re.fullmatch(r"[^\s@/:]+@[^\s@/:]+", value):
        kind = ChannelKind.MAIL
    elif re.fullmatch(r"(tel:)?\+?[\d\s()./-]{4,}(\s*(x|ext\.?)\s*\d+)?", value, re.IGNORECASE):
        kind, value = ChannelKind.PHONE, value.removeprefix("tel:")
    elif re.match(r"https?://|www\.", value, re.IGNORECASE) or re.fullmatch(
        r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?", value
    ):
        kind = ChannelKind.WEB
    else:
        kind = ChannelKind.OTHER
    return Channel(kind, value, label)


def channel_link(channel: Channel) -> str:
    """Return the link that opens a channel; empty for what only a person can make sense of."""
    value = channel.value
    match channel.kind:
        case ChannelKind.MAIL:
            return f"mailto:{value}"
        case ChannelKind.PHONE:
            digits = re.split(r"x|ext", value.lower(), maxsplit=1)[0]
            return "tel:" + "".join(letter for letter in digits if letter.isdigit() or letter == "+")
        case _ if re.match(r"[a-z][a-z0-9+.-]*:", value, re.IGNORECASE):
            return value
        case ChannelKind.WEB:
            return f"https://{value}"
        case _:
            return ""


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
    keep_until: date | None = None
    """The last day to keep what is known of them; None is no such day."""
    keep_months: int | None = None
    """How many months to keep it after the last mentorship has ended; None is no such span."""
    keep_asked_on: date | None = None
    """When it was asked about, once the time was over."""

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
