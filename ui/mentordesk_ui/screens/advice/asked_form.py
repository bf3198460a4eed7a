"""“Tried? What happened? Worth it?” as a small form, in place where advice is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from mentordesk.domain.advice import Standing, Tried
from mentordesk.language import _
from mentordesk.workflows.advice.advice_overview import AdviceRow, worth_words
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.growing_text import GrowingText
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class AskedForm(QWidget):
    """Begins with “tried?” alone; what happened and what it was worth follow a yes. A look back asks for the worth."""

    chosen = Signal(object)
    """A `Tried` was chosen by the person."""

    def __init__(self, appearance: Appearance, row: AdviceRow | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_look_back = False
        options = [(Tried.YES, _("Yes")), (Tried.PARTLY, _("Partly")), (Tried.NOT_YET, _("Not yet"))]
        self.tried: Choice[Tried] = Choice(appearance, "", options)
        self.happened = GrowingText(appearance, "")
        self.worth: Choice[int] = Choice(appearance, "", worth_words())
        self.question = Field(appearance, "", self.tried)
        self._happened = Field(appearance, "", self.happened, optional=_("optional"))
        self._worth = Field(appearance, "", self.worth)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        for part in (self.question, self._worth, self._happened):
            column.addWidget(part)
        self.tried.changed.connect(self._choose)
        self.worth.changed.connect(self._rate)
        if row is not None:
            self.show_row(row)

    def show_row(self, row: AdviceRow) -> None:
        """Ask about a piece of advice from the beginning."""
        self._is_look_back = row.is_look_back
        question = row.question or _any_time(row)
        happened = _("What happened?")
        if row.is_look_back:
            happened = _("What do you say today?")
        elif row.is_mine:
            happened = _("What happened, in {name}’s words?").format(name=row.person)
        worth = question if row.is_look_back else _("Was it worth it?")
        self.question.set_label(question)
        self.tried.rename(question)
        self._worth.set_label(worth)
        self.worth.rename(worth)
        self._happened.set_label(happened)
        self.tried.clear()
        self.worth.clear()
        self.happened.set_text("")
        self.question.setVisible(not row.is_look_back)
        self._worth.setVisible(row.is_look_back)
        self._happened.hide()

    def answer(self) -> Tried | None:
        """Return whether it was tried, None while nothing is chosen; a look back is at what was tried."""
        if self._is_look_back:
            return Tried.YES if self.worth.value() is not None else None
        return self.tried.value()

    def words(self) -> str:
        """Return what happened."""
        return self.happened.text().strip()

    def open_for(self, tried: Tried) -> None:
        """Choose an answer as the person would."""
        self.tried.set_value(tried)
        self._choose(tried)

    def is_begun(self) -> bool:
        """Tell whether something was chosen or typed that must not be lost."""
        return self.tried.value() is not None or self.worth.value() is not None or bool(self.words())

    def show_happened(self) -> None:
        """Show what was written at another time, before an answer is chosen."""
        self._happened.show()

    def segments(self) -> list[QRadioButton]:
        """Return what can be chosen as an answer to “tried?”."""
        return self.tried.findChildren(QRadioButton)

    def _rate(self, _worth: object) -> None:
        if self._is_look_back:
            self._happened.show()
            self.chosen.emit(Tried.YES)

    def _choose(self, tried: Tried | None) -> None:
        has_more = tried is not None and tried is not Tried.NOT_YET
        self._happened.setVisible(has_more)
        self._worth.setVisible(has_more)
        self.chosen.emit(tried)


def _any_time(row: AdviceRow) -> str:
    """Return what to ask when nothing is due: an answer is welcome at any time."""
    if row.standing is Standing.TRIED:
        words = _("Has {name} tried it again?") if row.is_mine else _("Have you tried it again?")
    else:
        words = _("Has {name} tried it?") if row.is_mine else _("Have you tried it?")
    return words.format(name=row.person)
