"""Twenty thousand open promises and as many closed: opening their screen, ticking one, grouping them anew, a page further."""

from __future__ import annotations

import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

from mentordesk.domain.actions import Action
from mentordesk.workflows.promises.promises_overview import Grouping, PromiseView
from mentordesk_ui.rows.grouped_rows import Heading
from mentordesk_ui.screens.actions import ActionsScreen
from tests.benchmarks.subjects.driving import Driver, drive
from tests.benchmarks.subjects.telling import finish, tell_samples

OPEN = 20_000
TURNS = 8


def main(folder: Path) -> int:
    return drive(folder, _measure)


def _measure(driver: Driver) -> None:
    _write(driver)
    driver.rest(2500)  # what loads after the first sight has
    opening = [driver.answered(partial(driver.window.show_screen, "actions"), partial(_is_shown, driver))]
    driver.rest()
    tell_samples("opening 20,000 promises, the first time", opening)
    screen = _screen(driver)
    ticking: list[float] = []
    regrouping: list[float] = []
    for turn in range(TURNS):
        screen.view.choose_first()
        row = screen.view.rows_model.row_at(turn + 1)
        if not isinstance(row, PromiseView):
            continue
        ticking.append(driver.answered(partial(screen.view.toggled_row.emit, row), partial(_is_ticked, screen, row.id)))
        driver.rest()
        grouping = Grouping.PERSON if turn % 2 == 0 else Grouping.DATE
        screen.grouping.set_value(grouping)
        act = partial(screen.grouping.changed.emit, grouping)
        regrouping.append(driver.answered(act, partial(_is_grouped, screen, grouping)))
        driver.rest()
    tell_samples("ticking one of 20,000 promises", ticking)
    tell_samples("grouping 20,000 promises anew", regrouping)
    finish()


def _write(driver: Driver) -> None:
    desk, now = driver.desk, driver.shown.screens._clock.now()
    me, running = desk.profile.me().id, desk.mentorships.running()
    with desk.database.change():
        for is_open in (True, False):
            desk.actions.add_all(
                Action(
                    owner_id=me if place % 2 else running[place % len(running)].person_id,
                    mentorship_id=running[place % len(running)].id,
                    text=f"Look into the {place}th thing we talked about",
                    due_on=(now + timedelta(days=place % 300 - 100)).date() if place % 3 else None,
                    done_at=None if is_open else now - timedelta(hours=place),
                )
                for place in range(OPEN)
            )


def _screen(driver: Driver) -> ActionsScreen:
    return driver.shown.screens.actions()


def _is_shown(driver: Driver) -> bool:
    return driver.window.current_key() == "actions" and _screen(driver).view.rows_model.rowCount() > 1


def _is_ticked(screen: ActionsScreen, action_id: str) -> bool:
    return any(
        isinstance(row, PromiseView) and row.id == action_id and row.action.done_at is not None
        for row in screen.view.rows_model.rows()[:40]
    )


def _is_grouped(screen: ActionsScreen, grouping: Grouping) -> bool:
    first = screen.view.rows_model.row_at(0)
    return isinstance(first, Heading) and first.id.startswith("person") == (grouping is Grouping.PERSON)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
