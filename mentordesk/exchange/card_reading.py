"""One vCard (2.1, 3.0, 4.0 and what programs made of them) as a Contact."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from mentordesk.exchange import limits
from mentordesk.exchange.contacts import Birthday, Contact
from mentordesk.exchange.content_lines import ContentLine, plain, single_line, split_escaped, without_markup
from mentordesk.exchange.report import Findings, NoteKind, Why
from mentordesk.exchange.zone_names import fixed_offset, iana_name

_NAME_LETTERS = 200
_ENTRIES = 30
_FAX = frozenset({"FAX", "PAGER", "MODEM", "BBS", "TELEX", "ISDN"})
_CHAT = frozenset({"xmpp", "skype", "sip", "sips", "matrix", "msteams", "http", "https", "irc", "facetime"})
_BIRTHDAY = re.compile(r"(?:(?P<year>[0-9]{4})|--?)-?(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})(?:[T ].*)?")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,20}):(?!\d+(?:/|$))")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/:?#].*)?")


class CardRefused(Exception):
    """A card that is left out."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class Card:
    """The lines of one card, by name; labels that Apple writes beside a line are kept with its group."""

    def __init__(self) -> None:
        self._lines: dict[str, list[ContentLine]] = {}

    def add(self, line: ContentLine) -> None:
        """Take a line in."""
        lines = self._lines.setdefault(line.name, [])
        if len(lines) < 200:
            lines.append(line)

    @property
    def is_whole(self) -> bool:
        """Whether it has what makes a card, so that only its end may be missing."""
        return any(name in self._lines for name in ("FN", "N"))

    def all(self, *names: str) -> list[ContentLine]:
        """Return the lines of these names that say something, preferred ones first."""
        lines = [line for name in names for line in self._lines.get(name, ()) if line.value]
        return sorted(lines, key=_preference)

    def first(self, *names: str) -> str:
        """Return the escaped value of the first such line, or an empty string."""
        lines = self.all(*names)
        return lines[0].value if lines else ""

    def text(self, *names: str, letters: int = _NAME_LETTERS) -> str:
        """Return the first of these that says something, as words."""
        return next((words for line in self.all(*names) if (words := single_line(line.value, letters))), "")


def _preference(line: ContentLine) -> int:
    rank = line.param("PREF")
    if rank.isascii() and rank.isdigit():
        return min(int(rank[:6]), 100)
    return 1 if any(kind.upper() == "PREF" for kind in line.params.get("TYPE", ())) else 101


def _kinds(line: ContentLine) -> set[str]:
    return {kind.upper() for kind in line.params.get("TYPE", ())}


def name_for_report(card: Card) -> str:
    """Return what a card calls itself, whatever else is broken."""
    return card.text("FN", "N", "ORG", "EMAIL", "TEL")


def read_card(card: Card, findings: Findings) -> Contact:
    """Read one card; raises CardRefused for what is no person or has no name."""
    kind = card.text("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-KIND").casefold()
    if kind == "group":
        raise CardRefused(Why.GROUP)
    if kind in {"org", "location", "device", "application"}:
        raise CardRefused(Why.NOT_A_PERSON)
    family, given, middle, prefix, suffix = _name_parts(card.first("N"))
    organisation, department = _organisation(card)
    mails = _mails(card)
    nickname = ", ".join(name for part in split_escaped(card.first("NICKNAME"), ",") if (name := single_line(part, 80)))
    built = " ".join(part for part in (prefix, given, middle, family, suffix) if part)
    full_name = _full_name(card) or built or nickname or organisation or (mails[0] if mails else "")
    if not full_name:
        raise CardRefused(Why.NO_NAME)
    contact = Contact(
        uid=single_line(card.text("UID", letters=limits.SHORT_TEXT_LETTERS).removeprefix("urn:uuid:"), 200),
        full_name=full_name[:_NAME_LETTERS],
        given=given,
        family=family,
        nickname=nickname[:_NAME_LETTERS],
        pronouns=card.text("PRONOUNS", "X-PRONOUNS", "X-GENDER-PRONOUNS"),
        organisation=organisation,
        department=department,
        title=card.text("TITLE") or card.text("ROLE"),
        mails=mails,
        phones=_phones(card),
        links=_links(card),
        **_address(card),
        zone=_zone(card, findings),
        birthday=_birthday(card),
        note=without_markup(plain("\\n".join(line.value for line in card.all("NOTE")), limits.TEXT_LETTERS)),
    )
    return contact if contact.uid else _with_made_uid(contact)


def _with_made_uid(contact: Contact) -> Contact:
    seed = "\n".join((contact.full_name, *contact.mails, *contact.phones, contact.organisation))
    made = f"made-{hashlib.sha256(seed.encode('utf-8', 'replace')).hexdigest()[:32]}"
    return Contact(**{**{name: getattr(contact, name) for name in Contact.__slots__}, "uid": made})


def _full_name(card: Card) -> str:
    """Some phones write the structured name, semicolons and all, where the full one belongs."""
    name = card.text("FN")
    if name.count(";") >= 2:
        return " ".join(part for part in name.replace(";", " ").split() if part)
    return name.strip(" ;")


def _name_parts(value: str) -> tuple[str, str, str, str, str]:
    parts = [
        " ".join(words for name in split_escaped(part, ",") if (words := single_line(name, _NAME_LETTERS)))
        for part in split_escaped(value, ";")[:5]
    ]
    parts += [""] * (5 - len(parts))
    return parts[0], parts[1], parts[2], parts[3], parts[4]


def _organisation(card: Card) -> tuple[str, str]:
    parts = [words for part in split_escaped(card.first("ORG"), ";") if (words := single_line(part, _NAME_LETTERS))]
    return (parts[0], ", ".join(parts[1:])[:_NAME_LETTERS]) if parts else ("", "")


def _each_once(values: list[str]) -> tuple[str, ...]:
    once: dict[str, str] = {}
    for value in values:
        if value:
            once.setdefault(value.casefold(), value)
    return tuple(once.values())[:_ENTRIES]


def _mails(card: Card) -> tuple[str, ...]:
    mails = []
    for line in card.all("EMAIL"):
        mail = single_line(line.value, 320)
        if mail.casefold().startswith("mailto:"):
            mail = mail[7:].partition("?")[0]
        bracketed = re.fullmatch(r"[^<>]*<([^<>]+)>", mail)
        mail = (bracketed[1] if bracketed else mail).strip()
        if re.fullmatch(r"[^\s@]+@[^\s@]+", mail):
            mails.append(mail)
    return _each_once(mails)


def _phones(card: Card) -> tuple[str, ...]:
    phones = []
    for line in card.all("TEL"):
        number = single_line(line.value, 80)
        if number.casefold().startswith("tel:"):
            number, _, rest = number[4:].partition(";")
            extension = re.search(r"\bext=([0-9]+)", rest)
            number += f" ext. {extension[1]}" if extension else ""
        if sum(letter.isdigit() for letter in number) >= 3 and not _kinds(line) & _FAX:
            phones.append(number)
    return _each_once(phones)


def _links(card: Card) -> tuple[str, ...]:
    links = []
    for line in card.all("URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP", "CALURI", "X-CALL-LINK"):
        link = single_line(line.value, 2_000)
        scheme = _SCHEME.match(link)
        if scheme is None:
            link = f"https://{link}" if line.name in {"URL", "X-SOCIALPROFILE"} and _HOST.fullmatch(link) else ""
        elif scheme[1].casefold() not in _CHAT or len(link) <= len(scheme[0]) + 1 or " " in link:
            link = ""
        links.append(link)
    return _each_once(links)


def _address(card: Card) -> dict[str, str]:
    for line in card.all("ADR"):
        parts = [single_line(part, _NAME_LETTERS) for part in split_escaped(line.value, ";")]
        parts += [""] * (7 - len(parts))
        if parts[3] or parts[6]:
            return {"city": parts[3], "country": parts[6]}
    return {"city": "", "country": ""}


def _zone(card: Card, findings: Findings) -> str | None:
    for line in card.all("TZ", "X-TZ", "X-TIMEZONE"):
        name = single_line(line.value, 100)
        for part in (name, *reversed(name.split(";"))):
            zone = iana_name(part)
            if zone is not None:
                return zone
        if fixed_offset(name) is not None:
            findings.note(NoteKind.OFFSET_ONLY)
    return None


def _birthday(card: Card) -> Birthday | None:
    for line in card.all("BDAY", "X-BIRTHDAY"):
        found = _BIRTHDAY.fullmatch(single_line(line.value, 40))
        if found is None:
            continue
        month, day = int(found["month"]), int(found["day"])
        # Apple writes a year it does not know as 1604, some phones as 0000.
        year = int(found["year"] or 0)
        unknown = year < 1605 or line.param("X-APPLE-OMIT-YEAR") == str(year)
        try:
            date(2000 if unknown else year, month, day)
        except ValueError:
            continue
        return Birthday(month, day, None if unknown else year)
    return None
