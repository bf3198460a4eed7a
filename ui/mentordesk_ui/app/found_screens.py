"""Where a screen is asked for by name: found in the window, built there if need be."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mentordesk_ui.window import Window

if TYPE_CHECKING:
    from mentordesk_ui.screens.actions import ActionsScreen
    from mentordesk_ui.screens.advice import AdviceScreen
    from mentordesk_ui.screens.focus import FocusScreen
    from mentordesk_ui.screens.goals import GoalsScreen
    from mentordesk_ui.screens.insights import InsightsScreen
    from mentordesk_ui.screens.meetings import MeetingsScreen
    from mentordesk_ui.screens.notes import NotesScreen
    from mentordesk_ui.screens.people import PeopleScreen
    from mentordesk_ui.screens.questions import QuestionsScreen
    from mentordesk_ui.screens.wrap_up import WrapUpScreen


class FoundScreens:
    """Finds the screens of a window for whoever leads there."""

    _window: Window

    def people(self) -> PeopleScreen:
        """Return the screen of people."""
        return cast("PeopleScreen", self._window.screen_of("people"))

    def meetings(self) -> MeetingsScreen:
        """Return the screen of meetings."""
        return cast("MeetingsScreen", self._window.screen_of("meetings"))

    def advice(self) -> AdviceScreen:
        """Return the screen of advice."""
        return cast("AdviceScreen", self._window.screen_of("advice"))

    def goals(self) -> GoalsScreen:
        """Return the screen of goals."""
        return cast("GoalsScreen", self._window.screen_of("goals"))

    def actions(self) -> ActionsScreen:
        """Return the screen of promises."""
        return cast("ActionsScreen", self._window.screen_of("actions"))

    def questions(self) -> QuestionsScreen:
        """Return the screen of questions."""
        return cast("QuestionsScreen", self._window.screen_of("questions"))

    def notes(self) -> NotesScreen:
        """Return the screen of notes."""
        return cast("NotesScreen", self._window.screen_of("notes"))

    def insights(self) -> InsightsScreen:
        """Return what the years look like."""
        return cast("InsightsScreen", self._window.screen_of("insights"))

    def focus(self) -> FocusScreen:
        """Return the focus session."""
        return cast("FocusScreen", self._window.screen_of("focus"))

    def wrap_up(self) -> WrapUpScreen:
        """Return the wrap-up."""
        return cast("WrapUpScreen", self._window.screen_of("wrap_up"))
