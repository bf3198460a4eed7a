"""What is done with one promise: each is one step of undo and says so. Days in words are asked for in a sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.actions import Action
from mentordesk.errors import Mistake
from mentordesk.language import _, pgettext
from mentordesk.store.desk import Desk
from mentordesk.workflows.promises import edit_action, put_off_action
from mentordesk.workflows.promises.promise_goal import goals_for, link_to_goal
from mentordesk.workflows.promises.promise_origin import origin_of
from mentordesk.workflows.promises.promises_overview import PromiseView
from mentordesk_ui.parts.pick_sheet import PickSheet
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.suggestions import Suggestion
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_look import IconMark
from mentordesk_ui.theme.appearance import Appearance

from .day_sheet import DaySheet


class PromiseDeeds(QObject):
    """`performed` says in words what was done, `refused` what must be asked back."""

    performed = Signal(str)
    refused = Signal(str)
    reworded = Signal(str)
    """The new words of the row with this id are on disk."""

    def __init__(
        self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation, host: QWidget
    ) -> None:
        super().__init__(host)
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._host = host
        self.sheet: DaySheet | PickSheet | None = None

    def tick(self, row: PromiseView) -> None:
        """Say that it is done, or is not; what was let go is taken up again."""
        action = row.action
        again = _("Open again: {what}").format(what=action.text)
        if action.dropped_at is not None:
            self._perform(partial(put_off_action.take_up_action, self._desk, row.id), again)
            return
        is_done = action.done_at is None
        act = partial(edit_action.tick_action, self._desk, self._clock, row.id, is_done=is_done)
        self._perform(act, _("Done: {what}").format(what=action.text) if is_done else again)

    def reword(self, action_id: str, words: str) -> None:
        """Change what it says."""
        act = partial(edit_action.reword_action, self._desk, self._clock, action_id, words)
        self._acts.perform(act, done=partial(self._tell_reworded, action_id), failed=self._refuse)

    def _tell_reworded(self, action_id: str, result: object) -> None:
        self.reworded.emit(action_id)
        self._tell(_("Changed"), result)

    def set_due(self, row: PromiseView, day: date | None) -> None:
        """Say until when."""
        self._perform(partial(edit_action.set_due, self._desk, self._clock, row.id, day), _("Changed the day"))

    def snooze(self, row: PromiseView, until: date | None) -> None:
        """Put it off until a day, or take it up again."""
        said = _("Taken up again")
        if until is not None:
            day = phrases.near_day(until, put_off_action.today_of(self._clock))
            said = _("Put off: back {day}").format(day=day)
        self._perform(partial(put_off_action.snooze_action, self._desk, self._clock, row.id, until), said)

    def day_of_next_call(self, row: PromiseView) -> date | None:
        """Return the day of the next call with whom it is with."""
        return put_off_action.day_of_next_call(self._desk, self._clock, row.action) if row.person_id else None

    def give(self, row: PromiseView) -> None:
        """Give it to the other side, or back to me."""
        to = row.person_id if row.is_mine else self._desk.profile.me().id
        if to:
            act = partial(edit_action.give_action, self._desk, self._clock, row.id, to)
            self._perform(act, _("Changed who does it"))

    def drop(self, row: PromiseView) -> None:
        """Let it go."""
        if row.action.is_open:
            act = partial(put_off_action.drop_action, self._desk, self._clock, row.id)
            self._perform(act, _("Let go: {what}").format(what=row.action.text))

    def remove(self, row: PromiseView) -> None:
        """Put it into the trash."""
        said = _("Removed “{text}”").format(text=row.action.text)
        self._perform(partial(edit_action.remove_action, self._desk, row.id), said)

    def _perform(self, act: Callable[[], object], said: str) -> None:
        self._acts.perform(act, done=partial(self._tell, said), failed=self._refuse)

    def _tell(self, said: str, _result: object) -> None:
        self.performed.emit(said)

    def _refuse(self, mistake: Mistake) -> None:
        self.refused.emit(mistake.sentence)

    # -- ways to go

    def open_origin(self, row: PromiseView) -> None:
        """Show the line of the note, or the meeting, it comes from."""
        origin = origin_of(self._desk, row.action)
        if origin.note_id:
            self._navigation.open_note(origin.note_id, origin.line)
        elif origin.meeting_id:
            self._navigation.open_meeting(origin.meeting_id)

    def open_person(self, row: PromiseView) -> None:
        """Show whom it is with."""
        if row.person_id:
            self._navigation.open_person(row.person_id)

    # -- the goal it serves

    def choose_goal(self, row: PromiseView) -> None:
        """Ask which goal it serves."""
        action = self._desk.actions.get(row.id)
        goals = goals_for(self._desk, action)
        now = self._desk.goals.find(action.goal_id) if action.goal_id else None
        if not goals and now is None:
            self.refused.emit(_("There is no open goal yet. Add one under Goals first."))
            return
        people = self._desk.people.many(goal.owner_id for goal in goals)
        mine = self._desk.profile.me().id
        sheet = PickSheet(
            self._appearance,
            self._host,
            _("Which goal does it serve?"),
            [
                Suggestion(
                    goal.id,
                    goal.title,
                    _("Mine")
                    if goal.owner_id == mine
                    else people[goal.owner_id].name
                    if goal.owner_id in people
                    else "",
                    IconMark("target"),
                )
                for goal in goals
                if goal.id != action.goal_id
            ],
            line=_("Until now: {goal}").format(goal=now.title) if now is not None else action.text,
            off=_("No goal") if now is not None else "",
        )
        sheet.chosen.connect(partial(self._link, sheet, row.id))
        self._show_sheet(sheet)

    def _link(self, sheet: Sheet, action_id: str, goal_id: object) -> None:
        act = partial(link_to_goal, self._desk, action_id, str(goal_id or ""))
        said = _("Linked to the goal") if goal_id else _("Taken off the goal")
        self._acts.perform(act, done=partial(self._done_in, sheet, said), failed=sheet.show_mistake)

    # -- days in words

    def due_in_words(self, row: PromiseView) -> None:
        """Ask until when, in words."""
        words = row.action.due_on.isoformat() if row.action.due_on else ""
        sheet = DaySheet(self._appearance, self._host, self._clock, _("Until when?"), _("Keep"), words)
        self._open(sheet, partial(self._set_due_in_words, row.id), _("Changed the day"))

    def snooze_in_words(self, row: PromiseView) -> None:
        """Ask when it comes back, in words."""
        sheet = DaySheet(self._appearance, self._host, self._clock, _("Put off until when?"), _("Put off"))
        self._open(
            sheet,
            partial(put_off_action.snooze_in_words, self._desk, self._clock, row.id),
            pgettext("said of a promise", "Put off"),
        )

    def _set_due_in_words(self, action_id: str, words: str) -> Action:
        day = put_off_action.day_in_words(self._clock, words) if words.strip() else None
        return edit_action.set_due(self._desk, self._clock, action_id, day)

    def _open(self, sheet: DaySheet, act: Callable[[str], object], said: str) -> None:
        sheet.day_said.connect(partial(self._perform_in, sheet, act, said))
        self._show_sheet(sheet)

    def _show_sheet(self, sheet: DaySheet | PickSheet) -> None:
        self.sheet = sheet
        sheet.closed.connect(partial(self._closed, sheet))
        sheet.open()

    def _perform_in(self, sheet: Sheet, act: Callable[[str], object], said: str, words: str) -> None:
        self._acts.perform(partial(act, words), done=partial(self._done_in, sheet, said), failed=sheet.show_mistake)

    def _done_in(self, sheet: Sheet, said: str, _result: object) -> None:
        sheet.close_overlay()
        self.performed.emit(said)

    def _closed(self, sheet: Sheet) -> None:
        self.sheet = None
        sheet.deleteLater()
