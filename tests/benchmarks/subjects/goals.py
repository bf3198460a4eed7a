"""A goal with ten thousand check-ins, and one with five hundred steps: opened, its chart redrawn, a step taken."""

from __future__ import annotations

import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter

from mentordesk.domain import order
from mentordesk.domain.goals import CheckIn, Goal, Milestone
from mentordesk_ui.screens.goals import GoalsScreen
from tests.benchmarks.subjects.driving import Driver, drive, told_to_end
from tests.benchmarks.subjects.telling import finish, tell_samples, timed

CHECK_INS = 10_000
FEW = 40
STEPS = 500
TURNS = 10
REDRAWS = 40


def main(folder: Path) -> int:
    return drive(folder, _measure)


def _measure(driver: Driver) -> None:
    long, stepped = _write(driver, CHECK_INS, 4), _write(driver, FEW, STEPS)
    driver.rest(2500)  # what loads after the first sight has
    for goal_id, words in ((stepped, "500 steps"), (long, "10,000 check-ins")):
        first: list[float] = []
        again: list[float] = []
        for turn in range(TURNS):
            took = driver.answered(partial(driver.shown.ways.open_goal, goal_id), partial(_shows, driver, goal_id))
            (again if turn else first).append(took)
            driver.rest()
            driver.answered(driver.shown.ways.open_today, partial(_shows_today, driver), "Today")
            driver.rest()
        tell_samples(f"opening a goal with {words}, the first time", first)
        tell_samples(f"opening a goal with {words}, again", again)
    driver.shown.ways.open_goal(long)
    driver.rest()
    tell_samples("redrawing a chart of 10,000 check-ins", [timed(partial(_redraw, driver)) for _turn in range(REDRAWS)])
    driver.shown.ways.open_goal(stepped)
    driver.rest()
    steps = _screen(driver).page.steps
    taken: list[float] = []
    for turn in range(TURNS):
        tick = partial(steps.view.toggled_row.emit, steps.model.row_at(turn))
        taken.append(driver.answered(tick, partial(_is_taken, driver, turn), "a step"))
        driver.rest()
    tell_samples("taking one of 500 steps", taken)
    finish()
    told_to_end(driver)


def _write(driver: Driver, check_ins: int, steps: int) -> str:
    desk, now = driver.desk, driver.shown.screens._clock.now()
    goal = desk.goals.add(
        Goal(owner_id=desk.profile.me().id, title="Walk every day", target_value=10_000, unit="steps")
    )
    desk.goals.check_ins.add_all(
        CheckIn(goal_id=goal.id, at=now - timedelta(hours=8 * place), value=float((place * 37) % 9000), sentence="on")
        for place in range(check_ins)
    )
    desk.goals.milestones.add_all(
        Milestone(goal_id=goal.id, text=f"Step {place}", position=key)
        for place, key in enumerate(order.keys_after("", steps))
    )
    return goal.id


def _redraw(driver: Driver) -> None:
    """Measure and paint the chart anew, as after a change of size or theme."""
    chart = _screen(driver).page.course.chart
    image = QImage(chart.size(), QImage.Format.Format_ARGB32_Premultiplied)
    chart.forget()
    painter = QPainter(image)
    chart.draw(painter, QSizeF(chart.size()))
    painter.end()


def _screen(driver: Driver) -> GoalsScreen:
    return driver.shown.screens.goals()


def _shows_today(driver: Driver) -> bool:
    return driver.window.current_key() == "today" and driver.screen("today").isVisible()


def _shows(driver: Driver, goal_id: str) -> bool:
    if driver.window.current_key() != "goals":
        return False
    page = _screen(driver).page
    return page.isVisible() and page.goal is not None and page.goal.id == goal_id and page.course.chart.count() > 0


def _is_taken(driver: Driver, place: int) -> bool:
    return _screen(driver).page.steps.model.row_at(place).is_reached


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
