"""A contacts file as a ContactsReading: cutting it into cards, which are read by `card_reading`. Runs in the child process.

Own lines rather than vobject: of seven exports it failed on Android's, and on Outlook's unless told what to expect (measured).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from mentordesk.exchange import limits
from mentordesk.exchange.card_reading import Card, CardRefused, name_for_report, read_card
from mentordesk.exchange.contacts import Contact, ContactsReading
from mentordesk.exchange.content_lines import decoded, parsed, unfolded
from mentordesk.exchange.report import Findings, NoteKind, Refusal, RefusalKind, Why

Progress = Callable[[int, int], None]

_UNWANTED = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-MS-OL-DESIGN", "ATTACH"})


def parse_contacts(content: bytes, progress: Progress | None = None) -> ContactsReading:
    """Read a whole contacts file. Raises Refusal."""
    findings = Findings(limits.LEFT_OUT)
    lines = unfolded(content, begins=(b"BEGIN:VCARD",))
    whole_last_line = content.rstrip(b" \t\x00\x1a").endswith((b"\n", b"\r"))
    cards = _cards(lines, findings, whole_last_line=whole_last_line)
    people: dict[str, Contact] = {}
    copies: dict[str, int] = {}
    for number, card in enumerate(cards):
        if progress is not None and number % 200 == 0:
            progress(number, len(cards))
        try:
            contact = read_card(card, findings)
        except CardRefused as error:
            findings.leave_out(name_for_report(card), "", error.why)
            continue
        except (ValueError, OverflowError):
            findings.leave_out(name_for_report(card), "", Why.BROKEN)
            continue
        _add(people, copies, contact, findings)
    if not people:
        findings.note(NoteKind.NO_CONTACTS)
    return ContactsReading(tuple(people.values()), findings.left_out(), findings.notes())


def _add(people: dict[str, Contact], copies: dict[str, int], contact: Contact, findings: Findings) -> None:
    """Keep every person: the same card twice is one, two cards that share only their uid are two."""
    before = people.get(contact.uid)
    if before is None:
        people[contact.uid] = contact
    elif before == contact:
        findings.leave_out(contact.full_name, "", Why.TWICE)
    else:
        number = copies.get(contact.uid, 2)
        while (uid := f"{contact.uid}#{number}") in people:
            number += 1
        copies[contact.uid] = number + 1
        people[uid] = replace(contact, uid=uid)


def _cards(lines: Iterable[bytes], findings: Findings, *, whole_last_line: bool) -> list[Card]:
    """Cut the file into cards; raises Refusal when it breaks off inside one."""
    cards: list[Card] = []
    card: Card | None = None
    nested = 0
    agent_follows = False
    for line in lines:
        head = (
            line[:40]
            .partition(b":")[0]
            .partition(b";")[0]
            .strip()
            .upper()
            .decode("ascii", "replace")
            .rpartition(".")[2]
        )
        if head in _UNWANTED:
            continue
        text, guessed = decoded(line)
        content = parsed(text)
        if content is None:
            if card is not None:
                findings.note(NoteKind.STRAY_LINES)
            continue
        kind = content.value.strip().upper()
        if content.name == "BEGIN" and kind == "VCARD":
            if card is not None and (agent_follows or nested):
                nested += 1
            else:
                # A card that begins inside another means that the end of the former is missing.
                card = Card()
                cards.append(card)
        elif content.name == "END" and kind == "VCARD":
            if nested:
                nested -= 1
            else:
                card = None
        elif card is not None and not nested:
            if guessed:
                findings.note(NoteKind.ENCODING)
            card.add(content)
        agent_follows = content.name == "AGENT" and not content.value.strip()
    if card is not None:
        if not whole_last_line or not card.is_whole:
            raise Refusal(RefusalKind.TRUNCATED)
        findings.note(NoteKind.NO_END_MARK)
    return cards
