"""Keeps the screen awake during a call: an inhibition that ends when this program leaves the bus."""

from __future__ import annotations

from collections.abc import Callable

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.presence.linux.bus import Bus, odd_answer
from mentordesk.presence.switch import AWAKE, Capability, Change, Outcome, Reading, Result, State, nothing_to_watch

_SCREEN_SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")
_GNOME_SESSION = ("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager")
_IDLE = 8
"""The flag of gnome-session for “do not mark the session idle”."""


class AwakeSwitch:
    """Asks the screen saver, else GNOME's session, not to act while a call goes on."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._held: tuple[str, int] | None = None

    def probe(self) -> Capability:
        """Say who would be asked."""
        try:
            service = self._service()
        except Trouble as trouble:
            return Capability(AWAKE, "none", evidence=trouble.sentence)
        if not service:
            return Capability(
                AWAKE,
                "none",
                evidence=_("No screen saver takes such a wish here."),
                instruction=_("Most call programs keep the screen awake by themselves."),
            )
        return Capability(
            AWAKE,
            "linux.awake",
            evidence=_("{who} takes the wish.").format(who=service),
            can_set=True,
            is_self_releasing=True,
        )

    def read(self) -> Reading:
        """Return whether we hold it; nobody says who else does."""
        return Reading(State.ON if self._held else State.UNKNOWN)

    def plan(self) -> tuple[Change, ...]:
        """Return the one change, unless we hold it already or nobody can be asked."""
        if self._held or self.probe().backend == "none":
            return ()
        return (Change(AWAKE, "linux.awake", "", before=False, after=True),)

    def apply(self, change: Change) -> Result:
        """Ask for it."""
        reason = _("A call is going on")
        service = self._service()
        if service == _SCREEN_SAVER[0]:
            answer = self._bus.call(*_SCREEN_SAVER, "Inhibit", "ss", ("MentorDesk", reason))
        elif service == _GNOME_SESSION[0]:
            answer = self._bus.call(*_GNOME_SESSION, "Inhibit", "susu", ("MentorDesk", 0, reason, _IDLE))
        else:
            return Result(change, Outcome.FAILED, _("No screen saver takes such a wish here."))
        match answer:
            case (int() as cookie,):
                self._held = service, cookie
                return Result(change, Outcome.UNVERIFIED)
        raise odd_answer(service)

    def restore(self, change: Change) -> Result:
        """Take the wish back."""
        if self._held is None:
            return Result(change, Outcome.LEFT_ALONE)
        (service, cookie), self._held = self._held, None
        if service == _SCREEN_SAVER[0]:
            self._bus.call(*_SCREEN_SAVER, "UnInhibit", "u", (cookie,))
        else:
            self._bus.call(*_GNOME_SESSION, "Uninhibit", "u", (cookie,))
        return Result(change, Outcome.UNVERIFIED)

    def watch(self, noticed: Callable[[Reading], None]) -> Callable[[], None]:
        """Notice nothing: no screen saver tells."""
        return nothing_to_watch

    def _service(self) -> str:
        return next((one for one in (_SCREEN_SAVER[0], _GNOME_SESSION[0]) if self._bus.owner(one)), "")
