"""Insights: ten years of weekly meetings from the wish to the picture, how long the window stands still while everything is
read, and a chart of 10,000 check-ins drawn anew.
"""

from __future__ import annotations

import math
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from mentordesk.domain.actions import Action
from mentordesk.domain.insights import Reach
from mentordesk.domain.meetings import Meeting, Status
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Person
from mentordesk.domain.reflections import Reflection
from mentordesk.store import engine
from mentordesk.store.database import FILE_NAME
from mentordesk_ui.parts.charts.line_chart import LineChart
from mentordesk_ui.parts.charts.points import Dot, Line
from mentordesk_ui.screens.insights import InsightsScreen
from tests.benchmarks.subjects.driving import NOW, Driver, drive, told_to_end
from tests.benchmarks.subjects.sight import now
from tests.benchmarks.subjects.telling import finish, tell_samples, timed

WEEKS = 520
TURNS = 12
POINTS = 10_000


def main(folder: Path) -> int:
    return drive(folder, partial(_measure, folder))


def _measure(folder: Path, driver: Driver) -> None:
    driver.rest(2500)  # what loads after the first sight has
    mentorship = _ten_years(driver)
    driver.window.show_screen("insights")
    screen = driver.screen("insights")
    if not isinstance(screen, InsightsScreen):
        raise TypeError("the Insights")
    driver.rest(1500)
    bare = engine.connect(str(folder / FILE_NAME))
    took: list[float] = []
    plain: list[float] = []
    still: list[float] = []
    screen.bar.reach.set_value(Reach.ALL)
    for _turn in range(TURNS):
        took.append(driver.answered(partial(screen.open_mentorship, mentorship), partial(_shows, screen, WEEKS)))
        plain.append(timed(partial(_ask, bare, mentorship)))
        driver.rest()
        still.append(_longest_stand(screen))
        driver.rest()
    bare.close()
    tell_samples("insights of ten years of weekly meetings", took, plain)
    tell_samples("insights of everybody: the longest the window stands still", still)
    tell_samples("a chart of 10,000 check-ins, drawn anew", _redraws(driver))
    finish()
    told_to_end(driver)


def _ten_years(driver: Driver) -> str:
    """Put a mentorship of ten years on the desk, with what a meeting leaves behind, and return its id."""
    desk = driver.desk
    person = desk.people.add(Person(name="Ten Years"))
    mentorship = desk.mentorships.add(
        Mentorship(person_id=person.id, cadence_days=7, started_on=(NOW - timedelta(weeks=WEEKS)).date())
    )
    times = [NOW - timedelta(weeks=week + 1) for week in range(WEEKS)]
    meetings = [
        Meeting(
            person_id=person.id,
            mentorship_id=mentorship.id,
            status=Status.HELD,
            starts_at=at,
            actual_start=at,
            actual_end=at + timedelta(minutes=50),
            personal_first_id=person.id,
        )
        for at in times
    ]
    actions = [
        Action(created_at=at, owner_id=person.id, mentorship_id=mentorship.id, text="Send it", done_at=at)
        for at in times
    ]
    desk.meetings.add_all(meetings)
    desk.actions.add_all(actions)
    desk.reflections.add_all(Reflection(meeting_id=one.id, presence=4) for one in meetings)
    return mentorship.id


def _shows(screen: InsightsScreen, meetings: int) -> bool:
    shown = screen.shown()
    return not screen.is_reading() and shown is not None and shown.meetings == meetings


def _longest_stand(screen: InsightsScreen) -> float:
    """Ask for everybody and return the longest time, in ms, between two turns of the event loop until it is shown."""
    longest, last = 0.0, now()
    screen.open_mentorship("")
    while True:
        turn = now()
        longest, last = max(longest, turn - last), turn
        if not screen.is_reading():
            return longest * 1000
        QApplication.processEvents()


def _redraws(driver: Driver) -> list[float]:
    chart = LineChart(driver.appearance, "Check-ins")
    dots = tuple(
        Dot((NOW - timedelta(days=POINTS - turn)).date(), math.sin(turn / 300) * 3 + turn * 7919 % 13 / 5)
        for turn in range(POINTS)
    )
    chart.show_lines([Line("Check-ins", dots)], target=2.0)
    return [timed(partial(_draw, chart, 760.0 + turn)) for turn in range(24)]


def _draw(chart: LineChart, width: float) -> None:
    # A width of its own each time, so that everything is measured again.
    size = QSizeF(width, 320)
    image = QImage(size.toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    chart.draw(painter, size)
    painter.end()


def _ask(bare: engine.Connection, mentorship: str) -> list[object]:
    return bare.execute(
        "SELECT actual_start, actual_end, personal_first_id FROM meeting WHERE mentorship_id = ? AND status = 'held'"
        " ORDER BY actual_start",
        (mentorship,),
    ).fetchall()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
