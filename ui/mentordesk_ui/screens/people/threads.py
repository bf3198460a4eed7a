"""What to ask a person about: a line adds, the ring says it was told, the row opens it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.threads import Thread, is_ripe
from mentordesk.errors import Mistake
from mentordesk.language import _, ngettext
from mentordesk.store.desk import Desk
from mentordesk.workflows.people import ask_about, tell_thread
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWays
from mentordesk_ui.parts.form_keeping import perform_form
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.screens.people.insets import inset
from mentordesk_ui.screens.people.thread_sheet import ThreadSheet
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

FEW = 6


class Threads(QWidget):
    """Those not yet told; told ones are in the timeline."""

    changed = Signal()

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self.earlier = EarlierWays(appearance, desk, clock, acts, navigation)
        self._person_id = ""
        self._today = date.min
        title = _("Ask about")
        self.setAccessibleName(title)
        self._head = SectionHead(appearance, title)
        self._model: RowModel[Thread] = RowModel(self._look, removable=True, parent=self)
        self.view: RowView[Thread] = RowView(
            appearance, self._model, title, delegate=RowDelegate(appearance), click="opens", fits_content=True
        )
        self._nothing = Text(
            appearance, _("Pieces of their life to come back to: a move, an exam, a race."), TextStyle.BODY, "muted"
        )
        self.line = LineEdit(
            appearance, _("Her exam !20 June, Enter"), name=_("Add something to ask about"), icon="plus"
        )
        self._keeping = LineKeeping(self.line)
        self.more = Button(appearance, "", kind="plain")
        self.more.clicked.connect(self._show_all)
        self._is_all = False
        self._mistake = Text(appearance, "", TextStyle.CAPTION, "danger")
        self._mistake.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inset(self._head))
        column.addLayout(inset(self._nothing))
        column.addWidget(self.view)
        column.addWidget(self.more)
        column.addSpacing(SPACE.s)
        column.addLayout(inset(self.line))
        column.addLayout(inset(self._mistake))
        column.addStretch(1)
        self.line.returnPressed.connect(self._add)
        self.line.textEdited.connect(self._forget_mistake)
        self.view.activated_row.connect(self._open)
        self.view.toggled_row.connect(self._tell)
        self.view.removed_row.connect(self._remove)

    def show_person(self, person_id: str) -> None:
        """Show what to ask a person about."""
        if person_id != self._person_id:
            self._keeping.open(line_key(person_id, "thread"))
            self._forget_mistake()
            self._is_all = False
        self._person_id = person_id
        self._today = self._clock.now().astimezone(self._clock.zone()).date()
        threads = sorted(self._desk.threads.waiting(person_id), key=self._rank)
        shown = threads if self._is_all else threads[:FEW]
        self._model.set_rows(shown)
        more = len(threads) - len(shown)
        self.more.set_words(_("{count} more").format(count=more))
        self.more.setVisible(more > 0)
        self._model.forget_looks()
        self.view.setVisible(bool(threads))
        self._nothing.setVisible(not threads)
        ripe = sum(is_ripe(thread, self._today) for thread in threads)
        self._head.set_aside(ngettext("{count} ripe", "{count} ripe", ripe).format(count=ripe) if ripe else "")

    def _rank(self, thread: Thread) -> tuple[bool, bool, bool, str, str]:
        ripe_on = thread.ripe_on.isoformat() if thread.ripe_on else "9999"
        return (
            thread.let_be_at is not None,
            thread.asked_at is not None,
            not is_ripe(thread, self._today),
            ripe_on,
            thread.id,
        )

    def _look(self, thread: Thread) -> RowLook:
        zone = self._clock.zone()
        if thread.let_be_at:
            return RowLook(thread.text, _("Not to raise"), IconMark("eye-off"), done=True)
        if thread.asked_at:
            detail = _("asked {day}").format(day=phrases.near_day(thread.asked_at.astimezone(zone).date(), self._today))
        elif thread.ripe_on and thread.ripe_on > self._today:
            detail = _("not before {day}").format(day=phrases.near_day(thread.ripe_on, self._today))
        elif thread.ripe_on:
            detail = _("{day} was the day").format(day=phrases.near_day(thread.ripe_on, self._today))
            if thread.ripe_on == self._today:
                detail = _("today is the day")
        else:
            since = thread.created_at or self._clock.now()
            detail = _("mentioned {day}").format(day=phrases.near_day(since.astimezone(zone).date(), self._today))
        waits = not is_ripe(thread, self._today)
        detail = detail[:1].upper() + detail[1:]
        return RowLook(thread.text, detail, checked=False, round_check=True, done=waits)

    # -- acts

    def _show_all(self) -> None:
        self._is_all = True
        self.show_person(self._person_id)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        words = self.line.text().strip()
        if words:
            act = partial(tell_thread.add_thread, self._desk, self._clock, self._person_id, words)
            self._acts.perform(act, done=self._added, failed=self._show_mistake)

    def _added(self, _thread: Thread) -> None:
        self.line.clear()
        self.changed.emit()

    def _show_mistake(self, mistake: Mistake) -> None:
        self._mistake.setText(mistake.sentence)
        self._mistake.show()

    def _forget_mistake(self, *_words: object) -> None:
        self._mistake.hide()

    def _tell(self, thread: Thread) -> None:
        act = partial(tell_thread.tell_thread, self._desk, self._clock, thread.id)
        self._acts.perform(act, done=partial(self._done, _("Told: {text}").format(text=thread.text)))

    def _remove(self, thread: Thread) -> None:
        act = partial(ask_about.forget_thread, self._desk, thread.id)
        self._acts.perform(act, done=partial(self._done, _("Removed “{text}”").format(text=thread.text)))

    def _done(self, words: str, _result: object) -> None:
        self.changed.emit()
        self._navigation.toast(words, undoable=True)

    def _open(self, thread: Thread) -> None:
        sheet = ThreadSheet(self._appearance, self, self._clock, thread)
        sheet.confirmed.connect(partial(self._change, sheet, thread))
        sheet.again_wanted.connect(partial(self._ask_again, sheet))
        sheet.silence_turned.connect(partial(self._turn_silence, sheet, thread))
        sheet.remove_wanted.connect(partial(self._remove_from, sheet))
        self.earlier.in_form(sheet, "thread", thread.id, text="text", answer="answer")
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _change(self, sheet: ThreadSheet, before: Thread) -> None:
        act = partial(
            tell_thread.change_thread,
            self._desk,
            self._clock,
            sheet.thread_id,
            sheet.text.text(),
            sheet.ripe_on.day(),
            sheet.answer.text(),
        )
        words = _("Told") if sheet.answer.text().strip() else _("Kept")
        perform_form(
            self._acts,
            self._desk,
            before,
            act,
            done=partial(self._changed, sheet, words),
            failed=sheet.show_mistake,
            person_id=before.person_id,
        )

    def _ask_again(self, sheet: ThreadSheet) -> None:
        act = partial(tell_thread.ask_again, self._desk, sheet.thread_id)
        self._acts.perform(act, done=partial(self._changed, sheet, _("Asked about again")))

    def _turn_silence(self, sheet: ThreadSheet, thread: Thread) -> None:
        if thread.let_be_at is None:
            act = partial(ask_about.leave_alone, self._desk, self._clock, thread.id)
            words = _("Not raised again: {text}").format(text=thread.text)
        else:
            act = partial(ask_about.raise_again, self._desk, thread.id)
            words = _("May be raised again: {text}").format(text=thread.text)
        self._acts.perform(act, done=partial(self._changed, sheet, words))

    def _changed(self, sheet: ThreadSheet, words: str, _thread: Thread) -> None:
        sheet.close_overlay()
        self._done(words, None)

    def _remove_from(self, sheet: ThreadSheet) -> None:
        sheet.close_overlay()
        self._remove(self._desk.threads.get(sheet.thread_id))
