"""Change an agenda from a list: add, reword, reorder, tick off, park, drop; one step of undo each."""

from __future__ import annotations

import re
from dataclasses import replace

from mentordesk.clock import Clock
from mentordesk.domain.agenda import AgendaItem, AgendaState, discussed, dropped, parked, reopened
from mentordesk.domain.records import Visibility
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.questions.question_topics import follow_end, follow_return, follow_words

_MINUTES = re.compile(r"(?:^|\s)(\d{1,4})\s?(?:m|min|mins|min\.|minutes?|minuten?|['’′])$", re.IGNORECASE)


def read_topic(words: str) -> tuple[str, int | None]:
    """Return the words of a typed topic and its minutes, written at its end as `10m`; None when nothing is said."""
    said = " ".join(words.split())
    found = _MINUTES.search(said)
    if found is None or not said[: found.start()].strip():
        return said, None
    return said[: found.start()].strip(), int(found[1])


def write_topic(item: AgendaItem) -> str:
    """Return an item as it would be typed."""
    return f"{item.text} {item.minutes}m" if item.minutes else item.text


def add_topic(desk: Desk, words: str, *, mentorship_id: str) -> AgendaItem:
    """Add a typed topic at the end of a mentorship's agenda; raises Mistake, field `text` or `minutes`."""
    text, minutes = read_topic(words)
    profile = desk.profile.mine()
    item = AgendaItem(
        mentorship_id=mentorship_id,
        text=text,
        minutes=minutes or 0,
        author_id=profile.person_id if profile else "",
    )
    return desk.agenda.add(item, act=_("Add a topic"))


def reword_topic(desk: Desk, item_id: str, words: str) -> AgendaItem:
    """Change what an item says, and its minutes: those it is typed with, or none."""
    text, minutes = read_topic(words)
    with desk.database.change(Topic.AGENDA, act=_("Change a topic")):
        item = desk.agenda.save(replace(desk.agenda.get(item_id), text=text, minutes=minutes or 0))
        follow_words(desk, item)
        return item


def give_minutes(desk: Desk, item_id: str, minutes: int) -> AgendaItem:
    """Say how long an item may take; 0 for nobody knows."""
    with desk.database.change(Topic.AGENDA, act=_("Change the minutes")):
        return desk.agenda.save(replace(desk.agenda.get(item_id), minutes=minutes))


def tick_topic(desk: Desk, clock: Clock, item_id: str, *, is_discussed: bool, meeting_id: str = "") -> AgendaItem:
    """Say that an item was talked about, in a meeting if it was one; or that it was not."""
    with desk.database.change(Topic.AGENDA, act=_("Tick off a topic") if is_discussed else _("Reopen a topic")):
        if meeting_id:
            # The wrap-up knows much that an agenda on Today does without.
            from mentordesk.workflows.meetings.wrap_up import settle

            return settle(desk, clock, meeting_id, item_id, is_discussed=is_discussed)
        item = desk.agenda.get(item_id)
        if is_discussed:
            return desk.agenda.save(discussed(item, item.meeting_id, clock.now()))
        item = desk.agenda.save(reopened(item))
        follow_return(desk, item)
        return item


def park_topic(desk: Desk, item_id: str) -> AgendaItem:
    """Set an item aside until it is taken up again."""
    with desk.database.change(Topic.AGENDA, act=_("Park a topic")):
        return desk.agenda.save(parked(desk.agenda.get(item_id)))


def take_up_topic(desk: Desk, item_id: str) -> AgendaItem:
    """Put a parked item back on the agenda."""
    with desk.database.change(Topic.AGENDA, act=_("Take up a topic")):
        item = desk.agenda.save(reopened(desk.agenda.get(item_id)))
        follow_return(desk, item)
        return item


def drop_topic(desk: Desk, clock: Clock, item_id: str) -> AgendaItem:
    """Let an item go; it stays in the history."""
    with desk.database.change(Topic.AGENDA, act=_("Drop a topic")):
        item = desk.agenda.save(dropped(desk.agenda.get(item_id), clock.now()))
        follow_end(desk, clock, item)
        return item


def show_topic_to(desk: Desk, item_id: str, visibility: Visibility) -> AgendaItem:
    """Say whether a summary for the other side may contain an item."""
    with desk.database.change(Topic.AGENDA, act=_("Change who sees it")):
        return desk.agenda.save(replace(desk.agenda.get(item_id), visibility=visibility))


def place_topic(desk: Desk, item_id: str, index: int) -> AgendaItem:
    """Put an item at `index` among the open ones."""
    return desk.agenda.move(item_id, index, act=_("Reorder the agenda"))


def topics_on_table(desk: Desk, mentorship_id: str, meeting_id: str = "") -> tuple[AgendaItem, ...]:
    """Return what is to be talked about, and what was in that very meeting."""
    if meeting_id:
        return desk.agenda.for_meeting(mentorship_id, meeting_id)
    return desk.agenda.of_mentorship(mentorship_id)


def count_parked(desk: Desk, mentorship_id: str) -> int:
    """Return how many topics were set aside, read from an index."""
    return desk.agenda.count("mentorship_id = ? AND state = ?", [mentorship_id, AgendaState.PARKED.value])


def parked_topics(desk: Desk, mentorship_id: str) -> tuple[AgendaItem, ...]:
    """Return what was set aside."""
    return desk.agenda.of_mentorship(mentorship_id, AgendaState.PARKED)
