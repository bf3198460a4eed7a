"""What can be done with a promise, each line with its key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QMenu

from mentordesk.language import _
from mentordesk.phrases import near_day
from mentordesk.workflows.promises.promises_overview import PromiseView
from mentordesk_ui.parts.action_list.action_menu import offer_days
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.theme.appearance import Appearance

from .promise_deeds import PromiseDeeds


def promise_menu(
    appearance: Appearance,
    menu: QMenu,
    view: PromiseView,
    deeds: PromiseDeeds,
    edit: Callable[[PromiseView], object],
    today: date,
    other: str,
    next_call: date | None,
    has_origin: bool,
) -> QMenu:
    """Fill the menu of one promise; `other` is the short name of whom it is with, empty for nobody.

    `next_call` is the day of the next call with them.
    """
    add = partial(offer, appearance, menu)
    action = view.action
    if action.dropped_at is not None:
        add(_("Take up again"), "undo-2", "Space", partial(deeds.tick, view))
    else:
        add(_("Not done") if action.done_at else _("Done"), "check", "Space", partial(deeds.tick, view))
    add(_("Change"), "pencil", "F2", partial(edit, view))
    if action.is_open:
        days = menu.addMenu(appearance.icon("calendar"), _("Until when"))
        due_menu(appearance, days, view, deeds, today)
        later = menu.addMenu(appearance.icon("clock"), _("Put off"))
        snooze_menu(appearance, later, view, deeds, today, other, next_call)
        if other:
            name = other if view.is_mine else _("you")
            add(_("Give to {name}").format(name=name), "arrow-right", "O", partial(deeds.give, view))
    add(_("Goal…"), "target", "T", partial(deeds.choose_goal, view))
    if has_origin:
        add(_("Show where it comes from"), "corner-down-left", "G", partial(deeds.open_origin, view))
    if other:
        add(_("Open {name}’s page").format(name=other), "user", "P", partial(deeds.open_person, view))
    menu.addSeparator()
    if action.is_open:
        add(_("Let it go"), "archive", "X", partial(deeds.drop, view))
    add(_("Remove"), "trash-2", "Del", partial(deeds.remove, view))
    return menu


def due_menu(appearance: Appearance, menu: QMenu, view: PromiseView, deeds: PromiseDeeds, today: date) -> QMenu:
    """Fill the menu of days."""
    offer_days(appearance, menu, today, view.action.due_on, partial(deeds.set_due, view))
    offer(appearance, menu, _("Another day…"), "", "", partial(deeds.due_in_words, view))
    return menu


def snooze_menu(
    appearance: Appearance,
    menu: QMenu,
    view: PromiseView,
    deeds: PromiseDeeds,
    today: date,
    other: str,
    next_call: date | None,
) -> QMenu:
    """Fill the menu of when a promise comes back. The next call is said with its day: the day stays if the call moves."""
    add = partial(offer, appearance, menu)
    if view.is_asleep:
        add(_("Take up now"), "undo-2", "", partial(deeds.snooze, view, None))
    add(_("Until tomorrow"), "", "", partial(deeds.snooze, view, today + timedelta(days=1)))
    monday = today + timedelta(days=7 - today.weekday())
    words = _("Until next week, {day}").format(day=near_day(monday, today))
    add(words, "", "", partial(deeds.snooze, view, monday))
    if next_call is not None:
        words = _("Until the next call with {name}, {day}").format(name=other, day=near_day(next_call, today))
        add(words, "", "", partial(deeds.snooze, view, next_call))
    add(_("Until another day…"), "", "", partial(deeds.snooze_in_words, view))
    return menu
