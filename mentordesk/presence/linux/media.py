"""Players of music and films by MPRIS: pauses those that play, and lets go on only those it has paused.

The bus name of a browser is that of all its tabs, and may be the call itself: a player is passed over when a process of
its family records. (https://specifications.freedesktop.org/mpris-spec/latest/)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

import psutil
from jeepney import MatchRule, Message

from mentordesk.errors import Trouble
from mentordesk.language import _, ngettext
from mentordesk.presence.linux import sound
from mentordesk.presence.linux.bus import Bus
from mentordesk.presence.microphone import in_calls
from mentordesk.presence.switch import MEDIA, Capability, Change, Outcome, Reading, Result, State, tell

BACKEND = "linux.media"
RESUME_MINUTES = 10
"""After a call that ended with a crash, nobody wants music to begin the next morning."""

_PREFIX = "org.mpris.MediaPlayer2."
_PATH = "/org/mpris/MediaPlayer2"
_PLAYER = "org.mpris.MediaPlayer2.Player"


class MediaSwitch:
    """Quiet means that nothing plays."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._paused: set[str] = set()

    def probe(self) -> Capability:
        """Say which players are open now; later ones are found when a call begins."""
        try:
            count = len(self._players())
        except Trouble as trouble:
            return Capability(MEDIA, "none", evidence=trouble.sentence)
        said = ngettext("{count} player is open now.", "{count} players are open now.", count).format(count=count)
        evidence = said if count else _("No player is open now.")
        return Capability(MEDIA, BACKEND, evidence=evidence, can_read=True, can_set=True, can_verify=True)

    def read(self) -> Reading:
        """Return whether all is quiet, and what plays."""
        return _reading(self._playing(self._players()))

    def plan(self) -> tuple[Change, ...]:
        """Return a pause for each player that plays and is not the call."""
        recording = _recording_families()
        return tuple(
            Change(MEDIA, BACKEND, name, "Playing", "Paused", restore_within_minutes=RESUME_MINUTES)
            for name in self._playing(self._players())
            if not _family(self._bus.process_of(name)) & recording
        )

    def apply(self, change: Change) -> Result:
        """Pause one player."""
        self._bus.call(change.target, _PATH, _PLAYER, "Pause")
        self._paused.add(change.target)
        if self._status(change.target) == "Playing":
            return Result(change, Outcome.UNVERIFIED)
        return Result(change, Outcome.VERIFIED)

    def restore(self, change: Change) -> Result:
        """Let one player go on, if it is still there and still paused."""
        if not self._bus.owner(change.target) or self._status(change.target) != "Paused":
            return Result(change, Outcome.LEFT_ALONE, _("It was set otherwise meanwhile and stays so."))
        self._bus.call(change.target, _PATH, _PLAYER, "Play")
        return Result(change, Outcome.VERIFIED)

    def watch(self, noticed: Callable[[Reading], None]) -> Callable[[], None]:
        """Tell when one of those that were paused plays again: what begins in the call, as its own sound, is no undoing."""

        def hear(_message: Message) -> None:
            tell(self._read_paused, noticed)

        return self._bus.watch(
            MatchRule(
                type="signal", path=_PATH, interface="org.freedesktop.DBus.Properties", member="PropertiesChanged"
            ),
            hear,
        )

    def _players(self) -> tuple[str, ...]:
        return tuple(sorted(name for name in self._bus.names() if name.startswith(_PREFIX)))

    def _playing(self, names: Iterable[str]) -> list[str]:
        """Return those that play. One that does not answer is passed over: it must not keep the others playing."""
        playing = []
        for name in names:
            with suppress(Trouble):
                if self._status(name) == "Playing":
                    playing.append(name)
        return playing

    def _read_paused(self) -> Reading:
        return _reading(self._playing(sorted(self._paused)))

    def _status(self, name: str) -> str:
        return str(self._bus.property(name, _PATH, _PLAYER, "PlaybackStatus"))


def _reading(playing: list[str]) -> Reading:
    return Reading(State.OFF if playing else State.ON, playing)


def _recording_families() -> set[int]:
    """Return the processes that record, with their parents and children; nobody where no sound server tells."""
    try:
        streams = in_calls(sound.streams())
    except Trouble:
        return set()
    return {pid for stream in streams if stream.pid for pid in _family(stream.pid)}


def _family(pid: int) -> set[int]:
    """Return a process, all it has started, and those that started it up to the session's own."""
    try:
        process = psutil.Process(pid)
        name = process.name()
        above = [parent for parent in process.parents() if parent.name() == name]
        return {pid, *(one.pid for one in above), *(one.pid for one in process.children(recursive=True))}
    except psutil.Error:
        return {pid}
