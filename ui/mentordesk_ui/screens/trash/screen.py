"""What lies in the trash: looked through, taken back with what belongs to it, deleted for good when that is wished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.names import fold
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _, ngettext
from mentordesk.phrases import near_day
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk.store.trash import KEPT_FOR
from mentordesk.workflows.safety import trash
from mentordesk.workflows.safety.trash import Emptied, TakenOut, Thrown, TrashView
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.list_page import arrange_list_page, show_instead
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.sheet import Sheet, SheetPlace
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.grouped_rows import Group, GroupedDelegate, GroupedModel, GroupedView, Heading
from mentordesk_ui.rows.row_keys import bind_row_keys
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .delete_sheet import DeleteSheet

_COLUMN = 860
_ICONS = {
    "person": "user",
    "mentorship": "users",
    "meeting": "video",
    "note": "file-text",
    "reflection": "file-text",
    "goal": "target",
    "milestone": "milestone",
    "check_in": "trending-up",
    "goal_plan": "target",
    "action": "handshake",
    "question": "circle-question-mark",
    "agenda_item": "list-checks",
    "thread": "message-square",
    "advice": "lightbulb",
    "advice_answer": "lightbulb",
    "review": "heart",
    "distraction": "circle-parking",
    "attachment": "paperclip",
}


class TrashScreen(QWidget):
    """Enter takes a row back, Space chooses several, Delete deletes for good after asking."""

    topics = EVERYTHING

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        background: Background,
        navigation: Navigation,
    ) -> None:
        super().__init__()
        self._appearance, self._desk, self._clock = appearance, desk, clock
        self._acts, self._background, self._navigation = acts, background, navigation
        self._sheets = SheetPlace()
        self._thrown: dict[str, Thrown] = {}
        self._listed: tuple[str, ...] = ()
        self._chosen: set[str] = set()
        self.is_deleting = False
        self._make_parts()
        self._arrange()
        self._connect()
        self.refresh()

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is open."""
        return self._sheets.now

    def _make_parts(self) -> None:
        a = self._appearance
        line = _("What you throw away is kept for {count} days, then it goes by itself.").format(count=KEPT_FOR.days)
        self.head = PageHead(a, _("Trash"), line)
        self.words = LineEdit(a, _("Look for something in the trash"), icon="search", name=_("Look in the trash"))
        self.said = Text(a, "", TextStyle.CAPTION, "muted")
        self.take_button = Button(a, _("Take back"), "archive-restore", "primary")
        self.delete_button = Button(a, _("Delete for good…"), "trash-2")
        self.none_button = Button(a, _("Choose none"), "x", "plain")
        self.model: GroupedModel[TrashView] = GroupedModel(self._look, self._read, removable=True)
        self.view: GroupedView[TrashView] = GroupedView(
            a, self.model, _("Trash"), delegate=GroupedDelegate(a), click="opens"
        )
        self.empty = EmptyState(a, "trash-2", "", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._nothing = ScrollColumn(a, wide=True, margins=(0, 0, 0, 0))
        self._nothing.add(self.empty)
        self._stack.addWidget(self._nothing)

    def _arrange(self) -> None:
        deeds = QWidget()
        expand_across(deeds)
        row = Flow(deeds, gap=SPACE.s)
        for part in (self.take_button, self.delete_button, self.none_button, self.said):
            row.addWidget(part)
        self._body = arrange_list_page(self, (self.head, self.words, deeds), self._stack)
        self._fit()

    def _fit(self) -> None:
        self._body.setMaximumWidth(self._appearance.px(_COLUMN))

    def _connect(self) -> None:
        self.words.textChanged.connect(self._look_for)
        self.take_button.clicked.connect(self.take_chosen)
        self.delete_button.clicked.connect(self.ask_delete)
        self.none_button.clicked.connect(self.choose_none)
        self.view.activated_row.connect(self._take_row)
        self.view.toggled_row.connect(self._toggle)
        self.view.removed_row.connect(self._ask_delete_row)
        self.view.menu_wanted.connect(self._open_menu)
        keys: dict[Qt.Key, Callable[[TrashView], object]] = {Qt.Key.Key_R: self._take_row}
        bind_row_keys(self.view, TrashView, keys)
        self._appearance.resized.connect(self._fit)

    # -- showing

    def refresh(self, _topics: frozenset[Topic] = topics) -> None:
        """Read the trash again; the keyboard stays where it was."""
        row = self.view.current_row()
        before = self.model.position_of(row.id) if isinstance(row, TrashView) else None
        self._show()
        if before is not None and not self.view.currentIndex().isValid():
            self.view.choose_near(before)

    def focus_words(self) -> None:
        """Begin to type what to look for."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look_for(self, _words: str) -> None:
        self._show()
        self.view.scrollToTop()

    def _show(self) -> None:
        found = trash.list_trash(self._desk, self.words.text())
        self._thrown = {f"{row.table}/{row.id}": row for row in found}
        self._listed = tuple(self._thrown)
        self._chosen &= set(self._listed)
        today = self._today()
        zone = self._clock.zone()
        groups = []
        for day, keys in groupby(self._listed, lambda key: self._thrown[key].at.astimezone(zone).date()):
            said = near_day(day, today)
            groups.append(Group(Heading(day.isoformat(), f"{said[:1].upper()}{said[1:]}"), tuple(keys)))
        self.model.forget_looks()
        self.model.show_groups(groups)
        if fold(self.words.text()).strip():
            self.empty.set_words(_("Nothing like that in the trash"), _("Try another word."))
        else:
            self.empty.set_words(
                _("The trash is empty"), _("What you throw away lies here for a while, and comes back whole.")
            )
        show_instead(self._stack, self.view if groups else self._nothing, self.words)
        self._say_chosen()

    def _say_chosen(self) -> None:
        count = len(self._chosen)
        all_count = len(self._listed)
        if count:
            self.said.setText(ngettext("{count} chosen", "{count} chosen", count).format(count=count))
        else:
            words = ngettext(
                "{count} thing. Space chooses several.", "{count} things. Space chooses several.", all_count
            )
            self.said.setText(words.format(count=all_count) if all_count else "")
        self.said.setVisible(bool(self.said.text()))
        self.take_button.set_words(_("Take back") if count != all_count or not count else _("Take all back"))
        self.take_button.setEnabled(bool(count))
        self.delete_button.set_words(_("Delete for good…") if count else _("Delete all for good…"))
        self.delete_button.setEnabled(bool(all_count) and not self.is_deleting)
        self.none_button.setVisible(bool(count))

    def _look(self, view: TrashView) -> RowLook:
        detail = " · ".join(part for part in (view.detail, view.put_at) if part)
        return RowLook(
            view.title,
            detail,
            IconMark(_ICONS.get(view.thrown.table, "file-text")),
            checked=view.id in self._chosen,
            caption=view.left,
            spoken_marks=(_("chosen"), _("not chosen")),
        )

    def _read(self, ids: object) -> Sequence[TrashView]:
        wanted = [self._thrown[one] for one in ids if one in self._thrown] if isinstance(ids, (list, tuple)) else []
        return trash.views(self._desk, self._clock, wanted)

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()

    # -- choosing

    def _toggle(self, row: object) -> None:
        if isinstance(row, TrashView):
            self._chosen ^= {row.id}
            self.model.forget_looks()
            self._say_chosen()
            announce(self, self.said.text())

    def choose_none(self, *_checked: object) -> None:
        """Choose nothing."""
        self._chosen.clear()
        self.model.forget_looks()
        self._say_chosen()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen_keys(self) -> list[str]:
        return [key for key in self._listed if key in self._chosen]

    # -- taking back

    def take_chosen(self, *_checked: object) -> None:
        """Take back what is chosen."""
        self._take([self._thrown[key] for key in self._chosen_keys()])

    def _take_row(self, row: object) -> None:
        if isinstance(row, TrashView):
            self._take([row.thrown])

    def _take(self, rows: Sequence[Thrown]) -> None:
        if not rows:
            return
        title = trash.views(self._desk, self._clock, rows[:1])[0].title
        act = partial(trash.take_out, self._desk, self._clock, [row.key for row in rows])
        self._acts.perform(act, done=partial(self._took, title, len(rows)))

    def _took(self, title: str, count: int, taken: TakenOut) -> None:
        self._chosen.clear()
        self.refresh()
        if count == 1:
            words = _("Taken out of the trash: {title}").format(title=title)
        else:
            words = ngettext("{count} thing is back", "{count} things are back", count).format(count=count)
        if taken.along:
            kinds = list(dict.fromkeys(trash.kind_word(table) for table, _id in taken.along))
            words = _("{said} – and what it belongs to: {kinds}").format(said=words, kinds=", ".join(kinds))
        self._navigation.toast(words, undoable=True)

    # -- deleting for good

    def ask_delete(self, *_checked: object) -> None:
        """Ask whether what is chosen, or all that is listed, may go for good."""
        keys = self._chosen_keys() or list(self._listed)
        self._ask([self._thrown[key] for key in keys])

    def _ask_delete_row(self, row: object) -> None:
        if isinstance(row, TrashView):
            self._ask([row.thrown])

    def _ask(self, rows: Sequence[Thrown]) -> None:
        if not rows or self.is_deleting:
            return
        views = trash.views(self._desk, self._clock, rows)
        sheet = DeleteSheet(self._appearance, self, views)
        sheet.confirmed.connect(partial(self._delete, sheet))
        self._sheets.show(sheet)

    def _delete(self, sheet: DeleteSheet) -> None:
        sheet.close_overlay()
        self.is_deleting = True
        self._say_chosen()
        keys = [row.thrown.key for row in sheet.rows]
        self._background.run(
            partial(trash.delete_for_good, self._desk.open_beside, keys), done=self._deleted, failed=self._not_deleted
        )

    def _deleted(self, emptied: Emptied) -> None:
        self.is_deleting = False
        self._chosen.clear()
        self._desk.database.undo_log.forget(emptied.ids)
        self._desk.database.notice_foreign_changes()
        self.refresh()
        if emptied.held_back:
            words = _("Deleted, but for people of whom you keep something: forget those on their page.")
        else:
            words = _("Deleted for good")
        self._navigation.toast(words)

    def _not_deleted(self, failure: Mistake | Trouble) -> None:
        self.is_deleting = False
        self.refresh()
        self._navigation.toast(failure.sentence)

    # -- menu

    def _open_menu(self, row: object, point: QPoint) -> None:
        if isinstance(row, TrashView):
            menu = self.menu_for(row)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(point)

    def menu_for(self, row: TrashView) -> QMenu:
        """Return what can be done with something in the trash, each with its key."""
        menu = QMenu(self)
        add = partial(offer, self._appearance, menu)
        add(_("Take back"), "archive-restore", "Return", partial(self._take_row, row))
        add(_("Choose"), "check", "Space", partial(self._toggle, row))
        menu.addSeparator()
        add(_("Delete for good…"), "trash-2", "Del", partial(self._ask_delete_row, row))
        return menu
