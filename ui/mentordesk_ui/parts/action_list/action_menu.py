"""Owners and days to choose from in the menu of an action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QMenu

from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.phrases import near_day
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.theme.appearance import Appearance


def offer_days(
    appearance: Appearance, menu: QMenu, today: date, due_on: date | None, choose: Callable[[date | None], object]
) -> None:
    """Add the days one usually chooses, and none."""
    friday = today + timedelta(days=(4 - today.weekday() - 1) % 7 + 1)
    days = dict.fromkeys(
        (today, today + timedelta(days=1), friday, today + timedelta(weeks=1), today + timedelta(weeks=2))
    )
    for day in sorted(days):
        said = near_day(day, today)
        action = offer(appearance, menu, said[:1].upper() + said[1:], "", "", partial(choose, day))
        action.setCheckable(True)
        action.setChecked(day == due_on)
    menu.addSeparator()
    offer(appearance, menu, _("No day"), "", "", partial(choose, None))


def offer_owners(
    appearance: Appearance, menu: QMenu, owners: Sequence[Person], me: Person, owner_id: str,
    choose: Callable[[str], object],
) -> None:  # fmt: skip
    """Add the people who may do it."""
    for person in owners:
        words = _("You") if person.id == me.id else person.name
        action = offer(appearance, menu, words, "", "", partial(choose, person.id))
        action.setCheckable(True)
        action.setChecked(person.id == owner_id)
