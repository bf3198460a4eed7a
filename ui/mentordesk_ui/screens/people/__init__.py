"""People: the list, a person's page with one timeline of everything, and the sheets that change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentordesk_ui.screens.people.screen import PeopleScreen

__all__ = ["PeopleScreen"]


def __getattr__(name: str) -> object:
    # Loaded when asked for: the commands beside it are wanted at every start, the screen seldom.
    if name == "PeopleScreen":
        from mentordesk_ui.screens.people.screen import PeopleScreen

        return PeopleScreen
    raise AttributeError(name)
