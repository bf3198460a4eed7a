"""Opening the person with the most meetings, beside the bare SQL for one page of what happened.

The first time until the first sight of the page, its head and column, and until the timeline and all else is there; again
until the timeline is.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from mentordesk.store import engine
from mentordesk.store.database import FILE_NAME
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.screens.people.person_page import PersonPage
from tests.benchmarks.subjects.driving import Driver, NotShown, Opened, drive, most_met, told_to_end
from tests.benchmarks.subjects.telling import finish, tell_samples, timed

TURNS = 12
PAGE = 60


def main(folder: Path) -> int:
    return drive(folder, partial(_measure, folder))


def _measure(folder: Path, driver: Driver) -> None:
    driver.rest(2500)  # what loads after the first sight has
    person = most_met(driver.desk)
    bare = engine.connect(str(folder / FILE_NAME))
    first: list[Opened] = []
    again: list[float] = []
    plain: list[float] = []
    for turn in range(TURNS):
        act = partial(driver.shown.ways.open_person, person)
        if turn:
            again.append(driver.answered(act, partial(_shows_timeline, driver)))
        else:
            first.append(driver.opened(act, partial(_shows_page, driver), "the person's page"))
            if not _shows_timeline(driver):
                raise NotShown("the timeline, with all of the page")
        plain.append(timed(partial(_ask, bare, person)))
        driver.rest()
        driver.answered(driver.shown.ways.open_today, partial(_shows, driver, "today"))
        driver.rest()
    bare.close()
    tell_samples("opening the person met most, the first time", [one.first_sight for one in first], plain)
    tell_samples("  until all of it is there, the timeline too", [one.whole for one in first], plain)
    tell_samples("the person met most, first: the longest standstill", [one.standstill for one in first])
    tell_samples("opening the person met most, again", again, plain)
    finish()
    told_to_end(driver)


def _shows(driver: Driver, key: str) -> bool:
    return driver.window.current_key() == key and driver.screen(key).isVisible()


def _shows_page(driver: Driver) -> bool:
    screen = driver.screen("people")
    return _shows(driver, "people") and any(page.head.isVisible() for page in screen.findChildren(PersonPage))


def _shows_timeline(driver: Driver) -> bool:
    views = [view for view in driver.screen("people").findChildren(RowView) if view.isVisible()]
    return _shows(driver, "people") and any(view.model().rowCount() >= PAGE // 2 for view in views)


def _ask(bare: engine.Connection, person: str) -> list[object]:
    return bare.execute(
        "SELECT meeting.*, substr(note.text, 1, 400) FROM meeting LEFT JOIN note ON note.meeting_id = meeting.id"
        " WHERE meeting.person_id = ? AND meeting.deleted_at IS NULL"
        " ORDER BY coalesce(actual_start, starts_at) DESC LIMIT ?",
        (person, PAGE),
    ).fetchall()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
