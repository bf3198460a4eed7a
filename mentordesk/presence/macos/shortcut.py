"""macOS lets no program switch Focus; a Shortcut the user installs once does, and may be run by name.

It is told for how many minutes, so that the system ends it itself should we not. Nothing tells whether a Focus is on, so
nothing here claims to have checked. Not yet tried on real hardware.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime

from mentordesk.clock import Clock
from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.presence.switch import BANNERS, Capability, Change, Outcome, Reading, Result, State, nothing_to_watch

BACKEND = "macos.shortcut"
NAME = "MentorDesk Focus"
"""What the Shortcut must be called."""
PROGRAM = "/usr/bin/shortcuts"
ANSWER_SECONDS = 10.0
USUAL_MINUTES = 60
LINK = "x-apple.systempreferences:com.apple.Focus-Settings.extension"


class ShortcutSwitch:
    """Runs the Shortcut with a number of minutes, or with “off”."""

    def __init__(self, clock: Clock, until: datetime | None = None, program: str = PROGRAM) -> None:
        """`until` is when the call is to be over."""
        self._clock = clock
        self._until = until
        self._program = program
        self._is_on = False

    def probe(self) -> Capability:
        """Say whether the Shortcut is installed, and if not, how to install it."""
        try:
            is_there = NAME in self._run("list").splitlines()
        except Trouble as trouble:
            return _none(trouble.sentence)
        if not is_there:
            return _none(_("There is no Shortcut called “{name}” yet.").format(name=NAME))
        return Capability(
            BANNERS,
            BACKEND,
            evidence=_("The Shortcut “{name}” is installed.").format(name=NAME),
            can_set=True,
            is_tried=False,
            link=LINK,
        )

    def read(self) -> Reading:
        """Return that it is not known: macOS does not tell."""
        return Reading(State.UNKNOWN)

    def plan(self) -> tuple[Change, ...]:
        """Return the one change; where the Shortcut is missing, none."""
        if self._is_on or self.probe().backend == "none":
            return ()
        return (Change(BANNERS, BACKEND, "", before="off", after="on"),)

    def apply(self, change: Change) -> Result:
        """Ask for Focus, for as long as the call is to last."""
        self._run("run", NAME, "--input-path", "-", said=str(self._minutes()))
        self._is_on = True
        return Result(change, Outcome.UNVERIFIED)

    def restore(self, change: Change) -> Result:
        """Ask for its end."""
        self._run("run", NAME, "--input-path", "-", said="off")
        self._is_on = False
        return Result(change, Outcome.UNVERIFIED)

    def watch(self, noticed: Callable[[Reading], None]) -> Callable[[], None]:
        """Notice nothing: macOS does not tell."""
        return nothing_to_watch

    def _minutes(self) -> int:
        if self._until is None:
            return USUAL_MINUTES
        return max(1, -(-int((self._until - self._clock.now()).total_seconds()) // 60))

    def _run(self, *arguments: str, said: str = "") -> str:
        try:
            ended = subprocess.run(
                [self._program, *arguments],
                input=said,
                capture_output=True,
                text=True,
                timeout=ANSWER_SECONDS,
                check=True,
            )
        except FileNotFoundError as error:
            raise Trouble(_("This Mac has no Shortcuts.")) from error
        except subprocess.TimeoutExpired as error:
            raise Trouble(_("{name} does not answer.").format(name="Shortcuts")) from error
        except subprocess.CalledProcessError as error:
            reason = error.stderr.strip()
            raise Trouble(_("{name} refused: {reason}").format(name="Shortcuts", reason=reason)) from error
        return ended.stdout


def _none(evidence: str) -> Capability:
    steps = _(
        "Make it once, in a minute: in Shortcuts, a new Shortcut called “{name}” that takes text. If the text is “off”, “Turn"
        " Focus off”; otherwise “Turn Do Not Disturb on until”, the current time plus that many minutes."
    )
    return Capability(
        BANNERS, "none", evidence=evidence, instruction=steps.format(name=NAME), link=LINK, is_tried=False
    )
