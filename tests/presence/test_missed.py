"""What came in during a call is counted by program, on a real bus with a real daemon."""

from __future__ import annotations

import subprocess

from mentordesk.presence.linux.missed import MissedCount
from tests.presence.test_dunst import dunst
from tests.support.private_bus import PrivateBus, needs

__all__ = ["dunst"]


def notify(session: PrivateBus, program: str) -> None:
    """Send a notification as a program would; notify-send returns once the daemon has it."""
    subprocess.run(
        ["notify-send", "--app-name", program, "Anna", "Are you there?"], env=session.environment, check=True
    )


def test_notifications_are_counted_by_program(dunst: PrivateBus) -> None:
    needs("notify-send")
    count = MissedCount(dunst.address)
    for program in ("Slack", "Thunderbird", "Slack", "MentorDesk"):
        notify(dunst, program)
    assert count.end() == {"Slack": 2, "Thunderbird": 1}


def test_nothing_of_what_they_say_is_kept(dunst: PrivateBus) -> None:
    needs("notify-send")
    count = MissedCount(dunst.address)
    notify(dunst, "Slack")
    assert "Anna" not in repr(vars(count) | count.end())
