"""How days, times, spans and zones are said: the one place that formats them, in the user's locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentordesk.domain.zones import zone_named
from mentordesk.language import _, is_own, locale_name, ngettext, own_words
from mentordesk.locale_words import FULL_DATE, SHORT_TIME, babel_locale, words_of


def local(instant: datetime, zone: str) -> datetime:
    """Return an instant as the clocks of a zone show it, aware."""
    return instant.astimezone(zone_named(zone))


def clock_time(moment: datetime | time) -> str:
    """Say a time of day: 15:00, or 3:00 PM where people say so."""
    return _say(SHORT_TIME, moment.time() if isinstance(moment, datetime) else moment.replace(tzinfo=None))


def day(on: date) -> str:
    """Say a day in full: Thursday, 12 November 2026."""
    return _say(FULL_DATE, on)


def _say(what: str, moment: date | time) -> str:
    return own_words(words_of(locale_name()).say(what, moment))


def weekday_and_day(on: date) -> str:
    """Say a day of this year: Thursday, 12 November."""
    return _say("MMMMEEEEd", on)


def weekday(on: date) -> str:
    """Say a day of the week: Thursday."""
    return _say("EEEE", on)


def short_day(on: date, today: date) -> str:
    """Say a day briefly: Thu 19 Nov, with the year when it is another one."""
    return _say("MMMEd" if on.year == today.year else "yMMMd", on)


def brief_day(on: date, today: date) -> str:
    """Say a day in the fewest letters: 29 Oct, with the year when it is another one."""
    return _say("MMMd" if on.year == today.year else "yMMMd", on)


def short_date(on: date) -> str:
    """Say a day briefly, with its year: Thu 12 Nov 2026."""
    return _say("yMMMEd", on)


def brief_date(on: date) -> str:
    """Say a day in the fewest letters, with its year: 29 Oct 2026."""
    return _say("yMMMd", on)


def month(on: date) -> str:
    """Say a month: November 2026."""
    return _say("yMMMM", on)


def short_month(on: date) -> str:
    """Say a month in a few letters: Nov."""
    return _say("MMM", on)


def near_day(on: date, today: date) -> str:
    """Say a day as one does when it is near: today, tomorrow, Friday, 24 Nov."""
    gap = (on - today).days
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if gap in near:
        return near[gap]
    if 1 < gap < 7:
        return _say("EEEE", on)
    return short_day(on, today)


def deadline(on: date, today: date) -> str:
    """Say until when: a day while it is near, later on the month: Friday, Thu 19 Nov, March, March 2028."""
    gap = (on - today).days
    if -45 < gap < 45:
        return near_day(on, today)
    if not 0 < gap < 330:
        return month(on)
    return _say("LLLL", on)


def span(length: timedelta) -> str:
    """Say a length of time in the largest fitting unit: 12 min, 2 h 5 min, 3 days."""
    minutes = round(abs(length) / timedelta(minutes=1))
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return (
            _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
            if rest
            else _("{hours} h").format(hours=hours)
        )
    days = _days(length)
    return ngettext("{days} day", "{days} days", days).format(days=days)


def countdown(until: datetime, now: datetime) -> str:
    """Say how far off an instant is: in 12 min, now, 3 min ago."""
    gap = until - now
    if abs(gap) < timedelta(seconds=30):
        return _("now")
    if gap > timedelta(0):
        # Rounded up: half a minute before the call it is not “in 0 min”.
        gap = timedelta(minutes=-(-gap // timedelta(minutes=1)))
    days = _days(gap)
    # Days bring their own “in” and “ago”: in many languages these bend the word.
    if gap > timedelta(0):
        if days:
            return ngettext("in {days} day", "in {days} days", days).format(days=days)
        return _("in {span}").format(span=span(gap))
    if days:
        return ngettext("{days} day ago", "{days} days ago", days).format(days=days)
    return _("{span} ago").format(span=span(gap))


def _days(length: timedelta) -> int:
    """Return how many days to say; 0 for what is said in hours or minutes."""
    is_long = round(abs(length) / timedelta(minutes=1)) >= 24 * 60
    return round(abs(length) / timedelta(days=1)) if is_long else 0


def timer(left: timedelta) -> str:
    """Say the time on a timer: 34:12, or +2:05 once it runs over; hours only where there are any."""
    over = left < timedelta(0)
    # Rounded up while counting down, so that 50:00 is seen at the start and 0:00 only at the end.
    seconds = int(-left / timedelta(seconds=1)) if over else -(-left // timedelta(seconds=1))
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    text = f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"
    return "+" + text if over else text


def time_in(instant: datetime, zone: str, *, city: str = "") -> str:
    """Say an instant on a wall elsewhere: 22:00 in Manila."""
    there = clock_time(instant.astimezone(zone_named(zone)))
    return _("{time} in {city}").format(time=there, city=city or city_in(zone))


def city_in(zone: str) -> str:
    """Say the city a zone is named after, as the reader’s language calls it: Warsaw, Warschau."""
    return own_words(words_of(locale_name()).city(zone))


def both_times(instant: datetime, mine: ZoneInfo, theirs: str, *, city: str = "") -> str:
    """Say an instant for two people: 15:00 your time · 22:00 in Manila; once, where their clocks agree.

    A day that is another one there is named: 23:00 your time · tomorrow 6:00 in Manila.
    """
    here = instant.astimezone(mine)
    if not theirs:
        return _("{time} your time").format(time=clock_time(here))
    there = instant.astimezone(zone_named(theirs))
    if here.utcoffset() == there.utcoffset():
        return _("{time} for both of you").format(time=clock_time(here))
    away = time_in(instant, theirs, city=city)
    if there.date() != here.date():
        away = _("{day}, {time}").format(day=_say("EEE", there.date()), time=away)
    return _("{time} your time · {away}").format(time=clock_time(here), away=away)


def number(value: float) -> str:
    """Say a number: 8, 7.2, or 7,2 where people write it so."""
    return words_of(locale_name()).number(value)


def percent(share: float) -> str:
    """Say a share of a whole: 72%, or 72 % where people write it so."""
    return words_of(locale_name()).percent(share)


def listed(words: Sequence[str]) -> str:
    """Say several things in a row: Anna, Ben and Chidi."""
    from babel.lists import format_list

    said = format_list(list(words), locale=babel_locale(locale_name())) if words else ""
    return own_words(said) if all(map(is_own, words)) else said
