"""The screen of promises: mine and theirs, by date or by person, and what became of them. Nothing here counts against anybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.actions import Action
from mentordesk.errors import Mistake
from mentordesk.language import _, pgettext
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.promises import edit_action, put_off_action
from mentordesk.workflows.promises.promise_origin import Origin, origin_of
from mentordesk.workflows.promises.promises_overview import Grouping, PromiseGroup, PromisesOverview, PromiseView, Whose
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.asking_line import AskingLine, Reading
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.in_place_edit import InPlaceEdit
from mentordesk_ui.parts.list_page import arrange_list_page, show_instead
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.rows.grouped_rows import Group, GroupedDelegate, GroupedModel, GroupedView, Heading
from mentordesk_ui.rows.row_keys import bind_row_keys
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

from .promise_deeds import PromiseDeeds
from .promise_menu import due_menu, promise_menu, snooze_menu
from .promise_rows import promise_look

_COLUMN = 860


def _by_date() -> str:
    return Grouping.DATE.value


def _keep_nothing(_grouping: str) -> None:
    """Forget the choice: nobody asked to keep it."""


class ActionsScreen(QWidget):
    """Shows what is open, or what is done and let go. What is ticked here stays in sight until one looks elsewhere."""

    topics = frozenset({Topic.ACTIONS, Topic.PEOPLE, Topic.MENTORSHIPS, Topic.MEETINGS, Topic.NOTES})

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        *,
        tick: Tick | None = None,
        load_grouping: Callable[[], str] = _by_date,
        save_grouping: Callable[[str], object] = _keep_nothing,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._save_grouping = save_grouping
        self._overview = PromisesOverview(desk, clock)
        self._just_closed: dict[str, None] = {}
        self._around = ""
        self._make_parts(load_grouping())
        self._arrange()
        self._connect()
        if tick is not None:
            tick.ticked.connect(self._follow_day)
        self.refresh()

    def _make_parts(self, grouping: str) -> None:
        a = self._appearance
        self.head = PageHead(a, _("Promises"))
        self.add_line = AskingLine(a, _("Add a promise: one page @Maria !friday"), _("Add a promise"), self._read_line)
        self.whose: Choice[Whose] = Choice(
            a,
            _("Whose promises"),
            [(Whose.ALL, _("All")), (Whose.MINE, _("Mine")), (Whose.THEIRS, _("Theirs"))],
            Whose.ALL,
        )
        self.grouping: Choice[Grouping] = Choice(
            a,
            _("How they stand together"),
            [(Grouping.DATE, _("By date"), "calendar"), (Grouping.PERSON, _("By person"), "users")],
            Grouping.PERSON if grouping == Grouping.PERSON.value else Grouping.DATE,
        )
        self.closed: Choice[bool] = Choice(
            a,
            _("Open or closed ones"),
            [(False, pgettext("promises", "Open"), "circle"), (True, _("Done and let go"), "circle-check")],
            False,
        )
        self._model: GroupedModel[PromiseView] = GroupedModel(self._look, self._read, removable=True)
        self.view: GroupedView[PromiseView] = GroupedView(
            a, self._model, _("Promises"), delegate=GroupedDelegate(a), click="opens"
        )
        self.edit_line = InPlaceEdit(a, self.view, _("Promise"), "action", self.edit)
        self.empty = EmptyState(a, "handshake", "", "", _("Add a promise"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._nothing = ScrollColumn(a, wide=True, margins=(0, 0, 0, 0))
        self._nothing.add(self.empty)
        self._stack.addWidget(self._nothing)
        self.deeds = PromiseDeeds(a, self._desk, self._clock, self._acts, self._navigation, self)

    def _arrange(self) -> None:
        filters = QWidget()
        expand_across(filters)
        row = Flow(filters, gap=SPACE.m)
        for part in (self.whose, self.grouping, self.closed):
            row.addWidget(part)
        self._body = arrange_list_page(self, (self.head, self.add_line, filters, self.edit_line.left), self._stack)
        QWidget.setTabOrder(self.edit_line.left.forget, self.view)  # it stands above the list
        self._fit()

    def _fit(self) -> None:
        self.edit_line.finish()
        self._body.setMaximumWidth(self._appearance.px(_COLUMN))

    def _connect(self) -> None:
        self.add_line.entered.connect(self._add)
        self.empty.pressed.connect(self.add_line.focus_line)
        for choice in (self.whose, self.closed):
            choice.changed.connect(self._restart)
        self.grouping.changed.connect(self._regroup)
        self.view.toggled_row.connect(self._toggle)
        self.view.activated_row.connect(self.edit)
        self.view.removed_row.connect(self._remove)
        self.view.menu_wanted.connect(self._open_menu)
        keys: dict[Qt.Key, Callable[[PromiseView], object]] = {
            Qt.Key.Key_F2: self.edit,
            Qt.Key.Key_O: self.deeds.give,
            Qt.Key.Key_D: self._open_days,
            Qt.Key.Key_Z: self._open_snooze,
            Qt.Key.Key_G: self.deeds.open_origin,
            Qt.Key.Key_P: self.deeds.open_person,
            Qt.Key.Key_X: self.deeds.drop,
            Qt.Key.Key_T: self.deeds.choose_goal,
        }
        bind_row_keys(self.view, PromiseView, keys)
        self.deeds.performed.connect(self._performed)
        self.deeds.refused.connect(self._refused)
        self.deeds.reworded.connect(self.edit_line.settle)
        self.edit_line.kept.connect(self._reword)
        self._appearance.resized.connect(self._fit)

    # -- showing

    def refresh(self, _topics: frozenset[Topic] = topics) -> None:
        """Read the promises again; the keyboard stays where it was."""
        row = self.view.current_row()
        before = self._model.position_of(row.id) if isinstance(row, PromiseView) else None
        self._overview = PromisesOverview(self._desk, self._clock)
        self._show()
        if before is not None and not self.view.currentIndex().isValid():
            self.view.choose_near(before)

    def leave(self) -> None:
        """Let go of what was ticked a moment ago: next time it stands among those done."""
        self._just_closed.clear()
        self.edit_line.finish()
        self._show()

    def show_open(self, whose: Whose = Whose.ALL) -> None:
        """Show what is open."""
        self.whose.set_value(whose)
        self.closed.set_value(False)
        self._restart()

    def show_closed(self) -> None:
        """Show what is done and let go."""
        self.closed.set_value(True)
        self._restart()

    def open_action(self, action_id: str) -> None:
        """Show one promise in its list; raises Mistake when it is no longer on the desk."""
        action = self._desk.actions.get(action_id)
        if action.deleted_at is not None:
            raise Mistake(_("This promise is in the trash."))
        self.whose.set_value(Whose.ALL)
        self.closed.set_value(not action.is_open)
        self._restart()
        self._around = action_id
        self._show(from_top=True)
        if self._model.reach(action_id) and self.view.choose(action_id):
            self.view.scrollTo(self.view.currentIndex())
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_day()

    def _follow_day(self) -> None:
        """Read again when it is another day: what was put off comes back by itself."""
        if self.isVisible() and self._overview.today != self._clock.now().astimezone(self._clock.zone()).date():
            self.refresh()

    def context_person(self) -> str:
        """Return whom the current row is with, while the list has the keyboard."""
        row = self.view.current_row()
        return row.person_id if isinstance(row, PromiseView) and self.view.hasFocus() else ""

    def _show(self, *, from_top: bool = False) -> None:
        whose = self.whose.value() or Whose.ALL
        if self.closed.value():
            groups = self._overview.closed_groups(whose)
        else:
            grouping = self.grouping.value() or Grouping.DATE
            groups = self._overview.open_groups(grouping, whose, also=tuple(self._just_closed))
        self._model.show_groups([_group(one) for one in groups], from_top=from_top, around=self._around)
        self.grouping.setVisible(not self.closed.value())
        is_empty = not groups
        self.empty.set_words(*self._empty_words(whose))
        show_instead(self._stack, self._nothing if is_empty else self.view, self.add_line.line)

    def _empty_words(self, whose: Whose) -> tuple[str, str]:
        if self.closed.value():
            return _("Nothing closed yet"), _("What is done or let go gathers here, by month.")
        return {
            Whose.ALL: (
                _("Nothing is promised"),
                _("What you two agree on stands here: typed above, or as a line “- [ ] @name what !friday” in a note."),
            ),
            Whose.MINE: (_("You owe nobody anything"), _("What you promise stands here, with its day.")),
            Whose.THEIRS: (_("Nobody owes you anything"), _("What others promise you stands here, with its day.")),
        }[whose]

    def _look(self, view: PromiseView) -> RowLook:
        return promise_look(view, is_struck=not self.closed.value())

    def _read(self, ids: object) -> tuple[PromiseView, ...]:
        return self._overview.views(ids) if isinstance(ids, (list, tuple)) else ()

    def _restart(self, *_choice: object) -> None:
        self._just_closed.clear()
        self._around = ""
        self.edit_line.finish()
        self._show(from_top=True)
        self._model.forget_looks()
        self.view.scrollToTop()

    def _regroup(self, grouping: Grouping) -> None:
        self._save_grouping(grouping.value)
        self._restart()

    def _today(self) -> date:
        return put_off_action.today_of(self._clock)

    # -- adding

    def _read_line(self, words: str) -> Reading:
        understood = edit_action.understand(self._desk, self._clock, words)
        if understood.unclear:
            asked = understood.unclear[0]
            people = [each for one in understood.unclear if one.about == "person" for each in one.candidates]
            return Reading(asked.sentence, asks=True, people=tuple((each.id, each.name) for each in people))
        if not any(mark in words for mark in "@!"):
            return Reading()
        owner = self._desk.people.find(understood.owner_id) if understood.owner_id else None
        name = owner.name if owner is not None and owner.id != self._overview.me_id else _("You")
        due = phrases.near_day(understood.due_on, self._today()) if understood.due_on else ""
        return Reading(" · ".join(part for part in (name, understood.text, due) if part))

    def _add(self, words: str, owner_id: str) -> None:
        self._acts.perform(
            partial(put_off_action.make_promise, self._desk, self._clock, words, owner_id=owner_id),
            done=self._added,
            failed=self._refuse_line,
        )

    def _added(self, action: Action) -> None:
        self.add_line.clear()
        self.closed.set_value(False)
        self._just_closed.clear()
        self._around = action.id
        self.refresh()
        if self._model.reach(action.id) and self.view.choose(action.id):
            self.view.scrollTo(self.view.currentIndex())
        self._navigation.toast(_("Added: {what}").format(what=action.text), undoable=True)

    def _refuse_line(self, mistake: Mistake) -> None:
        self.add_line.refuse(mistake.sentence)

    # -- acts

    def _toggle(self, row: object) -> None:
        if not isinstance(row, PromiseView):
            return
        if row.action.done_at is None and row.action.is_open and not self.closed.value():
            self._just_closed[row.id] = None
        self.deeds.tick(row)

    def edit(self, row: object) -> None:
        """Change the words of a promise where it stands; `@name` and `!date` in them count."""
        if isinstance(row, PromiseView):
            self.edit_line.begin(row.id, row.action.text, left=SPACE.s + self._appearance.px(18 + SPACE.s))

    def _reword(self, action_id: str, words: str) -> None:
        self.deeds.reword(action_id, words)

    def _remove(self, row: object) -> None:
        if isinstance(row, PromiseView):
            self.deeds.remove(row)

    def _performed(self, said: str) -> None:
        self._navigation.toast(said, undoable=True)

    def _refused(self, sentence: str) -> None:
        """Ask back above the list, where new ones are typed too: what was typed in a row is not lost by it."""
        self.add_line.ask(sentence, ())
        announce(self, sentence, urgent=True)

    # -- keys and menus

    def _open_days(self, row: PromiseView) -> None:
        if row.action.is_open:
            self._pop_up(due_menu(self._appearance, QMenu(self), row, self.deeds, self._today()), row)

    def _open_snooze(self, row: PromiseView) -> None:
        if row.action.is_open:
            call = self.deeds.day_of_next_call(row)
            menu = QMenu(self)
            snooze_menu(self._appearance, menu, row, self.deeds, self._today(), self._other(row), call)
            self._pop_up(menu, row)

    def _pop_up(self, menu: QMenu, row: PromiseView) -> None:
        place = self._model.index(self._model.position_of(row.id) or 0, 0)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(self.view.visualRect(place).bottomLeft()))
        # A key opened it: the next key is meant for its first line, not for choosing one.
        menu.setActiveAction(menu.actions()[0])

    def _open_menu(self, row: object, point: QPoint) -> None:
        if isinstance(row, PromiseView):
            menu = self.menu_for(row)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(point)

    def menu_for(self, row: PromiseView) -> QMenu:
        """Return what can be done with a promise, each with its key."""
        origin = origin_of(self._desk, row.action)
        return promise_menu(
            self._appearance,
            QMenu(self),
            row,
            self.deeds,
            self.edit,
            self._today(),
            self._other(row),
            self.deeds.day_of_next_call(row),
            origin != Origin(),
        )

    def _other(self, row: PromiseView) -> str:
        person = self._desk.people.find(row.person_id) if row.person_id else None
        return person.short_name if person else ""


def _group(group: PromiseGroup) -> Group:
    return Group(Heading(group.key, group.title), group.ids)
