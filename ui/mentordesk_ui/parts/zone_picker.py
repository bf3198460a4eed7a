"""Picks a time zone by its city, its country or its distance from UTC, and shows what time it is there."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.language import _, locale_name
from mentordesk.light_dataclass import dataclass
from mentordesk.locale_words import words_of
from mentordesk_ui.parts.date_words import say_time
from mentordesk_ui.parts.folding import fold
from mentordesk_ui.parts.suggestions import SuggestingEdit, Suggestion
from mentordesk_ui.theme.appearance import Appearance

_MOST = 40
_REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
_OFFSET = re.compile(r"(?:gmt|utc)?\s*([+\-−])\s*(\d{1,2})(?::?(\d{2}))?")


@dataclass(frozen=True, slots=True)
class ZonePlace:
    """A zone as people know it: a city in a country."""

    zone: str
    city: str
    country: str

    @property
    def words(self) -> str:
        return fold(f"{self.city} {self.country} {self.zone.replace('/', ' ').replace('_', ' ')}")


@cache
def zone_places(locale: str) -> tuple[ZonePlace, ...]:
    """Return every zone with its city and country in the words of the locale; takes some ten ms, once."""
    words = words_of(locale)
    places = [ZonePlace("UTC", "UTC", "")]
    for zone in sorted(available_timezones()):
        region = zone.partition("/")[0]
        if region not in _REGIONS:
            continue
        places.append(ZonePlace(zone, words.city(zone), words.countries.get(zone, "")))
    return tuple(places)


def say_offset(offset: timedelta) -> str:
    """Return a distance from UTC such as "GMT+5:30"."""
    minutes = round(offset.total_seconds() / 60)
    sign = "+" if minutes >= 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{sign}{hours}" + (f":{rest:02}" if rest else "")


def find_zones(words: str, now: datetime, locale: str) -> list[ZonePlace]:
    """Return the zones that fit what was typed, the best first, 40 at most: "manila", "phil", "GMT+8", "+5:30"."""
    words = fold(words.strip())
    places = zone_places(locale)
    if found := _OFFSET.fullmatch(words):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0)) * (1 if found[1] == "+" else -1)
        known = [
            place for place in places if place.country and now.astimezone(ZoneInfo(place.zone)).utcoffset() == offset
        ]
        known.sort(key=lambda place: place.zone.startswith(("Antarctica", "Arctic")))
        return known[:_MOST]
    asked = words.split()
    ranked: list[tuple[int, str, ZonePlace]] = []
    for place in places:
        parts = place.words.split()
        if all(any(part.startswith(ask) for part in parts) for ask in asked):
            city = fold(place.city)
            country = fold(place.country)
            fits = (city == words, country == words, city.startswith(words), country.startswith(words), True)
            rank = fits.index(True) if country or place.zone == "UTC" else len(fits)
            ranked.append((rank, city, place))
    ranked.sort(key=lambda entry: entry[:2])
    # Old names of a zone (Asia/Calcutta) have no country; they are shown where the present name did not fit.
    current = {place.city for _rank, _city, place in ranked if place.country}
    return [place for _rank, _city, place in ranked if place.country or place.city not in current][:_MOST]


class ZonePicker(SuggestingEdit):
    """`changed` says the IANA name, such as "Asia/Manila", or None when the line was emptied."""

    changed = Signal(object)

    def __init__(self, appearance: Appearance, clock: Clock, zone: str = "", parent: QWidget | None = None) -> None:
        self._clock = clock
        super().__init__(appearance, self._matching, _("City, country or GMT+8"), icon="globe", parent=parent)
        self.picked.connect(self._tell)
        if zone:
            self.set_zone(zone)

    def zone(self) -> str | None:
        """Return the IANA name of the zone that is picked, or None."""
        value = self.picked_value()
        return str(value) if value is not None else None

    def set_zone(self, zone: str | None) -> None:
        """Show a zone as picked, without saying `changed`; raises ZoneInfoNotFoundError for an unknown name."""
        if not zone:
            self.keep(None)
            return
        ZoneInfo(zone)
        for place in zone_places(locale_name()):
            if place.zone == zone:
                self.keep(self._suggestion(place))
                return
        self.keep(Suggestion(zone, zone))

    def local_time(self) -> str:
        """Return the time there now, in words; nothing while no zone is picked."""
        zone = self.zone()
        return say_time(self._clock.now().astimezone(ZoneInfo(zone)).time()) if zone else ""

    def keep(self, suggestion: Suggestion | None) -> None:
        super().keep(suggestion)
        now = self.local_time()
        self.setToolTip(_("{time} there now").format(time=now) if now else "")
        self.setAccessibleDescription(self.toolTip())

    def _matching(self, words: str) -> list[Suggestion]:
        if not words:
            mine = self._clock.zone().key
            wanted = dict.fromkeys(zone for zone in (self.zone(), mine, "UTC") if zone)
            places = {place.zone: place for place in zone_places(locale_name())}
            return [self._suggestion(places[zone]) for zone in wanted if zone in places]
        return [self._suggestion(place) for place in find_zones(words, self._clock.now(), locale_name())]

    def _suggestion(self, place: ZonePlace) -> Suggestion:
        there = self._clock.now().astimezone(ZoneInfo(place.zone))
        offset = say_offset(there.utcoffset() or timedelta())
        value: Hashable = place.zone
        detail = ", ".join(word for word in (place.country, offset) if word)
        return Suggestion(value, place.city, detail, caption=say_time(there.time()))

    def _tell(self, zone: object) -> None:
        self.changed.emit(zone)
