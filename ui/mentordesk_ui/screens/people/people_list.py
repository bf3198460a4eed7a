"""The list of people: those whom a mentorship binds to me now, and everybody else below; filtered as one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.language import _, ngettext
from mentordesk.store.desk import Desk
from mentordesk.workflows.people.people_overview import PersonEntry, people_overview
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.folding import fold
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import AvatarMark, ChipNote, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.screens.people.insets import inset
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_NAMED = 3


class PeopleList(QWidget):
    """Enter in the filter opens the first that fits; Down goes into the list."""

    person_wanted = Signal(str)
    new_wanted = Signal(str)
    import_wanted = Signal()

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._entries: tuple[PersonEntry, ...] = ()
        self.new_button = Button(appearance, _("New person"), "user-plus", "primary")
        self.import_button = Button(appearance, _("Import"), "upload")
        self._head = PageHead(appearance, _("People"), ends=(self.import_button, self.new_button))
        self.filter = _Filter(appearance, _("Filter by name, city or role"), icon="search")
        self.current = self._list(appearance, _("People I meet"))
        self.others = self._list(appearance, _("Everybody else"))
        self._others_head = SectionHead(appearance, _("Everybody else"))
        self._nobody = Text(appearance, "", TextStyle.BODY, "muted")
        self.empty = EmptyState(
            appearance,
            "users",
            _("Nobody here yet"),
            _("Add the person you mentor, or who mentors you. Contacts of your address book can be imported."),
            _("New person"),
        )
        column = ScrollColumn(appearance, margins=(28, 32, 28, 32))
        column.add(inset(self._head))
        column.add(inset(self.filter), space_before=SPACE.l)
        column.add(inset(self._nobody), space_before=SPACE.m)
        column.add(self.current)
        column.add(inset(self._others_head), space_before=SPACE.xl)
        column.add(self.others)
        column.add(self.empty)
        column.add_stretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)
        self._column = column
        self.new_button.clicked.connect(self._new)
        self.import_button.clicked.connect(self._import)
        self.empty.pressed.connect(self._new)
        self.filter.textChanged.connect(self._narrow)
        self.filter.returnPressed.connect(self._open_first)
        self.filter.down_wanted.connect(self._into_list)

    def refresh(self) -> None:
        """Read again who is on the desk."""
        self._entries = people_overview(self._desk, self._clock)
        if not self._entries:
            self._say_nobody(self._desk.people.names_in_trash())
        self._show()

    def tell_time(self) -> None:
        """Say anew what time it is where people are."""
        for view in (self.current, self.others):
            view.rows_model.forget_looks()

    def ask_name(self) -> None:
        """Be ready for a name."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def return_to(self, person_id: str) -> None:
        """Be where one was before looking at a person."""
        for view in (self.current, self.others):
            if view.choose(person_id):
                view.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        (self.filter if self._entries else self.empty.button or self.filter).setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> tuple[PersonEntry, ...]:
        """Return those who fit the filter, as listed."""
        return (*self.current.rows_model.rows(), *self.others.rows_model.rows())

    # -- what is shown

    def _list(self, appearance: Appearance, name: str) -> RowView[PersonEntry]:
        model: RowModel[PersonEntry] = RowModel(self._look, parent=self)
        view: RowView[PersonEntry] = RowView(
            appearance, model, name, delegate=RowDelegate(appearance), click="opens", fits_content=True
        )
        view.activated_row.connect(self._open)
        return view

    def _look(self, entry: PersonEntry) -> RowLook:
        there = phrases.time_in(self._clock.now(), entry.zone, city=entry.city) if entry.zone else entry.city
        chip = ChipNote(phrases.listed(entry.roles)) if entry.roles else None
        detail = " · ".join(part for part in (there, entry.apart, entry.was) if part)
        return RowLook(
            entry.name,
            detail,
            AvatarMark(entry.initials, "warm" if entry.is_due else "plain"),
            chip=chip,
            caption=entry.next_words,
            spoken_text=", ".join(
                part for part in (entry.name, chip.text if chip else "", entry.next_words, detail) if part
            ),
        )

    def _show(self) -> None:
        asked = fold(self.filter.text()).split()
        fitting = [entry for entry in self._entries if _fits(entry, asked)]
        self.current.rows_model.set_rows([entry for entry in fitting if entry.is_current])
        self.others.rows_model.set_rows([entry for entry in fitting if not entry.is_current])
        has_others = self.others.rows_model.rowCount() > 0
        self.current.setVisible(self.current.rows_model.rowCount() > 0)
        self.others.setVisible(has_others)
        self._others_head.setVisible(has_others)
        self._others_head.set_aside(str(self.others.rows_model.rowCount()))
        self._nobody.setVisible(bool(self._entries) and not fitting)
        self._nobody.setText(
            _("Nobody fits “{words}”. Press Enter to add them.").format(words=self.filter.text().strip())
        )
        self.filter.setVisible(bool(self._entries))
        self.empty.setVisible(not self._entries)
        self._head.set_words(_("People"), self._summary())

    def _say_nobody(self, thrown: tuple[str, ...]) -> None:
        line = _("Add the person you mentor, or who mentors you. Contacts of your address book can be imported.")
        if thrown:
            line = ngettext(
                "{names} lies in the trash. “Undo and trash” brings them back.",
                "{names} lie in the trash. “Undo and trash” brings them back.",
                len(thrown),
            ).format(names=phrases.listed(thrown) if len(thrown) <= _NAMED else phrases.number(len(thrown)))
        self.empty.set_words(_("Nobody here now") if thrown else _("Nobody here yet"), line)

    def _summary(self) -> str:
        current = [entry for entry in self._entries if entry.is_current]
        if not current:
            return ""
        words = ngettext("{count} person you meet", "{count} people you meet", len(current)).format(count=len(current))
        due = sum(entry.is_due for entry in current)
        if due:
            words += " · " + ngettext("{count} is due", "{count} are due", due).format(count=due)
        return words

    # -- acts

    def _narrow(self, _words: str) -> None:
        self._show()

    def _open(self, entry: PersonEntry) -> None:
        self.person_wanted.emit(entry.id)

    def _open_first(self) -> None:
        shown = self.shown()
        if shown:
            self.person_wanted.emit(shown[0].id)
        elif self.filter.text().strip():
            self.new_wanted.emit(self.filter.take())

    def _into_list(self) -> None:
        view = self.current if self.current.rows_model.rowCount() else self.others
        if view.rows_model.rowCount():
            view.setFocus(Qt.FocusReason.TabFocusReason)
            view.setCurrentIndex(view.rows_model.index(0, 0))

    def _new(self) -> None:
        self.new_wanted.emit("")

    def _import(self) -> None:
        self.import_wanted.emit()


class _Filter(LineEdit):
    down_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_wanted.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


def _fits(entry: PersonEntry, asked: list[str]) -> bool:
    words = fold(" ".join((entry.name, entry.called, entry.city, entry.apart, *entry.roles, entry.was)))
    parts = words.replace(",", " ").split()
    return all(any(part.startswith(ask) for part in parts) or ask in fold(entry.name) for ask in asked)
