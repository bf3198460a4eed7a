"""A calendar and an address book as programs write them, with a call some minutes ahead: for imports in scenes and journeys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

MARIA, MARIA_MAIL = "Maria Santos", "maria.santos@example.org"
MISAKI_MAIL = "misaki.tanaka@example.org"
ALL_DAY, REVIEW, UNKNOWN = "Company holiday", "Quarterly review", "Dentist"
CALL = "Promotion case"


def address_book() -> str:
    """Return two cards, one of vCard 3 and one of vCard 4, with a folded line and an escaped comma."""
    return _lines(
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Apple Inc.//macOS 14.1//EN",
        "N:Santos;Maria;;;",
        f"FN:{MARIA}",
        "ORG:Lumen Health\\, Manila;",
        f"EMAIL;type=INTERNET;type=WORK;type=pref:{MARIA_MAIL}",
        "TEL;type=CELL;type=VOICE:+63 917 555 0101",
        "TZ:Asia/Manila",
        "item1.URL;type=pref:https://meet.example.org/mar",
        " ia-santos",
        "END:VCARD",
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN:田中 美咲",
        "N:田中;美咲;;;",
        f"EMAIL;TYPE=work:{MISAKI_MAIL}",
        "END:VCARD",
    )


def calendar(now: datetime, *, mail: str = MARIA_MAIL, ahead: timedelta = timedelta(minutes=14)) -> str:
    """Return a calendar with a call that begins soon, one every two weeks, and what has nothing to do with anybody.

    The call begins on the full minute, `ahead` of `now`; `now` is aware.
    """
    starts = (now.astimezone(UTC) + ahead).replace(second=0, microsecond=0)
    later = starts + timedelta(days=3)
    return _lines(
        "BEGIN:VCALENDAR",
        "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Work",
        "BEGIN:VEVENT",
        f"DTSTART:{starts:%Y%m%dT%H%M%SZ}",
        f"DTEND:{starts + timedelta(minutes=50):%Y%m%dT%H%M%SZ}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        "UID:6k2v3f4q8r@google.com",
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN={MARIA}",
        f" ;X-NUM-GUESTS=0:mailto:{mail}",
        "DESCRIPTION:Join with Google Meet: https://meet.google.com/abc-defg-hij\\n\\nBr",
        " ing the draft.",
        f"SUMMARY:{CALL}",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "BEGIN:VEVENT",
        f"DTSTART:{later:%Y%m%dT%H%M%SZ}",
        "DURATION:PT45M",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4",
        "UID:every-second-week@google.com",
        f"ATTENDEE;CN=Tanaka Misaki:mailto:{MISAKI_MAIL}",
        f"SUMMARY:{REVIEW}",
        "END:VEVENT",
        "BEGIN:VEVENT",
        f"DTSTART;VALUE=DATE:{later:%Y%m%d}",
        "UID:holiday@google.com",
        f"SUMMARY:{ALL_DAY}",
        "END:VEVENT",
        "BEGIN:VEVENT",
        f"DTSTART:{later + timedelta(hours=5):%Y%m%dT%H%M%SZ}",
        f"DTEND:{later + timedelta(hours=6):%Y%m%dT%H%M%SZ}",
        "UID:dentist@google.com",
        f"SUMMARY:{UNKNOWN}",
        "END:VEVENT",
        "END:VCALENDAR",
    )


def _lines(*lines: str) -> str:
    return "\r\n".join((*lines, ""))
