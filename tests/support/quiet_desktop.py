"""A desktop that can be made quiet without a bus: its switches are lines in files, as LXQt's is. For tests and pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from mentordesk.presence.holders import this_run
from mentordesk.presence.journal import Holder, Journal
from mentordesk.presence.linux.lxqt import LxqtSetting
from mentordesk.presence.microphone import Stream
from mentordesk.presence.quiet import Quiet, finder
from mentordesk.presence.setting import SettingSwitch
from mentordesk.presence.switch import AWAKE, BANNERS, MEDIA, Capability, State
from mentordesk_ui.qtkit.quiet_work import Kit
from mentordesk_ui.qtkit.quieting import Quieting
from tests.support.clock import FakeClock


class Desktop:
    """A desktop whose do-not-disturb is a line in a file, as LXQt's is, and the runs of the program on it."""

    def __init__(self, folder: Path, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.setting = LxqtSetting(folder / "notifications.conf")
        capability = Capability("banners", "linux.lxqt", can_read=True, can_set=True, can_verify=True)
        self.switch = SettingSwitch(capability, self.setting, quiet=True)
        self.path = folder / "restore.json"

    def run(self, holder: Holder | None = None) -> Quiet:
        """Return a run of the program; without a holder it is this process."""
        mine = holder or this_run(self.clock.boot_id())
        return Quiet(Journal(self.path), self.clock, mine, finder([self.switch]))

    def killed_run(self) -> Quiet:
        """Return a run whose process is no more."""
        return self.run(Holder(2**22 + 1, 12.5, self.clock.boot_id()))

    @property
    def is_quiet(self) -> bool:
        return self.switch.read().state is State.ON


class RehearsedComputer:
    """A computer with three switches and two messengers, the same in every picture."""

    def __init__(self, folder: Path, clock: FakeClock, running: Sequence[str] = ()) -> None:
        self.desktop = Desktop(folder, clock)
        self.running = tuple(running)
        self.switches = (
            self._switch(folder, BANNERS, "linux.dunst", "dunst 1.9.0 shows the notifications."),
            self._switch(folder, MEDIA, "linux.media", "1 player is open now."),
            self._switch(folder, AWAKE, "linux.awake", "org.freedesktop.ScreenSaver takes the wish.", can_verify=False),
        )
        self.quieting = Quieting(clock, make=self._kit)

    def _switch(
        self, folder: Path, switch: str, backend: str, evidence: str, *, can_verify: bool = True
    ) -> SettingSwitch:
        capability = Capability(switch, backend, evidence, can_read=True, can_set=True, can_verify=can_verify)
        return SettingSwitch(capability, LxqtSetting(folder / switch), quiet=True)

    def _kit(self) -> Kit:
        quiet = Quiet(Journal(self.desktop.path), self.desktop.clock, this_run("rehearsed"), finder(self.switches))
        return Kit(lambda _until: self.switches, quiet, lambda: None, self._find, lambda _noticed: _nothing)

    def watch_microphone(self, noticed: Callable[[tuple[Stream, ...]], None]) -> Callable[[], None]:
        """Stand for the sound server: `noticed` is called by whoever plays a call."""
        self.say_who_records = noticed
        return _nothing

    def _find(self, ignored: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in self.running if name not in ignored)


def _nothing() -> None:
    """End nothing."""
