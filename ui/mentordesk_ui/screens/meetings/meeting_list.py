"""All meetings: those to come, those that wait for a word, those past; by person and by what became of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.meetings import Meeting, Status
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.meetings import MeetingPart
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.list_page import arrange_list_page
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.person_picker import PersonPicker
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .meeting_rows import WINDOW, MeetingModel, MeetingRow, meeting_row, status_words

_COLUMN = 860


class MeetingList(QWidget):
    """`opened` says the meeting; the other signals say what is wished for, settling acts with the meeting's id."""

    opened = Signal(str)
    plan_wanted = Signal()
    log_wanted = Signal()
    call_wanted = Signal()
    held = Signal(str)
    missed = Signal(str)
    cancelled = Signal(str)

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._people: dict[str, Person] = {}
        self._part = MeetingPart.COMING
        self._status: Status | None = None

        self.plan_button = Button(appearance, _("Plan a meeting"), "calendar-plus", "primary")
        self.log_button = Button(appearance, _("Log a past one"), "history")
        self.call_button = Button(appearance, _("Call now"), "phone", "plain")
        self._head = PageHead(appearance, _("Meetings"))
        self.parts: Choice[MeetingPart] = Choice(
            appearance,
            _("Which meetings"),
            [
                (MeetingPart.COMING, _("Coming up"), "calendar"),
                (MeetingPart.UNSETTLED, _("To settle"), "circle-question-mark"),
                (MeetingPart.PAST, _("Past"), "history"),
            ],
            MeetingPart.COMING,
        )
        self.person = PersonPicker(appearance, placeholder=_("Everybody"))
        self.person.setAccessibleName(_("Only meetings with"))
        self.statuses: Choice[str] = Choice(
            appearance,
            _("What became of them"),
            [("", _("All")), *((status.value, _past_words(status)) for status in _PAST)],
            "",
        )
        self._hint = Text(appearance, "", TextStyle.BODY, "muted")
        self._model = MeetingModel(self._read)
        self.view: RowView[MeetingRow] = RowView(appearance, self._model, _("Meetings"), click="opens")
        self._empty = EmptyState(appearance, "calendar", "", "", _("Plan a meeting"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        buttons = QWidget()
        expand_across(buttons)
        flow = Flow(buttons)
        for button in (self.plan_button, self.log_button, self.call_button):
            flow.addWidget(button)
        filters = QWidget()
        expand_across(filters)
        row = Flow(filters, gap=SPACE.m)
        self.person.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for part in (self.parts, self.person, self.statuses):
            row.addWidget(part)
        self._body = arrange_list_page(self, (self._head, buttons, filters, self._hint), self._stack)
        self._appearance.resized.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._body.setMaximumWidth(self._appearance.px(_COLUMN))

    def _connect(self) -> None:
        self.plan_button.clicked.connect(self._want_plan)
        self._empty.pressed.connect(self._want_plan)
        self.log_button.clicked.connect(self._want_log)
        self.call_button.clicked.connect(self._want_call)
        self.parts.changed.connect(self._choose_part)
        self.person.changed.connect(self._choose_person)
        self.statuses.changed.connect(self._choose_status)
        self.view.activated_row.connect(self._open)
        self.view.menu_wanted.connect(self._open_menu)
        self.view.installEventFilter(self)

    # -- showing

    def refresh(self) -> None:
        """Read the list again."""
        others = self._desk.people.others()
        self._people = {person.id: person for person in others}
        picked = self.person.person()
        self.person.set_people([(person.id, person.name, person.city) for person in others])
        self.person.set_person(picked if picked in self._people else None)
        self._model.show_first()
        self._say_what_is_shown()

    def show_part(self, part: MeetingPart) -> None:
        """Show those to come, to settle, or past."""
        self.parts.set_value(part)
        self._choose_part(part)

    def show_person(self, person_id: str) -> None:
        """Show only the meetings with a person."""
        self.person.set_person(person_id)
        self._choose_person(person_id)

    def chosen_person(self) -> str:
        """Return whose meetings are shown, else whose meeting is the current row, if any."""
        row = self.view.current_row()
        return str(self.person.person() or (row.meeting.person_id if row and self.view.hasFocus() else "") or "")

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read(self, after: Meeting | None) -> list[MeetingRow]:
        now, mine = self._clock.now(), self._clock.zone()
        meetings = self._desk.meetings.window(
            self._part,
            now,
            after=after,
            person_id=str(self.person.person() or ""),
            status=self._status if self._part is MeetingPart.PAST else None,
            limit=WINDOW,
        )
        return [meeting_row(meeting, self._people, now, mine) for meeting in meetings]

    def _say_what_is_shown(self) -> None:
        is_empty = self._model.rowCount() == 0
        self._stack.setCurrentWidget(self._empty if is_empty else self.view)
        self.statuses.setVisible(self._part is MeetingPart.PAST)
        waiting = self._desk.meetings.unsettled_count(self._clock.now())
        settle = _("To settle · {count}").format(count=waiting) if waiting else _("To settle")
        self.parts.set_words(MeetingPart.UNSETTLED, settle)
        hint = ""
        if self._part is MeetingPart.UNSETTLED and not is_empty:
            hint = _("Did these take place? H: held · M: missed · C: called off · Enter: open")
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._empty.set_words(*self._empty_words())

    def _empty_words(self) -> tuple[str, str]:
        if self.person.person() or (self._status and self._part is MeetingPart.PAST):
            return _("No such meetings"), _("Choose another person or another kind to see more.")
        return {
            MeetingPart.COMING: (
                _("Nothing planned"),
                _("Plan the next call, or log one that took place. Both take a few seconds."),
            ),
            MeetingPart.UNSETTLED: (_("All settled"), _("Every meeting that is over says what became of it.")),
            MeetingPart.PAST: (_("No past meetings yet"), _("They gather here, with their notes and what was agreed.")),
        }[self._part]

    # -- what is chosen

    def _choose_part(self, part: MeetingPart) -> None:
        self._part = part
        self._restart()

    def _choose_person(self, _person_id: object) -> None:
        self._restart()

    def _choose_status(self, status: str) -> None:
        self._status = Status(status) if status else None
        self._restart()

    def _restart(self) -> None:
        self._model.set_rows([])
        self._model.show_first()
        self.view.scrollToTop()
        self._say_what_is_shown()

    def _want_plan(self) -> None:
        self.plan_wanted.emit()

    def _want_log(self) -> None:
        self.log_wanted.emit()

    def _want_call(self) -> None:
        self.call_wanted.emit()

    def _open(self, row: MeetingRow) -> None:
        self.opened.emit(row.id)

    # -- keys and menus

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.view or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        row = self.view.current_row()
        if row is None or self._part is not MeetingPart.UNSETTLED or event.modifiers():
            return False
        wish = {Qt.Key.Key_H: self.held, Qt.Key.Key_M: self.missed, Qt.Key.Key_C: self.cancelled}.get(
            Qt.Key(event.key())
        )
        if wish is not None:
            wish.emit(row.id)
        return wish is not None

    def _open_menu(self, row: MeetingRow, point: QPoint) -> None:
        menu = QMenu(self)
        add: Callable[..., object] = partial(offer, self._appearance, menu)
        add(_("Open"), "arrow-right", "Return", partial(self.opened.emit, row.id))
        if self._part is MeetingPart.UNSETTLED:
            add(_("It took place"), "check", "H", partial(self.held.emit, row.id))
            add(_("It was missed"), "x", "M", partial(self.missed.emit, row.id))
        if row.meeting.is_open:
            key = "C" if self._part is MeetingPart.UNSETTLED else ""
            add(_("Call off"), "trash-2", key, partial(self.cancelled.emit, row.id))
        menu.exec(point)
        menu.deleteLater()


_PAST = (Status.HELD, Status.CANCELLED, Status.MISSED)


def _past_words(status: Status) -> str:
    words = status_words(status)
    return words[:1].upper() + words[1:]
