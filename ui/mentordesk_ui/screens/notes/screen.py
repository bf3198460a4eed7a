"""The screen of notes: the list, and beside it the note; one after the other where there is no room for both."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.note_links import Target
from mentordesk.domain.notes import Note, is_journal
from mentordesk.drafts import Drafts
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.edit_note import (
    begin_journal_entry,
    drop_untouched,
    move_note,
    pin_note,
    throw_note_away,
)
from mentordesk_ui.parts.earlier_wordings.taking_back import show_earlier_wordings
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.sheet import Sheet, SheetPlace
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.by_and_by import ByAndBy
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance

from .move_sheet import MoveSheet
from .note_column import NoteColumn
from .note_page import NotePage

NARROW_PX = 1100
LARGE_TEXT = 1.5
_LIST_PX = 380
_LEAST_LIST_PX = 300
_UNBOUNDED = 16_777_215


class NotesScreen(QWidget):
    """Notes are saved as they are typed, and on every way out."""

    topics = frozenset({Topic.NOTES, Topic.PEOPLE, Topic.MEETINGS, Topic.GOALS, Topic.ACTIONS, Topic.THREADS})

    def __init__(
        self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation, drafts: Drafts
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._shows_note = False
        self._begun: tuple[str, str] = ("", "")
        """The journal entry that was begun last, and with which words: left so, it is no entry."""
        self._sheets = SheetPlace()
        self.setAccessibleName(_("Notes"))
        self.column = NoteColumn(appearance, desk, clock)
        self._drafts = drafts
        self._beside = QStackedWidget()
        self._beside.addWidget(QWidget())
        self.by_and_by = ByAndBy(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.column)
        row.addWidget(self._beside, 1)
        # Both beside each other must not keep the window from becoming so narrow that only one of them is shown.
        self.setMinimumSize(1, 1)
        self._connect()
        self.column.refresh()
        self._fit()

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is open."""
        return self._sheets.now

    @cached_property
    def page(self) -> NotePage:
        """The note, made when one is first shown: the list need not wait for its editor."""
        page = NotePage(self._appearance, self._desk, self._clock, self._acts, self._navigation, self._drafts)
        page.back_wanted.connect(self.show_list)
        page.left_wanted.connect(self.show_list)
        page.pin_wanted.connect(self._pin_shown)
        page.move_wanted.connect(self.move_shown)
        page.earlier_wanted.connect(self.show_earlier)
        page.throw_wanted.connect(self._throw_shown)
        self._beside.addWidget(page)
        return page

    @cached_property
    def _nothing(self) -> EmptyState:
        nothing = EmptyState(
            self._appearance, "file-text", _("No note chosen"), _("Choose one from the list, or begin a journal entry.")
        )
        self._beside.addWidget(nothing)
        return nothing

    @property
    def _note_id(self) -> str:
        return self.page.note_id if "page" in self.__dict__ else ""

    def _connect(self) -> None:
        column = self.column
        column.chosen.connect(self._choose)
        column.opened.connect(self._type_in)
        column.view.clicked.connect(self._click)
        column.journal_wanted.connect(self.new_journal_entry)
        column.pin_wanted.connect(self._pin)
        column.throw_wanted.connect(self._throw)
        column.read.connect(self._fit)
        self._appearance.resized.connect(self._fit)

    # -- ways in and out

    def open_note(self, note_id: str, line: int | None = None) -> None:
        """Show a note, at a line of its text if one is given; raises Mistake when it is no longer on the desk."""
        note = self._desk.notes.get(note_id)
        if note.deleted_at is not None:
            raise Mistake(_("This note is in the trash."))
        self._show(note_id, line)
        if not self.column.choose(note_id) and not self.column.wanted.is_empty:
            # What is asked for is shown, whatever was filtered before.
            self.column.show_all()
            self.column.choose(note_id)
        self._go_to_note()

    def take_focus(self) -> bool:
        """Give the keyboard to the text of the note shown; the list finds its place by itself."""
        if self._shows_note:
            self.page.focus_text()
        return self._shows_note

    def show_list(self) -> None:
        """Put the keyboard into the list, and show it where it does not stand beside."""
        self._shows_note = False
        self._fit()
        self.column.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.is_narrow():
            self._leave_page()
            self._drop_untouched()

    def ask_words(self) -> None:
        """Begin to type what to look for."""
        self.show_list()
        self.column.ask_words()

    def new_journal_entry(self) -> None:
        """Begin a note that belongs to nobody."""
        self._acts.perform(partial(begin_journal_entry, self._desk, self._clock), done=self._began)

    def _began(self, note: Note) -> None:
        if not self.column.wanted.is_empty:
            self.column.show_all()
        self.column.refresh()
        self._show(note.id)
        self._begun = (note.id, note.text)
        self.column.choose(note.id)
        self._go_to_note()
        self.page.focus_text(at_end=True)

    def refresh(self, topics: frozenset[Topic] = topics) -> None:
        """Read again what is shown."""
        if topics & {Topic.NOTES, Topic.PEOPLE, Topic.GOALS}:
            self.column.refresh()
        if self._note_id:
            note = self._desk.notes.find(self._note_id)
            if note is None or note.deleted_at is not None:
                self._show_nothing()
            else:
                self.page.follow(topics)

    def leave(self) -> None:
        """Put on disk what is unsaved: the window turns to another screen, or closes."""
        self._leave_page()
        self._drop_untouched()

    def _leave_page(self) -> None:
        if "page" in self.__dict__:
            self.page.leave()

    def context_person(self) -> str:
        """Return whom the note shown is about; empty for nobody."""
        note = self._desk.notes.find(self._note_id) if self._note_id else None
        return note.person_id if note is not None else ""

    # -- what is shown

    def is_narrow(self) -> bool:
        """Tell whether list and note are shown one after the other."""
        return self.window().width() < NARROW_PX or self._appearance.text_scale > LARGE_TEXT

    def _choose(self, note_id: str) -> None:
        if "page" in self.__dict__:
            self._show(note_id)
        else:
            # Qt chooses the first row as soon as the list has the keyboard, which is before anything has been seen.
            self.by_and_by.instead(self._make_page, partial(self._show, note_id))

    def _show(self, note_id: str, line: int | None = None) -> None:
        self.by_and_by.instead()
        before = self._begun[0]
        self.page.show_note(note_id, line)
        self._beside.setCurrentWidget(self.page)
        self.page.show_back(not self.column.isVisibleTo(self))
        if before and before != note_id:
            self._drop_untouched()

    def _click(self, *_index: object) -> None:
        if self.is_narrow():
            self._go_to_note()

    def _type_in(self, note_id: str) -> None:
        self._show(note_id)
        self._go_to_note()
        self.page.focus_text()

    def _go_to_note(self) -> None:
        self._shows_note = True
        self._fit()

    def _show_nothing(self) -> None:
        focused = self.window().focusWidget()
        if focused is not None and self.page.isAncestorOf(focused):
            # Else Qt looks for another place, and begins at the rail.
            (self.column.view if self.column.model.rowCount() else self.column.empty.button or self).setFocus()
        self.page.show_nothing()
        self._beside.setCurrentWidget(self._nothing)
        self._shows_note = False
        self._fit()

    def _drop_untouched(self) -> None:
        """Let go of a journal entry in which nothing was written."""
        note_id, words = self._begun
        self._begun = ("", "")
        if note_id:
            self._acts.perform(partial(drop_untouched, self._desk, note_id, words))

    # -- acts

    def _pin_shown(self) -> None:
        self._pin(self.page.note_id)

    def _pin(self, note_id: str) -> None:
        note = self._desk.notes.get(note_id)
        self._acts.perform(partial(pin_note, self._desk, note_id, pinned=not note.is_pinned), done=self._pinned)

    def _pinned(self, note: Note) -> None:
        self.refresh()
        self.column.choose(note.id)
        said = _("Pinned: it stays on top of the list") if note.is_pinned else _("No longer pinned")
        self._navigation.toast(said, undoable=True)

    def _throw_shown(self) -> None:
        self._throw(self.page.note_id)

    def _throw(self, note_id: str) -> None:
        if note_id == self.page.note_id:
            self.page.leave()
        self._begun = ("", "")
        position = self.column.model.position_of(note_id)
        act = partial(throw_note_away, self._desk, note_id)
        self._acts.perform(act, done=partial(self._threw, position))

    def _threw(self, position: int | None, note: Note) -> None:
        self.refresh()
        if self.page.note_id == note.id:
            self._show_nothing()
        count = self.column.model.rowCount()
        if position is not None and count:
            # The next one is chosen, so that Delete may be pressed again.
            self.column.view.setCurrentIndex(self.column.model.index(min(position, count - 1), 0))
        self._navigation.toast(_("Moved the note to the trash"), undoable=True)

    def move_shown(self) -> None:
        """Ask where the note shown belongs."""
        note = self._desk.notes.get(self.page.note_id)
        sheet = MoveSheet(self._appearance, self, self._desk, self._clock, is_journal=is_journal(note))
        sheet.moved.connect(partial(self._move, sheet, note.id))
        self._sheets.show(sheet)

    def _move(self, sheet: MoveSheet, note_id: str, place: Target | None) -> None:
        self.page.keeping.flush()
        act = partial(move_note, self._desk, note_id, place)
        self._acts.perform(act, done=partial(self._moved, sheet), failed=sheet.show_mistake)

    def _moved(self, sheet: Sheet, _note: Note) -> None:
        sheet.close_overlay()
        self.refresh()
        self._navigation.toast(_("Moved the note: {place}").format(place=self.page.place.words()), undoable=True)

    def show_earlier(self) -> None:
        """Show how the note read before."""
        self.page.keeping.flush()
        show_earlier_wordings(
            self._appearance,
            self,
            self._desk,
            self._clock,
            self._acts,
            self._navigation,
            self._sheets,
            self.page.note_id,
            done=self.refresh,
        )

    # -- place

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.is_narrow() or (self.column.is_bare() and not self._note_id)
        had_focus = self._beside.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.column.setVisible(not narrow or not self._shows_note)
        self._beside.setVisible(not narrow or self._shows_note)
        if narrow and not self._shows_note and had_focus:
            self.column.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if "page" in self.__dict__:
            self.page.show_back(narrow)
        px = self._appearance.px
        width = max(px(_LEAST_LIST_PX), min(px(_LIST_PX), self.width() * 2 // 5))
        self.column.setMinimumWidth(0 if narrow else width)
        self.column.setMaximumWidth(_UNBOUNDED if narrow else width)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        if not self.is_narrow() and not self._note_id:
            # Beside the list stands its first note, not a hole; the list is there before.
            self.by_and_by.instead(self._make_page, self._show_first)

    def _make_page(self) -> None:
        # A key may have been quicker: what it shows stays in sight.
        if self.column.model.rowCount() and "page" not in self.__dict__:
            self.page.show_back(self.is_narrow())

    def _show_first(self) -> None:
        if self.is_narrow() or self._note_id:
            return
        if self.column.model.rowCount():
            self.column.view.setCurrentIndex(self.column.model.index(0, 0))
        else:
            self._beside.setCurrentWidget(self._nothing)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._beside.isVisible() or not self.column.isVisible():
            return
        painter = QPainter(self)
        x = self.column.geometry().right()
        painter.fillRect(QRectF(x, 0, 1, self.height()), self._appearance.color("border"))
        painter.end()
