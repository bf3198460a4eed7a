"""How an action looks and sounds as a row: whose it is, until when, and whether it is done."""

from __future__ import annotations

from datetime import date

from mentordesk.domain.actions import Action, is_asleep
from mentordesk.domain.notes import title_of
from mentordesk.domain.people import Person
from mentordesk.domain.records import Visibility
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.phrases import near_day
from mentordesk_ui.rows.row_look import ChipNote, RowLook


@dataclass(frozen=True)
class ActionRow:
    """An action with what its row says of it."""

    action: Action
    owner: str
    is_mine: bool
    due: str
    is_overdue: bool

    @property
    def id(self) -> str:
        """The action's id."""
        return self.action.id


def action_row(action: Action, owner: Person | None, me: Person, today: date) -> ActionRow:
    """Return an action as a row; an owner who is no longer on the desk is nobody."""
    is_mine = action.owner_id == me.id
    name = _("You") if is_mine else owner.short_name if owner else ""
    is_overdue = action.is_overdue(today) and not is_asleep(action, today)
    return ActionRow(action, name, is_mine, due_words(action, today), is_overdue)


def due_words(action: Action, today: date) -> str:
    """Say until when: Friday, 24 Nov, was due yesterday, put off until Monday; nothing when it has no day."""
    if action.snoozed_until is not None and is_asleep(action, today):
        return _("put off until {day}").format(day=near_day(action.snoozed_until, today))
    if action.done_at is not None or action.due_on is None:
        return _("done") if action.done_at is not None else ""
    said = near_day(action.due_on, today)
    if action.is_overdue(today):
        return _("was due {day}").format(day=said)
    return said[:1].upper() + said[1:]


def action_look(row: ActionRow) -> RowLook:
    """Return the row's look: the owner as a chip, mine in the accent colour."""
    action = row.action
    is_done = action.done_at is not None
    shown_to = _("shared") if action.visibility is Visibility.SHARED else _("private")
    # A line of a note keeps its marks in the note; here they would only be noise.
    words = title_of(action.text) or action.text
    return RowLook(
        words,
        row.due,
        checked=is_done,
        round_check=True,
        done=is_done,
        struck=is_done,
        warm_detail=row.is_overdue,
        chip=ChipNote(row.owner, "accent" if row.is_mine else "warm") if row.owner else None,
        tooltip=words if len(words) > 28 else "",
        is_shared=action.visibility is Visibility.SHARED,
        spoken_text=", ".join(part for part in (words, row.owner, row.due, shown_to) if part),
    )
