"""Listens for a microphone in use and suggests, once per call, that one may have begun. It never decides."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot

from mentordesk.clock import Clock
from mentordesk.presence.microphone import Stream
from mentordesk.presence.noticing import Noticing
from mentordesk_ui.qtkit.tick import Tick

Watch = Callable[[Callable[[tuple[Stream, ...]], None]], Callable[[], None]]
"""Calls back on a thread of its own with who records, now and at each change; returns what ends it."""


def watch_microphone(noticed: Callable[[tuple[Stream, ...]], None]) -> Callable[[], None]:
    """Watch this computer's microphone; where the system tells nobody, there is nothing to hear."""
    if sys.platform != "linux":
        return _nothing
    from mentordesk.presence.linux.sound import watch_streams

    return watch_streams(noticed)


class CallWatch(QObject):
    """`start` it, and hear `suggested` with what the program calls itself."""

    suggested = Signal(str)

    _heard = Signal(object)

    def __init__(
        self,
        clock: Clock,
        beat: Tick,
        ignored: Callable[[], Sequence[str]],
        parent: QObject | None = None,
        *,
        watch: Watch = watch_microphone,
    ) -> None:
        """`beat` is when it looks whether patience is over; `ignored` are programs the user does not want named."""
        super().__init__(parent)
        self._clock, self._ignored, self._watch = clock, ignored, watch
        self._noticing = Noticing()
        self._end: Callable[[], None] | None = None
        self._heard.connect(self._take, Qt.ConnectionType.QueuedConnection)
        beat.ticked.connect(self._look)

    @property
    def is_in_call(self) -> bool:
        """Whether somebody listens at the microphone now."""
        return self._noticing.is_in_call()

    def start(self) -> None:
        """Listen from now on."""
        if self._end is None:
            self._noticing = Noticing(self._ignored())
            self._end = self._watch(self._heard.emit)

    def stop(self) -> None:
        """Listen no longer."""
        if self._end is not None:
            self._end()
            self._end = None

    @Slot(object)
    def _take(self, streams: tuple[Stream, ...]) -> None:
        self._noticing.heard(streams, self._clock.elapsed())

    @Slot()
    def _look(self) -> None:
        stream = self._noticing.suggestion(self._clock.elapsed()) if self._end is not None else None
        if stream is not None:
            self.suggested.emit(stream.program)


def _nothing() -> None:
    """End nothing."""
