"""A person's page: what is known of them, what to ask, where their goals stand, and beside it all that happened."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent

from mentordesk.clock import Clock
from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.domain.mentorships import Mentorship, Role
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk.workflows.desk.keep_form import keep_person_text
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWay, EarlierWays
from mentordesk_ui.parts.form_keeping import perform_form
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.screens.people.history import History
from mentordesk_ui.screens.people.kept_text import avoid_words, remember_words
from mentordesk_ui.screens.people.note_sheet import NoteSheet
from mentordesk_ui.screens.people.person_parts import PersonParts
from mentordesk_ui.screens.people.person_sheet import PersonSheet
from mentordesk_ui.theme.appearance import Appearance

SIDE_FROM = 1100
SIDE_TO_SCALE = 1.5
"""The history stands beside the page in windows this wide, and up to this size of text."""


class PersonPage(PersonParts):
    """Shows one person at a time; it is made once."""

    back_wanted = Signal()
    log_wanted = Signal(str)
    held_wanted = Signal(str)
    how_long_wanted = Signal(str)
    forget_wanted = Signal(str)

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        super().__init__(appearance, desk, clock, acts, navigation)
        self.earlier = EarlierWays(appearance, desk, clock, acts, navigation)
        self.remember_before = EarlierWay(self.earlier, begin=self.leave, done=self.refresh)
        self.avoid_before = EarlierWay(self.earlier, begin=self.leave, done=self.refresh)
        self.remember.put_beside(self.remember_before)
        self.avoid.put_beside(self.avoid_before)
        self._connect()
        appearance.resized.connect(self._fit)

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
        head.restore_wanted.connect(self._restore)
        for section in (self.threads, self.mentorships):
            section.changed.connect(self.refresh)
        self.note_wanted.connect(self.open_note)

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
        self._person = person
        self._put_history()
        self.refresh()

    def refresh(self, topics: frozenset[Topic] = EVERYTHING) -> None:
        """Read again what is shown."""
        person = self._desk.people.find(self._person.id)
        if person is None:
            return
        if person.deleted_at is not None and self._person.deleted_at is None:
            # Thrown away while the page was shown; who is led to somebody in the trash sees where they are.
            self._person = person
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
        self.mentorships.setVisible(not is_me)
        self._between.setVisible(not is_me)
        self._texts.setVisible(not is_me)
        rest = (
            partial(self._show_goals, mentorships),
            partial(self._show_about, () if is_me else mentorships),
            self._show_linked,
            partial(self._show_history, topics),
        )
        if not self._is_whole:
            self.by_and_by.instead(*rest)
            self._column.expect_rest(self.by_and_by)
            return
        for step in rest:
            step()

    def _show_goals(self, mentorships: tuple[Mentorship, ...]) -> None:
        self.goals.show_mentorships(mentorships)
        self.goals.setVisible(self.goals.has_rows())

    def _show_about(self, mentorships: tuple[Mentorship, ...]) -> None:
        self.looking_back.show_mentorships(self._person.id, mentorships)
        self.facts.show_person(self._person)
        self.kept_for.show_person(self._person)

    def _show_linked(self) -> None:
        self.attachments.show_holder(Holder(HolderKind.PERSON, self._person.id))
        self.backlinks.show_target(Target(TargetKind.PERSON, self._person.id))

    def _show_history(self, topics: frozenset[Topic]) -> None:
        self._is_whole = True
        if topics != frozenset({Topic.PEOPLE}) or not self.history().model.rowCount():
            self.history().show_person(self._person)

    def take_focus(self) -> None:
        """Begin at the ways to speak."""
        ways = (self.head.restore, self.head.call, self.head.edit)
        next(way for way in ways if way.isVisibleTo(self) or way is ways[-1]).setFocus(Qt.FocusReason.OtherFocusReason)

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

    def _restore(self) -> None:
        from mentordesk.workflows.safety.trash import take_out  # rarely wanted here

        act = partial(take_out, self._desk, self._clock, [("person", self._person.id)])
        self._acts.perform(act, done=self._restored)

    def _restored(self, _taken: object) -> None:
        self.refresh()
        self.take_focus()
        self._navigation.toast(_("{name} is on your desk again").format(name=self._person.name), undoable=True)

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
        if (shown := self.__dict__.get("below" if self._is_narrow else "beside")) is not None:
            shown.hide()
        self._is_narrow = narrow
        if self._is_whole:
            self.history().show()
        else:
            self._place_beside.setVisible(not narrow)
        return self._is_whole
