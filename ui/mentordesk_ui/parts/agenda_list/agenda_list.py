"""The agenda list: add, reorder, tick off, park, drop and change topics without leaving the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.records import Visibility
from mentordesk.drafts import Drafts
from mentordesk.errors import Mistake
from mentordesk.language import _, ngettext
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.meetings import edit_agenda
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.desk_follower import DeskFollower
from mentordesk_ui.parts.in_place_edit import InPlaceEdit
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_keys import bind_row_keys
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .agenda_rows import AgendaDelegate, agenda_look

_MINUTES = (5, 10, 15, 20, 30)


class AgendaList(QWidget):
    """What two people want to talk about. `compact` shows one line per topic; without `head` there is no title.

    It follows the desk by itself. Items ticked off here stay until another mentorship or meeting is shown.
    """

    topics = frozenset({Topic.AGENDA})

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        acts: Acts,
        navigation: Navigation,
        *,
        compact: bool = False,
        head: bool = True,
        bleed: int = 0,
        drafts: Drafts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`bleed` is how far, in px, rows reach over the words above and below them on both sides."""
        super().__init__(parent)
        self._appearance = appearance
        self._desk = desk
        self._clock = desk.database.clock
        self._acts = acts
        self._navigation = navigation
        self._compact = compact
        self._mentorship_id = ""
        self._meeting_id = ""
        self._ticked_here: set[str] = set()

        self._head = SectionHead(appearance, _("Agenda"))
        if not head:
            self._head.hide()  # showing it here, while it has no parent, would open a window of its own
        self._model: RowModel[AgendaItem] = RowModel(self._look, movable=True, removable=True)
        self.view: RowView[AgendaItem] = RowView(
            appearance,
            self._model,
            _("Agenda"),
            delegate=AgendaDelegate(appearance, compact=compact),
            fits_content=True,
        )
        self._edit = InPlaceEdit(appearance, self.view, _("Topic"), "agenda_item", self.edit)
        self._nothing = Text(appearance, "", TextStyle.BODY, "muted")
        self.line = LineEdit(appearance, _("Add a topic, press Enter"), name=_("Add a topic"))
        self._keeping = LineKeeping(self.line, drafts)
        self._wrong = Text(appearance, "", TextStyle.CAPTION, "danger")
        self._parked_model: RowModel[AgendaItem] = RowModel(self._look, removable=True)
        self.parked_view: RowView[AgendaItem] = RowView(
            appearance,
            self._parked_model,
            _("Parked topics"),
            delegate=AgendaDelegate(appearance, compact=compact),
            fits_content=True,
        )
        self.parked_button = Button(appearance, "", "circle-parking", kind="plain")
        self.parked_button.setCheckable(True)
        self._arrange(bleed)
        self._connect()
        self._follower = DeskFollower(desk.database, self, self.topics, self.refresh)
        appearance.resized.connect(self._edit.finish)
        self.refresh()

    def show_mentorship(self, mentorship_id: str, meeting_id: str = "") -> None:
        """Show a mentorship's agenda; in a meeting, also what was talked about in it."""
        if (mentorship_id, meeting_id) != (self._mentorship_id, self._meeting_id):
            self._edit.finish()
            self._keeping.leave()
            self._mentorship_id, self._meeting_id = mentorship_id, meeting_id
            self._ticked_here.clear()
            self._say_wrong("")
            self.line.clear()
            self.parked_button.setChecked(False)
            if mentorship_id:
                self._keeping.open(line_key(meeting_id or mentorship_id, "topic"))
        self.refresh()

    def refresh(self) -> None:
        """Read the agenda again."""
        items: tuple[AgendaItem, ...] = ()
        if self._mentorship_id:
            items = edit_agenda.topics_on_table(self._desk, self._mentorship_id, self._meeting_id)
            if not self._meeting_id and self._ticked_here:
                items = self._with_ticked(items)
        self._model.set_rows(items)
        discussed = sum(item.state is AgendaState.DISCUSSED for item in items)
        minutes = sum(item.minutes for item in items if item.is_open)
        aside = _("{done} of {all}").format(done=discussed, all=len(items)) if discussed else ""
        if items and not discussed and minutes:
            aside = _("{minutes} min").format(minutes=minutes)
        self._head.set_aside(aside)
        self._nothing.setText(
            _("Nothing to talk about yet.")
            if self._mentorship_id
            else _("An agenda belongs to a mentorship. Add one on the person’s page.")
        )
        self._nothing.setVisible(not items)
        self.view.setVisible(bool(items))
        self.line.setVisible(bool(self._mentorship_id))
        self._show_parked()

    def keep_line(self) -> None:
        """Have what is typed and not added yet on disk."""
        self._keeping.keep()

    def focus_line(self) -> None:
        """Put the keyboard into the line that adds."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- making

    def _arrange(self, bleed: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        above, below = QVBoxLayout(), QVBoxLayout()
        for words in (above, below):
            words.setContentsMargins(bleed, 0, bleed, 0)
            words.setSpacing(SPACE.xs)
        above.addWidget(self._head)
        above.addWidget(self._nothing)
        column.addLayout(above)
        column.addWidget(self.view)
        column.addSpacing(SPACE.xs)
        below.addWidget(self._edit.left)
        below.addWidget(self.line)
        below.addWidget(self._wrong)
        below.addWidget(self.parked_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(below)
        column.addWidget(self.parked_view)
        self._wrong.hide()

    def _connect(self) -> None:
        self.view.toggled_row.connect(self._tick)
        self.view.activated_row.connect(self.edit)
        self.view.moved_row.connect(self._move)
        self.view.removed_row.connect(self._drop)
        self.view.menu_wanted.connect(self._open_menu)
        keys = {Qt.Key.Key_F2: self.edit, Qt.Key.Key_P: self._park, Qt.Key.Key_S: self._share}
        bind_row_keys(self.view, AgendaItem, keys)
        self.parked_view.activated_row.connect(self._take_up)
        self.parked_view.removed_row.connect(self._drop)
        self.parked_view.menu_wanted.connect(self._open_parked_menu)
        self.parked_button.toggled.connect(self._show_parked)
        self.line.returnPressed.connect(self._add)
        self.line.textEdited.connect(self._clear_wrong)
        self._edit.kept.connect(self._reword)

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()

    def _look(self, item: AgendaItem) -> RowLook:
        return agenda_look(item, self._today(), compact=self._compact)

    def _with_ticked(self, items: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
        ticked = [item for item in map(self._desk.agenda.find, sorted(self._ticked_here)) if item is not None]
        done = [item for item in ticked if item.state is AgendaState.DISCUSSED and item.deleted_at is None]
        return tuple(sorted((*items, *done), key=lambda item: (item.position, item.id)))

    def _show_parked(self, *_checked: object) -> None:
        count = edit_agenda.count_parked(self._desk, self._mentorship_id) if self._mentorship_id else 0
        # After years they are hundreds, and hardly ever looked at: they are read when somebody wants to see them.
        is_seen = bool(count) and self.parked_button.isChecked()
        self._parked_model.set_rows(edit_agenda.parked_topics(self._desk, self._mentorship_id) if is_seen else ())
        self.parked_button.setVisible(bool(count))
        self.parked_button.set_words(ngettext("{count} parked", "{count} parked", count).format(count=count))
        self.parked_view.setVisible(is_seen)

    # -- acts

    def _add(self) -> None:
        words = self.line.text()
        if not words.strip():
            return
        mentorship_id = self._mentorship_id
        self._acts.perform(
            lambda: edit_agenda.add_topic(self._desk, words, mentorship_id=mentorship_id),
            done=self._added,
            failed=self._refuse,
        )

    def _added(self, item: AgendaItem) -> None:
        self.line.clear()
        self._clear_wrong()
        self.refresh()
        announce(self, _("Added {text}").format(text=item.text))

    def _tick(self, item: AgendaItem) -> None:
        is_discussed = item.state is not AgendaState.DISCUSSED
        if is_discussed:
            self._ticked_here.add(item.id)
        meeting_id = self._meeting_id
        self._perform(
            lambda: edit_agenda.tick_topic(
                self._desk, self._clock, item.id, is_discussed=is_discussed, meeting_id=meeting_id
            )
        )

    def _move(self, item: AgendaItem, _position: int) -> None:
        index = 0
        for row in self._model.rows():
            if row.id == item.id:
                break
            index += row.is_open
        self._perform(lambda: edit_agenda.place_topic(self._desk, item.id, index))

    def _park(self, item: AgendaItem) -> None:
        self._perform(
            lambda: edit_agenda.park_topic(self._desk, item.id), said=_("Parked “{text}”").format(text=item.text)
        )

    def _take_up(self, item: AgendaItem) -> None:
        self._perform(
            lambda: edit_agenda.take_up_topic(self._desk, item.id),
            said=_("“{text}” is back on the agenda").format(text=item.text),
        )

    def _drop(self, item: AgendaItem) -> None:
        self._perform(
            lambda: edit_agenda.drop_topic(self._desk, self._clock, item.id),
            said=_("Dropped “{text}”").format(text=item.text),
        )

    def _share(self, item: AgendaItem) -> None:
        shared = item.visibility is Visibility.SHARED
        self._perform(
            lambda: edit_agenda.show_topic_to(self._desk, item.id, Visibility.PRIVATE if shared else Visibility.SHARED)
        )
        announce(self, _("private") if shared else _("shared"))

    def _set_minutes(self, item: AgendaItem, minutes: int, *_checked: object) -> None:
        self._perform(lambda: edit_agenda.give_minutes(self._desk, item.id, minutes))

    def _reword(self, item_id: str, words: str) -> None:
        self._perform(lambda: edit_agenda.reword_topic(self._desk, item_id, words), settles=item_id)

    def _perform(self, act: Callable[[], object], *, said: str = "", settles: str = "") -> None:
        row = self.view.currentIndex().row()
        self._acts.perform(act, done=partial(self._performed, said, settles, row), failed=self._refuse)

    def _performed(self, said: str, settles: str, row: int, _result: object) -> None:
        self._edit.settle(settles)
        self._clear_wrong()
        self.refresh()
        if not self.view.currentIndex().isValid() and self._model.rowCount():
            # What was the current row has left: the next one takes its place, so that keys go on working.
            self.view.setCurrentIndex(self._model.index(min(max(row, 0), self._model.rowCount() - 1), 0))
        if said:
            self._navigation.toast(said, undoable=True)

    def _refuse(self, mistake: Mistake) -> None:
        self._say_wrong(mistake.sentence)
        self.refresh()

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence, urgent=True)

    def _clear_wrong(self, *_words: object) -> None:
        self._say_wrong("")

    # -- changing in place

    def edit(self, item: AgendaItem) -> None:
        """Change the words of a topic, and its minutes at their end, where it stands."""
        px = self._appearance.px
        self._edit.begin(item.id, edit_agenda.write_topic(item), left=SPACE.s + px(16) + px(18) + px(SPACE.xs))

    # -- keys and menus

    def _open_menu(self, item: AgendaItem, point: QPoint) -> None:
        menu = self.menu_for(item)
        menu.exec(point)
        menu.deleteLater()

    def menu_for(self, item: AgendaItem) -> QMenu:
        """Return what can be done with a topic, each with its key."""
        menu = QMenu(self)
        is_done = item.state is AgendaState.DISCUSSED
        add = partial(offer, self._appearance, menu)
        add(_("Talked about") if not is_done else _("Not talked about"), "check", "Space", partial(self._tick, item))
        add(_("Change"), "pencil", "F2", partial(self.edit, item))
        minutes = menu.addMenu(self._appearance.icon("clock"), _("Minutes"))
        for count in (*_MINUTES, 0):
            words = _("{minutes} min").format(minutes=count) if count else _("Not said")
            offer(self._appearance, minutes, words, "", "", partial(self._set_minutes, item, count))
        shared = item.visibility is Visibility.SHARED
        add(
            _("Keep private") if shared else _("Share with the other side"),
            "lock" if shared else "users",
            "S",
            partial(self._share, item),
        )
        menu.addSeparator()
        row = self._model.position_of(item.id) or 0
        up = add(_("Move up"), "arrow-up", "Alt+Up", partial(self._shift, item, -1))
        up.setEnabled(row > 0)
        down = add(_("Move down"), "arrow-down", "Alt+Down", partial(self._shift, item, 1))
        down.setEnabled(row < self._model.rowCount() - 1)
        menu.addSeparator()
        add(_("Park"), "circle-parking", "P", partial(self._park, item))
        add(_("Drop"), "trash-2", "Del", partial(self._drop, item))
        return menu

    def _open_parked_menu(self, item: AgendaItem, point: QPoint) -> None:
        menu = QMenu(self)
        offer(self._appearance, menu, _("Take up again"), "undo-2", "Return", partial(self._take_up, item))
        offer(self._appearance, menu, _("Drop"), "trash-2", "Del", partial(self._drop, item))
        menu.exec(point)
        menu.deleteLater()

    def _shift(self, item: AgendaItem, by: int) -> None:
        row = self._model.position_of(item.id)
        if row is not None and 0 <= row + by < self._model.rowCount():
            self._model.move(row, row + by)
            self._move(item, row + by)
