"""Notices that a call may have begun, and says so once. It only suggests: a microphone in use is no proof of a call."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from mentordesk.presence.microphone import Stream, in_calls

PATIENCE = timedelta(seconds=8)
"""How long a program must listen before it is worth a word: a voice message is shorter."""

QUIET_BEFORE_NEXT = timedelta(seconds=60)
"""How long nobody must have listened before the next listening is another call: people reconnect."""


class Noticing:
    """Is told who records whenever that changes, and asked now and then; times are of the suspend-aware stopwatch."""

    def __init__(self, ignored: Iterable[str] = ()) -> None:
        self._ignored = tuple(ignored)
        self._since: timedelta | None = None
        self._stopped: timedelta | None = None
        self._stream: Stream | None = None
        self._is_told = False

    def heard(self, streams: Iterable[Stream], at: timedelta) -> None:
        """Take note of who records now."""
        calls = in_calls(streams, self._ignored)
        if not calls:
            if self._since is not None and self._stopped is None:
                self._stopped = at
            return
        if self._stopped is not None and at - self._stopped >= QUIET_BEFORE_NEXT:
            self._since, self._is_told = None, False
        self._stopped = None
        self._stream = calls[0]
        if self._since is None:
            self._since = at

    def suggestion(self, at: timedelta) -> Stream | None:
        """Return who seems to be in a call, once per call; None while there is nothing to say."""
        if self._since is None or self._is_told or self._stopped is not None or at - self._since < PATIENCE:
            return None
        self._is_told = True
        return self._stream

    def is_in_call(self) -> bool:
        """Tell whether somebody listens now."""
        return self._since is not None and self._stopped is None
