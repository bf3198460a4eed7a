"""What is switched for a call is put back, whoever dies when, and what somebody else has chosen stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentordesk.errors import Trouble
from mentordesk.presence import login_entry
from mentordesk.presence.holders import this_run
from mentordesk.presence.journal import Holder, Journal
from mentordesk.presence.quiet import Quiet, finder
from mentordesk.presence.setting import SettingSwitch
from mentordesk.presence.switch import Change, Outcome, Result
from tests.support.quiet_desktop import Desktop

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


def test_banners_go_off_for_a_call_and_come_back_after_it(desktop: Desktop) -> None:
    run = desktop.run()
    assert [result.outcome for result in run.begin([desktop.switch]).results] == [Outcome.VERIFIED]
    assert desktop.is_quiet
    assert [result.outcome for result in run.end().results] == [Outcome.VERIFIED]
    assert not desktop.is_quiet
    assert run.held() == ()


def test_a_value_that_was_never_set_is_taken_away_again(desktop: Desktop) -> None:
    run = desktop.run()
    run.begin([desktop.switch])
    run.end()
    assert desktop.setting.read() == (False, False)


def test_what_was_off_already_is_not_touched(desktop: Desktop) -> None:
    desktop.setting.write(value=True)
    run = desktop.run()
    assert run.begin([desktop.switch]).results == ()
    run.end()
    assert desktop.is_quiet


def test_banners_that_were_switched_on_again_in_the_call_stay_on(desktop: Desktop) -> None:
    run = desktop.run()
    run.begin([desktop.switch])
    desktop.setting.write(value=False)
    run.end()
    assert not desktop.is_quiet


def test_what_a_killed_run_left_is_put_back_by_the_next(desktop: Desktop) -> None:
    desktop.killed_run().begin([desktop.switch])
    assert desktop.is_quiet
    desktop.run().restore_left()
    assert not desktop.is_quiet


def test_a_run_that_still_lives_is_left_in_peace(desktop: Desktop) -> None:
    desktop.run().begin([desktop.switch])
    desktop.run(Holder(1, 0.0, desktop.clock.boot_id())).restore_left()
    assert desktop.is_quiet


def test_a_run_of_before_the_computer_started_is_no_more(desktop: Desktop) -> None:
    desktop.run().begin([desktop.switch])
    desktop.clock.reboot()
    desktop.run().restore_left()
    assert not desktop.is_quiet


def test_of_two_desks_in_calls_the_last_one_puts_it_back(desktop: Desktop) -> None:
    first = desktop.run()
    second = desktop.run(replace(this_run(desktop.clock.boot_id()), session="the other desk"))
    first.begin([desktop.switch])
    second.begin([desktop.switch])
    first.end()
    assert desktop.is_quiet
    second.end()
    assert not desktop.is_quiet


def test_what_somebody_took_over_is_no_longer_ours(desktop: Desktop) -> None:
    run = desktop.run()
    run.begin([desktop.switch])
    run.let_go("banners")
    run.end()
    assert desktop.is_quiet


class PausedPlayer(SettingSwitch):
    """A player that may be let go on for ten minutes after a call."""

    def plan(self) -> tuple[Change, ...]:
        return tuple(replace(change, restore_within_minutes=10) for change in super().plan())


@pytest.mark.parametrize(("minutes", "goes_on"), [(9, True), (11, False)])
def test_music_goes_on_after_a_crash_only_for_ten_minutes(desktop: Desktop, minutes: int, goes_on: bool) -> None:
    desktop.switch = PausedPlayer(desktop.switch.probe(), desktop.setting, quiet=True)
    over = desktop.clock.now() + timedelta(minutes=50)
    desktop.killed_run().begin([desktop.switch], until=over)
    desktop.clock.advance(minutes=50 + minutes)
    run = desktop.run()
    run.restore_left()
    assert desktop.is_quiet is not goes_on
    assert Journal(desktop.path).entries() == ()


def test_a_damaged_journal_is_told_once_and_set_aside(desktop: Desktop) -> None:
    desktop.path.write_bytes(b'{"version": 1, "entr')
    with pytest.raises(Trouble):
        desktop.run().restore_left()
    assert desktop.run().restore_left().troubles == ()
    assert desktop.path.with_suffix(".torn").exists()


def test_a_journal_of_a_newer_program_is_left_as_it_is(desktop: Desktop) -> None:
    newer = b'{"version": 99, "entries": [{"shape": "unknown"}]}'
    desktop.path.write_bytes(newer)
    report = desktop.run().begin([desktop.switch])
    assert len(report.troubles) == 1
    assert not desktop.is_quiet
    assert desktop.path.read_bytes() == newer


class SilentStranger(SettingSwitch):
    """A daemon that takes no answer."""

    def plan(self) -> tuple[Change, ...]:
        raise Trouble("The daemon does not answer.")


def test_one_that_does_not_answer_keeps_no_other_from_being_switched(desktop: Desktop) -> None:
    stranger = SilentStranger(replace(desktop.switch.probe(), backend="linux.other"), desktop.setting, quiet=True)
    report = desktop.run().begin([stranger, desktop.switch])
    assert report.troubles == ("The daemon does not answer.",)
    assert desktop.is_quiet


class Stubborn(SettingSwitch):
    """A daemon that cannot be reached when it should be put back."""

    is_gone = True

    def restore(self, change: Change) -> Result:
        if self.is_gone:
            raise Trouble("The daemon does not answer.")
        return super().restore(change)


def test_what_could_not_be_put_back_is_tried_again_at_the_next_start(desktop: Desktop) -> None:
    stubborn = desktop.switch = Stubborn(desktop.switch.probe(), desktop.setting, quiet=True)
    run = desktop.run()
    run.begin([stubborn])
    assert run.end().troubles == ("The daemon does not answer.",)
    assert desktop.is_quiet
    stubborn.is_gone = False
    desktop.clock.reboot()
    desktop.run().restore_left()
    assert not desktop.is_quiet


def test_an_entry_at_login_stands_only_while_something_is_switched(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    run = Quiet(
        Journal(desktop.path, mark=login_entry),
        desktop.clock,
        this_run(desktop.clock.boot_id()),
        finder([desktop.switch]),
    )
    run.begin([desktop.switch])
    assert "quiet --restore" in login_entry.entry_file().read_text()
    run.end()
    assert not login_entry.entry_file().exists()


def test_a_change_is_on_disk_before_it_is_made(desktop: Desktop) -> None:
    seen: list[int] = []

    class Looking(SettingSwitch):
        def apply(self, change: Change) -> Result:
            seen.append(len(Journal(desktop.path).entries()))
            return super().apply(change)

    desktop.run().begin([Looking(desktop.switch.probe(), desktop.setting, quiet=True)])
    assert seen == [1]


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/usr/bin/python3", "/usr/bin/python3"),
        ("/home/me/my apps/python", '"/home/me/my apps/python"'),
        ("50%", '"50%%"'),
        ("a$b", r'"a\\$b"'),
        ("a\\b", r'"a\\\\b"'),
    ],
)
def test_a_word_of_the_entry_at_login_is_quoted_as_desktops_read_it(word: str, written: str) -> None:
    assert login_entry._quoted(word) == written
