"""The timeline of meetings held, read from the desk as it is scrolled; beside Today, or below it where it is narrow."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.meetings import Mode
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.store.meetings import PastMeeting
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.rows.row_look import DateMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.timeline_delegate import TimelineDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

PAGE = 60
WIDTH = 288


@dataclass(frozen=True)
class PastRow:
    """A meeting held and the day it was on; a further one on the same day does not say it again."""

    id: str
    meeting: PastMeeting
    day: date
    says_day: bool


class PastMeetings(QWidget):
    """Rows are read a page at a time; `meeting_wanted` carries the id of the one that was opened."""

    meeting_wanted = Signal(str)

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, *, fits_content: bool) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._fits_content = fits_content
        self._is_all = False
        title = _("Past meetings")
        self.setAccessibleName(title)
        self.head = SectionHead(appearance, title)
        self.model: RowModel[PastRow] = RowModel(self._look, parent=self)
        self.view: RowView[PastRow] = RowView(
            appearance,
            self.model,
            title,
            delegate=TimelineDelegate(appearance, inset=SPACE.s),
            click="opens",
            fits_content=fits_content,
        )
        self.view.activated_row.connect(self._open)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        words = QVBoxLayout()
        words.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        words.addWidget(self.head)
        self._column.addLayout(words)
        self._column.addWidget(self.view, 1)
        if not fits_content:
            self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
            self.view.verticalScrollBar().rangeChanged.connect(self._scrolled)
        appearance.resized.connect(self._fit)
        self._fit()

    def refresh(self) -> None:
        """Read again what is shown."""
        count = max(PAGE, self.model.rowCount())
        found = self._desk.meetings.past(limit=count)
        self._is_all = len(found) < count
        self.model.set_rows(self._rows(found, None))
        self._say_month()

    def fetch_more(self) -> None:
        """Read the next page."""
        rows = self.model.rows()
        if self._is_all or not rows:
            return
        found = self._desk.meetings.past(limit=PAGE, after=rows[-1].meeting)
        self._is_all = len(found) < PAGE
        self.model.append(self._rows(found, rows[-1].day))

    def _rows(self, found: tuple[PastMeeting, ...], before: date | None) -> list[PastRow]:
        rows = []
        for meeting in found:
            zone = meeting.zone or self._clock.zone().key
            day = phrases.local(meeting.at, zone).date()
            rows.append(PastRow(meeting.id, meeting, day, day != before))
            before = day
        return rows

    def _look(self, row: PastRow) -> RowLook:
        title = row.meeting.title or self._untitled()[row.meeting.mode]
        mark = DateMark(str(row.day.day), phrases.short_month(row.day)) if row.says_day else None
        spoken = f"{title}, {row.meeting.person}, {phrases.short_day(row.day, self._today())}"
        return RowLook(title, row.meeting.person, mark, spoken_text=spoken)

    def _untitled(self) -> dict[Mode, str]:
        return {
            Mode.VIDEO: _("Video call"),
            Mode.PHONE: _("Phone call"),
            Mode.IN_PERSON: _("Met in person"),
            Mode.CHAT: _("Chat"),
        }

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()

    def _open(self, row: PastRow) -> None:
        self.meeting_wanted.emit(row.id)

    def _scrolled(self, *_range: int) -> None:
        bar = self.view.verticalScrollBar()
        if bar.maximum() - bar.value() < 6 * self.view.row_height():
            self.fetch_more()
        self._say_month()

    def _say_month(self) -> None:
        top = self.view.indexAt(QPoint(self.view.viewport().width() // 2, 4)) if not self._fits_content else None
        place = top.row() if top is not None and top.isValid() else 0
        if place < self.model.rowCount():
            self.head.set_aside(phrases.month(self.model.row_at(place).day))
        else:
            self.head.set_aside("")

    def _fit(self) -> None:
        if self._fits_content:
            self._column.setContentsMargins(0, 0, 0, 0)
            return
        self.setFixedWidth(self._appearance.px(WIDTH))
        self._column.setContentsMargins(SPACE.m, SPACE.xl + SPACE.xs, SPACE.m, 0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._fits_content:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.color("sidebar"))
        painter.fillRect(0, 0, 1, self.height(), self._appearance.color("border"))
        painter.end()
