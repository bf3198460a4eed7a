"""Below the list of events: with whom the one is that the list is at, to be said or said otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from mentordesk.language import _
from mentordesk.workflows.imports.import_calendar import EventFate
from mentordesk.workflows.imports.import_choices import EventChoices
from mentordesk.workflows.imports.import_file import CalendarPreview, why_not
from mentordesk_ui.parts.person_picker import PersonPicker
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class WhoBar(QWidget):
    """`given` follows a choice with the places of all rows it touched; `left` asks for the list again."""

    given = Signal(object)
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._preview: CalendarPreview | None = None
        self._choices: EventChoices | None = None
        self._index = -1
        self._words = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.picker = PersonPicker(appearance, adds=True, placeholder=_("With whom? A name, or somebody new"))
        self.picker.setAccessibleName(_("With whom"))
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self._words, 1)
        row.addWidget(self.picker, 1)
        self.picker.changed.connect(self._give)
        self.picker.new_person_wanted.connect(self._give_new)

    def show_choices(self, preview: CalendarPreview, choices: EventChoices) -> None:
        """Offer the people of the desk."""
        self._preview, self._choices, self._index = preview, choices, -1
        self._fill()

    def show_event(self, index: int) -> None:
        """Show with whom an event is."""
        preview, choices = self._preview, self._choices
        if preview is None or choices is None:
            return
        self._index = index
        row = preview.rows[index]
        can_change = row.fate is EventFate.NEW
        self.picker.setEnabled(can_change)
        self.picker.set_person(choices.person_of(index) or None)
        named = [who.name or who.mail for who in row.event.attendees]
        others = ", ".join(name for name in named[:3] if name) + ("…" if len(named) > 3 else "")
        if not choices.can_tick(index):
            self._words.setText(why_not(row))
        elif others:
            self._words.setText(_("In the event: {names}").format(names=others))
        else:
            self._words.setText(_("The event names nobody.") if can_change else "")

    def ask(self, index: int) -> None:
        """Ask with whom an event is, those first who might be."""
        self.show_event(index)
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._choices is not None and not self._choices.person_of(index):
            name = self._choices.suggested_name(index)
            self.picker.setText(name)
            self.picker.selectAll()
            self.picker.open_list(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        preview, choices = self._preview, self._choices
        if preview is None or choices is None:
            return
        people = (*preview.people.values(), *choices.new_people.values())
        self.picker.set_people(
            [(person.id, person.name, person.city or person.organisation or person.mail) for person in people]
        )

    def _give(self, person_id: object) -> None:
        if self._choices is not None and isinstance(person_id, str):
            self.given.emit(self._choices.give(self._index, person_id))
            self.left.emit()

    def _give_new(self, name: str) -> None:
        if self._choices is not None:
            touched = self._choices.give_new(self._index, name)
            self._fill()
            self.show_event(self._index)
            self.given.emit(touched)
            self.left.emit()
