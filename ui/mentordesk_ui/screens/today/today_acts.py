"""What can be done on Today without leaving it: tick a promise, ask about something, say what became of a call.

An act loads its workflow: Today is shown before anybody acts, and by then the window has loaded them at rest.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.threads import Thread, answered
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.brief.brief_lines import PromiseLine, ThreadLine
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance


class TodayActs(QObject):
    """Each act is one step of undo and says so."""

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

    def tick_promise(self, line: PromiseLine) -> None:
        """Say that a promise was kept, or was not after all."""
        from mentordesk.workflows.promises.edit_action import tick_action

        words = _("Open again: {what}") if line.is_done else _("Done: {what}")
        self._acts.perform(
            partial(tick_action, self._desk, self._clock, line.id, is_done=not line.is_done),
            done=partial(self._say, words.format(what=line.text)),
        )

    def open_thread_menu(self, line: ThreadLine, point: QPoint) -> None:
        """Open the menu of something to ask about."""
        self.thread_menu(line).popup(point)

    def thread_menu(self, line: ThreadLine) -> QMenu:
        """Return what can be said of something to ask about."""
        menu = QMenu(self._host)
        asked_it = menu.addAction(self._appearance.icon("check"), _("Asked about it"))
        asked_it.triggered.connect(partial(self._mark_asked, line))
        heard = menu.addAction(self._appearance.icon("pencil"), _("Write down the answer…"))
        heard.triggered.connect(partial(self._ask_for_answer, line))
        alone = menu.addAction(self._appearance.icon("eye-off"), _("Don’t raise it"))
        alone.triggered.connect(partial(self._leave_alone, line))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _leave_alone(self, line: ThreadLine, *_checked: bool) -> None:
        from mentordesk.workflows.people.ask_about import leave_alone

        self._acts.perform(
            partial(leave_alone, self._desk, self._clock, line.id),
            done=partial(self._say, _("Not raised again: {what}").format(what=line.text)),
        )

    def _mark_asked(self, line: ThreadLine, *_checked: bool) -> None:
        from mentordesk.workflows.people.ask_about import tick_thread

        self._acts.perform(
            partial(tick_thread, self._desk, self._clock, line.id, is_asked=True),
            done=partial(self._say, _("Asked: {what}").format(what=line.text)),
        )

    def _ask_for_answer(self, line: ThreadLine, *_checked: bool) -> None:
        sheet = Sheet(self._appearance, self._host.window(), line.text, confirm=_("Keep the answer"))
        editor = LineEdit(self._appearance)
        sheet.add_field("answer", Field(self._appearance, _("What was the answer?"), editor))
        sheet.confirmed.connect(partial(self._keep_answer, line, sheet, editor))
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _keep_answer(self, line: ThreadLine, sheet: Sheet, editor: LineEdit) -> None:
        words = editor.text().strip()
        self._acts.perform(
            partial(self._answered, line.id, words),
            done=partial(self._kept_answer, sheet, _("Kept: {what}").format(what=line.text)),
            failed=sheet.show_mistake,
        )

    def _kept_answer(self, sheet: Sheet, words: str, result: object) -> None:
        sheet.close_overlay()
        self._say(words, result)

    def _answered(self, thread_id: str, answer: str) -> Thread:
        thread = answered(self._desk.threads.get(thread_id), self._clock.now(), answer)
        return self._desk.threads.save(thread, act=_("Write down the answer"))

    def keep_as_held(self, meeting_id: str) -> None:
        """Say that a call took place."""
        from mentordesk.workflows.meetings.plan_meeting import hold_meeting

        self._acts.perform(
            partial(hold_meeting, self._desk, self._clock, meeting_id), done=partial(self._say, _("Kept as held."))
        )

    def keep_as_missed(self, meeting_id: str) -> None:
        """Say that a call did not take place."""
        from mentordesk.workflows.meetings.plan_meeting import miss_meeting

        self._acts.perform(
            partial(miss_meeting, self._desk, self._clock, meeting_id),
            done=partial(self._say, _("Kept as missed. Its agenda waits for the next call.")),
        )

    def _say(self, words: str, _result: object) -> None:
        self._navigation.toast(words, undoable=True)
