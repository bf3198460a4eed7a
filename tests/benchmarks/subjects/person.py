"""Opening the person with the most meetings, the first time and again, beside the bare SQL for one page of what happened."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from mentordesk.store import engine
from mentordesk.store.database import FILE_NAME
from mentordesk_ui.rows.row_view import RowView
from tests.benchmarks.subjects.driving import Driver, drive, most_met, told_to_end
from tests.benchmarks.subjects.telling import finish, tell_samples, timed

TURNS = 12
PAGE = 60


def main(folder: Path) -> int:
    return drive(folder, partial(_measure, folder))


def _measure(folder: Path, driver: Driver) -> None:
    driver.rest(2500)  # what loads after the first sight has
    person = most_met(driver.desk)
    bare = engine.connect(str(folder / FILE_NAME))
    first: list[float] = []
    again: list[float] = []
    plain: list[float] = []
    for turn in range(TURNS):
        took = driver.answered(partial(driver.shown.ways.open_person, person), partial(_shows_timeline, driver))
        (again if turn else first).append(took)
        plain.append(timed(partial(_ask, bare, person)))
        driver.rest()
        driver.answered(driver.shown.ways.open_today, partial(_shows, driver, "today"))
        driver.rest()
    bare.close()
    tell_samples("opening the person met most, the first time", first, plain)
    tell_samples("opening the person met most, again", again, plain)
    finish()
    told_to_end(driver)


def _shows(driver: Driver, key: str) -> bool:
    return driver.window.current_key() == key and driver.screen(key).isVisible()


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
