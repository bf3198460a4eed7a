"""`mentordesk brief`: the brief for the next call, or the next one with somebody, in the terminal."""

from __future__ import annotations

import shutil
from argparse import Namespace
from pathlib import Path

from mentordesk.commands.opening import existing_desk
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.brief.brief_words import brief_as_markdown, brief_as_text
from mentordesk.workflows.brief.prepare import prepare_brief

WIDEST = 100
"""Columns: longer lines are hard to read, however wide the terminal is."""


def run(chosen: Namespace, folder: Path) -> int:
    """Print the brief."""
    with existing_desk(folder) as desk:
        name = " ".join(chosen.name)
        person_id = person_called(desk, name).id if name else None
        brief = prepare_brief(desk, desk.database.clock, person_id)
    if chosen.markdown:
        print(brief_as_markdown(brief), end="")
    else:
        print(brief_as_text(brief, min(WIDEST, shutil.get_terminal_size((80, 24)).columns)), end="")
    return 0


def person_called(desk: Desk, name: str) -> Person:
    """Return who is meant by a name, a part of it, or a mail address; raises Mistake for nobody and for several."""
    found = desk.people.with_mail([name]) or desk.people.named(name)
    if not found:
        parts = name.casefold().split()
        found = tuple(
            person
            for person in desk.people.others()
            if all(any(word.startswith(part) for word in person.name.casefold().split()) for part in parts)
        )
    if not found:
        raise Mistake(_("Nobody on this desk is called “{name}”.").format(name=name))
    if len(found) > 1:
        raise Mistake(
            _("Several people could be “{name}”: {people}. Write more of the name, or a mail address.").format(
                name=name, people="; ".join(_told_apart(person) for person in found)
            )
        )
    return found[0]


def _told_apart(person: Person) -> str:
    facts = ", ".join(fact for fact in (person.mail, person.city, person.organisation) if fact)
    return f"{person.name} ({facts})" if facts else person.name
