"""How soon a session is seen after it was begun, while the programs it switches take their time to answer."""

from __future__ import annotations

import sys
from pathlib import Path

from mentordesk.workflows.meetings import hold_session
from tests.benchmarks.subjects.driving import Driver, NotShown, drive, most_met
from tests.benchmarks.subjects.telling import finish, tell, tell_samples

ROUNDS = 8
NAME = "a session is seen, while switches work on"


def main(folder: Path) -> int:
    return drive(folder, _measure)


def _measure(driver: Driver) -> None:
    driver.rest(2500)
    samples = []
    try:
        for _round in range(ROUNDS):
            samples.append(_begun(driver))
            driver.shown.screens.focus().end()
            # Those who do not answer are waited for two seconds each; the next session does not begin behind them.
            driver.rest(5000)
    except NotShown as missing:
        tell(name=NAME, failed=f"not shown: {missing}")
    else:
        tell_samples(NAME, samples[1:])  # the first builds the page
    finish()
    driver.window.close()


def _begun(driver: Driver) -> float:
    person = most_met(driver.desk)
    driver.shown.ways.start_session(None, person)
    screen = driver.shown.screens.focus()
    driver.rest()
    prepared = hold_session.prepare_unplanned(driver.desk, person)

    def is_running() -> bool:
        return screen.is_running() and screen.page() is screen.running

    return driver.answered(lambda: screen.course.begin(prepared), is_running, "the running session")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
