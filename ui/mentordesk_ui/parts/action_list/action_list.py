"""The action list: add in words, tick, give to somebody, set a day, without leaving the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.actions import Action, is_asleep
from mentordesk.domain.people import Person
from mentordesk.domain.records import Visibility
from mentordesk.drafts import Drafts
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.phrases import near_day
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.promises import edit_action, put_off_action
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.desk_follower import DeskFollower
from mentordesk_ui.parts.flow import Flow, expand_across
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

from .action_menu import offer_days, offer_owners
from .action_rows import ActionRow, action_look, action_row

_DONE_SHOWN = timedelta(days=1)


class ActionList(QWidget):
    """Who does what until when. It follows the desk by itself; without `head` there is no title.

    What is put off stands at the end, said as such; without `put_off` only what was agreed in the very meeting does.
    """

    topics = frozenset({Topic.ACTIONS, Topic.PEOPLE})

    about_to_change = Signal()
    """An action is about to be changed here: what is unsaved in a note has to be on disk first."""

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        *,
        head: bool = True,
        put_off: bool = True,
        drafts: Drafts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._meeting_id = ""
        self._mentorship_id = ""
        self._is_past = False
        self._shows_put_off = put_off
        self._other: Person | None = None
        self._head = SectionHead(appearance, _("Promises"))
        if not head:
            self._head.hide()  # showing it here, while it has no parent, would open a window of its own
        self._model: RowModel[ActionRow] = RowModel(self._look, removable=True)
        self.view: RowView[ActionRow] = RowView(appearance, self._model, _("Promises"), fits_content=True)
        self._edit = InPlaceEdit(appearance, self.view, _("Promise"), "action", self.edit)
        self._nothing = Text(appearance, _("Nothing promised yet."), TextStyle.BODY, "muted")
        self.line = LineEdit(appearance, _("Add a promise, press Enter"), name=_("Add a promise"))
        self._keeping = LineKeeping(self.line, drafts)
        self.understood = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._candidates = QWidget()
        expand_across(self._candidates)
        self._candidates_flow = Flow(self._candidates)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        above: tuple[QWidget, ...] = (self._head, self._nothing, self.view, self._edit.left)
        below: tuple[QWidget, ...] = (self.line, self.understood, self._candidates)
        for part in above:
            column.addWidget(part)
        column.addSpacing(SPACE.xs)
        for part in below:
            column.addWidget(part)
        column.addStretch(1)
        self._say_understood("")
        self._connect()
        self._follower = DeskFollower(desk.database, self, self.topics, self.refresh)
        self.refresh()

    def show_meeting(self, meeting_id: str) -> None:
        """Show what was agreed in a meeting; while it is not closed, also what is open from before."""
        meeting = self._desk.meetings.get(meeting_id)
        self._show(meeting_id, meeting.mentorship_id, self._desk.people.find(meeting.person_id))

    def show_mentorship(self, mentorship_id: str) -> None:
        """Show what is open between two people, and what was done since yesterday."""
        mentorship = self._desk.mentorships.find(mentorship_id)
        self._show("", mentorship_id, self._desk.people.find(mentorship.person_id) if mentorship else None)

    def _show(self, meeting_id: str, mentorship_id: str, other: Person | None) -> None:
        if (meeting_id, mentorship_id) != (self._meeting_id, self._mentorship_id):
            self._edit.finish()
            self._keeping.leave()
            self.line.clear()
            self._say_understood("")
        self._meeting_id, self._mentorship_id, self._other = meeting_id, mentorship_id, other
        meeting = self._desk.meetings.find(meeting_id) if meeting_id else None
        self._is_past = meeting is not None and not meeting.is_open
        self._keeping.open(line_key(meeting_id or mentorship_id, "action"))
        self.refresh()

    def refresh(self) -> None:
        """Read the actions again."""
        actions = self._read()
        owners = {action.owner_id for action in actions}
        people = {person.id: person for person in map(self._desk.people.find, owners) if person is not None}
        me, today = self._me(), self._today()
        self._model.set_rows([action_row(action, people.get(action.owner_id), me, today) for action in actions])
        count = sum(action.is_open for action in actions)
        self._head.set_aside(_("{count} open").format(count=count) if count else "")
        self._nothing.setVisible(not actions)
        self.view.setVisible(bool(actions))
        self.line.setVisible(bool(self._mentorship_id or self._meeting_id))

    def keep_line(self) -> None:
        """Have what is typed and not added yet on disk."""
        self._keeping.keep()

    def focus_line(self) -> None:
        """Put the keyboard into the line that adds."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what is shown

    def _read(self) -> list[Action]:
        found: dict[str, Action] = {}
        if self._mentorship_id and not self._is_past:
            open_now = self._desk.actions.open_in(self._mentorship_id)
            found |= {one.id: one for one in open_now if self._shows_put_off or not is_asleep(one, self._today())}
            if not self._meeting_id:
                since = self._clock.now() - _DONE_SHOWN
                done = self._desk.actions.done_since(self._mentorship_id, since)
                found |= {action.id: action for action in done}
        if self._meeting_id:
            agreed = self._desk.actions.of_meeting(self._meeting_id)
            found |= {action.id: action for action in agreed if action.dropped_at is None}
        return sorted(found.values(), key=self._order)

    def _order(self, action: Action) -> tuple[bool, bool, date, str]:
        return action.done_at is not None, is_asleep(action, self._today()), action.due_on or date.max, action.id

    def _me(self) -> Person:
        profile = self._desk.profile.mine()
        return self._desk.people.get(profile.person_id) if profile else Person()

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()

    def _look(self, row: ActionRow) -> RowLook:
        return action_look(row)

    def _connect(self) -> None:
        self.view.toggled_row.connect(self._tick)
        self.view.activated_row.connect(self.edit)
        self.view.removed_row.connect(self._remove)
        self.view.menu_wanted.connect(self._open_menu)
        keys: dict[Qt.Key, Callable[[ActionRow], object]] = {
            Qt.Key.Key_F2: self.edit,
            Qt.Key.Key_O: self._give_to_other,
            Qt.Key.Key_D: self._open_days,
            Qt.Key.Key_S: self._share,
        }
        bind_row_keys(self.view, ActionRow, keys)
        self.line.returnPressed.connect(self._add)
        self.line.textChanged.connect(self._understand)
        self._edit.kept.connect(self._reword)
        self._appearance.resized.connect(self._edit.finish)

    # -- adding in words

    def _understand(self, words: str) -> None:
        self._candidates_flow.clear()
        self._candidates.hide()
        if not words.strip() or not any(mark in words for mark in "@!"):
            self._say_understood("")
            return
        understood = edit_action.understand(self._desk, self._clock, words)
        if understood.unclear:
            self._say_understood(understood.unclear[0].sentence, wrong=True)
            return
        owner = self._owner_words(understood.owner_id)
        due = near_day(understood.due_on, self._today()) if understood.due_on else ""
        self._say_understood(" · ".join(part for part in (owner, understood.text, due) if part))

    def _owner_words(self, owner_id: str) -> str:
        if not owner_id or owner_id == self._me().id:
            return _("You")
        return self._desk.people.get(owner_id).name

    def _say_understood(self, words: str, *, wrong: bool = False) -> None:
        self.understood.set_role("danger" if wrong else "muted")
        self.understood.setText(words)
        self.understood.setVisible(bool(words))

    def _add(self, owner_id: str = "") -> None:
        words = self.line.text()
        if not words.strip():
            return
        mentorship_id, meeting_id = self._mentorship_id, self._meeting_id
        self._acts.perform(
            lambda: edit_action.add_action(
                self._desk, self._clock, words, mentorship_id=mentorship_id, meeting_id=meeting_id, owner_id=owner_id
            ),
            done=self._added,
            failed=self._refuse_line,
        )

    def _added(self, action: Action) -> None:
        self.line.clear()
        self.line.setFocus()
        self.refresh()
        self.view.choose(action.id)
        announce(self, _("Added for {name}: {text}").format(name=self._owner_words(action.owner_id), text=action.text))

    def _refuse_line(self, mistake: Mistake) -> None:
        """Ask back in place: the words stay, and who may be meant is one click away."""
        self._say_understood(mistake.sentence, wrong=True)
        announce(self, mistake.sentence, urgent=True)
        self._candidates_flow.clear()
        unclear = edit_action.understand(self._desk, self._clock, self.line.text()).unclear
        asked = [each for each in unclear if each.about == "person"]
        if not asked or len(unclear) > 1:
            return
        for person in asked[0].candidates or tuple(each for each in (self._me(), self._other) if each):
            button = Button(self._appearance, person.name, "user", kind="quiet")
            button.clicked.connect(partial(self._answer, person.id))
            self._candidates_flow.addWidget(button)
        self._candidates.show()

    def _answer(self, person_id: str, *_checked: object) -> None:
        self._add(person_id)

    # -- acts

    def _tick(self, row: ActionRow) -> None:
        is_done = row.action.done_at is None
        self._perform(partial(edit_action.tick_action, self._desk, self._clock, row.id, is_done=is_done))

    def edit(self, row: ActionRow) -> None:
        """Change the words of an action where it stands; `@name` and `!date` in them count."""
        self._edit.begin(row.id, row.action.text, left=SPACE.s + self._appearance.px(18 + SPACE.s))

    def _reword(self, action_id: str, words: str) -> None:
        act = partial(edit_action.reword_action, self._desk, self._clock, action_id, words)
        self._perform(act, settles=action_id)

    def _remove(self, row: ActionRow) -> None:
        said = _("Removed “{text}”").format(text=row.action.text)
        self._perform(partial(edit_action.remove_action, self._desk, row.id), said=said)

    def _give(self, row: ActionRow, owner_id: str) -> None:
        self._perform(partial(edit_action.give_action, self._desk, self._clock, row.id, owner_id))

    def _give_to_other(self, row: ActionRow) -> None:
        """Give it to the other side, or back to me."""
        me = self._me().id
        if self._other is not None:
            self._give(row, self._other.id if row.action.owner_id == me else me)

    def _take_up(self, row: ActionRow) -> None:
        self._perform(partial(put_off_action.snooze_action, self._desk, self._clock, row.id, None))

    def _set_due(self, row: ActionRow, due_on: date | None) -> None:
        self._perform(partial(edit_action.set_due, self._desk, self._clock, row.id, due_on))

    def _share(self, row: ActionRow) -> None:
        shared = row.action.visibility is Visibility.SHARED
        to = Visibility.PRIVATE if shared else Visibility.SHARED
        self._perform(partial(edit_action.show_action_to, self._desk, row.id, to))

    def _perform(self, act: Callable[[], object], *, said: str = "", settles: str = "") -> None:
        self.about_to_change.emit()
        self._acts.perform(act, done=partial(self._performed, said, settles), failed=self._refuse)

    def _performed(self, said: str, settles: str, _result: object) -> None:
        self._edit.settle(settles)
        self._say_understood("")
        self.refresh()
        if said:
            self._navigation.toast(said, undoable=True)

    def _refuse(self, mistake: Mistake) -> None:
        self._say_understood(mistake.sentence, wrong=True)
        announce(self, mistake.sentence, urgent=True)

    # -- keys and menus

    def _open_days(self, row: ActionRow) -> None:
        menu = QMenu(self)
        offer_days(self._appearance, menu, self._today(), row.action.due_on, partial(self._set_due, row))
        position = self._model.position_of(row.id) or 0
        below = self.view.visualRect(self._model.index(position, 0)).bottomLeft()
        menu.exec(self.view.viewport().mapToGlobal(below))
        menu.deleteLater()

    def _open_menu(self, row: ActionRow, point: QPoint) -> None:
        menu = self.menu_for(row)
        menu.exec(point)
        menu.deleteLater()

    def menu_for(self, row: ActionRow) -> QMenu:
        """Return what can be done with an action, each with its key."""
        menu = QMenu(self)
        add = partial(offer, self._appearance, menu)
        is_done = row.action.done_at is not None
        add(_("Not done") if is_done else _("Done"), "check", "Space", partial(self._tick, row))
        add(_("Change"), "pencil", "F2", partial(self.edit, row))
        owners = menu.addMenu(self._appearance.icon("user"), _("Who does it"))
        people = [person for person in (self._me(), self._other) if person is not None]
        owner = self._desk.people.find(row.action.owner_id)
        if owner is not None and owner.id not in {person.id for person in people}:
            people.append(owner)
        offer_owners(self._appearance, owners, people, self._me(), row.action.owner_id, partial(self._give, row))
        if self._other is not None:
            is_mine = row.action.owner_id == self._me().id
            name = self._other.short_name if is_mine else _("you")
            add(_("Give to {name}").format(name=name), "arrow-right", "O", partial(self._give_to_other, row))
        days = menu.addMenu(self._appearance.icon("calendar"), _("Until when"))
        offer_days(self._appearance, days, self._today(), row.action.due_on, partial(self._set_due, row))
        if is_asleep(row.action, self._today()):
            add(_("Take up now"), "undo-2", "", partial(self._take_up, row))
        shared = row.action.visibility is Visibility.SHARED
        words = _("Keep private") if shared else _("Share with the other side")
        add(words, "lock" if shared else "users", "S", partial(self._share, row))
        menu.addSeparator()
        add(_("Remove"), "trash-2", "Del", partial(self._remove, row))
        return menu
