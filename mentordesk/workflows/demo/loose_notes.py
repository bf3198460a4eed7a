"""Notes that belong to no meeting, with their links: told as written by hand in resources/demo/notes.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from mentordesk import phrases
from mentordesk.domain.goals import Goal
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.names import fold
from mentordesk.domain.note_links import GAP, NoteLink, Target, TargetKind, link_to, links_in
from mentordesk.domain.notes import Note, title_of
from mentordesk.domain.zones import wall_of
from mentordesk.workflows.demo.cast import HOME, Cast
from mentordesk.workflows.demo.chance import Chance
from mentordesk.workflows.demo.stock import Sheet, sheet

_MEETING = re.compile(r"\{meeting:(\w+):(-?\d+)\}")


class LooseNotes:
    """Tells the notes once the people, meetings and goals they name are known."""

    def __init__(
        self, chance: Chance, cast: Cast, met: Mapping[tuple[str, int], Meeting], goals: Mapping[str, Goal]
    ) -> None:
        self._chance = chance
        self._cast = cast
        self._met = met
        self._goals = goals
        self._named = {
            fold(member.person.name): Target(TargetKind.PERSON, member.person.id) for member in cast.members
        } | {fold(title): Target(TargetKind.GOAL, goal.id) for title, goal in goals.items()}

    def tell(self, instants: Mapping[int, datetime]) -> Iterator[Note | NoteLink]:
        """Yield the notes and their links; `instants` says when each of them was begun, by its place in the file."""
        notes = [self._note(entry, instants[place]) for place, entry in enumerate(sheet("notes")["note"])]
        self._named |= {fold(title_of(note.text)): Target(TargetKind.NOTE, note.id) for note in notes}
        for note in notes:
            yield note
            for place, link in enumerate(links_in(note.text)):
                made = link_to(self._named.get(fold(link.words)), note_id=note.id, place=place * GAP, words=link.words)
                yield self._dated(made, note.created_at)

    def _note(self, entry: Sheet, at: datetime) -> Note:
        member = self._cast.member(entry["person"]) if "person" in entry else None
        goal = self._goals.get(entry.get("goal", ""))
        mentorship_id = member.mentorship.id if member else goal.mentorship_id if goal else ""
        person = member.person.id if member else goal.owner_id if goal else ""
        text = entry["text"].replace("{date}", phrases.weekday_and_day(wall_of(at, HOME).date()))
        return Note(
            id=self._chance.id(at),
            created_at=at,
            updated_at=at,
            person_id=person,
            mentorship_id=mentorship_id,
            goal_id=goal.id if goal else "",
            text=_MEETING.sub(self._meeting_words, text),
            is_pinned=entry.get("is_pinned", False),
        )

    def _meeting_words(self, match: re.Match[str]) -> str:
        """Return a link to a meeting; where a small desk lacks it, plain words."""
        meeting = self._met.get((match[1], int(match[2])))
        if meeting is None or meeting.starts_at is None:
            return "one of our calls"
        words = f"{meeting.title}, {wall_of(meeting.starts_at, HOME).date().isoformat()}"
        self._named[fold(words)] = Target(TargetKind.MEETING, meeting.id)
        return f"[[{words}]]"

    def _dated(self, link: NoteLink, at: datetime | None) -> NoteLink:
        return replace(link, id=self._chance.id(at), created_at=at, updated_at=at) if at else link
