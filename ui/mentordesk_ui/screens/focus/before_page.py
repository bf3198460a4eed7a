"""Before the call: checklist, parts and their minutes, the intention in one line, the way into the call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.focus import ChecklistTick, FocusSession, Phase
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake
from mentordesk.language import _, ngettext
from mentordesk.phrases import both_times, countdown, timer
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.call_link import can_open, open_call
from mentordesk_ui.parts.flow import expand_across
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .checklist import Checklist
from .phases import CentredFlow, PhaseMinutes
from .quiet_choices import QuietChoices
from .ring import Ring, RingLook
from .stage import StageGround


class BeforePage(QWidget):
    """Holds a prepared session, which nothing keeps until Start (Ctrl+Enter)."""

    start_wanted = Signal(object)
    """The FocusSession as it was prepared here."""
    back_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        keep_checklist: Callable[[Sequence[str]], object],
        *,
        open_link: Callable[[str], bool] = open_call,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._clock, self._keep_checklist = appearance, clock, keep_checklist
        self._open_link = open_link
        self._session = FocusSession()
        self._link = ""
        self.ground = StageGround(appearance)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ground)
        self._name = Text(appearance, "", TextStyle.H2)
        self._when = Text(appearance, "", TextStyle.BODY, "muted")
        for text in (self._name, self._when):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.ring = Ring(appearance)
        self.minutes = PhaseMinutes(appearance)
        self.minutes.changed.connect(self._take_phases)
        self.intention = LineEdit(appearance, _("What is this call for? One line is enough."), name=_("Intention"))
        self.intention.returnPressed.connect(self._leave_intention)
        self._keeping = LineKeeping(self.intention)
        self._trouble = Text(appearance, "", TextStyle.CAPTION, "danger")
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._trouble.hide()
        self.start_button = Button(appearance, _("Start"), "play", "primary", key="Ctrl+Return", show_key=True)
        self.start_button.clicked.connect(self._start)
        self.join_button = Button(appearance, _("Join the call"), "video")
        self.join_button.clicked.connect(self._join)
        self.back_button = Button(appearance, _("Somebody else"), "arrow-left", "plain")
        self.back_button.clicked.connect(self.back_wanted)
        self.checklist = Checklist(appearance, edits=True)
        self.checklist.ticked.connect(self._take_ticks)
        self.checklist.list_changed.connect(self._take_list)
        self.quiet: QuietChoices | None = None
        self._fill()

    def _fill(self) -> None:
        stage, px = self.ground.stage, self._appearance.px
        stage.addStretch(1)
        for text in (self._name, self._when):
            stage.addWidget(text)
            stage.addSpacing(px(2))
        stage.addSpacing(px(SPACE.m))
        stage.addWidget(self.ring)
        stage.addSpacing(px(SPACE.m))
        stage.addWidget(self.minutes)
        stage.addSpacing(px(SPACE.m))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.intention, 6)
        line.addStretch(1)
        stage.addLayout(line)
        stage.addWidget(self._trouble)
        stage.addSpacing(px(SPACE.l))
        row = QWidget()
        expand_across(row)
        flow = CentredFlow(row)
        for button in (self.start_button, self.join_button, self.back_button):
            flow.addWidget(button)
        stage.addWidget(row)
        stage.addStretch(1)
        self.ground.side.addStretch(1)
        self.ground.side.addWidget(self.checklist)
        self.ground.side.addStretch(2)
        self.ground.give_room_to(self.ring)

    def add_quiet(self, quiet: QuietChoices) -> None:
        """Offer to make the computer quiet, below the checklist."""
        self.quiet = quiet
        self.ground.side.insertWidget(self.ground.side.count() - 1, quiet)

    def show_session(
        self, session: FocusSession, person: Person, meeting: Meeting | None, *, pact: Sequence[str] = ()
    ) -> None:
        """Show a prepared session with a person; without a meeting it is an unplanned call. `pact` is what both agreed."""
        self._session = session
        self._name.setText(person.name)
        self._link = meeting.link if meeting is not None and meeting.link else person.call_link
        self.join_button.setVisible(can_open(self._link))
        starts = meeting.starts_at if meeting is not None else None
        now = self._clock.now()
        if starts is None:
            self._when.setText(_("Unplanned call, now"))
        else:
            times = both_times(starts, self._clock.zone(), person.zone, city=person.city)
            self._when.setText(_("{times} · {when}").format(times=times, when=countdown(starts, now)))
        self.minutes.set_phases(session.phases, meeting.minutes if meeting is not None else self._whole())
        self.checklist.show_lines(session.checklist)
        self._keeping.open(line_key(session.meeting_id or session.person_id, "intention"), session.intention)
        self._trouble.hide()
        if self.quiet is not None:
            self.quiet.show_pact(pact)
            self.quiet.look()
        self._show_ring()
        self.ground.arrange()

    def take_keyboard(self) -> None:
        """Begin with the checklist; where it is empty, with the intention."""
        first = self.checklist.view if self.checklist.lines() else self.intention
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def note_begun(self) -> None:
        """Take note that the session runs, with all that was typed here."""
        self._keeping.settle()
        self._keeping.leave()

    def show_mistake(self, mistake: Mistake) -> None:
        """Say why it cannot begin."""
        self._trouble.setText(mistake.sentence)
        self._trouble.show()
        announce(self, mistake.sentence, urgent=True)

    @property
    def session(self) -> FocusSession:
        """The session as it is prepared so far."""
        return replace(self._session, intention=" ".join(self.intention.text().split()))

    def _whole(self) -> int:
        return self._session.length // timedelta(minutes=1)

    def _show_ring(self) -> None:
        length = self._session.length
        ends, so_far = [], timedelta()
        for phase in self._session.phases:
            so_far += phase.length
            if phase.minutes:
                ends.append(so_far / length)
        look = RingLook(
            ends=tuple(ends) or (1.0,),
            time=timer(length),
            title=_("Before the call"),
            line=_("Phone away? Then begin."),
            knob=False,
        )
        self.ring.show_look(look)
        minutes = self._whole()
        said = ngettext("{minutes} minute", "{minutes} minutes", minutes).format(minutes=minutes)
        self.ring.setAccessibleName(said)

    def _take_phases(self, phases: tuple[Phase, ...]) -> None:
        self._session = replace(self._session, phases=phases)
        self._trouble.hide()
        self._show_ring()

    def _take_ticks(self, _place: int, _is_done: bool) -> None:
        self._session = replace(self._session, checklist=self.checklist.lines())

    def _take_list(self, lines: tuple[ChecklistTick, ...]) -> None:
        self._session = replace(self._session, checklist=lines)
        self._keep_checklist([tick.text for tick in lines])

    def _leave_intention(self) -> None:
        self.start_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _start(self) -> None:
        self._trouble.hide()
        self.start_wanted.emit(self.session)

    def _join(self) -> None:
        if not self._open_link(self._link):
            self.show_mistake(Mistake(_("No program on this computer opens {link}.").format(link=self._link)))
