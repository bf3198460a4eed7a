"""The screens of one desk: what each is handed, built when it is first shown. Imports wait until then, for the start's sake."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk_ui.app.found_screens import FoundScreens
from mentordesk_ui.app.lasting import Lasting
from mentordesk_ui.app.speaking_up import SpeakingUp
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.shell.commands import Command
from mentordesk_ui.shell.rail import RailEntry
from mentordesk_ui.window import Window

if TYPE_CHECKING:
    from mentordesk_ui.qtkit.attaching import Attaching
    from mentordesk_ui.screens.capture import QuickCapture
    from mentordesk_ui.screens.imports import Imports
    from mentordesk_ui.screens.people.letting_go import LettingGo
    from mentordesk_ui.screens.settings.screen import SettingsScreen
    from mentordesk_ui.screens.settings.section import Section


class Screens(FoundScreens):
    """Builds the screens, and finds them again for whoever leads there. `settle` it into its window before use."""

    def __init__(
        self, lasting: Lasting, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation, drafts: Drafts
    ) -> None:
        self._lasting = lasting
        self._appearance = lasting.appearance
        self.desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._drafts = drafts
        self.speaking_up = SpeakingUp(lasting, desk, clock, acts, navigation)

    def settle(self, window: Window) -> None:
        """Live in this window."""
        self._window = window
        self._importing: Imports | None = None
        self._capturing: QuickCapture | None = None
        self._letting_go: LettingGo | None = None
        self.make_privacy: Callable[[], Section] | None = None
        """Makes the section of the settings about lock and curtain, set by whoever has them."""

    def leave(self) -> None:
        """Put what is typed on disk; nothing is shown after that."""
        self.speaking_up.leave()
        if self._capturing is not None:
            self._capturing.close()
        if self._letting_go is not None:
            self._letting_go.stop()
        for key in self._window.built_screens():
            self.leave_screen(key)
        if "attaching" in self.__dict__:
            self.attaching.close()

    def leave_screen(self, key: str) -> None:
        """Let a screen put on disk what is typed in it, as far as it is one that is typed in."""
        leave = getattr(self._window.built_screens().get(key), "leave", None)
        if leave is not None:
            leave()

    # -- what there is

    def rail_entries(self) -> tuple[RailEntry, ...]:
        """Return what the rail shows: only what works."""
        return (
            RailEntry("today", "sun", _("Today"), self._make_today),
            RailEntry("people", "users", _("People"), self._make_people),
            RailEntry("meetings", "video", _("Meetings"), self._make_meetings),
            RailEntry("goals", "target", _("Goals"), self._make_goals),
            RailEntry("actions", "handshake", _("Promises"), self._make_actions),
            RailEntry("questions", "circle-question-mark", _("Questions"), self._make_questions),
            RailEntry("advice", "lightbulb", _("Advice"), self._make_advice),
            RailEntry("notes", "file-text", _("Notes"), self._make_notes),
            RailEntry("focus", "timer", _("Focus"), self._make_focus),
            RailEntry("insights", "chart-line", _("Insights"), self._make_insights),
            RailEntry("settings", "sliders-horizontal", _("Settings"), self._make_settings),
        )

    def hidden_entries(self) -> tuple[RailEntry, ...]:
        """Return the screens that only others lead to."""
        return (
            RailEntry("wrap_up", "list-checks", _("Wrap-up"), self._make_wrap_up),
            RailEntry("trash", "trash-2", _("Trash"), self._make_trash),
        )

    def commands(self) -> tuple[Command, ...]:
        """Return what the screens let one do from anywhere; none of them is built for it."""
        from mentordesk_ui.screens.actions.commands import action_commands
        from mentordesk_ui.screens.advice.commands import advice_commands
        from mentordesk_ui.screens.attachments.commands import attach_command
        from mentordesk_ui.screens.capture.commands import capture_commands
        from mentordesk_ui.screens.focus.commands import focus_commands
        from mentordesk_ui.screens.goals.commands import goal_commands
        from mentordesk_ui.screens.insights.commands import insights_commands
        from mentordesk_ui.screens.meetings.commands import meeting_commands
        from mentordesk_ui.screens.notes.commands import earlier_command, note_commands
        from mentordesk_ui.screens.people.commands import people_commands
        from mentordesk_ui.screens.questions.commands import question_commands
        from mentordesk_ui.screens.settings.commands import settings_commands
        from mentordesk_ui.screens.today.commands import today_commands
        from mentordesk_ui.screens.trash.commands import trash_commands

        return (
            *today_commands(partial(self._shown, "today"), self.speaking_up.reminding),
            *meeting_commands(partial(self._shown, "meetings"), self._whom),
            *focus_commands(self.focus, self.is_session_running),
            *people_commands(partial(self._shown, "people")),
            *note_commands(partial(self._shown, "notes")),
            earlier_command(self._seen),
            attach_command(self._attach_here),
            *goal_commands(partial(self._shown, "goals"), self._whom),
            *advice_commands(partial(self._shown, "advice")),
            *capture_commands(self._open_capture),
            *action_commands(partial(self._shown, "actions")),
            *question_commands(partial(self._shown, "questions")),
            *insights_commands(partial(self._shown, "insights"), self._whom),
            *trash_commands(self.open_trash),
            *settings_commands(self.settings),
            *self.imports().commands(),
        )

    # -- what several screens share

    def settings(self) -> SettingsScreen:
        """Show the settings, and return them."""
        return cast("SettingsScreen", self._shown("settings"))

    @cached_property
    def attaching(self) -> Attaching:
        """What attaches files."""
        from mentordesk_ui.qtkit.attaching import Attaching

        return Attaching(self.desk, self._clock, self._acts, self._lasting.background, self._navigation.toast)

    def _attach_here(self) -> None:
        self.attaching.ask_file_here()

    def imports(self) -> Imports:
        """Return what imports files."""
        if self._importing is None:
            from mentordesk_ui.screens.imports import Imports

            self._importing = Imports(
                self._appearance, self._window, self.desk, self._clock, self._lasting.background, self._navigation
            )
        return self._importing

    def capture(self) -> QuickCapture:
        """Return what takes a line in passing."""
        if self._capturing is None:
            from mentordesk_ui.screens.capture import QuickCapture

            self._capturing = QuickCapture(
                self._appearance,
                self.desk,
                self._clock,
                self._acts,
                self._lasting.background,
                self._navigation,
                self._drafts,
            )
            self._capturing.help_wanted.connect(self._window.come_with_help)
        return self._capturing

    def put_capture_away(self) -> None:
        """Close the small window that takes a line, before the desk is locked."""
        if self._capturing is not None:
            self._capturing.put_away()

    def letting_go(self) -> LettingGo:
        """Return what lets go of people."""
        if self._letting_go is None:
            from mentordesk_ui.screens.people.letting_go import LettingGo

            self._letting_go = LettingGo(
                self._appearance,
                self._window,
                self.desk,
                self._clock,
                self._acts,
                self._lasting.background,
                self._navigation,
                second_folder=self._second_folder,
                forget=self._lasting.forget,
            )
            self._window.add_strip(self._letting_go.strip)
        return self._letting_go

    def _second_folder(self) -> str:
        return self._lasting.preferences.now.backup_folder

    def _show_held(self, person_id: str) -> None:
        self.letting_go().show_held(person_id)

    def _ask_how_long(self, person_id: str) -> None:
        self.letting_go().ask_how_long(person_id)

    def _ask_forget(self, person_id: str) -> None:
        self.letting_go().ask_forget(person_id)

    def _open_capture(self) -> None:
        self.capture().open(self._whom())

    def start_speaking_up(self) -> None:
        """Remind of meetings, suggest sessions, and say in the wrap-up what came in during a call."""
        self.speaking_up.start(self._window, self.is_session_running, self._start_next)

    def _start_next(self) -> None:
        self.focus().start_next()

    def is_session_running(self) -> bool:
        """Tell whether a focus session runs."""
        return "focus" in self._window.built_screens() and self.focus().is_running()

    def _whom(self) -> str:
        """Return who is on the screen that is seen: a key that plans or calls means them. Empty for nobody."""
        context_person = getattr(self._seen(), "context_person", None)
        return str(context_person()) if context_person is not None else ""

    def _seen(self) -> QWidget | None:
        return self._window.built_screens().get(self._window.current_key())

    def _shown(self, key: str) -> Any:
        """Show a screen and return it, built if need be."""
        self._window.show_screen(key)
        return self._window.screen_of(key)

    # -- making them

    def _make_today(self) -> QWidget:
        from mentordesk_ui.screens.today.today_screen import TodayScreen

        return TodayScreen(
            self._appearance,
            self.desk,
            self._clock,
            self._acts,
            self.speaking_up.beat,
            self._navigation,
            add_person=self._add_person,
        )

    def _import_contacts(self) -> None:
        self.imports().import_contacts()

    def _add_person(self) -> None:
        self._shown("people").new_person()

    def _make_people(self) -> QWidget:
        from mentordesk_ui.screens.people import PeopleScreen

        screen = PeopleScreen(self._appearance, self.desk, self._clock, self._acts, self._navigation)
        screen.log_wanted.connect(self._log_past)
        screen.import_wanted.connect(self._import_contacts)
        screen.held_wanted.connect(self._show_held)
        screen.how_long_wanted.connect(self._ask_how_long)
        screen.forget_wanted.connect(self._ask_forget)
        return screen

    def _log_past(self, person_id: str) -> None:
        self._shown("meetings").log_past(person_id)

    def _make_meetings(self) -> QWidget:
        from mentordesk_ui.screens.meetings import MeetingsScreen

        return MeetingsScreen(self._appearance, self.desk, self._clock, self._acts, self._navigation, self._drafts)

    def _make_advice(self) -> QWidget:
        from mentordesk_ui.screens.advice import AdviceScreen

        return AdviceScreen(self._appearance, self.desk, self._clock, self._acts, self._navigation)

    def _make_goals(self) -> QWidget:
        from mentordesk_ui.screens.goals import GoalsScreen

        return GoalsScreen(self._appearance, self.desk, self._clock, self._acts, self._navigation, self._drafts)

    def _make_actions(self) -> QWidget:
        from mentordesk_ui.screens.actions import ActionsScreen

        return ActionsScreen(
            self._appearance,
            self.desk,
            self._clock,
            self._acts,
            self._navigation,
            tick=self.speaking_up.beat,
            load_grouping=self._promises_by,
            save_grouping=self._keep_promises_by,
        )

    def _promises_by(self) -> str:
        return self._lasting.preferences.now.promises_by

    def _keep_promises_by(self, grouping: str) -> None:
        self._lasting.preferences.choose(promises_by=grouping)

    def _make_questions(self) -> QWidget:
        from mentordesk_ui.screens.questions import QuestionsScreen

        return QuestionsScreen(
            self._appearance, self.desk, self._clock, self._acts, self._navigation, tick=self.speaking_up.beat
        )

    def _make_notes(self) -> QWidget:
        from mentordesk_ui.screens.notes import NotesScreen

        return NotesScreen(self._appearance, self.desk, self._clock, self._acts, self._navigation, self._drafts)

    def _make_insights(self) -> QWidget:
        from mentordesk_ui.screens.insights import InsightsScreen

        return InsightsScreen(
            self._appearance, self.desk, self._clock, self._acts, self._lasting.background, self._navigation
        )

    def _make_focus(self) -> QWidget:
        from mentordesk_ui.screens.focus import FocusScreen

        return FocusScreen(
            self._appearance,
            self.desk,
            self._clock,
            self._acts,
            self._navigation,
            drafts=self._drafts,
            quieting=self._lasting.quieting,
            preferences=self._lasting.preferences,
            pill_wanted=self._wants_pill,
            load_pill_place=self._pill_place,
            save_pill_place=self._keep_pill_place,
        )

    def _pill_place(self) -> tuple[int, int] | None:
        return self._lasting.preferences.now.pill_place

    def _keep_pill_place(self, place: tuple[int, int]) -> None:
        self._lasting.preferences.choose(pill_place=place)

    def _wants_pill(self) -> bool:
        return self._lasting.preferences.now.pill_on

    def _make_wrap_up(self) -> QWidget:
        from mentordesk_ui.screens.wrap_up import WrapUpScreen

        return WrapUpScreen(self._appearance, self.desk, self._clock, self._acts, self._navigation, drafts=self._drafts)

    def open_trash(self) -> None:
        """Show what lies in the trash."""
        self._window.show_screen("trash")

    def _make_trash(self) -> QWidget:
        from mentordesk_ui.screens.trash.screen import TrashScreen

        return TrashScreen(
            self._appearance, self.desk, self._clock, self._acts, self._lasting.background, self._navigation
        )

    def _make_settings(self) -> QWidget:
        from mentordesk_ui.app.settings_sections import make_encryption, make_safety
        from mentordesk_ui.screens.settings import SettingsScreen

        return SettingsScreen(
            self._appearance,
            self.desk,
            self._clock,
            self._acts,
            self._lasting.preferences,
            self._navigation,
            self._lasting.quieting,
            self._lasting.background,
            self._bring_back,
            encryption=partial(make_encryption, self._lasting),
            privacy=self.make_privacy,
            safety=partial(make_safety, self._lasting, self.desk, self._clock),
        )

    def _bring_back(self) -> None:
        self.imports().bring_back()
