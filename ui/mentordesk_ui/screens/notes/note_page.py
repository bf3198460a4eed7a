"""One note: where it belongs, the editor, what must be asked back, and what links here."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.domain.notes import Note
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.phrases import near_day
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.keep_note import Kept, follow_actions, keep_note
from mentordesk_ui.parts.advice_from_note import AdviceFromNote
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.attachments import AttachmentList
from mentordesk_ui.parts.backlinks import Backlinks
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.earlier_wordings import MetElsewhere
from mentordesk_ui.parts.earlier_wordings.ways import NoteWay
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.note_asking import NoteAsking
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.note_links import NoteLinks, go_to
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_SHARE_OF_LINKS = 0.32
"""How much of the height what links here may take; more of it is scrolled to."""


class NotePage(QWidget):
    """Shows one note. What is typed is on disk within a second, and on every way out."""

    back_wanted = Signal()
    left_wanted = Signal()
    """Esc: the keyboard goes back to the list."""
    pin_wanted = Signal()
    move_wanted = Signal()
    earlier_wanted = Signal()
    throw_wanted = Signal()

    def __init__(
        self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation, drafts: Drafts
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._note_id = ""
        self._is_saving = False
        self._is_touched = False
        """Something was written in the note shown: only then its wording is worth keeping on leaving it."""
        self._place: Target | None = None
        self.back = IconButton(appearance, "arrow-left", _("Back to the list"))
        self.place = Button(appearance, "", "book-open", "plain")
        self.when = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.state = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.pin = IconButton(appearance, "pin", _("Pin"))
        self.pin.setCheckable(True)
        self.move_button = IconButton(appearance, "folder-open", _("Move: where it belongs"))
        self.earlier = NoteWay(appearance)
        self.throw = IconButton(appearance, "trash-2", _("Move to trash"))
        self.editor = NoteEditor(appearance, _("Note"), today=self._today)
        self.editor.setPlaceholderText(_("Write. [[ links to people, goals, meetings and notes, # makes a tag."))
        self.keeping = NoteKeeping(self.editor, self._nowhere, drafts, "note/", self)
        self.links = NoteLinks(appearance, desk, clock, acts, navigation, self.editor, self.keeping)
        self.elsewhere = MetElsewhere(appearance, desk, clock, acts, navigation, self.keeping, self._shown_id)
        self.advice = AdviceFromNote(self.editor, self.keeping, desk, clock, acts, navigation, self._shown_id)
        self.asking = NoteAsking(appearance, desk, clock, acts, self.editor, self.keeping, self._save_shown)
        self.backlinks = Backlinks(appearance, desk, clock, navigation)
        self._linked = ScrollColumn(appearance, wide=True, margins=(SPACE.s, SPACE.m, SPACE.s, SPACE.s))
        self.attachments = AttachmentList(appearance, desk, clock, navigation.attaching)
        self.attachments.take_from(self.editor)
        self.attachments.take_drops(self)
        self._linked.add(self.attachments)
        self._linked.add(self.backlinks)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        about = QWidget()
        expand_across(about)
        words = Flow(about, gap=SPACE.m)
        words.addWidget(self.place)
        words.addWidget(self.when)
        words.addWidget(self.state)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(SPACE.xs)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(about, 1)
        for button in (self.pin, self.move_button, self.earlier, self.throw):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        asked = QHBoxLayout()
        asked.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        asked.addWidget(self.links)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l, SPACE.l + 4, SPACE.l, SPACE.s)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self.editor, 1)
        column.addLayout(asked)
        column.addWidget(self.elsewhere)
        column.addWidget(self.asking)
        column.addWidget(self._linked)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.place.clicked.connect(self._open_place)
        self.editor.edited.connect(self._touch)
        self.pin.clicked.connect(self.pin_wanted)
        self.move_button.clicked.connect(self.move_wanted)
        self.earlier.clicked.connect(self.earlier_wanted)
        self.throw.clicked.connect(self.throw_wanted)
        self.keeping.state_changed.connect(self._say_state)
        self.backlinks.changed.connect(self._fitting.start)
        self.attachments.changed.connect(self._fitting.start)
        self._appearance.resized.connect(self._fitting.start)

    # -- what is shown

    @property
    def note_id(self) -> str:
        """Which note is shown; empty for none."""
        return self._note_id

    def show_note(self, note_id: str, line: int | None = None) -> None:
        """Show a note, after the one before is saved; raises Mistake when it is gone for good."""
        if note_id != self._note_id:
            self.leave()
            note = self._desk.notes.get(note_id)
            self._note_id = note_id
            # The names first: the text is dressed once, with them.
            self.editor.set_names(self._names())
            self.keeping.open(f"note/{note_id}", note.text, partial(self._save_as, note_id))
            self.links.show_note(self._shown_id)
            self.elsewhere.begin()
            self.asking.begin()
            self.backlinks.show_target(Target(TargetKind.NOTE, note_id))
        self.show_facts()
        if line is not None:
            try:
                self.editor.go_to_line(line)
            except IndexError:
                # The text is shorter than when the line was counted.
                self.editor.go_to_line(0)

    def show_facts(self) -> None:
        """Say where the note belongs, since when it is, and whether it is pinned."""
        note = self._desk.notes.find(self._note_id)
        if note is None:
            return
        words, icon, self._place = self._place_of(note)
        self.place.set_words(words)
        self.place.set_icon(icon)
        self.place.setEnabled(self._place is not None)
        zone = self._clock.zone()
        begun = (note.created_at or self._clock.now()).astimezone(zone).date()
        self.when.setText(near_day(begun, self._today()))
        # A note that is moved to a meeting shows what is attached to that.
        self.attachments.show_holder(_holder_of(note))
        self.pin.setChecked(note.is_pinned)
        self.pin.set_name(_("Unpin") if note.is_pinned else _("Pin"))

    def follow(self, topics: frozenset[Topic]) -> None:
        """Take over what changed on the desk meanwhile: an action ticked elsewhere, an undo, another program."""
        if self._is_saving or not self._note_id:
            return
        note = self._desk.notes.find(self._note_id)
        if note is None or note.deleted_at is not None:
            return
        self.show_facts()
        # Hidden while nothing links here, it does not follow the desk by itself.
        self.backlinks.refresh()
        if not self.keeping.is_saved:
            return
        if topics & {Topic.ACTIONS, Topic.THREADS}:
            self._is_saving = True
            self._acts.perform(partial(follow_actions, self._desk, self._clock, note.id), done=self._took_over)
            self._is_saving = False
        elif note.text != self.editor.text():
            self.keeping.take_over(note.text)

    def leave(self) -> None:
        """Put on disk what is unsaved, and keep the wording as a revision."""
        if not self._note_id:
            return
        self.keeping.flush()
        note = self._desk.notes.find(self._note_id)
        if self._is_touched and note is not None and note.deleted_at is None:
            self._acts.perform(partial(self._desk.notes.leave, self._note_id))
        self._is_touched = False

    def show_nothing(self) -> None:
        """Show no note: the one shown was thrown away."""
        self.keeping.forget()
        self._note_id = ""

    def focus_text(self, *, at_end: bool = False) -> None:
        """Put the keyboard into the text."""
        if at_end:
            self.editor.go_to_line(self.editor.text().count("\n"))
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_back(self, shown: bool) -> None:
        """Offer the way back to the list, where it does not stand beside."""
        self.back.setVisible(shown)

    # -- inner affairs

    def _touch(self) -> None:
        self._is_touched = True

    def _shown_id(self) -> str:
        return self._note_id

    def _names(self) -> tuple[str, ...]:
        people = self._desk.people
        short = (person.called for person in people.others() if person.called)
        return tuple(dict.fromkeys((*people.names().values(), *short)))

    def _place_of(self, note: Note) -> tuple[str, str, Target | None]:
        person = self._desk.people.find(note.person_id) if note.person_id else None
        if note.meeting_id and (meeting := self._desk.meetings.find(note.meeting_id)):
            at = meeting.actual_start or meeting.starts_at or self._clock.now()
            day = near_day(at.astimezone(self._clock.zone()).date(), self._today())
            words = _("From the meeting of {day}").format(day=day)
            if person is not None:
                words = _("From the meeting with {name}, {day}").format(name=person.short_name, day=day)
            return words, "video", Target(TargetKind.MEETING, meeting.id)
        if note.goal_id and (goal := self._desk.goals.find(note.goal_id)):
            return _("Goal: {title}").format(title=goal.title), "target", Target(TargetKind.GOAL, goal.id)
        if person is not None:
            return _("About {name}").format(name=person.name), "user", Target(TargetKind.PERSON, person.id)
        return _("Journal"), "book-open", None

    def _open_place(self) -> None:
        if self._place is not None:
            go_to(self._navigation, self._place)

    def _nowhere(self, _text: str) -> None:
        """No note is shown yet: there is nothing to save."""

    def _save_shown(self, text: str) -> None:
        self._save_as(self._note_id, text)

    def _save_as(self, note_id: str, text: str) -> None:
        self._is_saving = True
        try:
            kept = keep_note(self._desk, self._clock, note_id, text, self.asking.answers, base=self.keeping.base)
        finally:
            self._is_saving = False
        self.keeping.note_saved(kept)
        self._show_kept(kept)
        self.asking.show_unclear(kept.unclear)

    def _show_kept(self, kept: Kept) -> None:
        if kept.note.id == self._note_id and kept.note.text != self.editor.text():
            self.editor.change_text(kept.note.text)

    def _took_over(self, kept: Kept) -> None:
        if kept.note.id == self._note_id:
            self.keeping.take_over(kept.note.text)

    def _say_state(self, words: str) -> None:
        is_wrong = not self.keeping.is_saved and bool(words)
        self.state.setText(words)
        self.state.set_role("danger" if is_wrong else "muted")
        if is_wrong:
            announce(self, words, urgent=True)

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.left_wanted.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give what links here the height it needs, up to its share."""
        shown = [part for part in (self.attachments, self.backlinks) if not part.isHidden()]
        self._linked.setVisible(self.backlinks.has_rows() or self.attachments in shown)
        wanted = sum(part.sizeHint().height() for part in shown) + SPACE.m + SPACE.s
        self._linked.setFixedHeight(min(wanted, round(self.height() * _SHARE_OF_LINKS)))


def _holder_of(note: Note) -> Holder:
    """Return what is meant by attaching to a note: its meeting, where it was taken in one."""
    return Holder(HolderKind.MEETING, note.meeting_id) if note.meeting_id else Holder(HolderKind.NOTE, note.id)
