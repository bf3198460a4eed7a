"""Ask an urgent question at once: the words with their context, and whether this is an hour agreed for it. Nothing is sent here."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from urllib.parse import quote

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.meetings import Mode
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Channel, ChannelKind, Person, channel_link, channel_of
from mentordesk.domain.questions import Question
from mentordesk.domain.where_to_call import default_link
from mentordesk.domain.zones import zone_named
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk

LONGEST_LINK = 1900
"""Letters of a `mailto:` link that programs on all three platforms take; Windows cuts off near two thousand."""
_LONGEST_SUBJECT = 70


@dataclass(frozen=True)
class Reach:
    """How somebody can be reached when it cannot wait."""

    sentence: str
    is_now: bool
    """Whether it is an hour agreed for it; asking is possible at any time all the same."""
    kind: ChannelKind | None
    """The channel agreed, if one is."""


@dataclass(frozen=True)
class Composed:
    """A question ready to go."""

    person: Person
    subject: str
    body: str
    mail_link: str
    """A `mailto:` link; empty without an address."""
    is_cut: bool
    """Whether the body is too long for the link, which then holds only its beginning: the whole goes to the clipboard."""
    call_link: str
    reach: Reach

    @property
    def text(self) -> str:
        """What is copied: all but the subject."""
        return self.body


def compose(desk: Desk, clock: Clock, question: Question, context: str | None = None) -> Composed | None:
    """Return the question ready to go, with `context` in place of its own if given; None while nobody is to be asked."""
    mentorship = desk.mentorships.find(question.mentorship_id) if question.mentorship_id else None
    person = desk.people.find(mentorship.person_id) if mentorship else None
    if mentorship is None or person is None:
        return None
    me = desk.profile.me()
    body = write_body(person, me, question.text, question.context if context is None else context)
    subject = write_subject(question.text)
    agreed = agreed_channel(person, mentorship.urgent_channel)
    address = agreed.value if agreed is not None and agreed.kind is ChannelKind.MAIL else person.mail
    link = mail_link(address, subject, body) if address else ""
    is_cut = len(link) > LONGEST_LINK
    if is_cut:
        link = mail_link(address, subject, "")
    return Composed(
        person=person,
        subject=subject,
        body=body,
        mail_link=link,
        is_cut=is_cut,
        call_link=_call_link(person, agreed),
        reach=reach(person, mentorship, clock.now()),
    )


def write_subject(text: str) -> str:
    """Return the question as the subject of a mail, cut between words when it is long."""
    words = " ".join(text.split())
    if len(words) <= _LONGEST_SUBJECT:
        return words
    return words[:_LONGEST_SUBJECT].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def write_body(person: Person, me: Person, text: str, context: str) -> str:
    """Return the whole message: greeting, context, question, name."""
    parts = [_("Hello {name},").format(name=person.short_name), context.strip(), text.strip(), me.short_name]
    return "\n\n".join(part for part in parts if part) + "\n"


def mail_link(address: str, subject: str, body: str) -> str:
    """Return a `mailto:` link, percent-encoded as RFC 6068 asks: lines end with CRLF, and a plus sign is no space."""
    fields = {"subject": subject, "body": body.replace("\r\n", "\n").replace("\n", "\r\n")}
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items() if value)
    return f"mailto:{quote(address.strip(), safe='@')}?{query}"


def agreed_channel(person: Person, words: str) -> Channel | None:
    """Return the channel that the words of an agreement mean: one of the person's, or what is written itself."""
    said = " ".join(words.split()).casefold()
    if not said:
        return None
    for channel in person.channels:
        if said in {channel.value.casefold(), channel.label.casefold()}:
            return channel
    for kind, names in _kind_names().items():
        if said in names:
            return next((one for one in person.channels if one.kind is kind), Channel(kind, ""))
    return channel_of(words.strip())


def channel_words(kind: ChannelKind | None, words: str) -> str:
    """Say by what: “by phone”, or the words of the agreement where they say more."""
    said = {
        ChannelKind.MAIL: _("by mail"),
        ChannelKind.PHONE: _("by phone"),
        ChannelKind.CHAT: _("by chat"),
        ChannelKind.WEB: _("by call link"),
    }
    return said.get(kind, "") if kind and kind in said else _("by {what}").format(what=words)


def reach(person: Person, mentorship: Mentorship, now: datetime) -> Reach:
    """Say how and when somebody can be reached, on their clock. Without an agreement it says what time it is there."""
    channel = agreed_channel(person, mentorship.urgent_channel)
    kind = channel.kind if channel else None
    there = now.astimezone(zone_named(person.zone)) if person.zone else None
    clock_there = phrases.clock_time(there) if there else ""
    name = person.short_name
    by = channel_words(kind, mentorship.urgent_channel) if channel else ""
    begin, end = mentorship.urgent_from, mentorship.urgent_to
    if there is None or begin is None or end is None or begin == end:
        if by and there:
            sentence = _("{name} can be reached {by}; it is {time} there now.")
        elif by:
            sentence = _("{name} can be reached {by}.")
        elif there:
            sentence = _("It is {time} where {name} is. Nothing is agreed yet for what cannot wait.")
        else:
            sentence = _("Nothing is agreed yet for what cannot wait.")
        return Reach(sentence.format(name=name, by=by, time=clock_there), True, kind)
    hours = _("{begin}–{end} their time").format(begin=phrases.clock_time(begin), end=phrases.clock_time(end))
    is_now = _is_within(there.time(), begin, end)
    by = by or _("at once")
    if is_now:
        sentence = _("{name} can be reached {by} {hours}; it is {time} there now.")
    else:
        sentence = _("{name} can be reached {by} {hours}; it is {time} there now. That is again {opens}.")
    opens = _opens_words(there, begin, now)
    return Reach(sentence.format(name=name, by=by, hours=hours, time=clock_there, opens=opens), is_now, kind)


def _is_within(at: time, begin: time, end: time) -> bool:
    """Tell whether a time lies between two; hours may go over midnight."""
    return begin <= at < end if begin < end else at >= begin or at < end


def _opens_words(there: datetime, begin: time, now: datetime) -> str:
    """Say how long it is until the hours begin, on whichever day they do there."""
    zone = there.tzinfo
    for days in range(3):
        opens = datetime.combine(there.date() + timedelta(days=days), begin, zone)
        if opens.astimezone(UTC) > now:
            return phrases.countdown(opens.astimezone(UTC), now)
    return ""


def _call_link(person: Person, agreed: Channel | None) -> str:
    if agreed is not None and agreed.kind in {ChannelKind.PHONE, ChannelKind.CHAT, ChannelKind.WEB}:
        link = channel_link(agreed) if agreed.value else ""
        if link:
            return link
    return person.call_link or default_link(person, Mode.PHONE)


def ways_agreed(person: Person, now: str) -> list[tuple[str, str]]:
    """Return what can be agreed for what cannot wait, as (words kept, words shown): by what the person has, and what is `now`."""
    kinds = {channel.kind for channel in person.channels}
    ways = [("", _("Nothing agreed"))]
    for kind, kept, shown in (
        (ChannelKind.PHONE, "phone", _("By phone")),
        (ChannelKind.MAIL, "mail", _("By mail")),
        (ChannelKind.CHAT, "chat", _("By chat")),
    ):
        if kind in kinds or kept == now:
            ways.append((kept, shown))
    if person.call_link or now == "call link":
        ways.append(("call link", _("By call link")))
    if now not in {kept for kept, _shown in ways}:
        ways.append((now, now))
    return ways


def _kind_names() -> dict[ChannelKind, set[str]]:
    return {
        ChannelKind.MAIL: {"mail", "email", "e-mail", _("mail").casefold()},
        ChannelKind.PHONE: {"phone", "telephone", _("phone").casefold()},
        ChannelKind.CHAT: {"chat", _("chat").casefold()},
        ChannelKind.WEB: {"call link", "video", _("call link").casefold()},
    }
