"""Where a call with a person is made when the meeting itself does not say."""

from __future__ import annotations

from mentordesk.domain.meetings import Mode
from mentordesk.domain.people import ChannelKind, Person


def default_link(person: Person, mode: Mode) -> str:
    """Return where a call with a person is made: the call link, the first number, the first chat that is a link."""
    if mode is Mode.VIDEO:
        return person.call_link
    if mode is Mode.PHONE:
        number = _channel(person, ChannelKind.PHONE)
        return f"tel:{''.join(letter for letter in number if letter.isdigit() or letter == '+')}" if number else ""
    if mode is Mode.CHAT:
        chat = _channel(person, ChannelKind.CHAT)
        return chat if "://" in chat else ""
    return ""


def _channel(person: Person, kind: ChannelKind) -> str:
    found = (channel for channel in person.channels if channel.kind is kind)
    return next((channel.value for channel in found), "")
