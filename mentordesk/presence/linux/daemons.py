"""Do-not-disturb of the notification daemons that are asked over the bus: dunst, Xfce, mako, swaync, Budgie.

Names, signatures and behaviour as in each program's own sources and as introspected from the real ones.
"""

from __future__ import annotations

from collections.abc import Callable

from jeepney import MatchRule, Message

from mentordesk.presence.linux.bus import Bus, Refused, odd_answer
from mentordesk.presence.switch import Json

NOTIFICATIONS = "org.freedesktop.Notifications"
NOTIFICATIONS_PATH = "/org/freedesktop/Notifications"

_DUNST = "org.dunstproject.cmd0"
_XFCONF = ("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf")
_XFCE_CHANNEL = "xfce4-notifyd"
_XFCE_PROPERTY = "/do-not-disturb"
_MAKO = (NOTIFICATIONS, "/fr/emersion/Mako", "fr.emersion.Mako")
_MAKO_MODE = "do-not-disturb"
_SWAYNC = ("org.erikreider.swaync.cc", "/org/erikreider/swaync/cc", "org.erikreider.swaync.cc")
_BUDGIE = (
    "org.budgie_desktop.Notifications",
    "/org/budgie_desktop/Notifications",
    "org.buddiesofbudgie.budgie.Dispatcher",
)


class DunstSetting:
    """dunst: the property `paused`; what comes meanwhile is shown when it ends."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def read(self) -> tuple[Json, bool]:
        """Return whether it is paused."""
        return _truth(self._bus.property(NOTIFICATIONS, NOTIFICATIONS_PATH, _DUNST, "paused"), "dunst"), True

    def write(self, value: Json) -> None:
        """Pause it, or let it go on."""
        self._bus.set_property(NOTIFICATIONS, NOTIFICATIONS_PATH, _DUNST, "paused", "b", bool(value))

    def reset(self) -> None:
        """Let it go on, as it does when it starts."""
        self.write(value=False)

    def watch(self, noticed: Callable[[], None]) -> Callable[[], None]:
        """Notice a change of its properties."""
        return _watch(
            self._bus,
            noticed,
            path=NOTIFICATIONS_PATH,
            interface="org.freedesktop.DBus.Properties",
            member="PropertiesChanged",
        )


class XfceSetting:
    """xfce4-notifyd: a property of Xfce's settings, which may never have been set."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def read(self) -> tuple[Json, bool]:
        """Return the property; not there means off."""
        try:
            answer = self._bus.call(*_XFCONF, "GetProperty", "ss", (_XFCE_CHANNEL, _XFCE_PROPERTY))
        except Refused as refused:
            if refused.name == "org.xfce.Xfconf.Error.PropertyNotFound":
                return False, False
            raise
        match answer:
            case ((str(), value),):
                return _truth(value, "xfconf"), True
        raise odd_answer("xfconf")

    def write(self, value: Json) -> None:
        """Set the property."""
        self._bus.call(*_XFCONF, "SetProperty", "ssv", (_XFCE_CHANNEL, _XFCE_PROPERTY, ("b", bool(value))))

    def reset(self) -> None:
        """Take the property away."""
        self._bus.call(*_XFCONF, "ResetProperty", "ssb", (_XFCE_CHANNEL, _XFCE_PROPERTY, False))

    def watch(self, noticed: Callable[[], None]) -> Callable[[], None]:
        """Notice that the property was set or taken away."""
        return _watch(self._bus, noticed, path=_XFCONF[1], interface=_XFCONF[2])


class MakoSetting:
    """mako: a mode that is on or not; what it does is said in the user's own configuration."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def read(self) -> tuple[Json, bool]:
        """Return whether the mode is on."""
        return _MAKO_MODE in self._modes(), True

    def write(self, value: Json) -> None:
        """Switch the mode, and leave the user's other modes as they are."""
        others = [mode for mode in self._modes() if mode != _MAKO_MODE]
        self._bus.call(*_MAKO, "SetModes", "as", ([*others, _MAKO_MODE] if value else others,))

    def reset(self) -> None:
        """Switch the mode off."""
        self.write(value=False)

    def watch(self, noticed: Callable[[], None]) -> Callable[[], None]:
        """Notice a change of its properties, the modes among them."""
        return _watch(self._bus, noticed, path=_MAKO[1], interface="org.freedesktop.DBus.Properties")

    def _modes(self) -> list[str]:
        match self._bus.call(*_MAKO, "ListModes"):
            case (list() as modes,):
                return [str(mode) for mode in modes]
        raise odd_answer("mako")


class SwayncSetting:
    """SwayNotificationCenter: one method to ask and one to set."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def read(self) -> tuple[Json, bool]:
        """Return whether it is on."""
        return _one_truth(self._bus.call(*_SWAYNC, "GetDnd"), "swaync"), True

    def write(self, value: Json) -> None:
        """Switch it."""
        self._bus.call(*_SWAYNC, "SetDnd", "b", (bool(value),))

    def reset(self) -> None:
        """Switch it off."""
        self.write(value=False)

    def watch(self, noticed: Callable[[], None]) -> Callable[[], None]:
        """Notice what it tells its own panels."""
        return _watch(self._bus, noticed, path=_SWAYNC[1], interface=_SWAYNC[2])


class BudgieSetting:
    """Budgie: it can only be toggled, so it is asked first."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def read(self) -> tuple[Json, bool]:
        """Return whether it is on."""
        return _one_truth(self._bus.call(*_BUDGIE, "GetDoNotDisturb"), "Budgie"), True

    def write(self, value: Json) -> None:
        """Toggle it if it stands otherwise."""
        if self.read()[0] != value:
            self._bus.call(*_BUDGIE, "ToggleDoNotDisturb")

    def reset(self) -> None:
        """Switch it off."""
        self.write(value=False)

    def watch(self, noticed: Callable[[], None]) -> Callable[[], None]:
        """Notice that it was toggled."""
        return _watch(self._bus, noticed, path=_BUDGIE[1], interface=_BUDGIE[2], member="DoNotDisturbChanged")


def _truth(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return value
    raise odd_answer(name)


def _one_truth(answer: tuple[object, ...], name: str) -> bool:
    if len(answer) != 1:
        raise odd_answer(name)
    return _truth(answer[0], name)


def _watch(
    bus: Bus, noticed: Callable[[], None], *, path: str, interface: str, member: str | None = None
) -> Callable[[], None]:
    def hear(_message: Message) -> None:
        noticed()

    return bus.watch(MatchRule(type="signal", path=path, interface=interface, member=member), hear)
