"""Where to begin, now that the desk knows whose it is: one list, Enter chooses."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.stage import Stage
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class Step(StrEnum):
    """What may come next, as `WelcomeScreen.finished` says it."""

    PERSON = "people.new"
    CONTACTS = "import.contacts"
    CALENDAR = "import.calendar"
    DEMO = "demo"
    BACK = "bring.back"
    LATER = "today"


@dataclass(frozen=True)
class _Offer:
    id: Step
    icon: str
    title: str
    detail: str


class FirstSteps(Stage):
    """Six ways on; `chosen` says which."""

    chosen = Signal(object)
    back_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._heading = Text(appearance, "", TextStyle.H1)
        self._line = Text(appearance, _("Everything else can wait, and nothing is final."), TextStyle.BODY, "muted")
        self._model: RowModel[_Offer] = RowModel(_look, parent=self)
        self.view: RowView[_Offer] = RowView(
            appearance,
            self._model,
            _("Where to begin"),
            delegate=RowDelegate(appearance, inset=SPACE.m),
            click="opens",
            fits_content=True,
        )
        self._model.set_rows(_offers())
        card = Card(appearance, padding=SPACE.s)
        card.add(self.view)
        self.back = Button(appearance, _("Back"), "arrow-left", "plain")
        self.column.addWidget(self._heading)
        self.column.addWidget(self._line)
        self.column.addSpacing(SPACE.s)
        self.column.addWidget(card)
        self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.view.activated_row.connect(self._choose)
        self.back.clicked.connect(self.back_wanted)

    def greeting(self) -> str:
        return self._heading.text()

    def greet(self, name: str) -> None:
        """Say the first name that was written."""
        self._heading.setText(_("Hello, {name}. Where shall we begin?").format(name=name))

    def take_focus(self) -> None:
        """Be ready for arrows and Enter."""
        first = self._model.index(0, 0)
        self.view.setCurrentIndex(first)
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def wait_for_demo(self) -> None:
        """Say that the demo desk is being written; a second choice would come in between."""
        self._line.setText(_("Laying out the demo desk…"))
        self.view.setEnabled(False)
        self.back.setEnabled(False)

    def _choose(self, offer: _Offer) -> None:
        self.chosen.emit(offer.id)


def _look(offer: _Offer) -> RowLook:
    return RowLook(offer.title, offer.detail, IconMark(offer.icon, "accent"))


def _offers() -> list[_Offer]:
    return [
        _Offer(Step.PERSON, "user-plus", _("Add a person"), _("Somebody you mentor, or who mentors you")),
        _Offer(Step.CONTACTS, "users", _("Import contacts"), _("A .vcf file of your address book")),
        _Offer(Step.CALENDAR, "calendar", _("Import a calendar"), _("An .ics file; only what you tick comes in")),
        _Offer(Step.DEMO, "eye", _("Look around"), _("In a demo desk that one click throws away")),
        _Offer(Step.BACK, "archive-restore", _("Bring back your desk"), _("From another computer, or from a backup")),
        _Offer(Step.LATER, "sun", _("Later"), _("Go to the empty desk")),
    ]
