"""A person's page: what is known of them, what to ask, where their goals stand, and beside it all that happened."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.domain.mentorships import Role
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk.workflows.desk.keep_form import keep_person_text
from mentordesk_ui.parts.attachments import AttachmentList
from mentordesk_ui.parts.backlinks import Backlinks
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWay, EarlierWays
from mentordesk_ui.parts.form_keeping import perform_form
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.screens.people.beside import Beside, Stack
from mentordesk_ui.screens.people.facts import Facts
from mentordesk_ui.screens.people.goals import Goals
from mentordesk_ui.screens.people.history import History
from mentordesk_ui.screens.people.insets import inset
from mentordesk_ui.screens.people.kept_for import KeptFor
from mentordesk_ui.screens.people.kept_text import KeptText, avoid_words, remember_words
from mentordesk_ui.screens.people.looking_back import LookingBack
from mentordesk_ui.screens.people.mentorships import Mentorships
from mentordesk_ui.screens.people.note_sheet import NoteSheet
from mentordesk_ui.screens.people.person_head import PersonHead
from mentordesk_ui.screens.people.person_sheet import PersonSheet
from mentordesk_ui.screens.people.threads import Threads
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

SIDE_FROM = 1100
SIDE_TO_SCALE = 1.5
"""The history stands beside the page in windows this wide, and up to this size of text."""


class PersonPage(QWidget):
    """Shows one person at a time; it is made once."""

    back_wanted = Signal()
    log_wanted = Signal(str)
    held_wanted = Signal(str)
    how_long_wanted = Signal(str)
    forget_wanted = Signal(str)

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._drafts = Drafts(desk.folder / FOLDER_NAME, desk.keys)
        self._person = Person()
        self.head = PersonHead(appearance, clock)
        self.remember = KeptText(appearance, *remember_words(), self._drafts)
        self.avoid = KeptText(appearance, *avoid_words(), self._drafts)
        self.earlier = EarlierWays(appearance, desk, clock, acts, navigation)
        self.remember_before = EarlierWay(self.earlier, begin=self.leave, done=self.refresh)
        self.avoid_before = EarlierWay(self.earlier, begin=self.leave, done=self.refresh)
        self.remember.put_beside(self.remember_before)
        self.avoid.put_beside(self.avoid_before)
        self.threads = Threads(appearance, desk, clock, acts, navigation)
        self.goals = Goals(appearance, desk, clock)
        self.mentorships = Mentorships(appearance, desk, clock, acts, navigation)
        self.looking_back = LookingBack(appearance, desk, clock, navigation)
        self.facts = Facts(appearance, navigation)
        self._texts = Beside(appearance, self.remember, self.avoid, SPACE.l)
        # Two stacks and no grid: a long list on one side leaves no hole on the other.
        self._between = Stack((self.threads, self.goals))
        self.kept_for = KeptFor(appearance, desk, clock)
        self._about = Stack((self.mentorships, self.looking_back, self.facts, self.kept_for))
        self._sections = Beside(appearance, self._between, self._about, SPACE.xl)
        self._column = ScrollColumn(appearance, margins=(28, 20, 28, 32))
        self._column.add(inset(self.head))
        self._column.add(inset(self._texts), space_before=24)
        self._column.add(self._sections, space_before=28)
        self.attachments = AttachmentList(appearance, desk, clock, navigation.attaching, heading=True)
        self.attachments.take_drops(self)
        self._column.add(self.attachments, space_before=24)
        self.backlinks = Backlinks(appearance, desk, clock, navigation)
        self._column.add(self.backlinks, space_before=24)
        self._is_narrow: bool | None = None
        self._place_below = QVBoxLayout()
        self._column.add(self._place_below, space_before=28)
        self._column.add_stretch()
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addWidget(self._column, 1)
        self._connect()
        appearance.resized.connect(self._fit)

    # A page shows one of the two; the other one is made when a window becomes wide or narrow enough for it.

    @cached_property
    def beside(self) -> History:
        """The timeline of a wide window."""
        made = self._make_history(None)
        self._across.addWidget(made)
        return made

    @cached_property
    def below(self) -> History:
        """The timeline of a narrow window."""
        made = self._make_history(self._column)
        self._place_below.addWidget(made)
        return made

    def _make_history(self, around: ScrollColumn | None) -> History:
        made = History(self._appearance, self._desk, self._clock, around)
        made.meeting_wanted.connect(self._navigation.open_meeting)
        made.note_wanted.connect(self.open_note)
        made.advice_wanted.connect(self._navigation.open_advice)
        return made

    def _connect(self) -> None:
        head = self.head
        head.back_wanted.connect(self.back_wanted)
        head.call_wanted.connect(self._start_call)
        head.plan_wanted.connect(self._plan)
        head.log_wanted.connect(self._log)
        head.edit_wanted.connect(self.edit)
        head.note_wanted.connect(self.new_note)
        head.delete_wanted.connect(self._delete)
        head.held_wanted.connect(self._show_held)
        head.how_long_wanted.connect(self._ask_how_long)
        head.forget_wanted.connect(self._ask_forget)
        self.kept_for.change_wanted.connect(self._ask_how_long)
        self.kept_for.forget_wanted.connect(self._ask_forget)
        self.goals.goal_wanted.connect(self._navigation.open_goal)
        for section in (self.threads, self.mentorships):
            section.changed.connect(self.refresh)

    # -- what is shown

    def person_id(self) -> str:
        """Return whose page it is."""
        return self._person.id

    def history(self) -> History:
        """Return the timeline that is seen."""
        return self.below if self._is_narrow else self.beside

    def show_person(self, person_id: str) -> None:
        """Show a person’s page from its top."""
        person = self._desk.people.get(person_id)
        if person.id != self._person.id:
            self.leave()
            self._person = person
            self.remember.show_text(f"remember/{person.id}", person.remember, partial(self._save_remember, person.id))
            self.avoid.show_text(f"avoid/{person.id}", person.avoid, partial(self._save_avoid, person.id))
            self._column.verticalScrollBar().setValue(0)
        self._put_history()
        self.refresh()

    def refresh(self, topics: frozenset[Topic] = EVERYTHING) -> None:
        """Read again what is shown."""
        person = self._desk.people.find(self._person.id)
        if person is None:
            return
        if person.deleted_at is not None:
            self.back_wanted.emit()
            return
        self._person = person
        me = self._desk.profile.mine()
        is_me = me is not None and me.person_id == person.id
        mentorships = self._desk.mentorships.of_person(person.id)
        self.head.show_person(person, mentorships, is_me=is_me)
        self.remember.follow(person.remember)
        self.avoid.follow(person.avoid)
        self.remember_before.show_places("person", person.id, remember=remember_words()[0])
        self.avoid_before.show_places("person", person.id, avoid=avoid_words()[0])
        self.threads.show_person(person.id)
        self.mentorships.show_person(person, mentorships)
        self.goals.show_mentorships(mentorships)
        self.facts.show_person(person)
        self.kept_for.show_person(person)
        self.looking_back.show_mentorships(person.id, () if is_me else mentorships)
        self.attachments.show_holder(Holder(HolderKind.PERSON, person.id))
        self.backlinks.show_target(Target(TargetKind.PERSON, person.id))
        self.goals.setVisible(self.goals.has_rows())
        self.mentorships.setVisible(not is_me)
        self._between.setVisible(not is_me)
        self._texts.setVisible(not is_me)
        if topics != frozenset({Topic.PEOPLE}) or not self.history().model.rowCount():
            self.history().show_person(person)

    def take_focus(self) -> None:
        """Begin at the ways to speak."""
        first = self.head.call if self.head.call.isVisibleTo(self) else self.head.edit
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_time(self) -> None:
        """Say anew what time it is there."""
        self.head.tell_time()

    def leave(self) -> None:
        """Put on disk what was typed."""
        self.remember.keeping.flush()
        self.avoid.keeping.flush()

    # Typing is undone in the text, so it is no step of the desk’s undo.

    def _save_remember(self, person_id: str, text: str) -> None:
        keeping = self.remember.keeping
        keeping.saved_as(keep_person_text(self._desk, person_id, "remember", text, keeping.base))

    def _save_avoid(self, person_id: str, text: str) -> None:
        keeping = self.avoid.keeping
        keeping.saved_as(keep_person_text(self._desk, person_id, "avoid", text, keeping.base))

    # -- acts

    def _start_call(self) -> None:
        self._navigation.start_session(None, self._person.id)

    def _plan(self) -> None:
        self._navigation.plan_meeting(self._person.id)

    def _log(self) -> None:
        self.log_wanted.emit(self._person.id)

    # What is typed is put on disk before: it is to be in the report, and to be gone with the rest.

    def _show_held(self) -> None:
        self.leave()
        self.held_wanted.emit(self._person.id)

    def _ask_how_long(self) -> None:
        self.leave()
        self.how_long_wanted.emit(self._person.id)

    def _ask_forget(self) -> None:
        self.leave()
        self.forget_wanted.emit(self._person.id)

    def edit(self) -> None:
        """Open the form of this person."""
        self.leave()
        person = self._desk.people.get(self._person.id)
        sheet = PersonSheet(self._appearance, self, self._desk, self._clock, person)
        sheet.ready.connect(partial(self._keep, sheet, person))
        self.earlier.in_form(sheet, "person", person.id, met_how="met_how")
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _keep(self, sheet: PersonSheet, before: Person, person: Person, _role: Role | None) -> None:
        act = partial(self._desk.people.save, person, act=_("Edit {name}").format(name=person.name))
        done = partial(self._kept, sheet)
        perform_form(self._acts, self._desk, before, act, done=done, failed=sheet.show_mistake, person_id=person.id)

    def _kept(self, sheet: PersonSheet, _person: Person) -> None:
        sheet.close_overlay()
        self.refresh()
        self._navigation.toast(_("Kept"), undoable=True)

    def _delete(self) -> None:
        person = self._person
        self.leave()
        act = partial(self._desk.people.remove, person.id, act=_("Move {name} to the trash").format(name=person.name))
        self._acts.perform(act, done=partial(self._deleted, person))

    def _deleted(self, person: Person, _result: object) -> None:
        self.back_wanted.emit()
        # Only the person is hidden: what was said and agreed is part of one's own past.
        words = _("{name} is in the trash. Meetings and notes with {called} stay.")
        self._navigation.toast(words.format(name=person.name, called=person.short_name), undoable=True)

    def new_note(self) -> None:
        """Begin a note on this person."""
        note = Note(person_id=self._person.id)
        self._acts.perform(partial(self._desk.notes.add, note, act=_("New note")), done=self._show_note)

    def open_note(self, note_id: str) -> None:
        """Open a note: in its meeting if it was taken in one, else over this page."""
        note = self._desk.notes.get(note_id)
        if note.meeting_id:
            self._navigation.open_meeting(note.meeting_id)
        else:
            self._show_note(note)

    def _show_note(self, note: Note) -> None:
        title = _("Note on {name}").format(name=self._person.short_name)
        names = tuple(self._desk.people.names().values())
        sheet = NoteSheet(
            self._appearance,
            self,
            self._desk,
            self._clock,
            self._acts,
            self._navigation,
            self._drafts,
            note,
            names,
            title,
        )
        sheet.closed.connect(partial(self._left_note, sheet))
        sheet.open()

    def _left_note(self, sheet: NoteSheet) -> None:
        sheet.deleteLater()
        self.history().refresh()

    # -- place

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._put_history() and self._person.name:
            self.history().show_person(self._person)

    def _put_history(self) -> bool:
        """Put the history where there is room for it, and tell whether it was elsewhere."""
        narrow = self.window().width() < SIDE_FROM or self._appearance.text_scale > SIDE_TO_SCALE
        if narrow == self._is_narrow:
            return False
        if self._is_narrow is not None:
            self.history().hide()
        self._is_narrow = narrow
        self.history().show()
        return True
