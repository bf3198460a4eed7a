"""What a file would bring, row by row, to tick; thousands of rows cost no more than those in sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.workflows.imports.import_archive import ArchivePreview
from mentordesk.workflows.imports.import_calendar import EventFate
from mentordesk.workflows.imports.import_choices import Choices, EventChoices
from mentordesk.workflows.imports.import_contacts import CardFate
from mentordesk.workflows.imports.import_file import CalendarPreview, ContactsPreview, Preview, fate_words
from mentordesk.workflows.imports.import_texts import TextFate, TextsPreview, text_fate_words
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.folding import fold
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import ChipNote, RowLook, Tone
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


@dataclass(frozen=True)
class PreviewRow:
    """The place of a row in the preview; how it looks is asked only when it is seen."""

    id: int


class PreviewList(QWidget):
    """`changed` follows every change of ticks; `person_wanted` a tick that lacks a person; `chosen` the row one is at."""

    changed = Signal()
    person_wanted = Signal(int)
    chosen = Signal(int)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._preview: Preview | None = None
        self._order: list[int] = []
        self.choices: Choices | None = None
        self.filter = LineEdit(appearance, _("Filter"), icon="search")
        self.all = Button(appearance, _("All"), kind="plain")
        self.none = Button(appearance, _("None"), kind="plain")
        self.summary = Text(appearance, "", TextStyle.BODY, "muted")
        self.model: RowModel[PreviewRow] = RowModel(self._look, parent=self)
        self.view: RowView[PreviewRow] = RowView(
            appearance, self.model, _("What the file would bring"), delegate=RowDelegate(appearance), click="toggles"
        )
        head = QHBoxLayout()
        head.setSpacing(SPACE.xs)
        head.addWidget(self.summary, 1)
        head.addWidget(self.all)
        head.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self.filter)
        column.addWidget(self.view, 1)
        self.view.toggled_row.connect(self._toggle)
        self.view.activated_row.connect(self._activate)
        self.view.chosen_row.connect(self._choose)
        self.filter.textChanged.connect(self._narrow)
        self.all.clicked.connect(self._tick_all)
        self.none.clicked.connect(self._tick_none)

    def show_preview(self, preview: Preview, choices: Choices, order: Sequence[int]) -> None:
        """Show what a file would bring, ticked as suggested."""
        self._preview = preview
        self.choices = choices
        self._order = list(order)
        self.filter.clear()
        self.filter.setVisible(len(self._order) > 8)
        for button in (self.all, self.none):
            button.setVisible(len(preview.to_do) > 1)
        self.model.forget_looks()
        self.model.set_rows([PreviewRow(index) for index in self._order])
        self.view.scrollToTop()
        if self._order:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._tell()

    def ticked(self) -> frozenset[int]:
        """Return the places of the rows that are ticked."""
        return frozenset(self.choices.ticked) if self.choices else frozenset()

    def look_again(self, _indices: Iterable[int] = ()) -> None:
        """Show what the choices became."""
        self.model.forget_looks()
        self._tell()

    # -- looks

    def _look(self, row: PreviewRow) -> RowLook:
        if isinstance(self._preview, CalendarPreview):
            return self._event_look(self._preview, row.id)
        if isinstance(self._preview, ContactsPreview):
            return self._card_look(self._preview, row.id)
        if isinstance(self._preview, TextsPreview):
            return self._text_look(self._preview, row.id)
        if isinstance(self._preview, ArchivePreview):
            title, detail = self._preview.tables[row.id]
            return RowLook(title, detail)
        return RowLook("")

    def _event_look(self, preview: CalendarPreview, index: int) -> RowLook:
        row = preview.rows[index]
        choices = self.choices
        person_id = choices.person_of(index) if isinstance(choices, EventChoices) else row.person_id
        who = choices.who_words(index) if isinstance(choices, EventChoices) else ""
        when = preview.when(index)
        person = preview.people.get(person_id)
        if person is not None and person.zone and not row.event.all_day:
            when += " · " + phrases.time_in(row.starts_at, person.zone, city=person.city)
        lacks = choices is not None and choices.can_tick(index) and choices.lacks_person(index)
        caption = who or (_("with whom?") if lacks else "")
        return self._row_look(index, row.event.title or _("Untitled"), when, caption, row.fate)

    def _card_look(self, preview: ContactsPreview, index: int) -> RowLook:
        row = preview.rows[index]
        person = row.person
        reach = person.mail or next((channel.value for channel in person.channels), "")
        detail = " · ".join(part for part in (reach, person.city, person.organisation) if part)
        return self._row_look(index, person.name, detail, "", row.fate)

    def _text_look(self, preview: TextsPreview, index: int) -> RowLook:
        row = preview.rows[index]
        place = row.note.source.partition("/")[2] if not row.note.source.startswith("table/") else ""
        return self._row_look(
            index, row.title, " · ".join(part for part in (row.note.person, place) if part), "", row.fate
        )

    def _row_look(
        self, index: int, title: str, detail: str, caption: str, fate: EventFate | CardFate | TextFate
    ) -> RowLook:
        choices = self.choices
        is_work = choices is not None and choices.can_tick(index)
        tone: Tone = "accent"
        if not is_work:
            tone = "plain"
        elif fate in {EventFate.CHANGED, EventFate.CALLED_OFF, CardFate.FILLS_IN, TextFate.CHANGED}:
            tone = "warm"
        ticked = choices is not None and index in choices.ticked
        words = text_fate_words(fate) if isinstance(fate, TextFate) else fate_words(fate)
        return RowLook(
            title,
            detail,
            checked=ticked if is_work else None,
            chip=ChipNote(words, tone),
            caption=caption,
            done=not is_work,
            spoken_marks=(_("ticked"), _("not ticked")),
        )

    # -- acts

    def _toggle(self, row: PreviewRow) -> None:
        if self.choices is None:
            return
        if self.choices.toggle(row.id):
            self.look_again([row.id])
        elif self.choices.can_tick(row.id):
            self.person_wanted.emit(row.id)

    def _activate(self, row: PreviewRow) -> None:
        if isinstance(self.choices, EventChoices) and self.choices.can_tick(row.id):
            self.person_wanted.emit(row.id)
        else:
            self._toggle(row)

    def _choose(self, row: PreviewRow | None) -> None:
        if row is not None:
            self.chosen.emit(row.id)

    def _tick_all(self) -> None:
        self._tick(on=True)

    def _tick_none(self) -> None:
        self._tick(on=False)

    def _tick(self, *, on: bool) -> None:
        if self.choices is not None:
            self.choices.tick_all((row.id for row in self.model.rows()), on=on)
            self.look_again()

    def _narrow(self, words: str) -> None:
        asked = fold(words).split()
        self.model.set_rows([PreviewRow(index) for index in self._order if self._fits(index, asked)])
        self.view.scrollToTop()

    def _fits(self, index: int, asked: list[str]) -> bool:
        if not asked:
            return True
        words = ""
        if isinstance(self._preview, CalendarPreview):
            event = self._preview.rows[index].event
            who = self.choices.who_words(index) if isinstance(self.choices, EventChoices) else ""
            words = " ".join((event.title, who, event.place, *(f"{one.name} {one.mail}" for one in event.attendees)))
        elif isinstance(self._preview, ContactsPreview):
            person = self._preview.rows[index].person
            words = f"{person.name} {person.city} {person.organisation} {person.mail}"
        elif isinstance(self._preview, TextsPreview):
            words = f"{self._preview.rows[index].title} {self._preview.rows[index].note.source}"
        elif isinstance(self._preview, ArchivePreview):
            words = " ".join(self._preview.tables[index])
        folded = fold(words)
        return all(ask in folded for ask in asked)

    def _tell(self) -> None:
        count, total = len(self.ticked()), len(self._order)
        words = ngettext("{ticked} of {count} ticked", "{ticked} of {count} ticked", total)
        if not total:
            words = _("Nothing in this file can be imported.")
        elif self._preview is not None and not self._preview.to_do:
            words = _("All of it is on your desk already; there is nothing to import.")
        elif isinstance(self._preview, ArchivePreview):
            words = _("Of two that differ, the later one counts. Undo takes all of it back.")
        self.summary.setText(words.format(ticked=count, count=total))
        self.changed.emit()
