"""Advice that is asked about: the words, where they came from, and the question in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.domain.advice import Tried
from mentordesk.language import _, ngettext
from mentordesk.workflows.advice.advice_overview import AdviceRow
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .asked_form import AskedForm

MOST = 2
"""So many are asked about at once; the next one follows when one is answered."""


class AskedCard(Card):
    """“Not yet” is an answer by itself; yes and partly open what happened, and are kept by a button."""

    answered = Signal(str, object, str, object)
    """Id, `Tried`, what happened, worth or None."""
    skipped = Signal(str)
    let_go = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, raised=False, padding=SPACE.l + SPACE.xs)
        self.row: AdviceRow | None = None
        self._words = Text(appearance, "", TextStyle.NOTE)
        self._detail = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._context = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.form = AskedForm(appearance)
        self._keeping = LineKeeping(self.form.happened)
        self._keeping.taken_up.connect(self.form.show_happened)
        self.keep = Button(appearance, _("Keep"), "check", "primary")
        self.skip = Button(appearance, _("Skip for now"), kind="plain")
        self.drop = Button(appearance, _("Let it go"), kind="plain")
        acts = QWidget()
        expand_across(acts)
        flow = Flow(acts)
        for button in (self.keep, self.skip, self.drop):
            flow.addWidget(button)
        self.keep.hide()
        self.column.setSpacing(SPACE.xs)
        self.add(self._words)
        self.add(self._context)
        self.add(self._detail)
        self.column.addSpacing(SPACE.s)
        self.add(self.form)
        self.column.addSpacing(SPACE.s)
        self.add(acts)
        self.form.chosen.connect(self._choose)
        self.keep.clicked.connect(self._keep)
        self.skip.clicked.connect(self._skip)
        self.drop.clicked.connect(self._let_go)

    def show_row(self, row: AdviceRow) -> None:
        """Ask about a piece of advice; about the same one again, what is chosen and typed stays."""
        if self.row is None or (row.id, row.question) != (self.row.id, self.row.question):
            self._keeping.leave()
            self.form.show_row(row)
            self.keep.hide()
            self._keeping.open(line_key(row.id, "happened"))
        self.row = row
        self.setAccessibleName(row.text)
        self._words.setText(row.text)
        self._detail.setText(row.detail)
        self._context.setText(row.context)
        self._context.setVisible(bool(row.context))
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keeping.look()  # its field is seen only once an answer is chosen

    def forget(self) -> None:
        """Ask about nothing."""
        self._keeping.leave()
        self.row = None
        self.hide()

    def _choose(self, tried: Tried | None) -> None:
        self.keep.setVisible(tried is not None and tried is not Tried.NOT_YET)
        if tried is Tried.NOT_YET:
            self._keep()

    def _keep(self) -> None:
        tried = self.form.answer()
        if tried is not None and self.row is not None:
            answered = self.row
            self.answered.emit(answered.id, tried, self.form.words(), self.form.worth.value())
            if self.row is None or (self.row.id, self.row.question) != (answered.id, answered.question):
                # It is asked about no more, and the answer is on disk.
                self._keeping.drop(line_key(answered.id, "happened"))

    def _skip(self) -> None:
        if self.row is not None:
            self.skipped.emit(self.row.id)

    def _let_go(self) -> None:
        if self.row is not None:
            self.let_go.emit(self.row.id)


class AskedCards(QWidget):
    """At most a few cards; one in which somebody is writing stays as it is while others come and go."""

    answered = Signal(str, object, str, object)
    skipped = Signal(str)
    let_go = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._more = Text(appearance, "", TextStyle.CAPTION, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        # Made once and for all: Tab goes through widgets in the order in which they were made.
        self._places = tuple(AskedCard(appearance) for _place in range(MOST))
        for card in self._places:
            column.addWidget(card)
            card.answered.connect(self.answered)
            card.skipped.connect(self.skipped)
            card.let_go.connect(self.let_go)
            card.hide()
        column.addWidget(self._more)
        self._more.hide()

    @property
    def cards(self) -> list[AskedCard]:
        """The cards that ask about something."""
        return [card for card in self._places if card.row is not None]

    def show_rows(self, rows: Sequence[AdviceRow]) -> None:
        """Show what is asked about, the first few of it."""
        by_id = {row.id: row for row in rows}
        begun = {card.row.id for card in self.cards if card.row and card.row.id in by_id and card.form.is_begun()}
        others = iter([row for row in rows if row.id not in begun])
        for card in self._places:
            row = by_id[card.row.id] if card.row and card.row.id in begun else next(others, None)
            if row is None:
                card.forget()
            else:
                card.show_row(row)
        left = len(rows) - len(self.cards)
        self._more.setText(ngettext("and {count} more later", "and {count} more later", left).format(count=left))
        self._more.setVisible(left > 0)
        self.setVisible(bool(rows))
