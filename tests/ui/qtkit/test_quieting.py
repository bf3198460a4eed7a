"""The quiet computer from the window's side: at once for the person, behind it for the system."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mentordesk.presence.setting import SettingSwitch
from mentordesk.presence.switch import Change, nothing_to_watch
from mentordesk_ui.qtkit.quiet_work import Kit
from mentordesk_ui.qtkit.quieting import Quieting
from tests.presence.test_quiet import Stubborn
from tests.support.quiet_desktop import Desktop


class Setup:
    """A desktop in a folder, and the quieting of one program on it."""

    def __init__(self, folder: Path) -> None:
        self.desktop = Desktop(folder)
        self.switches = [self.desktop.switch]
        self.quieting = Quieting(self.desktop.clock, make=self._kit)

    def _kit(self) -> Kit:
        return Kit(
            lambda _until: tuple(self.switches),
            self.desktop.run(),
            lambda: None,
            lambda _ignored: (),
            lambda _noticed: nothing_to_watch,
        )


@pytest.fixture
def setup(qtbot: QtBot, tmp_path: Path) -> Iterator[Setup]:
    made = Setup(tmp_path)
    yield made
    made.quieting.close()


def test_a_call_makes_it_quiet_and_its_end_puts_it_back(setup: Setup, qtbot: QtBot) -> None:
    until = setup.desktop.clock.now().replace(minute=50)
    setup.quieting.begin(["banners"], until)
    qtbot.waitUntil(lambda: setup.quieting.now.is_on)
    assert setup.desktop.is_quiet
    assert (setup.quieting.now.since, setup.quieting.now.until) == (setup.desktop.clock.now(), until)
    setup.quieting.end()
    qtbot.waitUntil(lambda: not setup.desktop.is_quiet)
    assert not setup.quieting.now.is_on


def test_what_is_not_wanted_is_not_switched(setup: Setup, qtbot: QtBot) -> None:
    with qtbot.waitSignal(setup.quieting.changed):
        setup.quieting.begin(["media"])
    assert not setup.desktop.is_quiet
    assert not setup.quieting.now.is_on


def test_a_stranger_who_does_not_answer_holds_nobody_up(setup: Setup, qtbot: QtBot) -> None:
    answer = threading.Event()

    class Silent(SettingSwitch):
        def plan(self) -> tuple[Change, ...]:
            answer.wait(20)
            return super().plan()

    setup.switches = [Silent(setup.desktop.switch.probe(), setup.desktop.setting, quiet=True)]
    setup.quieting.begin(["banners"])
    assert not setup.quieting.now.is_on  # and yet we are here
    answer.set()
    qtbot.waitUntil(lambda: setup.quieting.now.is_on)


def test_a_switch_that_somebody_undoes_in_the_call_is_theirs(setup: Setup, qtbot: QtBot) -> None:
    setup.quieting.begin(["banners"])
    qtbot.waitUntil(lambda: setup.quieting.now.is_on)
    with qtbot.waitSignal(setup.quieting.undone, timeout=10_000) as undone:
        setup.desktop.setting.write(value=False)
    assert undone.args == ["banners"]
    assert setup.quieting.now.undone == ("banners",)
    setup.desktop.setting.write(value=True)
    setup.quieting.close()
    assert setup.desktop.is_quiet


def test_what_could_not_be_put_back_is_said_in_a_sentence(setup: Setup, qtbot: QtBot) -> None:
    stubborn = setup.desktop.switch = Stubborn(setup.desktop.switch.probe(), setup.desktop.setting, quiet=True)
    setup.switches = [stubborn]
    setup.quieting.begin(["banners"])
    qtbot.waitUntil(lambda: setup.quieting.now.is_on)
    setup.quieting.end()
    qtbot.waitUntil(lambda: setup.quieting.now.troubles == ("The daemon does not answer.",))


def test_a_switch_is_tried_out_for_a_few_seconds(setup: Setup, qtbot: QtBot) -> None:
    setup.quieting.try_out("banners")
    qtbot.waitUntil(lambda: setup.desktop.is_quiet)
    qtbot.waitUntil(lambda: not setup.desktop.is_quiet, timeout=15_000)


def test_what_this_computer_can_do_is_found_out_behind_the_window(setup: Setup, qtbot: QtBot) -> None:
    found: list[object] = []
    setup.quieting.look(found.append)
    qtbot.waitUntil(lambda: bool(found))
    (standings,) = found
    assert isinstance(standings, tuple)
    assert [one.capability.backend for one in standings] == ["linux.lxqt"]


def test_the_end_of_the_program_puts_everything_back(setup: Setup, qtbot: QtBot) -> None:
    setup.quieting.begin(["banners"])
    qtbot.waitUntil(lambda: setup.quieting.now.is_on)
    setup.quieting.close()
    assert not setup.desktop.is_quiet
