"""`mentordesk search`: what was said and written, newest first, one line each."""

from __future__ import annotations

import shutil
from argparse import Namespace
from datetime import date
from pathlib import Path

from mentordesk import phrases
from mentordesk.commands.opening import existing_desk
from mentordesk.domain.notes import title_of
from mentordesk.domain.search_query import parse
from mentordesk.language import _
from mentordesk.store.search import Found


def run(chosen: Namespace, folder: Path) -> int:
    """Print what was found."""
    asked = " ".join(chosen.words)
    with existing_desk(folder) as desk:
        clock = desk.database.clock
        found = desk.search.find(asked, limit=chosen.limit)
        zone, today = clock.zone(), clock.now().astimezone(clock.zone()).date()
    if not found:
        print(_("Nothing found."))
    width = max(60, shutil.get_terminal_size((100, 24)).columns)
    for one in found:
        head = "  ".join(
            word for word in (_when(one.at.astimezone(zone).date(), today), kind_words(one), one.person) if word
        )
        print(head)
        for words in _said(one):
            print(f"    {excerpt(words, parse(asked).words, width - 4)}")
    return 0


def _said(found: Found) -> tuple[str, ...]:
    """Return what it is called and what was found in it: an answer says little without its question."""
    is_told = not found.title or found.title == found.person or found.title.rstrip("…") in found.excerpt
    return tuple(words for words in ("" if found.excerpt and is_told else found.title, found.excerpt) if words)


def kind_words(found: Found) -> str:
    """Say what sort of thing was found."""
    return {
        "person": _("Person"),
        "meeting": _("Meeting"),
        "note": _("Note"),
        "agenda_item": _("Agenda"),
        "action": _("Promise"),
        "thread": _("To ask about"),
        "question": _("Question"),
        "goal": _("Goal"),
        "milestone": _("Step"),
        "check_in": _("Check-in"),
        "goal_turn": _("Goal"),
        "goal_plan": _("Goal"),
        "advice": _("Advice"),
        "advice_answer": _("Advice"),
        "review": _("Review"),
        "reflection": _("Reflection"),
    }.get(found.table, "")


def excerpt(text: str, wanted: tuple[str, ...], width: int) -> str:
    """Return a line of the text, `width` letters at most, with the first of the wanted words in it."""
    plain = " ".join(filter(None, map(title_of, text.splitlines())))
    lowered = plain.casefold()
    # Folding can lengthen a text (ß): the place is then near enough.
    at = min((place for word in wanted if (place := lowered.find(word.casefold())) >= 0), default=0)
    start = max(0, at - width // 3)
    if start:
        start = plain.find(" ", start) + 1 or start
    cut = plain[start : start + width - 2]
    return ("…" if start else "") + cut + ("…" if start + len(cut) < len(plain) else "")


def _when(on: date, today: date) -> str:
    return phrases.short_day(on, today)
