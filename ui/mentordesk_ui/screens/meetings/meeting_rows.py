"""How a meeting looks in the list, and a model that reads the list window by window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex

from mentordesk.domain.meetings import Meeting, Mode, Status
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.phrases import both_times, countdown, short_day, short_month, span
from mentordesk_ui.rows.row_look import ChipNote, DateMark, RowLook
from mentordesk_ui.rows.row_model import Index, RowModel

WINDOW = 100


@dataclass(frozen=True)
class MeetingRow:
    """A meeting and what its row says of it."""

    meeting: Meeting
    name: str
    day: str
    month: str
    when: str
    aside: str

    @property
    def id(self) -> str:
        """The meeting's id."""
        return self.meeting.id


def mode_words(mode: Mode) -> str:
    """Say how two people meet."""
    return {
        Mode.VIDEO: _("video"),
        Mode.PHONE: _("phone"),
        Mode.IN_PERSON: _("in person"),
        Mode.CHAT: _("chat"),
    }[mode]


def status_words(status: Status) -> str:
    """Say what became of a meeting."""
    return {
        Status.PLANNED: _("planned"),
        Status.HELD: _("held"),
        Status.MOVED: _("moved"),
        Status.CANCELLED: _("called off"),
        Status.MISSED: _("missed"),
    }[status]


def meeting_row(meeting: Meeting, people: Mapping[str, Person], now: datetime, mine: ZoneInfo) -> MeetingRow:
    """Return a meeting as a row; both local times where they differ."""
    person = people.get(meeting.person_id)
    starts = meeting.actual_start if meeting.status is Status.HELD else None
    starts = starts or meeting.starts_at or now
    here = starts.astimezone(mine)
    times = both_times(starts, mine, person.zone if person else "", city=person.city if person else "")
    length = span(_length(meeting))
    place = meeting.place if meeting.mode is Mode.IN_PERSON and meeting.place else mode_words(meeting.mode)
    aside = ""
    if meeting.is_open:
        is_running = meeting.actual_start is not None and meeting.actual_end is None
        aside = _("now") if is_running else countdown(starts, now) if abs(starts - now) < timedelta(days=7) else ""
    elif here.year != now.astimezone(mine).year:
        aside = str(here.year)
    return MeetingRow(
        meeting=meeting,
        name=person.name if person else meeting.title or _("Somebody no longer here"),
        day=str(here.day),
        month=short_month(here.date()),
        when=f"{times} · {length} · {place}",
        aside=aside,
    )


def _length(meeting: Meeting) -> timedelta:
    if meeting.status is Status.HELD and meeting.actual_start and meeting.actual_end:
        return meeting.actual_end - meeting.actual_start
    return timedelta(minutes=meeting.minutes)


def meeting_look(row: MeetingRow) -> RowLook:
    """Return the row's look: the day in front, a chip where something became of it that is not plain."""
    meeting = row.meeting
    is_off = meeting.status in {Status.CANCELLED, Status.MISSED}
    chip = None
    if is_off or meeting.status is Status.MOVED:
        chip = ChipNote(status_words(meeting.status), "plain" if is_off else "warm")
    return RowLook(
        row.name,
        row.when,
        DateMark(row.day, row.month),
        chip=chip,
        caption=row.aside,
        done=is_off,
        spoken_text=", ".join(
            (row.name, f"{row.day} {row.month}", row.when, status_words(meeting.status), row.aside)
        ).rstrip(", "),
    )


def day_words(meeting: Meeting, now: datetime, mine: ZoneInfo) -> str:
    """Say the day of a meeting on my calendar, briefly."""
    starts = meeting.actual_start or meeting.starts_at or now
    return short_day(starts.astimezone(mine).date(), now.astimezone(mine).date())


class MeetingModel(RowModel[MeetingRow]):
    """Reads the next window whenever the view nears its end, so that a hundred thousand meetings open like ten."""

    def __init__(self, read: Callable[[Meeting | None], list[MeetingRow]]) -> None:
        super().__init__(meeting_look)
        self._read = read
        self._is_complete = True

    def show_first(self) -> None:
        """Read again from the beginning, as far as was read before."""
        wanted = max(WINDOW, min(self.rowCount(), 5 * WINDOW))
        rows = self._read(None)
        self._is_complete = len(rows) < WINDOW
        while not self._is_complete and len(rows) < wanted:
            more = self._read(rows[-1].meeting)
            rows += more
            self._is_complete = len(more) < WINDOW
        self.set_rows(rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._is_complete

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or self._is_complete or not self._rows:
            return
        more = self._read(self._rows[-1].meeting)
        self._is_complete = len(more) < WINDOW
        if more:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(more) - 1)
            # A list of its own: rows handed to set_rows are not ours to change.
            self._rows = [*self._rows, *more]
            self.endInsertRows()
