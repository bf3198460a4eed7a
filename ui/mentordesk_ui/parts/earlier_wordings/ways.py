"""The quiet way to what a text said before: a small clock at the end of the line that names it, where it ever said something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.wordings import TextPlace
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.buttons import IconButton
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.sheet import Sheet, SheetPlace
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance

ICON = "history"


class EarlierWays:
    """Opens the earlier wordings of the texts of one screen."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        self.appearance, self.desk = appearance, desk
        self._clock, self._acts, self._navigation = clock, acts, navigation
        self._sheets = SheetPlace()

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is open."""
        return self._sheets.now

    def in_form(self, form: Sheet, noun: str, record_id: str, **columns: str) -> None:
        """Put the way beside each field of a form whose text said something else; `columns` are named by the fields.

        What is taken back stands in the form, and is kept or let go with it.
        """
        said = self.desk.wordings.fields_with(noun, record_id)
        for name, column in columns.items():
            field = form.field(name)
            if field is not None and column in said:
                way = IconButton(self.appearance, ICON, way_words(field.label), size=24)
                way.clicked.connect(partial(self._open_typed, form, field, TextPlace(noun, record_id, column)))
                field.put_beside(way)

    def open(self, host: QWidget, what: str, place: TextPlace, done: Callable[[], object]) -> None:
        """Show how a text of the desk read before; what is taken back is one step of undo, of which `done` hears."""
        from mentordesk.workflows.wordings.take_back import FieldText  # most texts are never read back

        from .taking_back import show_wordings

        worded = FieldText(self.desk, self._clock, place)
        show_wordings(
            self.appearance,
            host,
            self._clock,
            self._acts,
            self._navigation,
            self._sheets,
            worded,
            what=what,
            done=done,
        )

    def _open_typed(self, form: Sheet, field: Field, place: TextPlace, *_checked: object) -> None:
        from .taking_back import show_wordings_of_typed
        from .typed_text import TypedText

        worded = TypedText(self.desk, place, field.editor)
        show_wordings_of_typed(self.appearance, form, self._clock, self._sheets, worded, what=field.label)


class EarlierWay(IconButton):
    """Leads to the earlier wordings of one text, or asks which of several; hidden where there is nothing to read."""

    def __init__(
        self,
        ways: EarlierWays,
        *,
        begin: Callable[[], object] | None = None,
        done: Callable[[], object],
        size: int = 24,
    ) -> None:
        """`begin` puts on disk what is typed, before; `done` hears that something was taken back."""
        super().__init__(ways.appearance, ICON, _("Earlier wordings"), size=size)
        self.appearance = ways.appearance
        self._ways, self._begin, self._done = ways, begin, done
        self._places: tuple[tuple[str, TextPlace], ...] = ()
        self.clicked.connect(self._open)
        self.hide()

    def show_places(self, noun: str, record_id: str, **named: str) -> None:
        """Lead to texts of a record, by their columns, each with what it is called; those that said nothing else are left out."""
        said = self._ways.desk.wordings.fields_with(noun, record_id) if record_id else frozenset()
        self._places = tuple(
            (what, TextPlace(noun, record_id, column)) for column, what in named.items() if column in said
        )
        if len(self._places) == 1:
            self.set_name(way_words(self._places[0][0]))
        else:
            self.set_name(_("Earlier wordings"))
        self.setVisible(bool(self._places))

    def offered(self) -> list[tuple[str, Callable[[], object]]]:
        """Return what each text is called, and what opens its earlier wordings."""
        return [(what, partial(self._show, what, place)) for what, place in self._places]

    def _open(self, *_checked: object) -> None:
        _choose(self.appearance, self, self.offered(), self.mapToGlobal(QPoint(0, self.height())))

    def _show(self, what: str, place: TextPlace) -> None:
        if self._begin is not None:
            self._begin()
        self._ways.open(self, what, place, self._done)


class NoteWay(IconButton):
    """The way to the earlier wordings of the note that is shown, which says by itself that there is none yet."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, ICON, _("Earlier wordings"))


def has_ways(screen: QWidget) -> bool:
    """Tell whether something that is seen on a screen has earlier wordings."""
    return any(way.isVisible() for kind in (EarlierWay, NoteWay) for way in screen.findChildren(kind))


def show_ways_of(screen: QWidget) -> None:
    """Open the earlier wordings of what is seen on a screen; where there are several texts, ask which."""
    note = next((way for way in screen.findChildren(NoteWay) if way.isVisible()), None)
    if note is not None:
        note.click()
        return
    ways = [way for way in screen.findChildren(EarlierWay) if way.isVisible()]
    if ways:
        offered = [each for way in ways for each in way.offered()]
        _choose(ways[0].appearance, ways[0], offered, ways[0].mapToGlobal(QPoint(0, ways[0].height())))


def _choose(
    appearance: Appearance, host: QWidget, offered: Sequence[tuple[str, Callable[[], object]]], at: QPoint
) -> None:
    if len(offered) == 1:
        offered[0][1]()
        return
    menu = QMenu(host)
    menu.aboutToHide.connect(menu.deleteLater)
    for what, show in offered:
        offer(appearance, menu, what, ICON, "", show)
    menu.popup(at)


def way_words(what: str) -> str:
    """Say where a way leads."""
    return _("Earlier wordings: {what}").format(what=what)
