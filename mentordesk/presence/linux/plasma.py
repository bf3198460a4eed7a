"""Plasma's inhibition of notifications: the daemon lifts it by itself when this program leaves the bus."""

from __future__ import annotations

from collections.abc import Callable

from jeepney import MatchRule, Message

from mentordesk.language import _
from mentordesk.presence.linux.bus import Bus, odd_answer
from mentordesk.presence.linux.daemons import NOTIFICATIONS, NOTIFICATIONS_PATH
from mentordesk.presence.switch import Capability, Change, Outcome, Reading, Result, State, tell


class PlasmaSwitch:
    """`Inhibit` and `UnInhibit` of org.freedesktop.Notifications (plasma-workspace, libnotificationmanager/server_p.cpp)."""

    def __init__(self, capability: Capability, bus: Bus) -> None:
        self._capability = capability
        self._bus = bus
        self._cookie: int | None = None

    def probe(self) -> Capability:
        """Say what was found when this switch was chosen."""
        return self._capability

    def read(self) -> Reading:
        """Return whether anything inhibits banners now."""
        value = self._bus.property(NOTIFICATIONS, NOTIFICATIONS_PATH, NOTIFICATIONS, "Inhibited")
        if not isinstance(value, bool):
            raise odd_answer("Plasma")
        return Reading(State.ON if value else State.OFF, value)

    def plan(self) -> tuple[Change, ...]:
        """Return the one change, or none while somebody inhibits already."""
        if self.read().state is State.ON:
            return ()
        return (Change(self._capability.switch, self._capability.backend, "", before=False, after=True),)

    def apply(self, change: Change) -> Result:
        """Inhibit, for as long as this connection lasts."""
        reason = _("A call is going on")
        match self._bus.call(
            NOTIFICATIONS, NOTIFICATIONS_PATH, NOTIFICATIONS, "Inhibit", "ssa{sv}", ("mentordesk", reason, {})
        ):
            case (int() as cookie,):
                self._cookie = cookie
            case _:
                raise odd_answer("Plasma")
        if self.read().state is State.ON:
            return Result(change, Outcome.VERIFIED)
        return Result(change, Outcome.FAILED, _("The system took the request and did not follow it."))

    def restore(self, change: Change) -> Result:
        """Lift our own inhibition; others' are none of our business."""
        if self._cookie is None:
            return Result(change, Outcome.LEFT_ALONE)
        cookie, self._cookie = self._cookie, None
        self._bus.call(NOTIFICATIONS, NOTIFICATIONS_PATH, NOTIFICATIONS, "UnInhibit", "u", (cookie,))
        return Result(change, Outcome.VERIFIED)

    def watch(self, noticed: Callable[[Reading], None]) -> Callable[[], None]:
        """Tell how it stands whenever the daemon says that it changed."""

        def hear(_message: Message) -> None:
            tell(self.read, noticed)

        rule = MatchRule(type="signal", path=NOTIFICATIONS_PATH, interface="org.freedesktop.DBus.Properties")
        return self._bus.watch(rule, hear)
