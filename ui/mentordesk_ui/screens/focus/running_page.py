"""The running session on screen: ring, parts and acts in the middle, lists beside them, notes when they are wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.focus import Cue, CueKind, FocusSession, Reading, phase_ends
from mentordesk.domain.people import Person
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.phrases import timer
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.action_list import ActionList
from mentordesk_ui.parts.agenda_list import AgendaList
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import expand_across
from mentordesk_ui.parts.growing_text import GrowingText
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.keycap_painting import key_words
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .checklist import Checklist
from .commands import KEYS
from .course import SessionCourse
from .note_panel import NotePanel
from .parking import Parking
from .phases import CentredFlow, PhasesRow
from .ring import Ring, RingLook
from .stage import StageGround
from .words import aloud, cue_words, left_in_part, phase_name

CUE_MS = 20_000
INTENTION_MS = 600
"""The oldest letter of what the call is for that is on no disk."""


class RunningPage(QWidget):
    """Follows a SessionCourse. Space pauses and goes on, unless what has the keyboard wants it."""

    end_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        course: SessionCourse,
        drafts: Drafts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._desk, self._course = appearance, desk, course
        self._said = ""
        self._cue: tuple[str, str] | None = None
        self._spots: dict[QWidget, QWidget] = {}
        self._cue_end = QTimer(self, singleShot=True, interval=CUE_MS)
        self._cue_end.timeout.connect(self._forget_cue)
        # A click beside everything takes the keyboard out of the text, so that Space pauses; there is nothing to ring.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ownRing", True)

        self.ground = StageGround(appearance)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ground)
        self._name = Text(appearance, "", TextStyle.H2)
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.intention = GrowingText(
            appearance,
            _("What this call is for"),
            _("One thing at a time. Everything else can wait."),
            one_line=True,
            bare=True,
            centred=True,
            role="muted",
        )
        self.intention.finished.connect(self._keep_intention)
        self._intention_waits = QTimer(self, singleShot=True, interval=INTENTION_MS)
        self._intention_waits.timeout.connect(self._keep_intention)
        self.intention.edited.connect(self._wait_with_intention)
        self.ring = Ring(appearance)
        self.phases = PhasesRow(appearance)
        self._make_buttons()
        self._fill_stage()
        self.agenda = AgendaList(appearance, desk, acts, navigation, drafts=drafts)
        self.promises = ActionList(appearance, desk, clock, acts, navigation, put_off=False, drafts=drafts)
        self.parking = Parking(appearance, desk, clock, acts, drafts)
        self.checklist = Checklist(appearance, edits=False)
        self.checklist.ticked.connect(course.tick)
        self.note = NotePanel(appearance, desk, clock, acts, navigation, drafts)
        self.promises.about_to_change.connect(self.note.flush)
        self.ground.notes.addWidget(self.note)
        self.ground.side.addStretch(1)
        for part in (self.agenda, self.promises, self.parking, self.checklist):
            self.ground.side.addWidget(part)
        self.ground.side.addStretch(2)
        course.looked.connect(self.show_reading)
        course.cue_due.connect(self.show_cue)
        course.woke.connect(self.ask_whether_over)
        QApplication.instance().focusChanged.connect(self._remember_spot)  # type: ignore[union-attr]  # a window needs an application

    def _make_buttons(self) -> None:
        self.pause_button = self._button("", "pause", "quiet", KEYS["pause"])
        self.pause_button.clicked.connect(self._course.pause_or_go_on)
        self.next_button = self._button(_("Next part"), "skip-forward", "quiet", KEYS["next"])
        self.next_button.clicked.connect(self._course.next_phase)
        self.more_button = self._button(_("5 min"), "plus", "quiet", KEYS["more"])
        self.more_button.setAccessibleName(_("5 minutes more"))
        self.more_button.clicked.connect(self._course.extend)
        self.end_button = self._button(_("End session"), "check", "plain", KEYS["end"])
        self.end_button.clicked.connect(self.end_wanted)
        self.notes_button = self._button(_("Notes"), "pencil", "plain", KEYS["notes"])
        self.notes_button.setCheckable(True)
        self.notes_button.clicked.connect(self.toggle_notes)

    def _button(self, words: str, icon: str, kind: str, key: str) -> Button:
        button = Button(self._appearance, words, icon, kind)
        # The key itself is a command of the window, so that it works from text and is listed with the others.
        button.setToolTip(f"{words}  {key_words(key)}".strip())
        return button

    def _fill_stage(self) -> None:
        stage, px = self.ground.stage, self._appearance.px
        stage.addStretch(1)
        stage.addWidget(self._name)
        stage.addSpacing(px(2))
        stage.addWidget(self.intention)
        stage.addSpacing(px(SPACE.xl))
        stage.addWidget(self.ring)
        stage.addSpacing(px(SPACE.xl))
        stage.addWidget(self.phases)
        stage.addSpacing(px(SPACE.l))
        stage.addWidget(self._row(self.pause_button, self.next_button, self.more_button))
        stage.addSpacing(px(SPACE.s))
        stage.addWidget(self._row(self.notes_button, self.end_button))
        self.quiet_line = Text(self._appearance, "", TextStyle.CAPTION, "muted")
        self.quiet_line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.quiet_line.hide()
        stage.addSpacing(px(SPACE.m))
        stage.addWidget(self.quiet_line)
        stage.addStretch(1)
        self.ground.give_room_to(self.ring)

    def _row(self, *buttons: Button) -> QWidget:
        row = QWidget()
        expand_across(row)
        flow = CentredFlow(row)
        for button in buttons:
            flow.addWidget(button)
        return row

    # -- what is shown

    def show_session(self, session: FocusSession, person: Person) -> None:
        """Show a running session with a person."""
        self._name.setText(person.name)
        meeting = self._desk.meetings.get(session.meeting_id)
        self.agenda.show_mentorship(meeting.mentorship_id, meeting.id)
        self.promises.show_meeting(meeting.id)
        self.parking.show_session(session.id)
        self.note.show_meeting(meeting.id, person)
        self._forget_cue()
        self.show_facts(session)
        self.ground.arrange()

    def show_facts(self, session: FocusSession) -> None:
        """Show what changed about the session itself."""
        self.checklist.show_lines(session.checklist)
        self.checklist.setVisible(bool(session.checklist))
        if not self.intention.hasFocus():
            self.intention.set_text(session.intention)
        self.pause_button.set_words(_("Continue") if session.is_paused else _("Pause"))
        self.pause_button.set_icon("play" if session.is_paused else "pause")
        self.pause_button.set_kind("primary" if session.is_paused else "quiet")
        self.pause_button.setToolTip(f"{self.pause_button.words()}  {key_words(KEYS['pause'])}")

    def show_reading(self, reading: Reading) -> None:
        """Show where the session stands."""
        session = self._course.session
        if session is None or not self.isVisible():
            return
        ends = phase_ends(session)
        is_over = reading.is_over
        tone = "outline" if session.is_paused else "warm" if is_over else "accent"
        words, role = left_in_part(reading, session), "warm" if is_over and not session.is_paused else "muted"
        if self._cue is not None and not session.is_paused:
            words, role = self._cue
        self.ring.show_look(
            RingLook(
                ends=tuple(end / ends[-1] for end in ends) if ends else (1.0,),
                share=reading.fraction,
                time=timer(reading.left),
                title=phase_name(session.phases[reading.phase_index].name),
                line=words,
                tone=tone,
                line_tone=role,
            )
        )
        self.phases.show_phases(session.phases, reading.phase_index)
        is_last = reading.phase_index + 1 >= len(session.phases)
        if self.next_button.isEnabled() == is_last:
            self.next_button.setEnabled(not is_last)
        self.end_button.set_kind("primary" if is_over else "plain")
        said = aloud(reading, session)
        if said != self._said:
            self._said = said
            self.ring.setAccessibleName(said)

    def show_quiet(self, line: str) -> None:
        """Say what is switched on this computer for the call; empty for nothing."""
        self.quiet_line.setText(line)
        self.quiet_line.setVisible(bool(line))

    def show_cue(self, cue: Cue) -> None:
        """Give a soft sign: a wash of colour, one line, and the same words for screen readers."""
        session = self._course.session
        if session is not None:
            is_part = cue.kind is CueKind.PHASE
            self._give(cue_words(cue, session), "accent" if is_part else "warm")

    def ask_whether_over(self) -> None:
        """Ask, after the computer slept past the end, whether the call still goes on."""
        self._give(_("You were away. Still in the call?"), "warm")

    def _give(self, words: str, tone: str) -> None:
        self._cue = (words, tone)
        self._cue_end.start()
        self.ring.pulse("accent_soft" if tone == "accent" else "warm_soft")
        announce(self, words)
        self._show_again()

    def _forget_cue(self) -> None:
        self._cue_end.stop()
        self._cue = None
        self._show_again()

    def _show_again(self) -> None:
        reading = self._course.reading()
        if reading is not None:
            self.show_reading(reading)

    def say_time(self) -> None:
        """Tell screen readers how the time stands."""
        reading, session = self._course.reading(), self._course.session
        if reading is not None and session is not None:
            announce(self, aloud(reading, session), urgent=True)

    def flush(self) -> None:
        """Put on disk what is not there yet, half-typed lines included."""
        self.note.flush()
        if self._intention_waits.isActive():
            self._keep_intention()
        for part in (self.promises, self.agenda, self.parking):
            part.keep_line()

    def conclude(self) -> None:
        """The session ends: half a promise or topic waits in the wrap-up, half a distraction is parked."""
        self.parking.park_line()
        self.flush()

    def _wait_with_intention(self) -> None:
        if not self._intention_waits.isActive():
            self._intention_waits.start()

    def _keep_intention(self) -> None:
        self._intention_waits.stop()
        self._course.set_intention(self.intention.text())

    # -- notes and places

    def take_keyboard(self) -> None:
        """Begin where Space pauses."""
        self.pause_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_notes(self) -> None:
        """Open the notes with the keyboard in them, or close them."""
        is_open = self.note.isVisible()
        if is_open and not self.note.editor.hasFocus() and not self.notes_button.hasFocus():
            self.note.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.open_notes(not is_open)

    def open_notes(self, is_open: bool) -> None:
        """Show the notes and go there, or give their room back to the ring."""
        self.notes_button.setChecked(is_open)
        self.ground.open_notes(is_open)
        if is_open:
            self.note.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
            # Where they stand is known once the new arrangement has been laid out.
            QTimer.singleShot(0, self._show_editor)
        else:
            self.note.flush()
            self.take_keyboard()

    def _show_editor(self) -> None:
        self.ground.show_widget(self.note)

    def places(self) -> Sequence[QWidget]:
        """Return the places F6 goes round."""
        return (self.agenda, self.note, self.promises, self.parking)

    def go_round(self) -> None:
        """Go to the next place, to where one was in it before."""
        places = self.places()
        focus = QApplication.focusWidget()
        here = next((place for place in places if focus is not None and place.isAncestorOf(focus)), None)
        place = places[(places.index(here) + 1) % len(places)] if here is not None else places[0]
        if place is self.note:
            self.open_notes(True)
            return
        target = self._spots.get(place)
        if target is None or not target.isVisible():
            target = self._first_in(place)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ground.show_widget(target)

    def _first_in(self, place: QWidget) -> QWidget:
        if place is self.agenda:
            return self.agenda.view if self.agenda.view.isVisible() else self.agenda.line
        if place is self.promises:
            return self.promises.line
        return self.parking.line

    def _remember_spot(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        for place in self.places():
            if place.isAncestorOf(new):
                self._spots[place] = new

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_again()

    def event(self, event: QEvent) -> bool:
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.ShortcutOverride and _is_letter(event):
                # Words typed during a call before anything was chosen to take them must not plan a meeting.
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and not event.isAutoRepeat():
            self._course.pause_or_go_on()
            return
        super().keyPressEvent(event)


def _is_letter(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier == Qt.KeyboardModifier.NoModifier
    return plain and event.text().isalpha()
