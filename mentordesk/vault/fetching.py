"""An answer of the keyring that is under way: looked at without waiting, waited for, watched, or given up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import StrEnum

from mentordesk.vault.keyring_troubles import trouble_of
from mentordesk.vault.keyring_wire import Problem, Unanswered

SILENT_SECONDS = 8.0
"""How long a keyring may say nothing before the person is told. It may still answer."""


class State(StrEnum):
    """How far it is."""

    ASKING = "asking"
    WAITING = "waiting"
    """The keyring is locked, or asks for leave: it waits for the person, who may take any time."""
    SILENT = "silent"
    """Nothing was heard for SILENT_SECONDS. An answer still counts."""
    ANSWERED = "answered"


class Fetch:
    """An answer under way. Every method may be called from any thread; the secret is in no text about it."""

    def __init__(self, end: Callable[[], None] | None = None) -> None:
        """`end` stops whoever asks; it is called once at most."""
        self._told = threading.Condition()
        self._end = end
        self._heard_last = time.monotonic()
        self._waits = False
        self._is_answered = False
        self._is_given_up = False
        self._found: str | None = None
        self._unanswered: Unanswered | None = None

    # -- for who wants the answer

    @property
    def state(self) -> State:
        """How far it is now."""
        with self._told:
            return self._state()

    def result(self, seconds: float | None = None) -> str | None:
        """Return the secret, or None if there is no such entry (or it was a secret that is kept now).

        Waits at most `seconds`; without them, as long as the person is asked, and until the keyring is silent.
        Raises KeyringSilent where there is no answer yet, after which it may be asked for again; NoKeyring; KeyringLocked.
        """
        last = None if seconds is None else time.monotonic() + seconds
        with self._told:
            while not (self._is_answered or self._is_given_up):
                patience = self._until_silent() if last is None else last - time.monotonic()
                if patience is not None and patience <= 0:
                    break
                self._told.wait(patience)
            if not self._is_answered:
                raise trouble_of(Unanswered(Problem.SILENT))
            if self._unanswered is not None:
                raise trouble_of(self._unanswered) from self._unanswered
            return self._found

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` on a thread of its own whenever the state is another, from ASKING on, until ANSWERED or given up."""
        threading.Thread(target=self._watch, args=(changed,), name="keyring-watch", daemon=True).start()

    def cancel(self) -> None:
        """Give up: whoever asks is ended, nobody is called any more. Harmless after the answer."""
        with self._told:
            self._is_given_up = True
            end, self._end = self._end, None
            self._told.notify_all()
        if end is not None:
            end()

    # -- for who asks the keyring

    def tell_waiting(self, waits: bool) -> None:
        """Say that the keyring waits for the person, or no longer."""
        with self._told:
            self._waits = waits
            self._heard_last = time.monotonic()
            self._told.notify_all()

    def tell_found(self, found: str | None) -> None:
        """Say what the keyring answered."""
        self._tell(found, None)

    def tell_trouble(self, unanswered: Unanswered) -> None:
        """Say why there will be no answer. The first answer counts."""
        self._tell(None, unanswered)

    def _tell(self, found: str | None, unanswered: Unanswered | None) -> None:
        with self._told:
            if not self._is_answered:
                self._is_answered = True
                self._found, self._unanswered = found, unanswered
                self._told.notify_all()

    # -- under the lock

    def _state(self) -> State:
        if self._is_answered:
            return State.ANSWERED
        left = self._until_silent()
        if left is None:
            return State.WAITING
        return State.ASKING if left > 0 else State.SILENT

    def _until_silent(self) -> float | None:
        """Return the seconds until it counts as silent; None while the person is waited for."""
        return None if self._waits else self._heard_last + SILENT_SECONDS - time.monotonic()

    def _watch(self, changed: Callable[[], None]) -> None:
        last = State.ASKING
        while last is not State.ANSWERED:
            with self._told:
                while (now := self._state()) is last and not self._is_given_up:
                    self._told.wait(self._until_silent() if now is State.ASKING else None)
                if self._is_given_up:
                    return
            last = now
            changed()
