"""All goals: mine, and those of others as I know them, by person; filtered by state and by somebody."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.goals import GoalState
from mentordesk.language import _, ngettext
from mentordesk.store.desk import Desk
from mentordesk.workflows.goals.goal_words import state_words
from mentordesk.workflows.goals.goals_overview import GoalEntry, GoalGroup, goals_overview, people_with_goals
from mentordesk.workflows.goals.keep_goal import my_id
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.person_picker import PersonPicker
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.by_and_by import ByAndBy
from mentordesk_ui.rows.row_look import AvatarMark, ChipNote, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

IN_SIGHT = 5
"""The goals of so many people fill a window; those of others come by and by."""
FIRST_GROUPS = 12
"""So many people are shown at once; after years they are many, and those of today come first."""
_ALL = "all"


class GoalList(QWidget):
    """Enter opens a goal, C checks in on it, P pauses it or takes it up again."""

    opened = Signal(str)
    new_wanted = Signal()
    check_in_wanted = Signal(str)
    turn_wanted = Signal(str, object)
    """The goal's id and the state it is wished in."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._appearance, self._desk, self._clock = appearance, desk, clock
        self._shows_everybody = False
        self.new_button = Button(appearance, _("New goal"), "plus", "primary")
        self._head = PageHead(appearance, _("Goals"), ends=(self.new_button,))
        self.states: Choice[str] = Choice(
            appearance,
            _("Which goals"),
            [*((state.value, _capital(state_words(state))) for state in GoalState), (_ALL, _("All"))],
            GoalState.OPEN.value,
        )
        self.person = PersonPicker(appearance, placeholder=_("Everybody"))
        self.person.setAccessibleName(_("Only goals of"))
        self.more_button = Button(appearance, "", "chevron-down", "plain")
        self.more_button.hide()
        self._nothing = Text(appearance, "", TextStyle.BODY, "muted")
        self.empty = EmptyState(
            appearance,
            "target",
            _("No goals yet"),
            _("Something you want to reach, or your mentee does. A title is enough to begin with."),
            _("Set a goal"),
        )
        self._groups: list[_Group] = []
        self.by_and_by = ByAndBy(self)
        self._arrange()
        self.new_button.clicked.connect(self.new_wanted)
        self.empty.pressed.connect(self.new_wanted)
        self.states.changed.connect(self._narrow)
        self.person.changed.connect(self._narrow)
        self.more_button.clicked.connect(self._show_everybody)

    def _arrange(self) -> None:
        self._filters = QWidget()
        expand_across(self._filters)
        row = Flow(self._filters, gap=SPACE.m)
        row.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        row.addWidget(self.states)
        row.addWidget(self.person)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        head.addWidget(self._head)
        nothing = QVBoxLayout()
        nothing.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        nothing.addWidget(self._nothing)
        self._places = QVBoxLayout()
        self._places.setSpacing(SPACE.s)
        self._column = ScrollColumn(self._appearance, margins=(28, 32, 28, 32))
        self._column.add(head)
        self._column.add(self._filters, space_before=SPACE.l)
        self._column.add(nothing, space_before=SPACE.l)
        self._column.add(self._places)
        self._column.add(self.more_button, space_before=SPACE.m)
        self._column.add(self.empty)
        self._column.add_stretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)

    # -- what is shown

    def refresh(self) -> None:
        """Read the goals again."""
        if self.person.person() is not None:
            self._offer_people()
        self._show()

    def _offer_people(self) -> None:
        picked = self.person.person()
        me = my_id(self._desk)
        mine = [(me, _("Me"), "")] if me else []
        people = [*mine, *((one.id, one.name, one.city) for one in people_with_goals(self._desk))]
        self.person.set_people(people)
        self.person.set_person(picked if picked in {row[0] for row in people} else None)

    def show_state(self, state: GoalState | None) -> None:
        """Show the goals in a state, or all."""
        self.states.set_value(state.value if state else _ALL)
        self._show()

    def show_person(self, person_id: str) -> None:
        """Show only the goals of somebody."""
        self._offer_people()
        self.person.set_person(person_id or None)
        self._show()

    def chosen_person(self) -> str:
        """Return whose goals are shown, else whose goal has the keyboard; empty for mine and nobody’s."""
        row = self.current()
        chosen = str(self.person.person() or (row.owner_id if row else "") or "")
        return "" if chosen == my_id(self._desk) else chosen

    def current(self) -> GoalEntry | None:
        """Return the goal that has the keyboard, if one has."""
        focused = next((group for group in self._groups if group.view.hasFocus()), None)
        return focused.view.current_row() if focused else None

    def shown(self) -> tuple[GoalEntry, ...]:
        """Return the goals as listed."""
        self.by_and_by.finish()
        return tuple(entry for group in self._groups if group.isVisibleTo(self) for entry in group.model.rows())

    def focus_goal(self, goal_id: str = "") -> None:
        """Put the keyboard on a goal, or on the first there is."""
        if goal_id:
            self.by_and_by.finish()
        for group in self._groups:
            if not group.isHidden() and (not goal_id or group.model.position_of(goal_id) is not None):
                group.view.choose(goal_id or group.model.row_at(0).id)
                group.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        (self.new_button if not self.empty.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        value = self.states.value() or GoalState.OPEN.value
        state = None if value == _ALL else GoalState(value)
        picked = str(self.person.person() or "")
        found = goals_overview(self._desk, self._clock, state=state, person_id=picked)
        shown = found if self._shows_everybody else found[:FIRST_GROUPS]
        while len(self._groups) < min(len(shown), IN_SIGHT):
            self._add_group()
        for place, group in enumerate(self._groups):
            group.setVisible(place < len(shown))
            group.show_group(shown[place] if place < len(shown) else None)
        more = [partial(self._show_group, place, shown[place]) for place in range(len(self._groups), len(shown))]
        self._tell_rest(0 if more else len(found) - len(shown))
        self.by_and_by.instead(*more, partial(self._tell_rest, len(found) - len(shown)), self._offer_people)
        if more:
            self._column.expect_rest(self.by_and_by)
        counts = self._desk.goals.count_by_state()
        has_goals = bool(counts)
        self._filters.setVisible(has_goals)
        self.empty.setVisible(not has_goals)
        self._nothing.setVisible(has_goals and not found)
        self._nothing.setText(_nothing_words(state))
        self._head.set_words(_("Goals"), _summary(counts))

    def _show_group(self, place: int, group: GoalGroup) -> None:
        if place == len(self._groups):
            self._add_group()
        self._groups[place].show_group(group)

    def _tell_rest(self, rest: int) -> None:
        self.more_button.setVisible(rest > 0)
        self.more_button.set_words(ngettext("{count} more person", "{count} more people", rest).format(count=rest))

    def _add_group(self) -> None:
        group = _Group(self._appearance)
        group.view.activated_row.connect(self._open)
        group.view.menu_wanted.connect(self._open_menu)
        group.view.installEventFilter(self)
        self._places.addWidget(group)
        # Made when it is needed, so Tab must be told that it comes before what stands below.
        QWidget.setTabOrder(self._groups[-1].view if self._groups else self.person, group.view)
        self._groups.append(group)

    def _narrow(self, _value: object) -> None:
        self._shows_everybody = False
        self._show()

    def _show_everybody(self) -> None:
        self._shows_everybody = True
        self._show()

    # -- acts

    def _open(self, entry: GoalEntry) -> None:
        self.opened.emit(entry.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.modifiers():
            return False
        entry = watched.current_row() if isinstance(watched, RowView) else None
        if entry is None:
            return False
        if event.key() == Qt.Key.Key_C:
            self.check_in_wanted.emit(entry.id)
            return True
        if event.key() == Qt.Key.Key_P:
            self.turn_wanted.emit(entry.id, _other_state(entry))
            return True
        return False

    def _open_menu(self, entry: GoalEntry, point: QPoint) -> None:
        menu = QMenu(self)
        add: Callable[..., object] = partial(offer, self._appearance, menu)
        add(_("Open"), "arrow-right", "Return", partial(self.opened.emit, entry.id))
        add(_("Check in"), "trending-up", "C", partial(self.check_in_wanted.emit, entry.id))
        rests = entry.state is not GoalState.OPEN
        words, icon = (_("Take up again"), "play") if rests else (_("Pause"), "pause")
        add(words, icon, "P", partial(self.turn_wanted.emit, entry.id, _other_state(entry)))
        if not rests:
            add(_("Reached"), "check", "", partial(self.turn_wanted.emit, entry.id, GoalState.REACHED))
            add(_("Let go"), "archive", "", partial(self.turn_wanted.emit, entry.id, GoalState.LET_GO))
        menu.exec(point)
        menu.deleteLater()


class _Group(QWidget):
    """The goals of one person, with a head."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._head = SectionHead(appearance, "")
        self.model: RowModel[GoalEntry] = RowModel(_look, parent=self)
        self.view: RowView[GoalEntry] = RowView(
            appearance,
            self.model,
            "",
            delegate=WrappingDelegate(appearance, bars=True),
            click="opens",
            fits_content=True,
        )
        head = QVBoxLayout()
        head.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        head.addWidget(self._head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE.l, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view)

    def show_group(self, group: GoalGroup | None) -> None:
        """Show somebody’s goals; None for nobody."""
        self.model.set_rows(group.entries if group else ())
        if group is not None:
            self._head.set_title(group.title)
            self.view.setAccessibleName(_("Goals: {whose}").format(whose=group.title))


def _look(entry: GoalEntry) -> RowLook:
    percent = phrases.percent(entry.progress)
    chip = ChipNote(entry.state_words, "accent" if entry.state is GoalState.REACHED else "plain")
    spoken = (entry.title, percent, entry.state_words, entry.by, entry.detail)
    return RowLook(
        entry.title,
        entry.detail,
        AvatarMark(entry.initials, "accent" if entry.is_mine else "plain"),
        chip=chip if entry.state_words else None,
        caption=entry.by,
        progress=entry.progress,
        done=entry.state in {GoalState.LET_GO, GoalState.PAUSED},
        spoken_text=", ".join(word for word in spoken if word),
    )


def _other_state(entry: GoalEntry) -> GoalState:
    return GoalState.PAUSED if entry.state is GoalState.OPEN else GoalState.OPEN


def _summary(counts: dict[GoalState, int]) -> str:
    """Say how many there are in each state, such as “5 open · 1 paused”."""
    words = [
        _("{count} {state}").format(count=phrases.number(counts[state]), state=state_words(state))
        for state in GoalState
        if counts.get(state)
    ]
    return " · ".join(words)


def _nothing_words(state: GoalState | None) -> str:
    if state is None:
        return _("No goals here. Choose another person to see more.")
    return {
        GoalState.OPEN: _("Nothing is open here just now."),
        GoalState.PAUSED: _("Nothing rests here."),
        GoalState.REACHED: _("Goals that are reached gather here, with how you got there."),
        GoalState.LET_GO: _("Nothing was let go here."),
    }[state]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
