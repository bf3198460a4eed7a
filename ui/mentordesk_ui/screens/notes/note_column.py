"""The list of notes and its filters: words as typed, which part, what they belong to, a tag; all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.names import fold
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.errors import Mistake
from mentordesk.language import _, ngettext
from mentordesk.store.desk import Desk
from mentordesk.store.note_list import ListedNote, NoteFilter, NotePart
from mentordesk.workflows.notes.link_names import LinkNames
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.suggestions import SuggestingEdit, Suggestion
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .note_rows import NoteModel, note_look

PLACES = frozenset({TargetKind.PERSON, TargetKind.MEETING, TargetKind.GOAL})
ICONS = {TargetKind.PERSON: "user", TargetKind.MEETING: "video", TargetKind.GOAL: "target"}


class NoteColumn(QWidget):
    """`chosen` says the note to show beside, `opened` the one to type in; the others say what is wished for."""

    chosen = Signal(str)
    opened = Signal(str)
    read = Signal()
    """The list was read again."""
    journal_wanted = Signal()
    pin_wanted = Signal(str)
    throw_wanted = Signal(str)

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._is_reading = False
        self._tags: tuple[tuple[str, int], ...] = ()
        self.wanted = NoteFilter()
        self._title = Text(appearance, _("Notes"), TextStyle.H1)
        self._title.be_heading()
        self.journal_button = Button(appearance, _("New journal entry"), "book-open", "primary")
        self.words = LineEdit(appearance, _("Words, person:maria, tag:career"), icon="search", name=_("Filter notes"))
        self.parts: Choice[NotePart] = Choice(
            appearance,
            _("Which notes"),
            [
                (NotePart.ALL, _("All")),
                (NotePart.PINNED, _("Pinned")),
                (NotePart.JOURNAL, _("Journal")),
                (NotePart.MEETINGS, _("Meetings")),
            ],
            NotePart.ALL,
        )
        self.place = SuggestingEdit(
            appearance, self._places, _("Belongs to"), icon="user", name=_("Only notes that belong to")
        )
        self.tag = SuggestingEdit(appearance, self._tags_like, _("Tag"), icon="tag", name=_("Only notes with the tag"))
        self.clear = IconButton(appearance, "x", _("Show all notes"))
        self._mistake = Text(appearance, "", TextStyle.CAPTION, "warm")
        self.model = NoteModel(self._look, self._read)
        self.view: RowView[ListedNote] = RowView(appearance, self.model, _("Notes"), click="chooses")
        self.empty = EmptyState(appearance, "book-open", "", "", _("New journal entry"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        # In a small window with large text its words are scrolled to.
        self._around_empty = ScrollColumn(appearance, wide=True, margins=(0, 0, 0, 0))
        self._around_empty.add(self.empty, stretch=1)
        self._stack.addWidget(self._around_empty)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        head = QWidget()
        expand_across(head)
        first = Flow(head, gap=SPACE.m)
        first.addWidget(self._title)
        first.addWidget(self.journal_button)
        self._pickers = QWidget()
        pair = QHBoxLayout(self._pickers)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(SPACE.s)
        for line in (self.place, self.tag):
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            line.setMinimumWidth(1)
        pair.addWidget(self.place, 3)
        pair.addWidget(self.tag, 2)
        pair.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l, SPACE.l + 4, SPACE.m, SPACE.s)
        column.setSpacing(SPACE.s)
        for widget in (head, self.words, self.parts, self._pickers, self._mistake):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self._mistake.hide()
        self.clear.hide()

    def _connect(self) -> None:
        self.journal_button.clicked.connect(self._want_journal)
        self.empty.pressed.connect(self._press_empty)
        self.words.textChanged.connect(self._filter)
        self.parts.changed.connect(self._filter)
        self.place.picked.connect(self._filter)
        self.tag.picked.connect(self._filter)
        self.clear.clicked.connect(self.show_all)
        self.view.chosen_row.connect(self._choose)
        self.view.activated_row.connect(self._open)
        self.view.removed_row.connect(self._throw)
        self.view.menu_wanted.connect(self._open_menu)
        self.view.installEventFilter(self)
        self.words.installEventFilter(self)

    # -- what is shown

    def refresh(self) -> None:
        """Read the list again; the chosen row stays chosen."""
        self._tags = self._desk.note_list.tags()
        self._read_again()

    def show_all(self) -> None:
        """Show every note again."""
        self._show(NoteFilter(), None, None)

    def show_tag(self, tag: str) -> None:
        """Show only the notes with a tag."""
        self._tags = self._desk.note_list.tags()
        self._show(replace(NoteFilter(), tag=tag), None, Suggestion(tag, f"#{tag}"))

    def choose(self, note_id: str) -> bool:
        """Make a note the chosen row, without saying so; tell whether the list holds it."""
        self._is_reading = True
        found = self.view.choose(note_id)
        if not found:
            self.view.clearSelection()
        self._is_reading = False
        return found

    def ask_words(self) -> None:
        """Begin to type what to look for."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _show(self, wanted: NoteFilter, place: Suggestion | None, tag: Suggestion | None) -> None:
        self._is_reading = True
        self.words.setText(wanted.words)
        self.parts.set_value(wanted.part)
        self.place.keep(place)
        self.tag.keep(tag)
        self._is_reading = False
        self._filter()

    def _filter(self, *_changed: object) -> None:
        if self._is_reading:
            return
        place, tag = self.place.picked_value(), self.tag.picked_value()
        place = place if isinstance(place, Target) else None
        self.wanted = NoteFilter(
            self.parts.value() or NotePart.ALL,
            person_id=place.id if place and place.kind is TargetKind.PERSON else "",
            meeting_id=place.id if place and place.kind is TargetKind.MEETING else "",
            goal_id=place.id if place and place.kind is TargetKind.GOAL else "",
            tag=str(tag or ""),
            words=self.words.text().strip(),
        )
        chosen = self.view.current_row()
        self._is_reading = True
        self.model.set_rows([])
        self._is_reading = False
        self._read_again(chosen.id if chosen else "")
        self.view.scrollToTop()
        count = self.model.rowCount()
        announce(self.view, ngettext("{count} note", "{count} notes", count).format(count=count))

    def _read_again(self, chosen: str = "") -> None:
        current = self.view.current_row()
        keep = chosen or (current.id if current else "")
        self._is_reading = True
        self._say("")
        self.model.show_first()
        self._is_reading = False
        if keep:
            self.choose(keep)
        self.clear.setVisible(not self.wanted.is_empty)
        is_empty = self.model.rowCount() == 0
        self.empty.set_words(*self._empty_words())
        if self.empty.button is not None:
            self.empty.button.set_words(_("New journal entry") if self.wanted.is_empty else _("Show all notes"))
        self._stack.setCurrentWidget(self._around_empty if is_empty else self.view)
        for widget in (self.journal_button, self.words, self.parts, self._pickers):
            widget.setVisible(not self.is_bare())
        self.read.emit()

    def is_bare(self) -> bool:
        """Tell whether there is no note at all: nothing to filter, and nothing to show beside."""
        return self.wanted.is_empty and self.model.rowCount() == 0

    def _read(self, after: ListedNote | None) -> tuple[ListedNote, ...]:
        try:
            return self._desk.note_list.window(self.wanted, after=after)
        except Mistake as mistake:
            # Half a day is normal while typing.
            self._say(mistake.sentence)
            return ()

    def _say(self, sentence: str) -> None:
        self._mistake.setText(sentence)
        self._mistake.setVisible(bool(sentence))

    def _look(self, row: ListedNote) -> RowLook:
        zone = self._clock.zone()
        return note_look(row, self._clock.now().astimezone(zone).date(), zone)

    def _empty_words(self) -> tuple[str, str]:
        if self.wanted.is_empty:
            return _("No notes yet"), _("Notes of calls gather here by themselves, beside what you write for yourself.")
        return _("No such notes"), _("Take a filter away to see more.")

    # -- filters

    def _places(self, typed: str) -> Sequence[Suggestion]:
        offered = LinkNames(self._desk, self._clock).offer(typed, kinds=PLACES)
        return [Suggestion(each.target, each.words, each.aside, IconMark(ICONS[each.target.kind])) for each in offered]

    def _tags_like(self, typed: str) -> Sequence[Suggestion]:
        wanted = fold(typed.removeprefix("#"))
        found = [Suggestion(tag, f"#{tag}", caption=str(count)) for tag, count in self._tags if wanted in fold(tag)]
        return sorted(found, key=lambda each: not fold(str(each.value)).startswith(wanted))[:30]

    # -- wishes

    def _choose(self, row: ListedNote | None) -> None:
        if row is not None and not self._is_reading:
            self.chosen.emit(row.id)

    def _open(self, row: ListedNote) -> None:
        self.opened.emit(row.id)

    def _throw(self, row: ListedNote) -> None:
        self.throw_wanted.emit(row.id)

    def _want_journal(self) -> None:
        self.journal_wanted.emit()

    def _press_empty(self) -> None:
        if self.wanted.is_empty:
            self.journal_wanted.emit()
        else:
            self.show_all()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.words and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.model.rowCount():
                self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
                if self.view.current_row() is None:
                    self.view.setCurrentIndex(self.model.index(0, 0))
            return True
        row = self.view.current_row()
        if watched is self.view and row is not None and event.key() == Qt.Key.Key_P and not event.modifiers():
            self.pin_wanted.emit(row.id)
            return True
        return False

    def _open_menu(self, row: ListedNote, point: QPoint) -> None:
        menu = QMenu(self)
        add = partial(offer, self._appearance, menu)
        add(_("Open"), "arrow-right", "Return", partial(self.opened.emit, row.id))
        add(_("Unpin") if row.is_pinned else _("Pin"), "pin", "P", partial(self.pin_wanted.emit, row.id))
        add(_("Move to trash"), "trash-2", "Delete", partial(self.throw_wanted.emit, row.id))
        menu.exec(point)
        menu.deleteLater()
