"""People: the list, a person's page with one timeline of everything, and the sheets that change them."""

from __future__ import annotations

from mentordesk_ui.screens.people.commands import people_commands
from mentordesk_ui.screens.people.screen import PeopleScreen

__all__ = ["PeopleScreen", "people_commands"]
