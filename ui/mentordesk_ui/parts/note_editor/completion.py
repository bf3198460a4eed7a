"""The list that offers people after `@`, dates after `!` and what can be linked after `[[` while one types. It never takes the focus nor a letter."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mentordesk.light_dataclass import dataclass
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.painting import draw_card, draw_round, draw_text
from mentordesk_ui.theme.tokens import TextStyle


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One offer: the words to put after the mark, and what to say beside them."""

    words: str
    aside: str = ""
    key: Hashable = None
    """What it stands for, where words alone do not tell."""


Suggest = Callable[[str], Sequence[Suggestion]]
"""Takes what was typed after the mark, returns what to offer, best first."""

_GAP_PX = 8


class SuggestionList(QWidget):
    """A small card under the caret. Rows are chosen by Up and Down, Tab takes the first; the editor passes the keys."""

    taken = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._offers: tuple[Suggestion, ...] = ()
        self._chosen = -1
        self.taken_offer: Suggestion | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @property
    def offers(self) -> tuple[Suggestion, ...]:
        """What is offered now; empty while hidden."""
        return self._offers

    @property
    def chosen(self) -> str | None:
        """The words chosen by the arrow keys, or None."""
        return self._offers[self._chosen].words if 0 <= self._chosen < len(self._offers) else None

    def offer(self, offers: Sequence[Suggestion]) -> None:
        """Show these offers, none of them chosen; hide when there are none."""
        self._offers, self._chosen = tuple(offers), -1
        if not self._offers:
            self.hide()
            return
        self.resize(self.sizeHint())
        self.update()

    def place(self, caret: QRectF) -> None:
        """Show the list under the caret (in the coordinates of the parent), or above where there is no room below."""
        area = self.window().rect()
        x = min(caret.left() - self._appearance.px(12), area.width() - self.width() - _GAP_PX)
        y = caret.bottom() + _GAP_PX / 2
        if y + self.height() > area.height() and caret.top() - self.height() > 0:
            y = caret.top() - self.height() - _GAP_PX / 2
        self.move(max(0, round(x)), round(y))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the next or the previous row; beyond the ends nothing is chosen again."""
        count = len(self._offers)
        self._chosen = (self._chosen + 1 + by) % (count + 1) - 1
        self.update()

    def dismiss(self) -> None:
        """Hide without taking anything."""
        self.offer(())

    def take(self, words: str) -> None:
        """Say which words were taken, and hide; `taken_offer` is the row, as two may have the same words."""
        offers = self._offers[max(0, self._chosen) :] if self.chosen == words else self._offers
        self.taken_offer = next((each for each in offers if each.words == words), None)
        self.dismiss()
        self.taken.emit(words)

    def sizeHint(self) -> QSize:
        look = self._appearance
        metrics, aside = QFontMetricsF(look.font(TextStyle.BODY)), QFontMetricsF(look.font(TextStyle.CAPTION))
        width = max(
            (metrics.horizontalAdvance(each.words) + aside.horizontalAdvance(each.aside) for each in self._offers),
            default=0.0,
        )
        # Never wider than what it lies over: long titles are cut short instead.
        room = self.window().width() - 2 * _GAP_PX
        return QSize(min(round(width) + look.px(64), room), self._row_height() * len(self._offers) + look.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._appearance
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_card(painter, look, QRectF(self.rect()), radius=look.px(8), raised=False)
        for number, each in enumerate(self._offers):
            row = self._row_rect(number)
            if number == self._chosen:
                draw_round(painter, row, look.px(6), look.color("selected"))
            inner = row.adjusted(look.px(10), 0, -look.px(10), 0)
            aside = QFontMetricsF(look.font(TextStyle.CAPTION)).horizontalAdvance(each.aside)
            gap = look.px(_GAP_PX) if each.aside else 0
            words = inner.adjusted(0, 0, -aside - gap, 0)
            draw_text(painter, look, words, each.words, TextStyle.BODY, "text")
            draw_text(painter, look, inner, each.aside, TextStyle.CAPTION, "muted", align=Qt.AlignmentFlag.AlignRight)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._chosen = self._row_at(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (number := self._row_at(event)) >= 0:
            self._chosen = number
            self.take(self._offers[number].words)

    def _row_at(self, event: QMouseEvent) -> int:
        rows = (number for number in range(len(self._offers)) if self._row_rect(number).contains(event.position()))
        return next(rows, -1)

    def _row_height(self) -> int:
        return round(QFontMetricsF(self._appearance.font(TextStyle.BODY)).height()) + self._appearance.px(12)

    def _row_rect(self, number: int) -> QRectF:
        inset, height = self._appearance.px(6), self._row_height()
        return QRectF(inset, inset + number * height, self.width() - 2 * inset, height)


class ParentWatch(QObject):
    """Hides the list when the window it lies over changes its size, as its place would be wrong."""

    def __init__(self, suggestions: SuggestionList) -> None:
        super().__init__(suggestions)
        self._suggestions = suggestions

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._suggestions.isVisible():
            self._suggestions.dismiss()
        return False
