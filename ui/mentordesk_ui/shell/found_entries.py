"""What the palette finds on the desk: people, meetings, notes and the rest, by full text, newest first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.search_query import parse
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.folding import fold
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.shell.commands import PaletteEntry

if TYPE_CHECKING:
    from mentordesk.store.search import Found

MOST = 30
MOST_PEOPLE = 8
_ICONS = {
    "person": "user",
    "mentorship": "users",
    "meeting": "video",
    "note": "file-text",
    "agenda_item": "list-checks",
    "action": "check",
    "thread": "message-square",
    "question": "circle-question-mark",
    "goal": "target",
    "milestone": "target",
    "check_in": "target",
    "goal_turn": "target",
    "goal_plan": "target",
    "advice": "lightbulb",
    "advice_answer": "lightbulb",
    "review": "heart",
    "reflection": "file-text",
    "attachment": "paperclip",
}


class FoundEntries:
    """Answers the palette from the desk's search."""

    def __init__(self, desk: Desk, clock: Clock, navigation: Navigation) -> None:
        self._desk = desk
        self._clock = clock
        self._navigation = navigation
        self._words = ""

    def __call__(self, words: str) -> tuple[PaletteEntry, ...]:
        """Return what fits the words typed; a filter that cannot be read yet finds nothing."""
        try:
            found = self._desk.search.find(words, limit=MOST)
        except Mistake as mistake:
            # Half a date is normal while typing: the reason is shown where the results would be.
            return (PaletteEntry(mistake.sentence, _("Search"), _nothing, icon="search"),)
        people = self._people(words)
        known = {entry.name for entry in people}
        self._words = words
        return (*people, *(entry for entry in map(self._entry, found) if entry.name not in known))

    def _people(self, words: str) -> tuple[PaletteEntry, ...]:
        """Return those whose names are begun by the words typed: who is named is meant before what was said of them."""
        asked = fold(words).split()
        if not asked:
            return ()
        named = ((key, name, fold(name).split()) for key, name in self._desk.people.names_of_others().items())
        found = [
            (name, key)
            for key, name, parts in named
            if all(any(part.startswith(one) for part in parts) for one in asked)
        ]
        return tuple(
            PaletteEntry(
                title=name,
                section=_kinds()["person"],
                run=partial(self._navigation.open_person, key),
                icon=_ICONS["person"],
                name=f"person:{key}",
            )
            for name, key in sorted(found)[:MOST_PEOPLE]
        )

    def _entry(self, found: Found) -> PaletteEntry:
        today = self._clock.now().astimezone(self._clock.zone()).date()
        day = phrases.short_day(found.at.astimezone(self._clock.zone()).date(), today)
        who = found.person if found.table != "person" else ""
        return PaletteEntry(
            title=found.title or _("Untitled"),
            section=_kinds().get(found.table, ""),
            run=self._way_to(found),
            icon=_ICONS.get(found.table, "chevron-right"),
            detail=" · ".join(part for part in (who, day if found.table != "person" else "", found.excerpt) if part),
            name=f"{found.table}:{found.record_id}",
        )

    def _open_note(self, note_id: str, words: str) -> None:
        """Show a note at the first line that holds what was looked for."""
        wanted = [fold(word) for word in parse(words).words]
        lines = self._desk.notes.get(note_id).text.split("\n")
        found = (place for place, line in enumerate(lines) if any(word in fold(line) for word in wanted))
        self._navigation.open_note(note_id, next(found, None))

    def _way_to(self, found: Found) -> Callable[[], object]:
        match found.table:
            case "person":
                return partial(self._navigation.open_person, found.record_id)
            case "meeting":
                return partial(self._navigation.open_meeting, found.record_id)
            case "note":
                return partial(self._open_note, found.record_id, self._words)
            case "advice":
                return partial(self._navigation.open_advice, found.record_id)
            case "advice_answer":
                return partial(self._navigation.open_advice, self._desk.advice.answers.get(found.record_id).advice_id)
            case "action":
                return partial(self._navigation.open_action, found.record_id)
            case "question":
                return partial(self._navigation.open_question, found.record_id)
            case "reflection":
                meeting_id = self._desk.reflections.get(found.record_id).meeting_id
                return partial(self._navigation.open_meeting, meeting_id)
            case "goal":
                return partial(self._navigation.open_goal, found.record_id)
            case "milestone":
                return partial(self._navigation.open_goal, self._desk.goals.milestones.get(found.record_id).goal_id)
            case "check_in":
                return partial(self._navigation.open_goal, self._desk.goals.check_ins.get(found.record_id).goal_id)
            case "goal_turn":
                return partial(self._navigation.open_goal, self._desk.goals.turns.get(found.record_id).goal_id)
            case "goal_plan":
                return partial(self._navigation.open_goal, self._desk.goals.plans.get(found.record_id).goal_id)
            case "attachment":
                return self._way_to_attachment(found)
            case _:
                return partial(self._navigation.open_person, found.person_id)

    def _way_to_attachment(self, found: Found) -> Callable[[], object]:
        attachment = self._desk.attachments.get(found.record_id)
        if attachment.note_id:
            return partial(self._navigation.open_note, attachment.note_id)
        if attachment.meeting_id:
            return partial(self._navigation.open_meeting, attachment.meeting_id)
        if attachment.goal_id:
            return partial(self._navigation.open_goal, attachment.goal_id)
        return partial(self._navigation.open_person, attachment.person_id)


def _kinds() -> dict[str, str]:
    return {
        "person": _("Person"),
        "mentorship": _("Mentorship"),
        "meeting": _("Meeting"),
        "note": _("Note"),
        "agenda_item": _("Topic"),
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
        "attachment": _("Attachment"),
    }


def _nothing() -> None:
    """Do nothing: the line is there to be read."""
