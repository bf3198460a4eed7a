"""No session yet: whom to talk to now. The next meetings first, anybody else by name; and a session that was found running."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.focus import FocusSession, Reading
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.phrases import both_times, countdown, near_day, span
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.person_picker import PersonPicker
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_look import AvatarMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .words import running_since

_MOST = 5
_LATE = timedelta(hours=2)
"""A meeting whose time came this long ago may still be about to begin."""


class IdlePage(QWidget):
    """Enter or a click on a meeting chooses it; picking a person starts an unplanned call."""

    meeting_chosen = Signal(str)
    person_chosen = Signal(str)
    plan_wanted = Signal()
    continue_wanted = Signal()
    over_wanted = Signal()

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._people: dict[str, Person] = {}
        self._column = ScrollColumn(appearance, margins=(28, 32, 28, 32))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._column)
        self._column.add(_inset(PageHead(appearance, _("Focus"), _("One person, nothing else. Who is it?"))))
        self.found = self._found_card(appearance)
        self._column.add(_inset(self.found), space_before=SPACE.xl)
        self._next_head = SectionHead(appearance, _("Next calls"))
        self._column.add(_inset(self._next_head), space_before=SPACE.xl + SPACE.s)
        self._model: RowModel[Meeting] = RowModel(self._look)
        self.view: RowView[Meeting] = RowView(appearance, self._model, _("Next calls"), fits_content=True)
        self.view.activated_row.connect(self._choose)
        self._column.add(self.view)
        self._nothing = Text(appearance, _("Nothing is planned."), role="muted")
        self._column.add(_inset(self._nothing))
        self.picker = PersonPicker(appearance, placeholder=_("Type a name"))
        self.picker.changed.connect(self._pick)
        self._unplanned = Field(
            appearance, _("Or an unplanned call"), self.picker, hint=_("The question between two meetings is welcome.")
        )
        self._column.add(_inset(self._unplanned), space_before=SPACE.xl + SPACE.s)
        self.empty = EmptyState(
            appearance,
            "timer",
            _("A quiet hour for one person"),
            _("Plan a meeting, and its focus session starts here: checklist, ring, notes, and nothing else."),
            _("Plan a meeting"),
        )
        self.empty.pressed.connect(self.plan_wanted)
        self._column.add(_inset(self.empty), space_before=SPACE.xl)
        self._column.add_stretch()

    def _found_card(self, appearance: Appearance) -> Card:
        card = Card(appearance)
        self._found_words = Text(appearance, "", TextStyle.H2)
        self._found_line = Text(appearance, "", role="muted")
        self.continue_button = Button(appearance, _("Continue"), "play", "primary", key="Ctrl+Return", show_key=True)
        self.continue_button.clicked.connect(self.continue_wanted)
        self.over_button = Button(appearance, _("It is over"), "check")
        self.over_button.clicked.connect(self.over_wanted)
        row = QWidget()
        expand_across(row)
        flow = Flow(row)
        flow.addWidget(self.continue_button)
        flow.addWidget(self.over_button)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(self._found_words)
        words.addWidget(self._found_line)
        across = QHBoxLayout()
        across.addLayout(words, 1)
        card.add(across)
        card.add(row)
        card.hide()
        return card

    def offer(self, session: FocusSession, person: Person, reading: Reading) -> None:
        """Offer a session that was found running."""
        zone = self._clock.zone()
        started = (session.started_at or self._clock.now()).astimezone(zone)
        words = running_since(person, started, self._clock.now().astimezone(zone))
        self._found_words.setText(words)
        if session.is_paused:
            line = _("It is paused, with {span} to go.").format(span=span(reading.left))
        elif reading.is_over:
            line = _("Its time was up {span} ago.").format(span=span(reading.left))
        else:
            line = _("{span} to go.").format(span=span(reading.left))
        self._found_line.setText(line)
        self.found.show()
        self._show_choice(False)
        announce(self, f"{words} {line}")
        self.continue_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read again who may be called."""
        self.found.hide()
        now = self._clock.now()
        meetings = self._desk.meetings.upcoming(now - _LATE, limit=_MOST)
        people = self._desk.people.others()
        self._people = {person.id: person for person in people}
        self._model.forget_looks()
        self._model.set_rows([meeting for meeting in meetings if meeting.person_id in self._people])
        self.picker.set_people([(person.id, person.name, person.city) for person in people])
        self._show_choice(True)

    def _show_choice(self, is_choice: bool) -> None:
        some, anybody = bool(self._model.rowCount()), bool(self._people)
        self._next_head.setVisible(is_choice and anybody)
        self.view.setVisible(is_choice and some)
        self._nothing.setVisible(is_choice and anybody and not some)
        self._unplanned.setVisible(is_choice and anybody)
        self.empty.setVisible(is_choice and not anybody)

    def next_meeting(self) -> Meeting | None:
        """Return the meeting that is next."""
        return self._model.row_at(0) if self._model.rowCount() else None

    def focus_picker(self) -> None:
        """Go to the line that takes a name."""
        self.picker.keep(None)
        self.picker.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_list(self) -> None:
        """Go to the next calls, or to the line where there are none."""
        if self.view.isVisible():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, meeting: Meeting) -> RowLook:
        person = self._people[meeting.person_id]
        now, starts = self._clock.now(), meeting.starts_at or self._clock.now()
        zone = self._clock.zone()
        day = near_day(starts.astimezone(zone).date(), now.astimezone(zone).date())
        times = both_times(starts, zone, person.zone, city=person.city)
        is_soon = abs(starts - now) < timedelta(hours=12)
        return RowLook(
            person.name,
            times if is_soon else _("{day} · {times}").format(day=day[:1].upper() + day[1:], times=times),
            leading=AvatarMark(person.initials),
            caption=countdown(starts, now) if is_soon else "",
        )

    def _choose(self, meeting: Meeting) -> None:
        self.meeting_chosen.emit(meeting.id)

    def _pick(self, person_id: object) -> None:
        if isinstance(person_id, str):
            self.person_chosen.emit(person_id)


def _inset(widget: QWidget) -> QVBoxLayout:
    """Stand a widget where the words of rows begin: rows reach over them on both sides."""
    around = QVBoxLayout()
    around.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
    around.addWidget(widget)
    return around
