"""Advice that is asked about: the words, where they came from, and the question in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.domain.advice import Tried
from mentordesk.language import _, ngettext
from mentordesk.workflows.advice_overview import AdviceRow
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.flow import Flow, expand_across
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

    def __init__(self, appearance: Appearance, row: AdviceRow) -> None:
        super().__init__(appearance, raised=False, padding=SPACE.l + SPACE.xs)
        self.row = row
        self.setAccessibleName(row.text)
        self._words = Text(appearance, row.text, TextStyle.NOTE)
        self._detail = Text(appearance, row.detail, TextStyle.CAPTION, "muted")
        self._context = Text(appearance, row.context, TextStyle.CAPTION, "muted")
        if not row.context:
            self._context.hide()
        self.form = AskedForm(appearance, row)
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

    def _choose(self, tried: Tried | None) -> None:
        self.keep.setVisible(tried is not None and tried is not Tried.NOT_YET)
        if tried is Tried.NOT_YET:
            self._keep()

    def _keep(self) -> None:
        tried = self.form.answer()
        if tried is not None:
            self.answered.emit(self.row.id, tried, self.form.words(), self.form.worth.value())

    def _skip(self) -> None:
        self.skipped.emit(self.row.id)

    def _let_go(self) -> None:
        self.let_go.emit(self.row.id)


class AskedCards(QWidget):
    """At most a few cards; one in which somebody is writing stays as it is while others come and go."""

    answered = Signal(str, object, str, object)
    skipped = Signal(str)
    let_go = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.cards: list[AskedCard] = []
        self._more = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.l)
        self._column.addWidget(self._more)
        self._more.hide()

    def show_rows(self, rows: Sequence[AdviceRow]) -> None:
        """Show what is asked about, the first few of it."""
        begun = [card for card in self.cards if card.form.is_begun()]
        wanted = {row.id: row for row in rows[:MOST]} | {
            row.id: row for row in rows if any(card.row.id == row.id for card in begun)
        }
        kept = {card.row.id: card for card in self.cards if wanted.get(card.row.id) == card.row or _is_in(card, begun)}
        kept = {key: card for key, card in kept.items() if key in wanted}
        for card in self.cards:
            if kept.get(card.row.id) is not card:
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
        self.cards = []
        for place, row in enumerate(wanted.values()):
            card = kept.get(row.id) or self._made(row)
            self._column.insertWidget(place, card)
            card.show()
            self.cards.append(card)
        left = len(rows) - len(self.cards)
        self._more.setText(ngettext("and {count} more later", "and {count} more later", left).format(count=left))
        self._more.setVisible(left > 0)
        self.setVisible(bool(rows))

    def _made(self, row: AdviceRow) -> AskedCard:
        card = AskedCard(self._appearance, row)
        card.setParent(self)
        card.answered.connect(self.answered)
        card.skipped.connect(self.skipped)
        card.let_go.connect(self.let_go)
        return card


def _is_in(card: AskedCard, cards: Sequence[AskedCard]) -> bool:
    return any(card is one for one in cards)
