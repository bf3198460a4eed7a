"""The one timeline of a person, read as it is scrolled: beside the page, or at its end where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.people.timeline import PAGE, Shown, TimelineReader
from mentordesk.workflows.people.timeline_rows import TimelineRow, Tone
from mentordesk_ui.parts.buttons import IconButton
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_look import DateMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.timeline_delegate import TimelineDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

WIDTH = 328
AHEAD = 40
"""So many rows before the last one in sight the next page is read."""
IN_SIGHT = 30
"""No window shows more rows."""
FRESH = 3 * PAGE
"""So many rows are read again when the desk has changed."""


class History(QWidget):
    """A page of rows is read when the last ones come near; rows say which meeting or note they open."""

    meeting_wanted = Signal(str)
    note_wanted = Signal(str)
    advice_wanted = Signal(str)

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, around: ScrollColumn | None = None) -> None:
        """`around` is the column that scrolls the rows; without one they scroll by themselves."""
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._around = around
        self._person: Person | None = None
        self._shown = Shown.ALL
        self._all_to_come = False
        self._is_all = True
        self._reader: TimelineReader | None = None
        self._fresh: set[str] = set()
        """Ids of the rows that were read since the desk changed last."""
        title = _("History")
        self.setAccessibleName(title)
        self._title = Text(appearance, title, TextStyle.TITLE)
        self._month = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.kind = IconButton(appearance, "sliders-horizontal", "", size=24)
        self.kind.clicked.connect(self._open_kinds)
        self.model: RowModel[TimelineRow] = RowModel(self._look, parent=self)
        self.view: RowView[TimelineRow] = RowView(
            appearance,
            self.model,
            title,
            delegate=TimelineDelegate(appearance, inset=SPACE.s),
            click="opens",
            fits_content=around is not None,
        )
        self._nothing = Text(appearance, "", TextStyle.BODY, "muted")
        line = QHBoxLayout()
        line.setSpacing(SPACE.s)
        line.addWidget(self._title, 1)
        line.addWidget(self._month)
        line.addWidget(self.kind)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        head.setSpacing(0)
        head.addLayout(line)
        head.addWidget(self._nothing)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE.xs)
        self._column.addLayout(head)
        self._column.addWidget(self.view, 1)
        self.view.activated_row.connect(self._open)
        self._fetching = QTimer(self, interval=0, singleShot=True)
        self._fetching.timeout.connect(self.fetch_more)
        self._renewing = QTimer(self, interval=0, singleShot=True)
        self._renewing.timeout.connect(self._renew_sight)
        self._bar = (around or self.view).verticalScrollBar()
        self._bar.valueChanged.connect(self._scrolled)
        self._bar.rangeChanged.connect(self._scrolled)
        appearance.resized.connect(self._fit)
        self._fit()
        self._say_kind()

    # -- what is shown

    def show_person(self, person: Person) -> None:
        """Show the history with a person from its beginning."""
        if self._person is None or person.id != self._person.id:
            self._shown, self._all_to_come = Shown.ALL, False
            self.model.set_rows(())
            self._bar.setValue(0)
            self._say_kind()
        self._person = person
        self.refresh()

    def show_only(self, shown: Shown) -> None:
        """Show one part of what happened."""
        if shown is not self._shown:
            self._shown = shown
            self._say_kind()
            self.model.set_rows(())
            self.refresh()

    def refresh(self) -> None:
        """Read again what is shown: the beginning now, the rest when it comes into sight."""
        if self._person is None:
            return
        self._reader = TimelineReader(self._desk, self._clock, self._person, self._shown, all_to_come=self._all_to_come)
        before = self.model.rows()
        count = min(max(PAGE, len(before)), FRESH)
        rows = self._reader.first_page(at_least=count)
        self._fresh = {row.id for row in rows}
        place = _place_of(rows[-1].id, before) if rows else None
        if place is not None and place + 1 < len(before):
            rows = (*rows, *before[place + 1 :])
        else:
            self._is_all = sum(row.moment is not None for row in rows) < count
        self.model.set_rows(rows)
        self._nothing.setVisible(not rows)
        self._nothing.setText(
            _("Nothing yet. Meetings, notes, promises and all else will stand here.")
            if self._shown is Shown.ALL
            else _("Nothing of this kind.")
        )
        self._renew_sight()
        self._say_month()

    def _renew_sight(self) -> None:
        """Read again what is in sight far down, if the desk has changed since it was read."""
        rows, top = self.model.rows(), self._top_row()
        bottom = min(top + IN_SIGHT, len(rows)) - 1
        if self._reader is None or top == 0 or {rows[top].id, rows[bottom].id} <= self._fresh:
            return
        fresh = self._reader.page_after(rows[top - 1])
        self._fresh.update(row.id for row in fresh)
        place = _place_of(fresh[-1].id, rows) if fresh else None
        if place is None:
            self._is_all = len(fresh) < PAGE
            self.model.set_rows((*rows[:top], *fresh))
        else:
            self.model.set_rows((*rows[:top], *fresh, *rows[place + 1 :]))

    def _top_row(self) -> int:
        """Return the place of the first row in sight."""
        # Rows are equally tall; asking the view would lay all of them out each time some were put in.
        above = self._bar.value()
        if self._around is not None:
            above = -self.view.mapTo(self._around.viewport(), QPoint(0, 0)).y()
        return max(0, min(above // self.view.row_height(), self.model.rowCount() - 1))

    def fetch_more(self) -> None:
        """Read the next page."""
        rows = self.model.rows()
        if self._is_all or not rows or self._reader is None:
            return
        found = self._reader.page_after(rows[-1])
        self._is_all = len(found) < PAGE
        self._fresh.update(row.id for row in found)
        self.model.append(found)

    def _look(self, row: TimelineRow) -> RowLook:
        mark = DateMark(str(row.day.day), phrases.short_month(row.day)) if row.says_day else None
        today = self._clock.now().astimezone(self._clock.zone()).date()
        day = phrases.short_day(row.day, today)
        return RowLook(
            row.title,
            row.detail,
            mark,
            done=row.tone is Tone.CAME_TO_NOTHING,
            strong=row.tone is Tone.TO_COME,
            tooltip=f"{row.title}\n{row.detail}",
            spoken_text=", ".join(part for part in (row.title, row.detail, day) if part),
        )

    # -- acts

    def _open(self, row: TimelineRow) -> None:
        if row.is_more_to_come:
            self._all_to_come = True
            self.refresh()
        elif row.note_id:
            self.note_wanted.emit(row.note_id)
        elif row.meeting_id:
            self.meeting_wanted.emit(row.meeting_id)
        elif row.advice_id:
            self.advice_wanted.emit(row.advice_id)

    def _open_kinds(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for shown, words in kinds().items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(shown is self._shown)
            action.triggered.connect(partial(self._choose, shown))
            group.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.kind.mapToGlobal(QPoint(0, self.kind.height())))

    def _choose(self, shown: Shown, *_checked: object) -> None:
        self.show_only(shown)

    def _scrolled(self, *_range: int) -> None:
        is_near_end = self._bar.maximum() - self._bar.value() < AHEAD * self.view.row_height()
        if is_near_end and not self._is_all and self.isVisible():
            # After what is in sight was painted: reading and painting together would be felt.
            self._fetching.start()
        self._renewing.start()
        self._say_month()

    def _say_month(self) -> None:
        place = self._top_row()
        is_seen = self._around is None and place < self.model.rowCount()
        self._month.setText(phrases.month(self.model.row_at(place).day) if is_seen else "")

    def _say_kind(self) -> None:
        words = kinds()[self._shown]
        self.kind.set_name(_("Show: {what}").format(what=words))
        self.kind.set_icon("sliders-horizontal", "muted" if self._shown is Shown.ALL else "accent")
        title = _("History")
        self._title.setText(title if self._shown is Shown.ALL else _("History: {what}").format(what=words))

    def _fit(self) -> None:
        if self._around is not None:
            self._column.setContentsMargins(0, 0, 0, 0)
            return
        self.setFixedWidth(self._appearance.px(WIDTH))
        self._column.setContentsMargins(SPACE.m, SPACE.xl, SPACE.m, 0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._around is not None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.color("sidebar"))
        edge = 0 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), self._appearance.color("border"))
        painter.end()


def _place_of(row_id: str, rows: Sequence[TimelineRow]) -> int | None:
    return next((place for place, row in enumerate(rows) if row.id == row_id), None)


def kinds() -> dict[Shown, str]:
    """Return what may be shown, in words."""
    return {
        Shown.ALL: _("everything"),
        Shown.MEETINGS: _("meetings"),
        Shown.NOTES: _("notes"),
        Shown.PROMISES: _("promises"),
        Shown.GOALS: _("goals"),
        Shown.QUESTIONS: _("questions"),
        Shown.ADVICE: _("advice"),
        Shown.SMALL_TALK: _("small talk"),
    }
