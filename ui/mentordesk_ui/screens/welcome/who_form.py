"""The first question: name, where I live, and on which side of mentoring I am. Enter goes on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.profile import Side
from mentordesk.domain.zones import zone_names
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.desk.first_start import begin_desk
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.emblem import Emblem
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.stage import Stage
from mentordesk_ui.parts.text import Text
from mentordesk_ui.parts.zone_picker import ZonePicker
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class WhoForm(Stage):
    """`known` says the profile once it is on the disk."""

    known = Signal(object)
    has_desk = Signal()
    """There is a desk already: nothing here needs to be asked."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts) -> None:
        super().__init__(appearance)
        self._desk = desk
        self._acts = acts
        self.setAccessibleName(_("Welcome"))
        self.name = LineEdit(appearance, _("First and last name"))
        self.zone = ZonePicker(appearance, clock, _guessed(clock))
        self.side: Choice[Side] = Choice(
            appearance,
            _("I am"),
            [(Side.MENTOR, _("a mentor")), (Side.MENTEE, _("a mentee")), (Side.BOTH, _("both"))],
            Side.MENTOR,
        )
        self._fields = {
            "name": Field(appearance, _("Your name"), self.name),
            "zone": Field(appearance, _("Where you live"), self.zone),
            "side": Field(appearance, _("I am"), self.side),
        }
        self.go_on = Button(appearance, _("Go on"), kind="primary", key="Ctrl+Return")
        self.has_one = Button(appearance, _("I have a desk already"), "archive-restore", "plain")
        row = QWidget()
        expand_across(row)
        buttons = Flow(row)
        buttons.addWidget(self.go_on)
        buttons.addWidget(self.has_one)
        column = self.column
        column.addWidget(Emblem(appearance, "hand"), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(SPACE.s)
        column.addWidget(Text(appearance, _("Welcome to your desk"), TextStyle.H1))
        column.addWidget(
            Text(
                appearance,
                _(
                    "For conversations that start prepared and leave something behind. All of it stays on this computer."
                ),
                TextStyle.BODY,
                "muted",
            )
        )
        column.addSpacing(SPACE.m)
        for field in self._fields.values():
            column.addWidget(field)
        column.addSpacing(SPACE.s)
        column.addWidget(row)
        self.name.returnPressed.connect(self._confirm)
        self.zone.returnPressed.connect(self._confirm)
        self.zone.changed.connect(self._say_time)
        self.go_on.clicked.connect(self._confirm)
        self.has_one.clicked.connect(self.has_desk)
        self._say_time()

    def called(self) -> str:
        """Return the first name that was written."""
        return (self.name.text().split() or [""])[0]

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor into the name."""
        self.name.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter on the choice goes on too; the lines say so themselves.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self._confirm()
            return
        super().keyPressEvent(event)

    def _say_time(self, *_zone: object) -> None:
        now = self.zone.local_time()
        self._fields["zone"].set_hint(_("It is {time} there now.").format(time=now) if now else "")

    def _confirm(self) -> None:
        for field in self._fields.values():
            field.clear_mistake()
        if not self.zone.zone():
            self._show(Mistake(_("Choose the city whose clock is yours."), field="zone"))
            return
        side = self.side.value() or Side.BOTH
        act = partial(begin_desk, self._desk, self.name.text(), self.zone.zone() or "", side)
        self._acts.perform(act, done=self.known.emit, failed=self._show)

    def _show(self, mistake: Mistake) -> None:
        sentence = _("Write your name. It stays on this computer.") if mistake.field == "name" else mistake.sentence
        self._fields.get(mistake.field or "", self._fields["name"]).show_mistake(sentence)


def _guessed(clock: Clock) -> str:
    """Return the zone of this computer where it names a place; one that says UTC says nothing of where somebody is."""
    zone = clock.zone().key
    return zone if zone in zone_names() and zone != "UTC" else ""
