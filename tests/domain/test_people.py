"""People: what a typed way to reach them is, and what may be kept."""

from __future__ import annotations

import pytest

from mentordesk.domain.people import Channel, ChannelKind, Person, channel_link, channel_of, checked_person
from mentordesk.errors import Mistake


@pytest.mark.parametrize(
    ("words", "kind", "value", "link"),
    [
        ("maria@example.org", ChannelKind.MAIL, "maria@example.org", "mailto:maria@example.org"),
        ("mailto:maria@example.org", ChannelKind.MAIL, "maria@example.org", "mailto:maria@example.org"),
        ("+63 (917) 555-0101", ChannelKind.PHONE, "+63 (917) 555-0101", "tel:+639175550101"),
        ("030 1234567 x 12", ChannelKind.PHONE, "030 1234567 x 12", "tel:0301234567"),
        ("@maria.santos", ChannelKind.CHAT, "@maria.santos", ""),
        ("https://t.me/maria", ChannelKind.CHAT, "https://t.me/maria", "https://t.me/maria"),
        ("https://maria.example/about", ChannelKind.WEB, "https://maria.example/about", "https://maria.example/about"),
        ("maria.example.org", ChannelKind.WEB, "maria.example.org", "https://maria.example.org"),
        ("second door on the left", ChannelKind.OTHER, "second door on the left", ""),
    ],
)
def test_a_way_to_reach_somebody_is_seen_from_how_it_is_written(
    words: str, kind: ChannelKind, value: str, link: str
) -> None:
    channel = channel_of(f"  {words} ", "work")
    assert channel == Channel(kind, value, "work")
    assert channel_link(channel) == link


def test_a_person_needs_a_name_and_a_zone_that_exists() -> None:
    with pytest.raises(Mistake, match="Write a name") as no_name:
        checked_person(Person(name="  "))
    with pytest.raises(Mistake, match="no time zone called") as no_zone:
        checked_person(Person(name="Maria", zone="Mars/Olympus"))
    assert (no_name.value.field, no_zone.value.field) == ("name", "zone")
