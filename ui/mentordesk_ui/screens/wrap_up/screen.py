"""The wrap-up: one sheet after a call, a minute. Everything is kept as it is typed; leaving early loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.agenda import AgendaState
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.records import Visibility
from mentordesk.domain.reflections import Reflection
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.errors import Mistake
from mentordesk.language import _, pgettext
from mentordesk.phrases import both_times, clock_time, span, weekday_and_day
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.meetings import edit_agenda, wrap_up
from mentordesk.workflows.meetings.plan_meeting import Plan, plan_meeting, say_time
from mentordesk.workflows.meetings.summarise import Summary, summarise
from mentordesk.workflows.meetings.wrap_up import WrapUp, read_wrap_up
from mentordesk.workflows.promises import edit_action
from mentordesk_ui.parts.action_list import ActionList
from mentordesk_ui.parts.agenda_list import AgendaList
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWays
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.shell.commands import Command
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

from .advice_section import AdviceSection
from .answers_section import AnswersSection
from .next_section import NextSection
from .reflection_section import ReflectionSection
from .small_talk_section import SmallTalkSection
from .summary_section import Mark, SummarySection
from .threads_section import ThreadsSection

_TWO_COLUMNS = 860
_LONGEST_MAILTO = 1900
"""Windows hands no longer address to a mail program."""


def _open_mail(address: str) -> bool:
    return QDesktopServices.openUrl(QUrl(address))


class WrapUpScreen(QWidget):
    """Give it a meeting with `open`. Ctrl+Enter is done with it and goes to the meeting."""

    topics = frozenset(
        {
            Topic.MEETINGS,
            Topic.AGENDA,
            Topic.ACTIONS,
            Topic.NOTES,
            Topic.THREADS,
            Topic.ADVICE,
            Topic.QUESTIONS,
            Topic.REFLECTIONS,
            Topic.PEOPLE,
        }
    )

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        *,
        drafts: Drafts | None = None,
        open_mail: Callable[[str], bool] = _open_mail,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._desk, self._clock = appearance, desk, clock
        self._acts, self._navigation, self._open_mail = acts, navigation, open_mail
        drafts = drafts or Drafts(desk.folder / FOLDER_NAME, desk.keys)
        self._meeting_id = ""
        self._plan: Plan | None = None
        self._next_id = ""
        self._columns = 0

        self.done_button = Button(
            appearance, pgettext("finish", "Done"), "check", "primary", key="Ctrl+Return", show_key=True
        )
        self.done_button.clicked.connect(self._finish)
        self._head = PageHead(appearance, _("Wrap-up"), ends=(self.done_button,), search=False)
        self.actions_list = ActionList(appearance, desk, clock, acts, navigation, head=False, drafts=drafts)
        self._agreed_head = SectionHead(appearance, _("What was agreed"))
        self.agenda = AgendaList(appearance, desk, acts, navigation, compact=True, drafts=drafts)
        self.answers = AnswersSection(appearance, desk, clock, acts, navigation, drafts)
        self.threads = ThreadsSection(appearance)
        self.threads.added.connect(self._ask_next_time)
        self.threads.removed.connect(self._forget_thread)
        self.small_talk = SmallTalkSection(appearance, desk, clock, acts, navigation, drafts)
        self.advice = AdviceSection(appearance, desk, clock, acts, navigation)
        self.next = NextSection(appearance, clock, drafts)
        self.next.moved.connect(self._move_plan)
        self.next.plan_wanted.connect(self._plan_next)
        self.next.open_wanted.connect(self._open_next)
        self.earlier = EarlierWays(appearance, desk, clock, acts, navigation)
        self.reflection = ReflectionSection(appearance, self.earlier, self.refresh)
        self.reflection.answered.connect(self._keep_answers)
        self.summary = SummarySection(appearance)
        self.summary.marked.connect(self._mark)
        self.summary.copy_wanted.connect(self._copy)
        self.summary.mail_wanted.connect(self._mail)
        self._keepings = {
            "thread": LineKeeping(self.threads.line, drafts),
            "advice": LineKeeping(self.advice.line, drafts),
        }
        self.missed = Text(appearance, "", role="muted")
        self.missed.hide()
        self._arrange()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.flush)

    def _arrange(self) -> None:
        self._scroll = ScrollColumn(self._appearance, wide=True)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(SPACE.xl + SPACE.s)
        self._left, self._right, agreed = QWidget(), QWidget(), QWidget()
        column = QVBoxLayout(agreed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._agreed_head)
        column.addWidget(self.actions_list)
        for side, parts in (
            (self._left, (agreed, self.agenda, self.answers, self.small_talk, self.threads, self.advice, self.next)),
            (self._right, (self.reflection, self.summary)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE.xl + SPACE.s)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        self._empty = EmptyState(
            self._appearance,
            "circle-check",
            _("Nothing to wrap up"),
            _("After a call its wrap-up opens here: what was agreed, what to ask next time, the next meeting."),
        )
        self._scroll.add(self._head)
        self._scroll.add(self.missed, space_before=SPACE.s)
        self._scroll.add(self._empty, space_before=SPACE.xl)
        self._scroll.add(self._body, space_before=SPACE.xl)
        self._scroll.add_stretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self._body.hide()
        self.done_button.hide()

    # -- what the window asks

    def tell_missed(self, counts: Mapping[str, int]) -> None:
        """Say what came in during the call, by program; it is kept nowhere."""
        each = [_("{count} from {program}").format(count=count, program=program) for program, count in counts.items()]
        self.missed.setText(_("Meanwhile: {what}.").format(what=phrases.listed(each)))
        self.missed.setVisible(bool(each))

    def open(self, meeting_id: str) -> None:
        """Show the wrap-up of a meeting. Raises Mistake for one that is no longer on the desk."""
        self.flush()
        is_other = meeting_id != self._meeting_id
        self._meeting_id = meeting_id
        if is_other:
            self.missed.hide()
            self.next.leave()
            meeting = self._desk.meetings.get(meeting_id)
            self.actions_list.show_meeting(meeting_id)
            self.agenda.show_mentorship(meeting.mentorship_id, meeting_id)
            self._plan = wrap_up.suggest_next(self._desk, self._clock, meeting_id)
            self.next.show_plan(self._plan)
            self.next.take_up(meeting_id)
        for name, keeping in self._keepings.items():
            keeping.open(line_key(meeting_id, name))
        self._empty.hide()
        self._body.show()
        self.done_button.show()
        self.refresh()
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)
            self.actions_list.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, topics: frozenset[Topic] = topics) -> None:
        """Read again what changed on the desk; what is being typed stays."""
        if not self._meeting_id:
            return
        sheet = read_wrap_up(self._desk, self._clock, self._meeting_id)
        self._head.set_words(_("Wrap-up: {name}").format(name=sheet.person.name), self._when(sheet.meeting))
        self.answers.show_meeting(self._meeting_id)
        self.small_talk.show_meeting(self._meeting_id)
        self.advice.show_meeting(self._meeting_id)
        self.threads.show_threads(sheet.threads, self._clock.now().astimezone(self._clock.zone()).date())
        self.reflection.show_reflection(sheet.reflection)
        self._show_next(sheet)
        self._show_summary(sheet)

    def flush(self) -> None:
        """Put on disk what is not there yet."""
        if self._meeting_id:
            self.reflection.flush()
            self.answers.flush()
            for part in (self.actions_list, self.agenda):
                part.keep_line()
            for keeping in self._keepings.values():
                keeping.keep()

    def leave(self) -> None:
        """Put on disk what was typed; half-typed lines wait here."""
        self.flush()

    def _finish(self) -> None:
        """Be done with it: the meeting is shown."""
        self.flush()
        self._navigation.open_meeting(self._meeting_id)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here, for the palette."""
        section = _("Wrap-up")
        return (
            Command("wrap_up.copy", _("Copy the summary"), section, self._copy, "", "copy", self._is_open),
            Command("wrap_up.mail", _("Mail the summary"), section, self._mail, "", "mail", self._is_open),
        )

    def _is_open(self) -> bool:
        return bool(self._meeting_id) and self.isVisible()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if self.width() >= self._appearance.px(_TWO_COLUMNS) else 1
        if columns != self._columns:
            self._columns = columns
            self._grid.removeWidget(self._left)
            self._grid.removeWidget(self._right)
            self._grid.addWidget(self._left, 0, 0)
            self._grid.addWidget(self._right, *((0, 1) if columns == 2 else (1, 0)))
            self._grid.setHorizontalSpacing(self._appearance.px(48))
            self._grid.setColumnStretch(0, 1)
            self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    # -- what is shown

    def _when(self, meeting: Meeting) -> str:
        started = meeting.actual_start or meeting.starts_at
        if started is None:
            return ""
        zone = self._clock.zone()
        here = started.astimezone(zone)
        words = weekday_and_day(here.date())
        if meeting.actual_start is None or meeting.actual_end is None:
            return words
        ended = meeting.actual_end.astimezone(zone)
        return _("{day} · {start}–{end} · {span}").format(
            day=words, start=clock_time(here), end=clock_time(ended), span=span(ended - here)
        )

    def _show_next(self, sheet: WrapUp) -> None:
        following = sheet.next_meeting
        self._next_id = following.id if following is not None else ""
        if following is not None and following.starts_at is not None:
            zone = self._clock.zone()
            here = following.starts_at.astimezone(zone)
            times = both_times(following.starts_at, zone, sheet.person.zone, city=sheet.person.city)
            self.next.show_planned(_("{day} · {times}").format(day=weekday_and_day(here.date()), times=times))
        elif self._plan is not None:
            self.next.show_plan(self._plan)
            self._say_plan()

    def _say_plan(self) -> None:
        if self._plan is None:
            return
        try:
            said = say_time(self._desk, self._clock, self._plan)
        except Mistake as mistake:
            self.next.show_words("", mistake.sentence, wrong=True)
            return
        self.next.show_words(said.words, said.remark)

    def _show_summary(self, sheet: WrapUp) -> None:
        marks = [
            Mark("topic", item.id, item.text, item.visibility)
            for item in sheet.agenda
            if item.state is AgendaState.DISCUSSED
        ]
        marks += [Mark("action", action.id, action.text, action.visibility) for action in sheet.agreed]
        if sheet.note is not None and sheet.note.text.strip():
            marks.append(Mark("note", sheet.note.id, _("My notes of this call"), sheet.note.visibility))
        self.summary.show_summary(sheet.person.short_name, marks, self._summary().markdown)

    def _summary(self) -> Summary:
        return summarise(self._desk, self._clock, self._meeting_id)

    # -- acts

    def _ask_next_time(self, words: str) -> None:
        self._acts.perform(
            partial(wrap_up.ask_next_time, self._desk, self._clock, self._meeting_id, words),
            done=self._asked,
            failed=self._refuse_thread,
        )

    def _asked(self, _thread: object) -> None:
        self.threads.line.clear()
        self.threads.show_wrong("")
        self._keepings["thread"].keep()
        self.refresh()

    def _refuse_thread(self, mistake: Mistake) -> None:
        self.threads.show_wrong(mistake.sentence)

    def _forget_thread(self, thread_id: str) -> None:
        self._acts.perform(partial(wrap_up.forget_thread, self._desk, thread_id), done=self._forgotten)

    def _forgotten(self, _nothing: object) -> None:
        self.refresh()
        self._navigation.toast(_("Removed"), undoable=True)

    def _keep_answers(self, answers: Reflection) -> None:
        self._acts.perform(partial(wrap_up.reflect, self._desk, self._meeting_id, answers, self.reflection.before))

    def _move_plan(self, wall: datetime | None) -> None:
        if self._plan is not None:
            self._plan = replace(self._plan, wall=wall)
            self._say_plan()

    def _plan_next(self) -> None:
        if self._plan is not None and not self._next_id:
            self._acts.perform(
                partial(plan_meeting, self._desk, self._clock, self._plan), done=self._planned, failed=self._refuse_plan
            )

    def _planned(self, _meeting: Meeting) -> None:
        self.next.settle()
        self.refresh()
        self._navigation.toast(_("The next meeting is planned"), undoable=True)

    def _refuse_plan(self, mistake: Mistake) -> None:
        self.next.show_words("", mistake.sentence, wrong=True)

    def _open_next(self) -> None:
        if self._next_id:
            self._navigation.open_meeting(self._next_id)

    def _mark(self, mark: Mark, is_shared: bool) -> None:
        visibility = Visibility.SHARED if is_shared else Visibility.PRIVATE
        act: Callable[[], object]
        if mark.kind == "topic":
            act = partial(edit_agenda.show_topic_to, self._desk, mark.id, visibility)
        elif mark.kind == "action":
            act = partial(edit_action.show_action_to, self._desk, mark.id, visibility)
        else:
            act = partial(wrap_up.show_note_to, self._desk, self._meeting_id, visibility)
        self._acts.perform(act, done=self._marked)

    def _marked(self, _result: object) -> None:
        self.refresh()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._summary().markdown)
        self._navigation.toast(_("The summary is copied"))

    def _mail(self) -> None:
        summary = self._summary()
        address = summary.mailto
        if len(address) > _LONGEST_MAILTO:
            QGuiApplication.clipboard().setText(summary.markdown)
            address = address.partition("&body=")[0]
            self._navigation.toast(_("The summary is long, so it was copied. Paste it into the mail."))
        if not self._open_mail(address):
            self._navigation.toast(_("No mail program opened. Copy the summary instead."))
