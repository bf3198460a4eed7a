"""Keep the links of a note in step with its text, and say where each leads, or what must be asked back about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from mentordesk.clock import Clock
from mentordesk.domain.note_links import NoteLink, Target, TargetKind, link_to, links_in, pair_links, places_between
from mentordesk.domain.notes import Note
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.database import instant_text
from mentordesk.store.desk import Desk
from mentordesk.store.note_links import KeptLink
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.link_names import LinkNames, Named

_COMES_BACK_WITHIN = timedelta(hours=1)
"""A link that was cut and is put in again within this time leads where it led."""


class LinkState(StrEnum):
    """What can be said of a link."""

    LEADS = "leads"
    UNCLEAR = "unclear"
    """Several things are called so, and nobody has said which one is meant."""
    NOWHERE = "nowhere"
    """Nothing is called so."""
    IN_TRASH = "in_trash"


@dataclass(frozen=True, slots=True)
class SeenLink:
    """One link of a text and what can be said of it."""

    words: str
    state: LinkState
    target: Target | None = None


def keep_links(desk: Desk, clock: Clock, note_id: str, before: str, text: str) -> None:
    """Bring the links of a note in step with its text: no step of undo, as typing is undone in the text."""
    written = [each.words for each in links_in(text)]
    known = [each.words for each in links_in(before)]
    if not written and not known:
        return
    if written == known and _count(desk, note_id) == len(written):
        return
    kept = desk.notes.links.of_note(note_id)
    pairs = pair_links([link.words for link in kept], written)
    stayed = set(pairs.values())
    gone = [link.id for place, link in enumerate(kept) if place not in stayed]
    with desk.database.change(Topic.NOTES):
        if gone:
            desk.notes.links.throw_away(gone)
        _Placing(desk, clock, note_id, written, kept, pairs).place()


class _Placing:
    """New links put between those that stayed."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        note_id: str,
        written: Sequence[str],
        kept: Sequence[KeptLink],
        pairs: dict[int, int],
    ) -> None:
        self._desk = desk
        self._note_id = note_id
        self._written = written
        self._stayed = {place: kept[pairs[place]] for place in pairs}
        self._names = LinkNames(desk, clock)
        self._known: dict[str, Target | None] = {}
        new = [words for place, words in enumerate(written) if place not in pairs]
        since = instant_text(clock.now() - _COMES_BACK_WITHIN)
        self._trash = desk.notes.links.thrown_away(note_id, new, since) if new else {}

    def place(self) -> None:
        """Add what is new; number anew only where there is no room, or where links were moved past each other."""
        links = self._desk.notes.links
        order: list[str] = []
        added: list[NoteLink] = []
        is_anew = False
        last: int | None = None
        at = 0
        while at < len(self._written):
            if at in self._stayed:
                link = self._stayed[at]
                is_anew = is_anew or (last is not None and link.place <= last)
                order.append(link.id)
                last = link.place
                at += 1
                continue
            end = at
            while end < len(self._written) and end not in self._stayed:
                end += 1
            after = self._stayed[end].place if end in self._stayed else None
            places = places_between(last, after, end - at)
            if places is None:
                is_anew = True
                places = [0] * (end - at)
            for words, place in zip(self._written[at:end], places, strict=True):
                back = self._trash.get(words)
                if back:
                    link = back.pop()
                    links.take_back(link.id, place)
                    order.append(link.id)
                else:
                    made = link_to(self._sure(words), note_id=self._note_id, place=place, words=words)
                    added.append(made)
                    order.append(made.id)
            last = places[-1]
            at = end
        if added:
            links.add_all(added)
        if is_anew:
            links.place_anew(order)

    def _sure(self, words: str) -> Target | None:
        """Return what words mean when exactly one thing is called so."""
        if words not in self._known:
            called = self._names.called(words, but_note=self._note_id)
            self._known[words] = called[0].target if len(called) == 1 else None
        return self._known[words]


def see_links(desk: Desk, clock: Clock, note_id: str, text: str) -> tuple[SeenLink, ...]:
    """Return what can be said of each link of a text that may be newer than what is kept, writing nothing."""
    written = [each.words for each in links_in(text)]
    if not written:
        return ()
    kept = desk.notes.links.of_note(note_id) if note_id else ()
    pairs = pair_links([link.words for link in kept], written)
    names = LinkNames(desk, clock)
    by_name: dict[str, SeenLink] = {}
    found: list[SeenLink] = []
    for place, words in enumerate(written):
        link = kept[pairs[place]] if place in pairs else None
        if link is not None and link.target is not None:
            state = LinkState.IN_TRASH if link.is_in_trash else LinkState.LEADS
            found.append(SeenLink(words, state, link.target))
            continue
        if words not in by_name:
            by_name[words] = _by_name(names, words, note_id)
        found.append(by_name[words])
    return tuple(found)


def _by_name(names: LinkNames, words: str, note_id: str) -> SeenLink:
    called = names.called(words, but_note=note_id)
    if len(called) == 1:
        return SeenLink(words, LinkState.LEADS, called[0].target)
    return SeenLink(words, LinkState.UNCLEAR if called else LinkState.NOWHERE)


def candidates(desk: Desk, clock: Clock, note_id: str, words: str) -> tuple[Named, ...]:
    """Return what an unclear link may mean."""
    return LinkNames(desk, clock).called(words, but_note=note_id)


def answer_link(desk: Desk, clock: Clock, note_id: str, number: int, target: Target) -> None:
    """Say what a link means, by its number in the text, from 0; raises Mistake when it is no longer there."""
    with desk.database.change(Topic.NOTES, act=_("Say where a link leads")):
        note = desk.notes.get(note_id)
        keep_links(desk, clock, note_id, note.text, note.text)
        links = desk.notes.links.of_note(note_id)
        if not 0 <= number < len(links):
            raise Mistake(_("This link is no longer in the note."))
        desk.notes.links.lead(links[number].id, target)


def lead_chosen(desk: Desk, note_id: str, chosen: Mapping[str, Target]) -> None:
    """Let links lead to what was chosen for their words while they were typed; part of the typing, so no step of undo."""
    links = [link for link in desk.notes.links.of_note(note_id) if chosen.get(link.words, link.target) != link.target]
    if not links:
        return
    with desk.database.change(Topic.NOTES):
        for link in links:
            if link.target is None:
                desk.notes.links.lead(link.id, chosen[link.words])


def make_linked_note(desk: Desk, note_id: str, words: str) -> Note:
    """Make the note that a link leads nowhere without; it belongs where the linking note belongs."""
    with desk.database.change(Topic.NOTES, act=_("New note")):
        linking = desk.notes.get(note_id)
        fresh = Note(person_id=linking.person_id, mentorship_id=linking.mentorship_id, goal_id=linking.goal_id)
        note = desk.notes.add(replace(fresh, text=f"# {words}\n\n"))
        # Whoever wrote these words before the note was there meant it.
        for link_id, _note_id in desk.notes.links.leading_nowhere([words]):
            desk.notes.links.lead(link_id, Target(TargetKind.NOTE, note.id))
        return note


def take_back_target(desk: Desk, target: Target) -> None:
    """Take what a link leads to out of the trash, with what belongs to it; raises Mistake when it is not there."""
    from mentordesk.workflows.safety.trash import take_out

    take_out(desk, desk.database.clock, [(target.kind.value, target.id)])


def _count(desk: Desk, note_id: str) -> int:
    sql = "SELECT count(*) FROM note_link WHERE note_id = ? AND deleted_at IS NULL"
    return int(desk.database.value(sql, [note_id]))
