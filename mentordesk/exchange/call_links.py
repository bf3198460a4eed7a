"""Finding the address of a call in what programs write into events. No event is known here, only text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"'\\\[\]{}|^`]{4,2000}", re.IGNORECASE)
_CALLS = re.compile(
    r"https?://(?:"
    r"(?:[\w-]+\.)*zoom(?:gov)?\.(?:us|com|com\.cn)/(?:j|my|w|s|wc|meeting)/"
    r"|meet\.google\.com/(?!tel\b)\w"
    r"|teams\.microsoft\.(?:com|us)/(?:l/meetup-join|meet)/|teams\.live\.com/(?:l/)?meet"
    r"|(?:[\w-]+\.)*webex\.com/(?!.*(?:globalcallin|tollfree|/faq|help))\S"
    r"|(?:[\w-]+\.)?whereby\.com/\w|meet\.jit\.si/\w|8x8\.vc/\w|(?:meet|jitsi|call|video|conf|konferenz)\.[\w.-]+/[\w-]"
    r"|[\w.-]*(?:jitsi|bigbluebutton|bbb)[\w.-]*/\S|[\w.-]+/(?:call/[a-z0-9]{6,12}\b|b/[a-z0-9]{3}-[a-z0-9]{3})"
    r"|(?:global\.)?(?:gotomeeting\.com|gotomeet\.me|meet\.goto\.com|app\.goto\.com/meet)|bluejeans\.com/\w|chime\.aws/\w"
    r"|join\.skype\.com/\w|meet\.lync\.com/|facetime\.apple\.com/join|senfcall\.de/\w|kmeet\.infomaniak\.com/\w"
    r"|vc\.\w+\.\w+/j/|meeting\.tencent\.com/\w|discord\.gg/\w|app\.slack\.com/huddle/|lync\.[\w.-]+/meet/|signal\.link/call"
    r")",
    re.IGNORECASE,
)
_WRAPPERS = {"url", "q", "u", "target"}


def addresses(text: str) -> Iterable[str]:
    """Yield the web addresses in a text, freed of HTML entities, closing punctuation and redirecting wrappers."""
    for found in _ADDRESS.finditer(text):
        yield _unwrapped(html.unescape(found[0]).rstrip(".,;:!?)>*_~"))


def call_link(*texts: str) -> str:
    """Return the first address of a call service, searching the texts in their order; empty if there is none."""
    for text in texts:
        if "://" not in text:
            continue
        for address in addresses(text):
            if _CALLS.match(address):
                return address
    return ""


def web_address(text: str) -> str:
    """Return the first address in a text of any kind; empty if there is none."""
    return next(iter(addresses(text)), "")


def _unwrapped(address: str) -> str:
    """Undo Outlook's safe links and Google's redirects, which break when forwarded."""
    if "safelinks.protection.outlook" not in address and "google.com/url?" not in address:
        return address
    try:
        query = parse_qs(urlsplit(address).query)
    except ValueError:
        return address
    for name in _WRAPPERS:
        for value in query.get(name, ()):
            if value.startswith(("http://", "https://")):
                return value
    return address
