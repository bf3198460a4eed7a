"""Which notification daemon shows the banners here, and the switch that belongs to it.

Chosen by who owns the name on the bus, never by what is installed: programs of several desktops lie side by side.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.presence.instruction import InstructionSwitch
from mentordesk.presence.linux.bus import Bus, odd_answer
from mentordesk.presence.linux.daemons import (
    NOTIFICATIONS,
    NOTIFICATIONS_PATH,
    BudgieSetting,
    DunstSetting,
    MakoSetting,
    SwayncSetting,
    XfceSetting,
)
from mentordesk.presence.linux.desktop_settings import DesktopSetting, has_key
from mentordesk.presence.linux.lxqt import LxqtSetting
from mentordesk.presence.linux.plasma import PlasmaSwitch
from mentordesk.presence.setting import Setting, SettingSwitch
from mentordesk.presence.switch import BANNERS, Capability, Switch

_BUDGIE = "org.budgie_desktop.Notifications"


@dataclass(frozen=True)
class _Kind:
    """A way to switch banners: how its setting is made, and which of its two values means banners off."""

    setting: Callable[[Bus], Setting]
    quiet: bool
    is_sure: bool = True
    """False where the daemon may take the value and show banners all the same, by the user's own configuration."""


def _keyed(schema: str, key: str, path: str, _bus: Bus) -> Setting:
    return DesktopSetting(schema, key, path)


_GNOME = ("org.gnome.desktop.notifications", "show-banners", "/org/gnome/desktop/notifications")
_MATE = ("org.mate.NotificationDaemon", "do-not-disturb", "/org/mate/notification-daemon")
_CINNAMON = ("org.cinnamon.desktop.notifications", "display-notifications", "/org/cinnamon/desktop/notifications")
_ELEMENTARY = ("io.elementary.notifications", "do-not-disturb", "/io/elementary/notifications")

_KINDS = {
    "linux.gnome": _Kind(partial(_keyed, *_GNOME), quiet=False),
    "linux.mate": _Kind(partial(_keyed, *_MATE), quiet=True),
    "linux.cinnamon": _Kind(partial(_keyed, *_CINNAMON), quiet=False),
    "linux.elementary": _Kind(partial(_keyed, *_ELEMENTARY), quiet=True),
    "linux.xfce": _Kind(XfceSetting, quiet=True),
    "linux.dunst": _Kind(DunstSetting, quiet=True),
    "linux.mako": _Kind(MakoSetting, quiet=True, is_sure=False),
    "linux.swaync": _Kind(SwayncSetting, quiet=True),
    "linux.budgie": _Kind(BudgieSetting, quiet=True),
    "linux.lxqt": _Kind(lambda _bus: LxqtSetting(), quiet=True, is_sure=False),
}
_BY_NAME = {
    "gnome-shell": "linux.gnome",
    "notification daemon": "linux.mate",
    "xfce notify daemon": "linux.xfce",
    "dunst": "linux.dunst",
    "mako": "linux.mako",
    "swaynotificationcenter": "linux.swaync",
    "cinnamon": "linux.cinnamon",
    "lxqt-notificationd": "linux.lxqt",
    "lxqt notification daemon": "linux.lxqt",
    "elementary-notifications": "linux.elementary",
}
"""What GetServerInformation answers, in lower case. Those of Cinnamon, LXQt and elementary come from their sources alone."""

_KEYS = {"linux.gnome": _GNOME, "linux.mate": _MATE, "linux.cinnamon": _CINNAMON, "linux.elementary": _ELEMENTARY}
_NOT_TRIED = frozenset({"linux.cinnamon", "linux.budgie", "linux.lxqt", "linux.elementary"})


def banner_switch(bus: Bus) -> Switch:
    """Return the switch for who shows the banners now; an instruction where nobody does, or nobody we know."""
    if _is_sandboxed():
        return _instruction(_("MentorDesk runs in a sandbox, which keeps it from the desktop’s settings."))
    try:
        owner = bus.owner(NOTIFICATIONS)
        if not owner:
            return _instruction(_("No program shows notifications now."))
        name, version = _server(bus)
        if bus.owner(_BUDGIE):
            return _setting_switch("linux.budgie", bus, f"Budgie {version}")
        if _can_inhibit(bus):
            return PlasmaSwitch(_capability("linux.plasma", f"{name} {version}", is_self_releasing=True), bus)
    except Trouble as trouble:
        return _instruction(trouble.sentence)
    backend = _BY_NAME.get(name.lower(), "")
    keys = _KEYS.get(backend)
    if not backend or (keys and not has_key(*keys[:2])):
        return _instruction(_("{name} shows the notifications, and offers programs no way in.").format(name=name))
    return _setting_switch(backend, bus, f"{name} {version}")


def banner_switch_of(backend: str, bus: Bus) -> Switch | None:
    """Return the switch of a backend by name, to put back what it changed; None for one that restores itself."""
    return _setting_switch(backend, bus, "") if backend in _KINDS else None


def _setting_switch(backend: str, bus: Bus, evidence: str) -> Switch:
    kind = _KINDS[backend]
    return SettingSwitch(_capability(backend, evidence, is_sure=kind.is_sure), kind.setting(bus), quiet=kind.quiet)


def _capability(backend: str, who: str, *, is_self_releasing: bool = False, is_sure: bool = True) -> Capability:
    return Capability(
        BANNERS,
        backend,
        evidence=_("{who} shows the notifications.").format(who=who) if who else "",
        can_read=True,
        can_set=True,
        can_verify=is_sure,
        is_self_releasing=is_self_releasing,
        is_tried=backend not in _NOT_TRIED,
    )


def _instruction(evidence: str) -> Switch:
    return InstructionSwitch(
        Capability(
            BANNERS,
            "none",
            evidence=evidence,
            instruction=_(
                "Switch banners off by hand: in most desktops in the menu of the bell or the clock, “Do not disturb”."
            ),
        )
    )


def _server(bus: Bus) -> tuple[str, str]:
    match bus.call(NOTIFICATIONS, NOTIFICATIONS_PATH, NOTIFICATIONS, "GetServerInformation"):
        case (str() as name, str(), str() as version, str()):
            return name, version
    raise odd_answer(NOTIFICATIONS)


def _can_inhibit(bus: Bus) -> bool:
    match bus.call(NOTIFICATIONS, NOTIFICATIONS_PATH, NOTIFICATIONS, "GetCapabilities"):
        case (list() as capabilities,):
            return "inhibitions" in capabilities
    raise odd_answer(NOTIFICATIONS)


def _is_sandboxed() -> bool:
    return Path("/.flatpak-info").exists() or "SNAP" in os.environ
