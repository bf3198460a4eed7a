"""Open the link of a call in the program it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

SCHEMES = frozenset(
    {"https", "http", "tel", "sip", "sips", "callto", "mailto", "xmpp", "matrix", "facetime", "skype", "msteams"}
    | {"zoommtg", "zoomus", "webex", "tg", "signal", "sgnl", "whatsapp", "slack", "jitsi-meet"}
)
"""Links come from calendars of other people: nothing but the way to a call is opened."""


def can_open(link: str) -> bool:
    """Tell whether a link leads to a call and not, say, to a program on this computer."""
    return QUrl(link, QUrl.ParsingMode.TolerantMode).scheme().lower() in SCHEMES


def open_call(link: str) -> bool:
    """Open a link; False when it is none, or the computer knows no program for it."""
    return can_open(link) and QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.TolerantMode))
