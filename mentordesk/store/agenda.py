"""Agenda items on disk: per mentorship, in the order the person gave them."""

from __future__ import annotations

from dataclasses import replace

from mentordesk.domain import order
from mentordesk.domain.agenda import AgendaItem, AgendaState, checked_item
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class AgendaStore(RecordTable[AgendaItem]):
    """What is to be talked about."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, AgendaItem, "agenda_item", Topic.AGENDA)

    def add(self, record: AgendaItem, *, act: str = "") -> AgendaItem:
        """Add an item at the end of its agenda, unless it has a position; raises Mistake when it says nothing."""
        item = checked_item(record)
        with self.database.change(self.topic, act=act):
            if not item.position:
                item = replace(item, position=next(iter(order.keys_after(self._last_position(item.mentorship_id), 1))))
            return super().add(item)

    def save(self, record: AgendaItem, *, act: str = "") -> AgendaItem:
        """Write what changed about an item; raises Mistake when it says nothing."""
        return super().save(checked_item(record), act=act)

    def of_mentorship(self, mentorship_id: str, *states: AgendaState) -> tuple[AgendaItem, ...]:
        """Return a mentorship's items in order: the open ones, or those in the states named."""
        wanted = [state.value for state in states or (AgendaState.OPEN,)]
        marks = ", ".join("?" * len(wanted))
        return self.where(f"mentorship_id = ? AND state IN ({marks})", [mentorship_id, *wanted], order="position, id")

    def for_meeting(self, mentorship_id: str, meeting_id: str) -> tuple[AgendaItem, ...]:
        """Return what is on the table in a meeting: everything open, and what was discussed in this very meeting."""
        return self.where(
            "mentorship_id = ? AND (state = 'open' OR (state = 'discussed' AND meeting_id = ?))",
            [mentorship_id, meeting_id],
            order="position, id",
        )

    def discussed_in(self, meeting_id: str) -> tuple[AgendaItem, ...]:
        """Return what was talked about in a meeting."""
        return self.where("meeting_id = ? AND state = 'discussed'", [meeting_id], order="position, id")

    def move(self, item_id: str, index: int, *, act: str = "") -> AgendaItem:
        """Put an item at `index` among the open items of its mentorship; only that item's row changes."""
        with self.database.change(self.topic, act=act):
            item = self.get(item_id)
            others = [other for other in self.of_mentorship(item.mentorship_id) if other.id != item_id]
            index = max(0, min(index, len(others)))
            before = others[index - 1].position if index else ""
            after = others[index].position if index < len(others) else ""
            return self.save(replace(item, position=order.between(before, after)))

    def _last_position(self, mentorship_id: str) -> str:
        return str(
            self.database.value("SELECT max(position) FROM agenda_item WHERE mentorship_id = ?", [mentorship_id]) or ""
        )
