"""Windows' do not disturb: written by an interface that Microsoft does not document, checked by the one it does.

Class and interface ids, places in the table and profiles as worked out by R. Rivera (withinrafael.com, 2019-09-19) and
used by others since. Not yet tried on real hardware.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Protocol

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.presence.setting import SettingSwitch
from mentordesk.presence.switch import BANNERS, Capability, Json
from mentordesk.presence.windows.com import Interface, create

BACKEND = "windows.quiet_hours"
CLASS_ID = "F53321FA-34F8-4B7F-B9A3-361877CB94CF"
INTERFACE_ID = "6BFF4732-81EC-4FFB-AE67-B6C1BC29631F"

LOUD = "Microsoft.QuietHoursProfile.Unrestricted"
PRIORITY_ONLY = "Microsoft.QuietHoursProfile.PriorityOnly"
"""What Windows 11 calls do not disturb: alarms and the user's own exceptions still come."""
ALARMS_ONLY = "Microsoft.QuietHoursProfile.AlarmsOnly"

_GET_SELECTED, _PUT_SELECTED, _GET_ACTIVE = 3, 4, 12
SETTLE_SECONDS = 0.3
"""How long Windows takes to follow."""
WATCH_SECONDS = 3.0


class Mode(Protocol):
    """The supported way to read: ToastNotificationManagerForUser.NotificationMode, of Windows 11."""

    def __call__(self) -> int | None:
        """Return 0 for all banners, more for fewer; None where this Windows does not tell."""


class QuietHoursSetting:
    """The profile the user has selected, and the one that counts."""

    def __init__(self, open_interface: Callable[[], Interface] | None = None) -> None:
        self._open = open_interface or (lambda: create(CLASS_ID, INTERFACE_ID))

    def read(self) -> tuple[Json, bool]:
        """Return the profile that counts, the system's own rules included."""
        return self._with(lambda quiet: quiet.text(_GET_ACTIVE)), True

    def write(self, value: Json) -> None:
        """Select a profile, and wait until Windows has followed."""
        self._with(lambda quiet: quiet.put_text(_PUT_SELECTED, str(value)))
        threading.Event().wait(SETTLE_SECONDS)

    def reset(self) -> None:
        """Select the profile in which everything comes."""
        self.write(LOUD)

    def watch(self, noticed: Callable[[], None]) -> Callable[[], None]:
        """Look now and then: the interface tells nobody."""
        ended = threading.Event()

        def look() -> None:
            before = self.read()
            while not ended.wait(WATCH_SECONDS):
                now = self.read()
                if now != before:
                    before = now
                    noticed()

        threading.Thread(target=look, daemon=True, name="quiet-hours-watch").start()
        return ended.set

    def _with(self, ask: Callable[[Interface], str | None]) -> str:
        quiet = self._open()
        try:
            return ask(quiet) or ""
        finally:
            quiet.release()


class WindowsBanners(SettingSwitch):
    """Counts as done when the supported reading says so, and where there is none, when the profile does."""

    def __init__(self, capability: Capability, setting: QuietHoursSetting, mode: Mode) -> None:
        super().__init__(capability, setting, quiet=PRIORITY_ONLY, also_quiet=(ALARMS_ONLY,))
        self._mode = mode

    def _stands(self, wished: Json) -> bool:
        mode = self._mode()
        if mode is None:
            return super()._stands(wished)
        return (mode > 0) is (wished != LOUD)


def windows_banners(setting: QuietHoursSetting | None = None, mode: Mode | None = None) -> WindowsBanners:
    """Return the switch, with what this Windows lets us do."""
    chosen = setting or QuietHoursSetting()
    return WindowsBanners(_capability(chosen, mode or notification_mode), chosen, mode or notification_mode)


def _capability(setting: QuietHoursSetting, mode: Mode) -> Capability:
    instruction = _("Switch banners off by hand: Settings › System › Notifications › Do not disturb.")
    try:
        setting.read()
    except Trouble as trouble:
        return Capability(
            BANNERS,
            "none",
            evidence=trouble.sentence,
            instruction=instruction,
            link="ms-settings:notifications",
            is_tried=False,
        )
    told = _("Windows tells whether it followed.") if mode() is not None else _("This Windows does not tell by itself.")
    return Capability(
        BANNERS,
        BACKEND,
        evidence=told,
        can_read=True,
        can_set=True,
        can_verify=True,
        is_documented=False,
        is_tried=False,
        link="ms-settings:notifications",
    )


def notification_mode() -> int | None:
    """Return what the supported interface says; None on a Windows that does not have it (before build 23504)."""
    if sys.platform != "win32":
        return None
    try:
        manager = import_module("winrt.windows.ui.notifications").ToastNotificationManager.get_default()
        return None if manager is None else int(manager.notification_mode)
    except (ImportError, OSError, AttributeError):
        # An older Windows: the property is not there.
        return None
