"""Keep what was filled in in a form, also when another window changed the same record while the form was open.

Fields only one of the two changed are as that one wrote them. Where both wrote, the form stands, since somebody has just typed it;
the other words go into the trash as a note about the same person, and it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Generic, Literal, TypeVar

from mentordesk.domain.merging import merge_keeping_all
from mentordesk.domain.notes import Note
from mentordesk.domain.records import Record
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.columns import column_of, readings
from mentordesk.store.desk import Desk
from mentordesk.store.seen import Overtaken
from mentordesk.store.topics import Topic
from mentordesk.workflows.forgetting.held_words import label

T = TypeVar("T")

_WORKED_OUT = frozenset({"starts_at", "moved_from", "status", "zone_owner_id"})
"""Follow from other fields, of which it is told."""


@dataclass(frozen=True)
class KeptForm(Generic[T]):
    """What keeping a form returned, and the sentence to be told when another window had written there too."""

    result: T
    told: str = ""


def keep_form(desk: Desk, opened: Record, work: Callable[[], T], *, person_id: str = "") -> KeptForm[T]:
    """Do `work`, which saves a record that looked like `opened` when its form was opened.

    `person_id` is whom it is about. Raises whatever `work` raises; nothing was changed then.
    """
    kind: Any = type(opened)
    row = {name: column_of(name, getattr(opened, name)) for name in readings(kind)}
    # Within the very change that overtakes them: a disk that fails after it must not have lost the other words.
    keep = partial(_keep_words, desk, person_id)
    with desk.database.seen.as_when_opened(opened.id, row, keep) as overtaken:
        result = work()
    lost = _lost(overtaken)
    return KeptForm(result, _sentence(lost) if lost else "")


def keep_person_text(desk: Desk, person_id: str, column: Literal["remember", "avoid"], text: str, base: str) -> str:
    """Put a text about a person on disk as typed, and return it as kept; no step of undo.

    `base` is what it said when whoever typed last looked: lines that another window has written since stay too.
    """
    with desk.database.change(Topic.PEOPLE):
        person = desk.people.get(person_id)
        there = person.remember if column == "remember" else person.avoid
        kept = merge_keeping_all(base, text, there)
        changed = replace(person, remember=kept) if column == "remember" else replace(person, avoid=kept)
        desk.people.save(changed)
        return kept


def _lost(overtaken: Sequence[Overtaken]) -> list[Overtaken]:
    return [one for one in overtaken if one.column not in _WORKED_OUT]


def _keep_words(desk: Desk, person_id: str, overtaken: Sequence[Overtaken]) -> None:
    lost = _lost(overtaken)
    lines = [f"{label(one.table, one.column)}: {one.value}" for one in lost if one.value not in {None, ""}]
    if not lines:
        return
    title = _("Written in another window")
    text = f"# {title}\n\n" + "\n".join(lines)
    with desk.database.change(Topic.NOTES):
        note = desk.notes.add(Note(text=text, person_id=person_id))
        desk.notes.remove(note.id)


def _sentence(overtaken: Sequence[Overtaken]) -> str:
    names = ", ".join(f"“{label(one.table, one.column)}”" for one in overtaken)
    words = ngettext(
        "{names} was changed in another window too. What you wrote stands; the other words are in the trash.",
        "{names} were changed in another window too. What you wrote stands; the other words are in the trash.",
        len(overtaken),
    )
    return words.format(names=names)
