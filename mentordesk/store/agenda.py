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

    def checked(self, record: AgendaItem) -> AgendaItem:
        """Return the item as it may be kept; raises Mistake when it says nothing."""
        return checked_item(record)

    def add(self, record: AgendaItem, *, act: str = "") -> AgendaItem:
        """Add an item at the end of its agenda, unless it has a position; raises Mistake when it says nothing."""
        with self.database.change(self.topic, act=act):
            if record.position:
                return super().add(record)
            last = self._last_position(record.mentorship_id)
            return super().add(replace(record, position=next(iter(order.keys_after(last, 1)))))

    def of_mentorship(self, mentorship_id: str, *states: AgendaState) -> tuple[AgendaItem, ...]:
        """Return a mentorship's items in order: the open ones, or those in the states named."""
        wanted = [state.value for state in states or (AgendaState.OPEN,)]
        marks = ", ".join("?" * len(wanted))
        # Sorted here: asked for in order, SQLite walks all there ever was by the index of positions.
        found = self.where(f"mentorship_id = ? AND state IN ({marks})", [mentorship_id, *wanted])
        return tuple(sorted(found, key=_place))

    def for_meeting(self, mentorship_id: str, meeting_id: str) -> tuple[AgendaItem, ...]:
        """Return what is on the table in a meeting: everything open, and what was discussed in this very meeting."""
        still_open = self.where("mentorship_id = ? AND state = 'open'", [mentorship_id])
        # Asked for apart, by the index of the meeting: together with the open ones, SQLite reads all that was ever discussed.
        discussed = self.where(
            "meeting_id = ? AND state = 'discussed' AND mentorship_id = ?", [meeting_id, mentorship_id]
        )
        return tuple(sorted((*still_open, *discussed), key=_place))

    def discussed_in(self, meeting_id: str) -> tuple[AgendaItem, ...]:
        """Return what was talked about in a meeting."""
        return self.where("meeting_id = ? AND state = 'discussed'", [meeting_id], order="position, id")

    def move(self, item_id: str, index: int, *, act: str = "") -> AgendaItem:
        """Put an item at `index` among the open items of its mentorship.

        Only that item's row changes, unless its new neighbours share a place, as items of two devices may.
        """
        with self.database.change(self.topic, act=act):
            item = self.get(item_id)
            others = [other for other in self.of_mentorship(item.mentorship_id) if other.id != item_id]
            index = max(0, min(index, len(others)))
            before = others[index - 1].position if index else ""
            after = others[index].position if index < len(others) else ""
            if after and before >= after:
                keys = order.keys_after(self._last_position(item.mentorship_id), len(others))
                others = [self.save(replace(other, position=key)) for other, key in zip(others, keys, strict=True)]
                before = others[index - 1].position if index else ""
                after = others[index].position if index < len(others) else ""
            return self.save(replace(item, position=order.between(before, after)))

    def _last_position(self, mentorship_id: str) -> str:
        return str(
            self.database.value("SELECT max(position) FROM agenda_item WHERE mentorship_id = ?", [mentorship_id]) or ""
        )


def _place(item: AgendaItem) -> tuple[str, str]:
    return item.position, item.id
