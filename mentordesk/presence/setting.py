"""A switch that is one value of the system's settings: every desktop's do-not-disturb but those that release themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from mentordesk.language import _
from mentordesk.presence.switch import Capability, Change, Json, Outcome, Reading, Result, State, tell


class Setting(Protocol):
    """One value somewhere in the system. All calls are bounded in time; Trouble says that there was no answer."""

    def read(self) -> tuple[Json, bool]:
        """Return the value that counts, and whether it was set at all."""

    def write(self, value: Json) -> None:
        """Set the value."""

    def reset(self) -> None:
        """Take the value away, so that the default counts again."""

    def watch(self, noticed: Callable[[], None]) -> Callable[[], None]:
        """Call `noticed` when the value may have changed; returns what ends the watching."""


class SettingSwitch:
    """Switches by writing a value, reads it back, and puts the earlier one back by comparing first."""

    def __init__(
        self, capability: Capability, setting: Setting, *, quiet: Json, also_quiet: tuple[Json, ...] = ()
    ) -> None:
        """`quiet` is the value that means banners off, `also_quiet` others that mean even more."""
        self._capability = capability
        self._setting = setting
        self._quiet = quiet
        self._also_quiet = also_quiet

    def probe(self) -> Capability:
        """Say what was found when this switch was chosen."""
        return self._capability

    def read(self) -> Reading:
        """Return how it stands now."""
        value, existed = self._setting.read()
        is_quiet = value == self._quiet or value in self._also_quiet
        return Reading(State.ON if is_quiet else State.OFF, value, existed)

    def plan(self) -> tuple[Change, ...]:
        """Return the one change, or none where it already stands so: what the user switched on stays theirs."""
        reading = self.read()
        if reading.state is State.ON:
            return ()
        capability = self._capability
        return (
            Change(
                capability.switch, capability.backend, "", reading.value, self._quiet, existed_before=reading.existed
            ),
        )

    def apply(self, change: Change) -> Result:
        """Write the value and read it back."""
        self._setting.write(change.after)
        return self._told(change, change.after)

    def restore(self, change: Change) -> Result:
        """Put the earlier value back if ours still stands; a default that counted before counts again."""
        value, _existed = self._setting.read()
        if value != change.after or value == change.before:
            return Result(change, Outcome.LEFT_ALONE, _("It was set otherwise meanwhile and stays so."))
        if change.existed_before:
            self._setting.write(change.before)
        else:
            self._setting.reset()
        return self._told(change, change.before)

    def watch(self, noticed: Callable[[Reading], None]) -> Callable[[], None]:
        """Tell how it stands whenever it may have changed."""
        return self._setting.watch(lambda: tell(self.read, noticed))

    def _told(self, change: Change, wished: Json) -> Result:
        if not self._capability.can_verify:
            return Result(change, Outcome.UNVERIFIED)
        if self._stands(wished):
            return Result(change, Outcome.VERIFIED)
        return Result(change, Outcome.FAILED, _("The system took the request and did not follow it."))

    def _stands(self, wished: Json) -> bool:
        """Tell whether the system now says what was wished."""
        return self._setting.read()[0] == wished
